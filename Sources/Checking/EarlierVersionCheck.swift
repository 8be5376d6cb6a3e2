import Plans
import Wording

/// Keys that plans of earlier versions do not have. Since plans tell their language they have them all; before, each was
/// told of all or of none.
struct EarlierVersionCheck {
  let plan: Plan

  private var told: [(key: String, count: Int, of: Int)] {
    let members = plan.grappes.flatMap(\.members)
    let priced = plan.parameters.routes.contains(.regional) ? plan.regions.count : 0
    return [
      ("grappes[].members[].amount", members.count { $0.amount != nil }, members.count),
      ("grappes[].insight", plan.grappes.count { $0.insight != nil }, plan.grappes.count),
      ("rulePrices", plan.rulePrices.count, priced), ("search.spent", plan.search.spent == nil ? 0 : 1, 1),
    ]
  }

  var violations: [Violation] {
    // A plan that was late does without the rules' prices.
    let gaps = told.filter { $0.count < $0.of && ($0.count > 0 || plan.language != nil && $0.key != "rulePrices") }
    return gaps.map { key, count, all in
      Violation(
        .incomplete, fr: "\(key) : présent \(count) fois, attendu \(all)",
        en: "\(key): there \(count) times, expected \(all)")
    }
  }

  /// That some of it is not told.
  var remark: Wording? {
    let missing = (plan.language == nil ? ["language"] : []) + told.filter { $0.count == 0 && $0.of > 0 }.map(\.key)
    guard !missing.isEmpty else { return nil }
    if missing == ["rulePrices"], plan.language != nil {
      return Wording(
        fr: "le plan ne dit pas ce que coûtent ses règles, faute de temps à la recherche",
        en: "the plan does not tell what its rules cost: the search had no time left for it")
    }
    let list = missing.joined(separator: ", ")
    return Wording(
      fr: "le plan ne dit pas, comme ceux de versions antérieures : \(list)",
      en: "the plan does not tell, as those of earlier versions: \(list)")
  }
}
