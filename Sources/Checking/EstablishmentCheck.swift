import Geography
import Plans
import Register
import Wording

/// `essms`: every ESSMS of the plan's regions that can be planned and no other, each as the register has it. Plans of
/// earlier versions have none.
struct EstablishmentCheck {
  let plan: Plan
  /// After the situation.
  let known: Register

  var violations: [Violation] {
    guard !plan.isEarlier else { return [] }
    let regions = Set(plan.regions)
    let own = known.essms.filter { regions.contains($0.region) }
    let missing = own.map(\.number).filter { plan.essms[$0] == nil }.map { number in
      Violation(
        .incomplete, fr: "ESSMS \(number) : absent de essms, qui nomme tous ceux du plan",
        en: "ESSMS \(number): missing from essms, which names all that stand in the plan")
    }
    let numbers = Set(own.map(\.number))
    let strange = plan.essms.keys.filter { !numbers.contains($0) }.sorted().map { number in
      Violation(
        .unknownEssms, fr: "ESSMS \(number) : dans essms, mais pas de ceux que le registre donne à ces régions",
        en: "ESSMS \(number): in essms, but none of those that the register has in these regions")
    }
    let communes = try? Communes.bundled()
    let wrong = own.compactMap { essms in
      plan.essms[essms.number].flatMap { difference($0, essms, communes) }
    }
    return missing + strange + wrong
  }

  private func difference(_ stated: Plan.Establishment, _ essms: ESSMS, _ communes: Communes?) -> Violation? {
    let facts: [(key: String, stated: String, expected: String)] = [
      ("name", stated.name, essms.name), ("commune", stated.commune, NamesOfOG.commune(of: essms, communes)),
      ("communeCode", stated.communeCode, essms.commune), ("category", stated.category, essms.category),
      ("sector", stated.sector.rawValue, essms.sector.rawValue),
      ("lat", String(stated.lat), String(essms.coordinate.lat)),
      ("lon", String(stated.lon), String(essms.coordinate.lon)),
    ]
    guard let fact = facts.first(where: { $0.stated != $0.expected }) else { return nil }
    let (found, expected) = (fact.stated.onOneLine(longest: 60), fact.expected.onOneLine(longest: 60))
    return Violation(
      .name, fr: "ESSMS \(essms.number) : \(fact.key) « \(found) », le registre dit « \(expected) »",
      en: "ESSMS \(essms.number): \(fact.key) \"\(found)\", the register says \"\(expected)\"")
  }
}
