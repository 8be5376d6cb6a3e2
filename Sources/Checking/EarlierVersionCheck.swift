import Plans
import Wording

/// Keys that plans of earlier versions do not have: told of all or of none. What a plan does not tell is not false.
struct EarlierVersionCheck {
  let plan: Plan

  private var told: [(key: String, count: Int, of: Int)] {
    let members = plan.grappes.flatMap(\.members)
    return [
      ("grappes[].members[].amount", members.count { $0.amount != nil }, members.count),
      ("grappes[].insight", plan.grappes.count { $0.insight != nil }, plan.grappes.count),
    ]
  }

  var violations: [Violation] {
    told.filter { $0.count > 0 && $0.count < $0.of }.map { key, count, all in
      Violation(
        .incomplete, fr: "\(key) : présent \(count) fois sur \(all), attendu partout ou nulle part",
        en: "\(key): there \(count) times of \(all), expected everywhere or nowhere")
    }
  }

  /// That some of it is not told at all.
  var remark: Wording? {
    var missing = told.filter { $0.count == 0 && $0.of > 0 }.map(\.key)
    if plan.rulePrices.isEmpty, plan.parameters.routes.contains(.regional), !plan.regions.isEmpty {
      missing.append("rulePrices")
    }
    if plan.language == nil { missing.append("language") }
    if plan.search.spent == nil { missing.append("search.spent") }
    guard !missing.isEmpty else { return nil }
    let list = missing.joined(separator: ", ")
    return Wording(
      fr: "le plan ne dit pas (comme ceux de versions antérieures) : \(list)",
      en: "the plan does not tell (as those of earlier versions): \(list)")
  }
}
