import Geography
import Programme
import Register
import Wording

/// A drawn grouping in a domain's terms: which grappes hold, which do not and why.
struct DrawnGroups {
  struct Entry {
    let name: String
    /// Units of the domain, ascending.
    let members: [Int]
    /// nil when they are not admissible together.
    let group: PlannedGroup?
    /// Why not, in words; empty when they are.
    let remarks: [Wording]
  }

  let domain: Domain
  let scenario: Scenario
  let entries: [Entry]

  /// - Parameter grouping: only grappes that have units here become entries.
  init(_ grouping: DrawnGrouping, domain: Domain, scenario: Scenario) {
    self.domain = domain
    self.scenario = scenario
    var unitsOf: [FinessNumber: [Int]] = [:]
    for (unit, own) in domain.units.enumerated() { unitsOf[own.og.og, default: []].append(unit) }
    let crossesRegions = scenario.routes.contains { $0 != .regional }
    var left = domain.left(by: [])
    entries = grouping.grappes.compactMap { grappe in
      var members = grappe.ogs.flatMap { unitsOf[$0] ?? [] }
      if !crossesRegions { members = Self.mainRegion(of: members, in: domain) }
      guard !members.isEmpty else { return nil }
      members.sort()
      let group = domain.group(members, leaders: members)
      let isWhole = group.map { $0.members == members } ?? false
      if isWhole, let group, let envelope = domain.envelope(of: group) {
        let reward = domain.reward(group)
        guard left[envelope] >= reward else {
          return Entry(name: grappe.name, members: members, group: nil, remarks: [Self.overdrawn])
        }
        left[envelope] -= reward
      }
      return Entry(
        name: grappe.name, members: members, group: isWhole ? group : nil,
        remarks: isWhole ? [] : Self.remarks(members, domain: domain, scenario: scenario))
    }
  }

  private static let overdrawn = Wording(
    fr: "l'enveloppe ne suffit plus, après les grappes qui la précèdent dans le fichier",
    en: "the envelope does not suffice any more, after the grappes before it in the file")

  /// Without a route that crosses regions a grappe is of one: that of most of its ESSMS, the lowest code among equals.
  private static func mainRegion(of members: [Int], in domain: Domain) -> [Int] {
    var weights: [RegionCode: Int] = [:]
    for member in members { weights[domain.units[member].region, default: 0] += domain.units[member].weight }
    let main = weights.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    return members.filter { domain.units[$0].region == main }
  }

  /// Why these units make no grappe.
  private static func remarks(_ members: [Int], domain: Domain, scenario: Scenario) -> [Wording] {
    var remarks: [Wording] = []
    let weight = members.reduce(0) { $0 + domain.units[$1].weight }
    let limits = scenario.routes.compactMap { scenario.limits($0, region: domain.units[members[0]].region) }
    if let least = limits.map(\.minimum).min(), weight < least {
      remarks.append(Wording(fr: "\(weight) ESSMS, il en faut \(least)", en: "\(weight) ESSMS, \(least) are needed"))
    }
    let maxima = limits.map { $0.maximum ?? .max }
    if let most = maxima.max(), weight > most {
      remarks.append(
        Wording(fr: "\(weight) ESSMS, \(most) au plus", en: "\(weight) ESSMS, \(most) at most"))
    }
    let ogs = Set(members.map { domain.units[$0].og.og }).count
    if let fewest = limits.map(\.minimumOg).min(), ogs < fewest {
      remarks.append(Wording(fr: "\(ogs) OG, il en faut \(fewest)", en: "\(ogs) OG, \(fewest) are needed"))
    }
    if let far = farthest(members, domain: domain, scenario: scenario) { remarks.append(far) }
    if remarks.isEmpty {
      remarks.append(
        Wording(
          fr: "les contraintes, le DUI, le secteur ou les voies ouvertes ne l'admettent pas",
          en: "the constraints, the DUI, the sector or the open routes do not admit it"))
    }
    return remarks
  }

  /// Who is out of reach under the porteur that reaches most; nil when one reaches all.
  private static func farthest(_ members: [Int], domain: Domain, scenario: Scenario) -> Wording? {
    let measure = scenario.measure
    func out(_ porteur: Int) -> [Int] {
      members.filter { !measure.isWithinRadius(domain.units[$0].seat, domain.units[porteur].seat) }
    }
    guard let best = members.min(by: { (out($0).count, $0) < (out($1).count, $1) }) else { return nil }
    let far = out(best)
    guard !far.isEmpty else { return nil }
    let list = far.prefix(3).map { domain.units[$0].og.og.text }.joined(separator: ", ") + (far.count > 3 ? "…" : "")
    let porteur = domain.units[best].og.og
    let radius = scenario.radiusKm == scenario.radiusKm.rounded() ? "\(Int(scenario.radiusKm))" : "\(scenario.radiusKm)"
    return Wording(
      fr: "aucun porteur n'a tous les membres à moins de \(radius) km ; autour de \(porteur) il en manque \(far.count) "
        + "(\(list))",
      en: "no porteur has all members within \(radius) km; around \(porteur) \(far.count) are out of reach (\(list))")
  }
}
