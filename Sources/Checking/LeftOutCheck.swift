import Geography
import Plans
import Programme
import Register

/// Those who stand outside the grappes: alone because they reach the minimum, or ungrouped for a reason that holds.
struct LeftOutCheck {
  let plan: Plan
  let ground: Ground
  /// Of each area, whether each block finds enough around it; empty when not known.
  let isHoldable: [[Bool]]

  var violations: [Violation] {
    standalone + forbidden + ground.areas.indices.flatMap { ungrouped(ground.areas[$0], number: $0) }
  }

  private var standalone: [Violation] {
    var found: [Violation] = []
    for entry in plan.standalone {
      guard let territory = ground.territories[entry.region], let unit = territory.units[entry.og] else { continue }
      if unit.weight < territory.minimum {
        found.append(
          Violation(
            .size, fr: "OG \(entry.og) : \(unit.weight) ESSMS, ne peut pas déposer seul (\(territory.minimum))",
            en: "OG \(entry.og): \(unit.weight) ESSMS, cannot file alone (\(territory.minimum))"))
      }
      found += position(of: entry.og, stated: entry.seat, unit: unit)
    }
    return found
  }

  /// Those that reach the minimum, and those that the constraints keep out.
  private var forbidden: [Violation] {
    var found: [Violation] = []
    for entry in plan.ungrouped {
      guard let territory = ground.territories[entry.region], let unit = territory.units[entry.og] else { continue }
      let isOut = territory.forbidden.contains(entry.og)
      if unit.weight >= territory.minimum {
        found.append(
          Violation(
            .size, fr: "OG \(entry.og) : atteint le minimum seul, à inscrire dans standalone",
            en: "OG \(entry.og): reaches the minimum alone, belongs in standalone"))
      } else if isOut != (entry.reason == .forbidden) {
        found.append(reason(entry, expected: isOut ? ["forbidden"] : ["notWorth", "searchLimit"]))
      } else if isOut {
        found += position(of: entry.og, stated: entry.seat, unit: unit)
        if entry.price != .zero {
          found.append(
            Violation(
              .certificate, fr: "OG \(entry.og) : prix \(euros(entry.price.cents)) €, il est hors du plan",
              en: "OG \(entry.og): price €\(euros(entry.price.cents)), it is out of the plan"))
        }
      }
    }
    return found
  }

  private func reason(_ entry: Plan.Ungrouped, expected: [String]) -> Violation {
    Violation(
      .ungroupedReason,
      fr: "OG \(entry.og) : motif « \(entry.reason.rawValue) », attendu « \(expected.joined(separator: " ou ")) »",
      en: "OG \(entry.og): reason \"\(entry.reason.rawValue)\", expected \"\(expected.joined(separator: " or "))\"")
  }

  private func ungrouped(_ area: Area, number: Int) -> [Violation] {
    let entries = plan.ungrouped.filter { area.regions.contains($0.region) && $0.reason != .forbidden }
    guard !entries.isEmpty else { return [] }
    var found: [Violation] = []
    let neighbours = Neighbours(
      area.units.map(\.seat.coordinate), radiusKm: ground.parameters.radiusKm / ground.parameters.detour)
    let grappes = plan.grappes.filter { area.regions.contains($0.region) }.map { Joinable($0, area: area) }
    let appraisal = Appraisal(ground: ground, area: area)
    var weightAround: [Int: Int] = [:]
    func around(_ unit: Int) -> Int {
      if let known = weightAround[unit] { return known }
      let sum = neighbours.around(unit).reduce(area.units[unit].weight) { $0 + area.units[$1].weight }
      weightAround[unit] = sum
      return sum
    }
    for entry in entries {
      guard let unit = area.numbers["\(entry.og)@\(entry.region)"] else { continue }
      found += position(of: entry.og, stated: entry.seat, unit: area.units[unit])
      let near = neighbours.around(unit)
      let allowed = reasons(
        unit, of: area, number: number, isAlone: near.isEmpty,
        most: near.reduce(around(unit)) { max($0, around($1)) })
      if !allowed.contains(entry.reason) { found.append(reason(entry, expected: allowed.map(\.rawValue))) }
      let price = plan.certificate.unitPrices[area.units[unit].key]
      if price != entry.price.cents {
        found.append(
          Violation(
            .certificate, fr: "OG \(entry.og) : prix \(euros(entry.price.cents)) €, le certificat dit autre chose",
            en: "OG \(entry.og): price €\(euros(entry.price.cents)), the certificate says otherwise"))
      }
      found += NearestCheck(entry: entry, unit: unit, grappes: grappes, appraisal: appraisal).violations
      found += worth(entry, unit: unit, grappes: grappes, appraisal: appraisal)
    }
    return found
  }

  /// An OG that a grappe would gain by is worth its place, unless money is short.
  private func worth(
    _ entry: Plan.Ungrouped, unit: Int, grappes: [Joinable], appraisal: Appraisal
  ) -> [Violation] {
    guard entry.reason == .notWorth, plan.parameters.envelopes.isEmpty else { return [] }
    let seat = appraisal.area.units[unit].seat.coordinate
    let near = grappes.filter { ground.isWithinRadius($0.seat, seat) }
    guard let grappe = near.first(where: { $0.gain(by: unit, appraisal) ?? 0 > 0 }) else { return [] }
    return [
      Violation(
        .ungroupedReason, fr: "OG \(entry.og) : motif « notWorth », la grappe \(grappe.id) gagnerait à le prendre",
        en: "OG \(entry.og): reason \"notWorth\", the grappe \(grappe.id) would gain by taking it in")
    ]
  }

  /// The reasons that may be told of a unit.
  private func reasons(_ unit: Int, of area: Area, number: Int, isAlone: Bool, most: Int) -> [Plan.Reason] {
    let block = area.blockOf[unit]
    if isAlone, area.blocks[block].count == 1 { return [.noNeighbour] }
    let minima = area.regions.flatMap { region in
      ground.routes.compactMap { ground.campaign.limits($0, region: region)?.minimum }
    }
    if most < minima.min() ?? 0 { return [.tooFewAround] }
    if number < isHoldable.count, !isHoldable[number][block] {
      // Routes that nothing in the area reaches may be left aside.
      return most < minima.max() ?? 0 ? [.tooFewAround, .incompatible] : [.incompatible]
    }
    let names = [area.units[unit].region.rawValue, EnvelopeCheck.national]
    let isShort = names.contains { plan.certificate.envelopePrices[$0] ?? 0 > 0 }
    return [.notWorth, .searchLimit] + (isShort ? [.envelope] : [])
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
