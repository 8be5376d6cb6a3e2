import Geography
import Grouping
import Plans
import Register
import Wording

extension Workbench {
  /// The plan's document, its grappes numbered as in any other.
  ///
  /// Its constraints are those of `constraints(of:)`: wishes are lines among them, where lines can say them. Where an OG stands
  /// in several regions of one problem they cannot, and the document is one of the scenario's own constraints.
  ///
  /// - Parameter certificate: whose prices prove its bound, where no tree has shown more.
  /// - Throws: `Failure` when the wishes cannot be stated.
  public func document(_ plan: EditedPlan, certificate: Plan.Certificate) throws(Failure) -> Plan {
    let began = ContinuousClock.now
    var plain = plan
    if !isTold(plan) { plain.wishes = PlanWishes() }
    let ground = try WishedGround(self, plain)
    var scenario = scenario
    scenario.constraints = constraints(of: plan)
    let builder = DomainBuilder(
      search.builder.register, essmsInAll: search.builder.essmsInAll, scenario: scenario)
    var parts: [PlanPart] = []
    for (number, domain) in ground.domains.enumerated() {
      let groups = ground.groups(plan, in: number).map { domain.planned($0.group) }
      let tree = plan.boundIs == .stale ? nil : plan.treeBounds[domain.regions[0].rawValue]
      let solution = domain.solution(
        groups, prices: domain.prices(certificate), rates: domain.rates(certificate), treeBound: tree?.cents,
        threads: scenario.threads)
      parts.append(
        PartAssembly(
          domain: domain, solution: solution, scenario: scenario, builder: builder, regions: table
        ).part)
    }
    return PlanAssembly(
      scenario: scenario, builder: builder, register: register, known: search.known, parts: parts,
      isCut: false, regions: search.regions, isPart: search.isPart, version: version
    ).plan(began: began)
  }

  /// The constraints of a plan's document.
  public func constraints(of plan: EditedPlan) -> Constraints? {
    isTold(plan) ? plan.constraints(after: scenario.constraints) : scenario.constraints
  }

  /// Whether lines about OG say no more than the wishes about units do.
  private func isTold(_ plan: EditedPlan) -> Bool {
    var count: [FinessNumber: Int] = [:]
    for unit in units { count[unit.og, default: 0] += 1 }
    return plan.wishes.units(of: plan).allSatisfy { count[$0.og] == 1 }
  }
}

extension Domain {
  /// Groups that are given, with what prices prove of them.
  ///
  /// - Parameters:
  ///   - prices: of the blocks, in cents; below 0 only where a block is compulsory, or they count as 0.
  ///   - rates: of the envelopes, in millionths.
  ///   - treeBound: what a search tree has shown, in cents.
  fileprivate func solution(
    _ groups: [PlannedGroup], prices: [Int], rates: [Int], treeBound: Int?, threads: Int
  ) -> DomainSolution {
    let prices = zip(prices, problem.isCompulsory).map { $1 ? $0 : max(0, $0) }
    let certified = Certificate.bound(problem, prices: prices, rates: rates, threads: threads)
    let value = groups.reduce(0) { $0 + $1.value }
    let bound = max(value, min(certified, treeBound ?? .max))
    var unitPrices = [Int](repeating: 0, count: units.count)
    for (block, price) in zip(blocks, prices) { unitPrices[block[0]] = price }
    return DomainSolution(
      groups: groups, value: value, bound: bound, certifiedBound: certified,
      stop: bound == value ? .proven : .noImprovement, spent: .init(), work: 0,
      isExhausted: bound == value && bound < certified, hasTreeBound: bound > value && bound < certified,
      unitPrices: unitPrices, envelopeRates: rates, envelopesLeft: left(by: groups))
  }
}
