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
    if ground.measure.kind == .route { return roads(essms) }
    guard ground.measure.kind == .terre else {
      return plan.ground == nil
        ? [] : [wrong("ground", fr: "les distances sont à vol d'oiseau", en: "distances are as the crow flies")]
    }
    guard let told = plan.ground else { return [wrong("ground", fr: "absent du plan", en: "not in the plan")] }
    var found: [Violation] = []
    if told.withoutRoad != nil {
      found.append(wrong("ground.withoutRoad", fr: "aucune route n'est mesurée", en: "no road is measured"))
    }
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

  /// Of ways by road: those that the file does not tell.
  private func roads(_ essms: [ESSMS]) -> [Violation] {
    let known = Dictionary(essms.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    let without = plan.grappes.flatMap { grappe -> [FinessNumber] in
      let own = grappe.members.filter { $0.og == grappe.porteur }.compactMap { ground.unit($0.og, $0.region) }
      guard let seat = (own.first { $0.seat.coordinate == grappe.seat } ?? own.first)?.seat else { return [] }
      return grappe.members.flatMap(\.essms).filter { known[$0].map { ground.measure.lacksRoad($0, to: seat) } ?? true }
    }
    guard let told = plan.ground, told.withoutRoad == without.sorted(), told.communeByPosition.isEmpty,
      told.islands.isEmpty
    else {
      return [
        wrong(
          "ground.withoutRoad", fr: "ce ne sont pas les ESSMS dont le fichier des trajets ne dit rien",
          en: "these are not the ESSMS that the file of ways tells nothing of")
      ]
    }
    return []
  }

  private func wrong(_ key: String, fr: String, en: String) -> Violation {
    Violation(.placement, fr: "\(key) : \(fr)", en: "\(key): \(en)")
  }
}
