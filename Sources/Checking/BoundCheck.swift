import Geography
import Plans

/// The bound against what the certificate's prices prove.
struct BoundCheck {
  let plan: Plan
  let ground: Ground

  struct Outcome {
    var violations: [Violation]
    /// What the prices prove, when it could be computed.
    var certified: Euros?
    /// Of each area, whether each block finds enough around it for some route and target; empty when not computed.
    var isHoldable: [[Bool]] = []
    /// Of each area, the bound that the plan claims, in cents, and whether its grappes are worth as much; empty when not
    /// computed.
    var claimed: [Int] = []
    var isOptimal: [Bool] = []
    /// Of each area, who may follow whom, up to a step beyond the radius where the area is a region.
    var rows: [BoundRows] = []
  }

  static let prices = 0...1_000_000_000_000
  static let rates = 0...4_000_000

  func run() -> Outcome {
    var found = keys
    var replays: [BoundReplay] = []
    for area in ground.areas {
      guard let prices = prices(of: area, &found) else { continue }
      let wider = area.regions.count == 1 && !plan.rulePrices.isEmpty ? RulePriceCheck.step : 0
      replays.append(
        BoundReplay(
          ground: ground, area: area, prices: prices, rates: plan.certificate.envelopePrices,
          rows: BoundRows(ground: ground, area: area, wider: wider)))
    }
    guard found.isEmpty else { return Outcome(violations: found, certified: nil) }
    let results = replays.map { $0.run() }
    let claims = zip(ground.areas, results).map { self.claimed($0, bound: $1.bound, &found) }
    let claimed = claims.reduce(0, +)
    let certified = results.reduce(0) { $0 + $1.bound }
    let isHoldable = results.map(\.isHoldable)
    guard found.isEmpty else { return Outcome(violations: found, certified: nil, isHoldable: isHoldable) }
    if plan.search.certifiedBound.cents != certified {
      found.append(
        Violation(
          .certificate,
          fr: "borne certifiée \(euros(plan.search.certifiedBound.cents)) €, les prix prouvent \(euros(certified)) €",
          en: "certified bound €\(euros(plan.search.certifiedBound.cents)), the prices prove €\(euros(certified))"))
    }
    if plan.bound.cents != claimed {
      found.append(
        Violation(
          .bound, fr: "borne \(euros(plan.bound.cents)) €, le certificat donne \(euros(claimed)) €",
          en: "bound €\(euros(plan.bound.cents)), the certificate gives €\(euros(claimed))"))
    }
    if plan.totals.value.cents > claimed {
      found.append(
        Violation(
          .bound, fr: "valeur \(euros(plan.totals.value.cents)) € au-dessus de la borne \(euros(claimed)) €",
          en: "value €\(euros(plan.totals.value.cents)) above the bound €\(euros(claimed))"))
    }
    return Outcome(
      violations: found, certified: Euros(cents: certified), isHoldable: isHoldable, claimed: claims,
      isOptimal: zip(ground.areas, claims).map { value(of: $0) == $1 }, rows: replays.map(\.rows))
  }

  private func value(of area: Area) -> Int {
    plan.grappes.filter { area.regions.contains($0.region) }.reduce(0) { $0 + $1.value.cents }
  }

  /// What the plan may claim of an area: its value after an exhaustive search, the bound of a tree, else what prices prove.
  private func claimed(_ area: Area, bound: Int, _ found: inout [Violation]) -> Int {
    let name = area.regions.map(\.rawValue).joined(separator: ", ")
    let value = value(of: area)
    let exhausted = area.regions.filter(plan.search.exhausted.contains)
    if exhausted == area.regions { return value }
    if !exhausted.isEmpty {
      found.append(
        Violation(
          .bound, fr: "régions \(name) : recherche exhaustive annoncée pour une partie d'entre elles",
          en: "regions \(name): exhaustive search claimed for a part of them"))
    }
    guard let tree = plan.search.treeBounds[area.regions[0].rawValue] else { return bound }
    if tree.cents >= bound || tree.cents < value {
      found.append(
        Violation(
          .bound,
          fr:
            "région \(name) : borne de l'arbre \(euros(tree.cents)) €, attendue entre \(euros(value)) € et moins de "
            + "\(euros(bound)) €",
          en:
            "region \(name): bound of the tree €\(euros(tree.cents)), expected from €\(euros(value)) to less than "
            + "€\(euros(bound))"))
    }
    return tree.cents
  }

  /// Prices of the area's blocks in cents: the sum of their units', below 0 only where the block must be grouped.
  private func prices(of area: Area, _ found: inout [Violation]) -> [Int]? {
    var sums = [Int](repeating: 0, count: area.blocks.count)
    var isComplete = true
    for (number, unit) in area.units.enumerated() {
      let block = area.blockOf[number]
      let range = area.compulsory.contains(block) ? -Self.prices.upperBound...Self.prices.upperBound : Self.prices
      guard let price = plan.certificate.unitPrices[unit.key], range.contains(price) else {
        found.append(
          Violation(
            .certificate, fr: "certificat : prix de \(unit.key) absent ou hors de ses bornes",
            en: "certificate: price of \(unit.key) missing or out of range"))
        isComplete = false
        continue
      }
      sums[block] += price
    }
    return isComplete ? sums : nil
  }

  /// Entries that are of nothing in the plan.
  private var keys: [Violation] {
    var found: [Violation] = []
    let used = Set(ground.areas.flatMap { $0.units.map(\.key) })
    for key in plan.certificate.unitPrices.keys.sorted() where !used.contains(key) {
      found.append(
        Violation(
          .certificate, fr: "certificat : prix de \(key), qui n'est pas un OG à grouper",
          en: "certificate: price of \(key), which is no OG to be grouped"))
    }
    for (key, rate) in plan.certificate.envelopePrices.sorted(by: { $0.key < $1.key }) {
      if plan.parameters.envelopes[key] == nil {
        found.append(
          Violation(
            .certificate, fr: "certificat : prix de l'enveloppe \(key), qu'aucune règle ne limite",
            en: "certificate: price of envelope \(key), which no rule limits"))
      } else if !Self.rates.contains(rate) {
        found.append(
          Violation(
            .certificate, fr: "certificat : prix de l'enveloppe \(key) hors de ses bornes : \(rate)",
            en: "certificate: price of envelope \(key) out of range: \(rate)"))
      }
    }
    let first = Set(ground.areas.filter { !$0.regions.allSatisfy(plan.search.exhausted.contains) }.map(\.regions[0]))
    for key in plan.search.treeBounds.keys.sorted() where !first.contains(RegionCode(key)) {
      found.append(
        Violation(
          .bound, fr: "borne de l'arbre pour \(key), qui n'est pas une région du plan encore ouverte",
          en: "bound of the tree for \(key), which is no region of the plan still open"))
    }
    for region in plan.search.exhausted where ground.territories[region] == nil {
      found.append(
        Violation(
          .bound, fr: "région \(region) : recherche exhaustive annoncée, la région est absente du plan",
          en: "region \(region): exhaustive search claimed, the region is not in the plan"))
    }
    return found
  }
}
