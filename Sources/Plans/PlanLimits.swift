/// Numbers and lists beyond which a file is no plan: sums of them would leave the machine's integers.
///
/// France has some 17,000 OG and 42,000 ESSMS; the limits are far above.
extension Plan {
  static let counts = 0...1_000_000_000
  static let mostEntries = 100_000
  static let mostRegions = 1_000

  /// The key of the first count or list that no plan can have, and what stands there.
  var excess: (key: String, found: String)? {
    for (key, count) in [
      ("notEssms", notEssms), ("totals.essms", totals.essms), ("totals.og", totals.og),
      ("totals.grappes", totals.grappes),
    ] where !Self.counts.contains(count) {
      return (key, String(count))
    }
    if regions.count > Self.mostRegions { return ("regions", "\(regions.count) entries") }
    for (key, count) in [
      ("grappes", grappes.count), ("standalone", standalone.count), ("ungrouped", ungrouped.count),
      ("placedAtCommune", placedAtCommune.count), ("essms", essms.count),
      ("certificate.unitPrices", certificate.unitPrices.count),
    ] where count > Self.mostEntries {
      return (key, "\(count) entries")
    }
    for (place, grappe) in grappes.enumerated() {
      if let (key, found) = grappe.excess { return ("grappes[\(place)].\(key)", found) }
    }
    return nil
  }
}

extension Plan.Grappe {
  fileprivate var excess: (key: String, found: String)? {
    for (key, count) in [("essmsCount", essmsCount), ("ogCount", ogCount)] + sectors.map({ ("sectors.\($0)", $1) })
    where !Plan.counts.contains(count) {
      return (key, String(count))
    }
    for (place, line) in funding.lines.enumerated() where !Plan.counts.contains(line.count) {
      return ("funding.lines[\(place)].count", String(line.count))
    }
    for (key, count) in [("members", members.count), ("funding.lines", funding.lines.count)]
    where count > Plan.mostEntries {
      return (key, "\(count) entries")
    }
    return nil
  }
}
