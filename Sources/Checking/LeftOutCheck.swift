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
    let grappes = plan.grappes.filter { area.regions.contains($0.region) }
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
    }
    return found
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

/// The grappe that an ungrouped OG could look to.
struct NearestCheck {
  let entry: Plan.Ungrouped
  let unit: Int
  /// Of the area.
  let grappes: [Plan.Grappe]
  let appraisal: Appraisal

  var violations: [Violation] {
    let seat = appraisal.area.units[unit].seat.coordinate
    let least = grappes.map { appraisal.ground.km(seat, $0.seat) }.min()
    guard let nearest = entry.nearest else {
      guard let least else { return [] }
      return [wrong("—", "\(rounded(least)) km")]
    }
    guard let grappe = grappes.first(where: { $0.id == nearest.grappe }), let least,
      abs(nearest.km - least) <= 0.001, appraisal.ground.km(seat, grappe.seat) <= least + 1e-9
    else {
      return [wrong("\(nearest.grappe), \(nearest.km) km", least.map { "\(rounded($0)) km" } ?? "—")]
    }
    let members = grappe.members.compactMap { appraisal.area.numbers["\($0.og)@\($0.region)"] }
    let own = members.filter { appraisal.area.units[$0].og == grappe.porteur }
    guard members.count == grappe.members.count,
      let porteur = own.first(where: { appraisal.area.units[$0].seat.coordinate == grappe.seat }) ?? own.first
    else { return [] }
    let cost = appraisal.best(members + appraisal.area.blocks[appraisal.area.blockOf[unit]], porteur: porteur)
      .map { grappe.value.cents - $0 }
    guard cost != nearest.cost?.cents else { return [] }
    return [
      wrong(
        "\(nearest.grappe), \(nearest.cost.map { euros($0.cents) + " €" } ?? "—")",
        cost.map { euros($0) + " €" } ?? "—")
    ]
  }

  private func rounded(_ km: Double) -> Double { (km * 1000).rounded() / 1000 }

  private func wrong(_ stated: String, _ computed: String) -> Violation {
    Violation(
      .insight, fr: "OG \(entry.og) : grappe la plus proche \(stated), calculé \(computed)",
      en: "OG \(entry.og): nearest grappe \(stated), computed \(computed)")
  }
}
