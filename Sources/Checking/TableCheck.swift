import Plans
import Programme

/// What the plan writes of the regions as a whole: probabilities by weight, what the situation tells, counted.
struct TableCheck {
  let plan: Plan
  let ground: Ground

  var violations: [Violation] {
    var found: [Violation] = []
    var expected: Set<String> = []
    for region in plan.regions {
      for route in ground.routes {
        let key = Ground.tableKey(route, region)
        expected.insert(key)
        let stated = plan.parameters.probabilities[key] ?? []
        let computed = (ground.territories[region]?.probabilities[route] ?? []).map { Double($0) / 10_000 }
        // The last value of each holds for every larger grappe.
        let isSame = (0..<max(stated.count, computed.count)).allSatisfy { step in
          guard let a = stated[..<min(step + 1, stated.count)].last,
            let b = computed[..<min(step + 1, computed.count)].last
          else { return false }
          return abs(a - b) <= 1e-9
        }
        if !isSame {
          found.append(
            Violation(
              .probability, fr: "région \(key) : les probabilités ne sont pas celles du retrait annoncé",
              en: "region \(key): the probabilities are not those of the withdrawal stated"))
        }
      }
    }
    for key in plan.parameters.probabilities.keys.sorted() where !expected.contains(key) {
      found.append(
        Violation(
          .probability, fr: "probabilités de « \(key) », qui n'est ni région du plan ni voie ouverte",
          en: "probabilities of \"\(key)\", which is no region of the plan nor a route open to it"))
    }
    return found
  }
}
