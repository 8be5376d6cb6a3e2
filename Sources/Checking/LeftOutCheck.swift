import Geography
import Plans
import Register

/// Those who stand outside the grappes: alone because they reach the minimum, or ungrouped for a reason that holds.
struct LeftOutCheck {
  let plan: Plan
  let territories: [RegionCode: Territory]

  var violations: [Violation] { standalone + ungrouped }

  private var standalone: [Violation] {
    var found: [Violation] = []
    for entry in plan.standalone {
      guard let territory = territories[entry.region], let unit = territory.units[entry.og] else { continue }
      if unit.weight < territory.limits.minimum {
        found.append(
          Violation(
            .size, fr: "OG \(entry.og) : \(unit.weight) ESSMS, ne peut pas déposer seul (\(territory.limits.minimum))",
            en: "OG \(entry.og): \(unit.weight) ESSMS, cannot file alone (\(territory.limits.minimum))"))
      }
      found += position(of: entry.og, stated: entry.seat, unit: unit)
    }
    return found
  }

  private var ungrouped: [Violation] {
    var found: [Violation] = []
    for (region, territory) in territories.sorted(by: { $0.key < $1.key }) {
      let entries = plan.ungrouped.filter { $0.region == region }
      guard !entries.isEmpty else { continue }
      let units = territory.groupable
      let index = Dictionary(units.enumerated().map { ($1.og, $0) }, uniquingKeysWith: { $1 })
      let near = units.map { a in
        units.indices.filter { territory.isWithinRadius(a.seat.coordinate, units[$0].seat.coordinate) }
      }
      let around = near.map { $0.reduce(0) { $0 + units[$1].weight } }
      for entry in entries {
        guard let unit = index[entry.og] else {
          if territory.units[entry.og] != nil {
            found.append(
              Violation(
                .size, fr: "OG \(entry.og) : atteint le minimum seul, à inscrire dans standalone",
                en: "OG \(entry.og): reaches the minimum alone, belongs in standalone"))
          }
          continue
        }
        found += position(of: entry.og, stated: entry.seat, unit: units[unit])
        let isAlone = near[unit].count <= 1
        let isShort = (near[unit].map { around[$0] }.max() ?? 0) < territory.limits.minimum
        let expected: Plan.Reason? = isAlone ? .noNeighbour : isShort ? .tooFewAround : nil
        let isRight = expected.map { $0 == entry.reason } ?? [.notWorth, .searchLimit].contains(entry.reason)
        if !isRight {
          found.append(
            Violation(
              .ungroupedReason,
              fr: "OG \(entry.og) : motif « \(entry.reason.rawValue) », attendu "
                + "« \(expected?.rawValue ?? "notWorth ou searchLimit") »",
              en: "OG \(entry.og): reason \"\(entry.reason.rawValue)\", expected "
                + "\"\(expected?.rawValue ?? "notWorth or searchLimit")\""))
        }
        let price = plan.certificate.unitPrices["\(entry.og)@\(region)"]
        if price != entry.price.cents {
          found.append(
            Violation(
              .certificate, fr: "OG \(entry.og) : prix \(euros(entry.price.cents)) €, le certificat dit autre chose",
              en: "OG \(entry.og): price €\(euros(entry.price.cents)), the certificate says otherwise"))
        }
      }
    }
    return found
  }

  private func position(of og: FinessNumber, stated: Coordinate, unit: Territory.Unit) -> [Violation] {
    guard stated != unit.seat.coordinate else { return [] }
    return [
      Violation(
        .spread, fr: "OG \(og) : la position n'est pas celle du registre",
        en: "OG \(og): the position is not the register's")
    ]
  }
}
