import Geography
import Grouping
import Plans
import Register
import Wording

extension Planner {
  /// The search of a register's domains, one after the other, within one time limit.
  struct Search {
    let planner: Planner
    /// As read.
    let register: Register
    /// After the situation.
    let known: Register
    let regions: [RegionCode]
    let isPart: Bool
    let builder: DomainBuilder
    let domains: [Domain]
    let start: ContinuousClock.Instant
    /// Of the search in seconds, from `start` on: what reading has left of the time limit, less what the assembly of the
    /// plan will take.
    let limit: Double
    /// When the plan should stand: what is not needed for it is left out after that.
    let end: ContinuousClock.Instant

    private var scenario: Scenario { planner.scenario }

    /// - Throws: `Failure` when a region is not in the register, nothing has coordinates, or constraints clash.
    init(
      _ planner: Planner, _ register: Register, regions: [RegionCode]?, began: ContinuousClock.Instant,
      told: ([Wording]) -> Void
    ) throws(Failure) {
      let scenario = planner.scenario
      start = ContinuousClock.now
      self.planner = planner
      self.register = register
      known = scenario.situation.map { register.applying($0) } ?? register
      try register.requireLocated()
      self.regions = try Planner.choose(regions, of: register)
      isPart = regions != nil
      builder = DomainBuilder(known, essmsInAll: register.essmsCounts, scenario: scenario)
      let parts = try builder.parts(self.regions)
      domains = try builder.domains(parts)
      told(
        WithoutEffect(
          scenario: scenario, register: register, known: known, regions: self.regions, parts: parts, domains: domains
        ).remarks)
      let built = (ContinuousClock.now - start) / .seconds(1)
      let left = max(
        scenario.timeLimit - max(0, (start - began) / .seconds(1)), min(Self.leastSeconds, 0.3 * scenario.timeLimit))
      limit = max(left - Self.assemblyShare * built, min(left, 0.85 * scenario.timeLimit))
      end = began + .seconds(scenario.timeLimit + max(Self.overrun, Self.overrunShare * scenario.timeLimit))
    }

    /// Kept for the search however long reading took, in seconds.
    private static let leastSeconds = 1.0
    /// What assembly takes, as a multiple of what building the domains took: each is built twice more for the rules' prices.
    private static let assemblyShare = 2.5
    /// By how much a plan may be late, in seconds or as a share of the limit.
    private static let overrun = 1.0
    private static let overrunShare = 0.025

    /// Searches a domain in its share of the time that is left.
    ///
    /// - Parameter number: domains before it are done.
    func solve(
      _ number: Int, start groups: [PlannedGroup], progress: (Progress) -> Void,
      isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Failure) -> DomainSolution {
      let domain = domains[number]
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      let unitsLeft = domains[number...].reduce(0) { $0 + $1.units.count }
      var options = Optimiser.Options()
      options.timeLimit = max(0, limit - elapsed) * Double(domain.units.count) / Double(max(1, unitsLeft))
      options.gap = scenario.gap
      options.seed = UInt64(scenario.seed)
      options.threads = scenario.threads
      // A region without any plan is worth less than a few seconds.
      options.grace = .infinity
      let told: (Optimiser.Progress) -> Void = {
        progress(
          Progress(
            regions: domain.regions, number: number + 1, count: domains.count, phase: $0.phase,
            seconds: elapsed + $0.seconds, value: $0.value, bound: $0.bound, grappes: $0.groups))
      }
      guard scenario.objective == .fundingFirst else {
        return try domain.solve(
          options, constraints: scenario.constraints, start: groups, progress: told, isInterrupted: isInterrupted)
      }
      let began = ContinuousClock.now
      var funding = options
      funding.timeLimit *= LexicographicSearch.fundingShare
      let first = try domain.solve(
        funding, constraints: scenario.constraints, start: groups, progress: told, isInterrupted: isInterrupted)
      let spread = LexicographicSearch(builder: builder, domain: domain, first: first)
      return try spread.plan(
        options, seconds: options.timeLimit - (ContinuousClock.now - began) / .seconds(1), progress: told,
        isInterrupted: isInterrupted)
    }

    /// The plan of all domains.
    func plan(_ parts: [(domain: Domain, solution: DomainSolution)]) throws(Failure) -> Plan {
      try PlanAssembly(
        scenario: scenario, builder: builder, register: register, known: known, parts: parts, regions: regions,
        isPart: isPart, version: planner.version, end: end
      ).plan(began: start)
    }
  }
}
