import Geography
import Plans

/// The bound against what the certificate's prices prove.
struct BoundCheck {
  let plan: Plan
  let territories: [RegionCode: Territory]

  /// - Returns: what does not hold, and the bound that the prices prove when it could be computed.
  func run() -> (violations: [Violation], certified: Euros?) {
    var found: [Violation] = []
    var used: Set<String> = []
    var certified = 0
    var claimed = 0
    for region in territories.keys.sorted() {
      guard let territory = territories[region] else { continue }
      let units = territory.groupable
      var prices: [Int] = []
      for unit in units {
        let key = "\(unit.og)@\(region)"
        used.insert(key)
        guard let price = plan.certificate.unitPrices[key], (0...1_000_000_000_000).contains(price) else {
          found.append(
            Violation(
              .certificate, fr: "certificat : prix de \(key) absent ou hors de ses bornes",
              en: "certificate: price of \(key) missing or out of range"))
          continue
        }
        prices.append(price)
      }
      guard prices.count == units.count else { continue }
      let bound = BoundReplay(territory: territory).bound(units: units, prices: prices)
      certified += bound
      let value = plan.grappes.filter { $0.region == region }.reduce(0) { $0 + $1.value.cents }
      if plan.search.exhausted.contains(region) {
        claimed += value
      } else if let tree = plan.search.treeBounds[region.rawValue] {
        claimed += tree.cents
        if tree.cents >= bound || tree.cents < value {
          found.append(
            Violation(
              .bound,
              fr:
                "région \(region) : borne de l'arbre \(euros(tree.cents)) €, attendue entre \(euros(value)) € et moins de "
                + "\(euros(bound)) €",
              en:
                "region \(region): bound of the tree €\(euros(tree.cents)), expected from €\(euros(value)) to less than "
                + "€\(euros(bound))"))
        }
      } else {
        claimed += bound
      }
    }
    for key in plan.certificate.unitPrices.keys.sorted() where !used.contains(key) {
      found.append(
        Violation(
          .certificate, fr: "certificat : prix de \(key), qui n'est pas un OG à grouper",
          en: "certificate: price of \(key), which is no OG to be grouped"))
    }
    for key in plan.certificate.envelopePrices.keys.sorted() {
      found.append(
        Violation(
          .certificate, fr: "certificat : prix de l'enveloppe \(key), qu'aucune règle ne limite",
          en: "certificate: price of envelope \(key), which no rule limits"))
    }
    for key in plan.search.treeBounds.keys.sorted()
    where territories[RegionCode(key)] == nil || plan.search.exhausted.contains(RegionCode(key)) {
      found.append(
        Violation(
          .bound, fr: "borne de l'arbre pour \(key), qui n'est pas une région du plan encore ouverte",
          en: "bound of the tree for \(key), which is no region of the plan still open"))
    }
    for region in plan.search.exhausted where territories[region] == nil {
      found.append(
        Violation(
          .bound, fr: "région \(region) : recherche exhaustive annoncée, la région est absente du plan",
          en: "region \(region): exhaustive search claimed, the region is not in the plan"))
    }
    guard found.isEmpty else { return (found, nil) }
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
    return (found, Euros(cents: certified))
  }
}
