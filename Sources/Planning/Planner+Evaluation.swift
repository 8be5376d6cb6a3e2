import Geography
import Grouping
import Plans
import Register
import Wording

extension Planner {
  /// Judges a grouping made elsewhere: which of its grappes are admissible, what they are worth, how far that is from what
  /// could be, and which changes would help.
  ///
  /// The search runs as for a plan, from the drawn grappes on, for the bound and for a plan to compare with; the plan given
  /// back holds the drawn grappes alone.
  ///
  /// - Parameters: as for `plan`.
  /// - Throws: `Failure` as for `plan`, and (data) when no OG of the grouping can be planned, or one that the constraints
  ///   bind to a grappe is in none.
  public func evaluate(
    _ grouping: DrawnGrouping, _ register: Register, regions: [RegionCode]? = nil,
    began: ContinuousClock.Instant = .now, told: ([Wording]) -> Void = { _ in },
    progress: (Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> (plan: Plan, evaluation: Evaluation) {
    let named = Set(grouping.grappes.flatMap(\.ogs))
    let regions = regions ?? Set(register.essms.filter { named.contains($0.og) }.map(\.region)).sorted()
    guard !regions.isEmpty else {
      throw Failure(
        .data, fr: "\(grouping.source.file) : aucun de ses OG n'a d'ESSMS localisé dans le registre",
        en: "\(grouping.source.file): none of its OG has a located ESSMS in the register")
    }
    var search = try Search(self, register, regions: regions, began: began)
    var parts: [PlanPart] = []
    var drawn: [DrawnGroups] = []
    var bestValue = 0
    for number in search.numbers {
      // The whole drawing is judged, however early the search is stopped.
      guard let domain = try search.domain(number, isInterrupted: { false }) else { break }
      let own = DrawnGroups(grouping, domain: domain, scenario: scenario)
      let groups = own.entries.compactMap(\.group)
      if let unit = domain.missing(in: groups) {
        throw Failure(
          .data,
          fr: "\(grouping.source.file) : l'OG \(unit.og.og), que les contraintes lient à une grappe, n'est dans aucune "
            + "grappe admissible du dessin",
          en:
            "\(grouping.source.file): OG \(unit.og.og), which the constraints bind to a grappe, is in no admissible grappe "
            + "of the drawing")
      }
      if number == search.numbers.lowerBound { told(search.remarks) }
      let found = try search.solve(
        domain, number: number, start: groups, progress: progress, isInterrupted: isInterrupted)
      bestValue += found.value
      parts.append(
        try search.part(domain, domain.solution(found, replacedBy: own), isInterrupted: isInterrupted))
      drawn.append(own)
    }
    let plan = search.plan(parts)
    let evaluation = Evaluation(
      drawn: judged(grouping, drawn, plan: plan, register: register), advice: advice(drawn), value: plan.totals.value,
      bound: plan.bound, bestValue: Euros(cents: bestValue))
    return (plan, evaluation)
  }

  /// What became of each grappe of the file.
  private func judged(
    _ grouping: DrawnGrouping, _ parts: [DrawnGroups], plan: Plan, register: Register
  ) -> [Evaluation.Drawn] {
    let known = Set(register.essms.map(\.og))
    let alone = Set(plan.standalone.map(\.og))
    return grouping.grappes.map { grappe in
      let entries = parts.flatMap { part in part.entries.filter { $0.name == grappe.name }.map { (part.domain, $0) } }
      let used = Set(entries.flatMap { domain, entry in entry.members.map { domain.units[$0].og.og } })
      var remarks = entries.flatMap { $0.1.remarks }
      for og in grappe.ogs where !used.contains(og) {
        remarks.append(
          !known.contains(og)
            ? Wording(
              fr: "l'OG \(og) n'a pas d'ESSMS localisé dans le registre",
              en: "OG \(og) has no located ESSMS in the register")
            : alone.contains(og)
              ? Wording(fr: "l'OG \(og) atteint seul le minimum", en: "OG \(og) reaches the minimum alone")
              : Wording(
                fr: "l'OG \(og) n'est pas à grouper ici (région, situation ou contraintes)",
                en: "OG \(og) is not to be grouped here (region, situation or constraints)"))
      }
      let held = entries.first { $0.1.group != nil }
      let id = held.flatMap { domain, entry in
        plan.grappes.first { grappe in
          grappe.members.count == entry.members.count
            && entry.members.allSatisfy { unit in
              grappe.members.contains { $0.og == domain.units[unit].og.og && $0.region == domain.units[unit].region }
            }
        }?.id
      }
      return Evaluation.Drawn(
        name: grappe.name, og: used.count,
        essms: entries.reduce(0) { sum, entry in entry.1.members.reduce(sum) { $0 + entry.0.units[$1].weight } },
        id: id, remarks: remarks.map { $0.text(in: scenario.language) })
    }
  }

  /// The most that is told.
  private static let mostAdvice = 3

  private func advice(_ parts: [DrawnGroups]) -> [Evaluation.Advice] {
    let changes = parts.enumerated().flatMap { part, drawn in Advising(drawn: drawn).changes().map { (part, $0) } }
      .sorted { $0.1.gain > $1.1.gain }
    var chosen: [(part: Int, change: Advising.Change)] = []
    for (part, change) in changes where chosen.count < Self.mostAdvice {
      let isNew = chosen.allSatisfy { $0.part != part || $0.change.blocks.isDisjoint(with: change.blocks) }
      if isNew { chosen.append((part, change)) }
    }
    return chosen.map {
      Evaluation.Advice(change: $0.change.wording.text(in: scenario.language), gain: Euros(cents: $0.change.gain))
    }
  }
}

extension Domain {
  /// The proof of what was found, for the drawn grappes in its plan's place.
  fileprivate func solution(_ found: DomainSolution, replacedBy drawn: DrawnGroups) -> DomainSolution {
    var solution = found
    solution.groups = drawn.entries.compactMap(\.group)
    solution.value = solution.groups.reduce(0) { $0 + $1.value }
    solution.envelopesLeft = left(by: solution.groups)
    solution.isSpreadProven = false
    if solution.value < found.value {
      // What an exhaustive search has shown bounds this plan too, as the tree's bound.
      solution.hasTreeBound = found.hasTreeBound || found.isExhausted && found.bound < found.certifiedBound
      solution.isExhausted = false
      if solution.stop == .proven { solution.stop = .noImprovement }
    }
    return solution
  }
}
