import Plans
import Register
import Wording

/// What the plan says of its search, as far as the plan itself can tell, and what of its proof is taken on trust.
struct SearchCheck {
  let plan: Plan
  let ground: Ground
  let bound: BoundCheck.Outcome

  var violations: [Violation] {
    var found: [Violation] = []
    for (key, list) in [("exhausted", plan.search.exhausted), ("spreadProven", plan.search.spreadProven)] {
      let isSound = list == Set(list).sorted() && list.allSatisfy(plan.regions.contains)
      if !isSound {
        found.append(
          Violation(
            .bound, fr: "search.\(key) : attendu des régions du plan, triées, chacune une fois",
            en: "search.\(key): expected regions of the plan, sorted, each once"))
      }
    }
    // Of the plans that bring as much as can be brought at all.
    for region in plan.search.spreadProven {
      guard let area = ground.areaOf[region], area < bound.isOptimal.count, !bound.isOptimal[area] else { continue }
      found.append(
        Violation(
          .bound, fr: "search.spreadProven : région \(region), dont le financement n'atteint pas la borne",
          en: "search.spreadProven: region \(region), whose funding is below the bound"))
    }
    if plan.parameters.mode != .fundingFirst, !plan.search.spreadProven.isEmpty {
      found.append(
        Violation(
          .bound, fr: "search.spreadProven : l'objectif n'est pas « financement d'abord »",
          en: "search.spreadProven: the objective is not funding first"))
    }
    return found
  }
}
