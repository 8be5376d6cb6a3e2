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
      ("grappes[].members[].distanceKm", members.count { $0.distanceKm != nil }, members.count),
      ("grappes[].members[].farthestKm", members.count { $0.farthestKm != nil }, members.count),
      ("grappes[].members[].sumKm", members.count { $0.sumKm != nil }, members.count),
      ("grappes[].members[].essmsKm", members.count { $0.essmsKm != nil }, members.count),
      ("grappes[].insight", plan.grappes.count { $0.insight != nil }, plan.grappes.count),
      ("rulePrices", plan.rulePrices.count, priced), ("search.spent", plan.search.spent == nil ? 0 : 1, 1),
    ]
  }

  /// Whether some distance of a member is told: then all are.
  private var tellsDistances: Bool {
    plan.grappes.contains { grappe in
      grappe.members.contains { $0.distanceKm != nil || $0.farthestKm != nil || $0.sumKm != nil || $0.essmsKm != nil }
    }
  }

  var violations: [Violation] {
    // A plan that was late does without the rules' prices; distances of members are told since later than the language.
    let isDistance = { (key: String) in key.hasPrefix("grappes[].members[]") && key.hasSuffix("Km") }
    let mayMiss = { (key: String) in key == "rulePrices" || isDistance(key) && !tellsDistances }
    let gaps = told.filter { $0.count < $0.of && ($0.count > 0 || plan.language != nil && !mayMiss($0.key)) }
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
