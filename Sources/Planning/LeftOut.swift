import Geography
import Grouping
import Plans
import Wording

/// Why a unit is left out of every grappe of a region's plan.
struct LeftOut {
  let problem: RegionProblem
  let solution: Solution
  let isOptimal: Bool
  let scenario: Scenario
  /// ESSMS within the radius of each unit as a porteur, its own among them.
  private let essmsAround: [Int]

  /// - Complexity: O(pairs).
  init(problem: RegionProblem, solution: Solution, isOptimal: Bool, scenario: Scenario) {
    self.problem = problem
    self.solution = solution
    self.isOptimal = isOptimal
    self.scenario = scenario
    let instance = problem.instance
    essmsAround = instance.weights.indices.map { porteur in
      instance.candidates[instance.offsets[porteur]..<instance.offsets[porteur + 1]]
        .reduce(instance.weights[porteur]) { $0 + instance.weights[Int($1)] }
    }
  }

  func reason(of unit: Int) -> (reason: Plan.Reason, detail: String) {
    let instance = problem.instance
    let radius = format(scenario.radiusKm)
    let others = neighbours(of: unit)
    guard !others.isEmpty else {
      return (
        .noNeighbour,
        say(
          fr: "Aucun autre OG à grouper n'a son siège à moins de \(radius) km.",
          en: "No other OG to be grouped has its seat within \(radius) km.")
      )
    }
    let around = others.reduce(essmsAround[unit]) { max($0, essmsAround[$1]) }
    guard around >= instance.minimum else {
      return (
        .tooFewAround,
        say(
          fr: "Autour de chaque porteur possible il y a au plus \(around) ESSMS à moins de \(radius) km ; "
            + "il en faut \(instance.minimum).",
          en: "Around every possible porteur there are at most \(around) ESSMS within \(radius) km; "
            + "\(instance.minimum) are needed.")
      )
    }
    let nearest = nearestGrappe(to: unit)
    if let best = bestJoin(unit), best <= 0 {
      return (
        .notWorth,
        nearest
          + say(
            fr: " Rejoindre une grappe coûterait au moins \(-best / 100) € de plus que cela ne rapporte.",
            en: " Joining a grappe would cost at least €\(-best / 100) more than it brings.")
      )
    }
    if isOptimal {
      return (
        .notWorth,
        nearest
          + say(
            fr: " Le plan est prouvé optimal : tout plan qui groupe cet OG vaut au plus autant.",
            en: " The plan is proven optimal: every plan that groups this OG is worth no more.")
      )
    }
    return (
      .searchLimit,
      nearest
        + say(
          fr: " La recherche n'a pas trouvé de meilleure place ; l'écart restant n'en exclut pas une.",
          en: " The search found no better place; the remaining gap does not rule one out.")
    )
  }

  private func neighbours(of unit: Int) -> [Int] {
    problem.instance.candidates[problem.instance.offsets[unit]..<problem.instance.offsets[unit + 1]].map(Int.init)
  }

  /// What the best grappe within reach gains by the unit, in cents; nil when none is within reach.
  private func bestJoin(_ unit: Int) -> Int? {
    solution.groups.compactMap { group in
      guard problem.instance.cost(porteur: group.porteur, unit: unit) != nil else { return nil }
      return problem.instance.group(porteur: group.porteur, members: group.members + [unit]).map {
        $0.value - group.value
      }
    }.max()
  }

  private func nearestGrappe(to unit: Int) -> String {
    let seat = problem.units[unit].seat.coordinate
    let near = solution.groups.map { group in
      (group.porteur, seat.distanceKm(to: problem.units[group.porteur].seat.coordinate) * scenario.detour)
    }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let (porteur, km) = near else {
      return say(fr: "Aucune grappe n'est formée dans la région.", en: "No grappe is formed in the region.")
    }
    let name = problem.units[porteur].og.name
    return say(
      fr: "La grappe la plus proche est celle de \(name), à \(format(km)) km.",
      en: "The nearest grappe is that of \(name), \(format(km)) km away.")
  }

  private func say(fr: String, en: String) -> String { Wording(fr: fr, en: en).text(in: scenario.language) }

  private func format(_ km: Double) -> String {
    let tenths = Int((km * 10).rounded())
    guard !tenths.isMultiple(of: 10) else { return String(tenths / 10) }
    return "\(tenths / 10)\(scenario.language == .fr ? "," : ".")\(abs(tenths % 10))"
  }
}
