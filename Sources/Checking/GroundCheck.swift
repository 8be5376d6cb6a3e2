import Geography
import Plans
import Register

/// What the plan tells of where ESSMS stand: communes taken from the nearest town hall, islands.
struct GroundCheck {
  let plan: Plan
  /// After the situation.
  let register: Register
  let ground: Ground

  var violations: [Violation] {
    let regions = Set(plan.regions)
    let essms = register.essms.filter { regions.contains($0.region) }
    guard ground.measure.kind == .terre else {
      return plan.ground == nil
        ? [] : [wrong("ground", fr: "les distances sont à vol d'oiseau", en: "distances are as the crow flies")]
    }
    guard let told = plan.ground else { return [wrong("ground", fr: "absent du plan", en: "not in the plan")] }
    var found: [Violation] = []
    if told.communeByPosition != ground.measure.byPosition(essms).map(\.number).sorted() {
      found.append(
        wrong(
          "ground.communeByPosition", fr: "ce ne sont pas les ESSMS dont la commune n'est pas connue",
          en: "these are not the ESSMS whose commune is not known"))
    }
    var islands: [String: [FinessNumber]] = [:]
    for one in essms { if let island = ground.measure.island(one) { islands[island, default: []].append(one.number) } }
    let stated = Dictionary(told.islands.map { ($0.commune, $0.essms) }, uniquingKeysWith: +)
    let isNamed = told.islands.allSatisfy { island in
      ground.measure.told(island: island.commune).map { $0 == (island.name, island.hasBoat) } ?? false
    }
    if !isNamed || told.islands.map(\.commune) != told.islands.map(\.commune).sorted()
      || stated != islands.mapValues({ $0.sorted() }) || stated.count != told.islands.count
    {
      found.append(
        wrong(
          "ground.islands", fr: "ce ne sont pas les îles où se trouvent les ESSMS",
          en: "these are not the islands that the ESSMS stand on"))
    }
    return found
  }

  private func wrong(_ key: String, fr: String, en: String) -> Violation {
    Violation(.placement, fr: "\(key) : \(fr)", en: "\(key): \(en)")
  }
}
