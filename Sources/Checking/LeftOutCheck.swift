import Geography
import Plans
import Programme
import Register
import Wording

/// Those who stand outside the grappes: alone because they reach the minimum, or ungrouped for a reason that holds.
struct LeftOutCheck {
  let plan: Plan
  let ground: Ground
  let bound: BoundCheck.Outcome
  /// Whether the grappes are what they say: else what they offer those outside cannot be told.
  let grappesHold: Bool

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
        if !ground.says(ReasonReplay.forbidden.sentence, entry.detail) {
          found.append(detail(entry, expected: ReasonReplay.forbidden.sentence))
        }
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

  private func detail(_ entry: Plan.Ungrouped, expected: Wording) -> Violation {
    let stated = entry.detail.onOneLine(longest: 120)
    return Violation(
      .ungroupedReason, fr: "OG \(entry.og) : explication « \(stated) », attendue « \(ground.text(expected)) »",
      en: "OG \(entry.og): explanation \"\(stated)\", expected \"\(ground.text(expected))\"")
  }

  private func ungrouped(_ area: Area, number: Int) -> [Violation] {
    let entries = plan.ungrouped.filter { area.regions.contains($0.region) && $0.reason != .forbidden }
    guard !entries.isEmpty else { return [] }
    var found: [Violation] = []
    let neighbours = ground.measure.neighbours(area.units.map(\.seat))
    let grappes = plan.grappes.filter { area.regions.contains($0.region) }.map { Joinable($0, area: area) }
    let appraisal = Appraisal(ground: ground, area: area)
    let isHoldable = number < bound.isHoldable.count ? bound.isHoldable[number] : []
    let replay = ReasonReplay(
      plan: plan, appraisal: appraisal, grappes: grappes,
      isOptimal: number < bound.isOptimal.count && bound.isOptimal[number])
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
      let most = near.reduce(around(unit)) { max($0, around($1)) }
      if grappesHold, bound.violations.isEmpty {
        let told = replay.reason(
          unit, isAlone: near.isEmpty, most: most, isHoldable: isHoldable[area.blockOf[unit]])
        if entry.reason != told.code {
          found.append(reason(entry, expected: [told.code.rawValue]))
        } else if !ground.says(told.sentence, entry.detail) {
          found.append(detail(entry, expected: told.sentence))
        }
      } else {
        let allowed = reasons(unit, of: area, isHoldable: isHoldable, isAlone: near.isEmpty, most: most)
        if !allowed.contains(entry.reason) { found.append(reason(entry, expected: allowed.map(\.rawValue))) }
      }
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

  /// The reasons that may be told of a unit where grappes and bound do not tell which.
  private func reasons(
    _ unit: Int, of area: Area, isHoldable: [Bool], isAlone: Bool, most: Int
  ) -> [Plan.Reason] {
    let block = area.blockOf[unit]
    if isAlone, area.blocks[block].count == 1 { return [.noNeighbour] }
    let minima = area.regions.flatMap { region in
      ground.routes.compactMap { ground.limits($0, region: region)?.minimum }
    }
    if most < minima.min() ?? 0 { return [.tooFewAround] }
    if block < isHoldable.count, !isHoldable[block] {
      // Routes that nothing in the area reaches may be left aside.
      return most < minima.max() ?? 0 ? [.tooFewAround, .incompatible] : [.incompatible]
    }
    let names = [area.units[unit].region.rawValue, EnvelopeCheck.national]
    let isShort = names.contains { plan.parameters.envelopes[$0] != nil }
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
