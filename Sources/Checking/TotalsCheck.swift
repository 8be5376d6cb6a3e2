import Plans

/// The totals against the grappes, the gap and the status against value and bound, the times of the search against the
/// whole.
struct TotalsCheck {
  let plan: Plan

  var violations: [Violation] {
    var found: [Violation] = []
    func compare(_ name: String, _ stated: Int, _ computed: Int, isMoney: Bool) {
      guard stated != computed else { return }
      let a = isMoney ? euros(stated) : String(stated)
      let b = isMoney ? euros(computed) : String(computed)
      found.append(
        Violation(.totals, fr: "totals.\(name) \(a), calculé \(b)", en: "totals.\(name) \(a), computed \(b)"))
    }
    let grappes = plan.grappes
    let totals = plan.totals
    compare("value", totals.value.cents, grappes.reduce(0) { $0 + $1.value.cents }, isMoney: true)
    compare("funding", totals.funding.cents, grappes.reduce(0) { $0 + $1.funding.total.cents }, isMoney: true)
    compare(
      "expectedFunding", totals.expectedFunding.cents, grappes.reduce(0) { $0 + $1.expectedFunding.cents },
      isMoney: true)
    compare("essms", totals.essms, grappes.reduce(0) { $0 + $1.essmsCount }, isMoney: false)
    compare("og", totals.og, Set(grappes.flatMap { $0.members.map(\.og) }).count, isMoney: false)
    compare("grappes", totals.grappes, grappes.count, isMoney: false)
    let spread = grappes.reduce(0) { $0 + $1.spread.sumKm }
    let mean = totals.essms == 0 ? 0 : spread / Double(totals.essms)
    for (name, stated, computed) in [("spreadKm", totals.spreadKm, spread), ("meanKm", totals.meanKm, mean)]
    where !isMetre(stated, of: computed) {
      found.append(
        Violation(
          .totals, fr: "totals.\(name) \(stated), calculé \(computed)",
          en: "totals.\(name) \(stated), computed \(computed)"))
    }
    return found + gapAndStatus + spent
  }

  private var spent: [Violation] {
    guard let spent = plan.search.spent else { return [] }
    let sum = spent.parts.reduce(0, +)
    // Each number is rounded to the millisecond.
    guard spent.parts.allSatisfy({ $0 >= 0 }), sum <= plan.provenance.seconds + 0.003 else {
      return [
        Violation(
          .spent,
          fr: "temps de recherche \(spent.parts) s : négatifs, ou plus que les \(plan.provenance.seconds) s en tout",
          en: "times of the search \(spent.parts) s: below zero, or more than the \(plan.provenance.seconds) s in all")
      ]
    }
    return []
  }

  private var gapAndStatus: [Violation] {
    var found: [Violation] = []
    let value = plan.totals.value.cents
    let bound = plan.bound.cents
    let gap = Double(bound - value) / max(abs(Double(bound)), 100)
    if abs(plan.gap - gap) > 1e-9 {
      found.append(Violation(.gap, fr: "écart \(plan.gap), calculé \(gap)", en: "gap \(plan.gap), computed \(gap)"))
    }
    let isRight: Bool =
      switch plan.status {
      case .optimal: bound == value && !plan.grappes.isEmpty
      case .empty: plan.grappes.isEmpty
      case .feasible: bound > value && !plan.grappes.isEmpty
      case .interrupted: bound >= value
      }
    let isTold = plan.status == .interrupted ? plan.search.stop == .interrupted : plan.search.stop != .interrupted
    if !isRight || !isTold || plan.search.stop == .proven && bound > value {
      found.append(
        Violation(
          .status,
          fr:
            "statut « \(plan.status.rawValue) », arrêt « \(plan.search.stop.rawValue) » : valeur et borne les démentent",
          en: "status \"\(plan.status.rawValue)\", stop \"\(plan.search.stop.rawValue)\": value and bound belie them"))
    }
    return found
  }
}
