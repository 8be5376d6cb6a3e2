import Geography
import Plans
import Programme
import Register

/// What the plan says that its rules cost, region by region: how much the bound rises, at the certificate's prices, when the
/// minimum is one less and when the radius is 10 km more; no plan of the region's own grappes is then worth more.
struct RulePriceCheck {
  let plan: Plan
  let ground: Ground
  /// What the plan claims of each area, and who may follow whom in it.
  let bound: BoundCheck.Outcome

  /// A step of the radius, in km.
  static let step = 10.0

  var violations: [Violation] {
    let regions = ground.routes.contains(.regional) ? plan.regions.map(\.rawValue) : []
    guard Set(plan.rulePrices.keys) == Set(regions) else {
      return [
        Violation(
          .rulePrice, fr: "rulePrices : attendu les régions du plan, chacune une fois",
          en: "rulePrices: expected the plan's regions, each once")
      ]
    }
    return plan.regions.flatMap { region in plan.rulePrices[region.rawValue].map { check($0, of: region) } ?? [] }
  }

  private func check(_ stated: Plan.RulePrices, of region: RegionCode) -> [Violation] {
    var found: [Violation] = []
    func wrong(_ key: String, _ stated: String, _ computed: String) {
      found.append(
        Violation(
          .rulePrice, fr: "rulePrices.\(region).\(key) \(stated), calculé \(computed)",
          en: "rulePrices.\(region).\(key) \(stated), computed \(computed)"))
    }
    let alone = ground.alone(region)
    let rows = rows(alone, of: region)
    let now = own(region) ?? replay(alone, rows)
    let wide = max(0, replay(ground.alone(region, wider: Self.step), rows, isWide: true) - now)
    if stated.radius.cents != wide { wrong("radius", euros(stated.radius.cents), euros(wide)) }
    let light = max(0, replay(ground.alone(region, relief: 1), rows) - now)
    if stated.minimum.cents != light, !isRoundedOtherwise(stated.minimum.cents, region, rows, now: now) {
      wrong("minimum", euros(stated.minimum.cents), euros(light))
    }
    let rate = Double(plan.certificate.envelopePrices[region.rawValue] ?? 0) / 1_000_000
    if !(abs(stated.envelope - rate) <= 1e-9) { wrong("envelope", String(stated.envelope), String(rate)) }
    return found
  }

  /// The bound that the plan claims of a region that is planned by itself and that no envelope limits.
  private func own(_ region: RegionCode) -> Int? {
    guard let number = ground.areaOf[region], ground.areas[number].regions == [region], number < bound.claimed.count,
      ![region.rawValue, EnvelopeCheck.national].contains(where: { plan.parameters.envelopes[$0] != nil })
    else { return nil }
    return bound.claimed[number]
  }

  /// Those of the plan's own bound where its area is the same.
  private func rows(_ alone: Ground, of region: RegionCode) -> BoundRows {
    if let number = ground.areaOf[region], number < bound.rows.count, ground.areas[number].regions == [region],
      ground.areas[number].blocks == alone.areas[0].blocks
    {
      return bound.rows[number]
    }
    return BoundRows(ground: alone, area: alone.areas[0], wider: Self.step)
  }

  private func replay(_ ground: Ground, _ rows: BoundRows, isWide: Bool = false) -> Int {
    let area = ground.areas[0]
    let prices = area.blocks.map { block in
      block.reduce(0) { $0 + (plan.certificate.unitPrices[area.units[$1].key] ?? 0) }
    }
    return BoundReplay(
      ground: ground, area: area, prices: prices, rates: plan.certificate.envelopePrices, rows: rows, isWide: isWide
    ).run().bound
  }

  /// Whether the price is right where probabilities on the edge between two ten-thousandths are rounded the other way: the
  /// plan does not write those of the looser rule.
  private func isRoundedOtherwise(_ stated: Int, _ region: RegionCode, _ rows: BoundRows, now: Int) -> Bool {
    let usual = ground.alone(region, relief: 1).territories[region]?.probabilities
    return [-1e-6, 1e-6].contains { nudge in
      let other = ground.alone(region, relief: 1, nudge: nudge)
      return other.territories[region]?.probabilities != usual && max(0, replay(other, rows) - now) == stated
    }
  }
}
