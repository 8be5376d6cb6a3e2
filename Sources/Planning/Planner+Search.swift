import Geography
import Grouping
import Plans
import Register
import Wording

extension Planner {
  /// The search of a register's domains, one after the other, within one time limit.
  ///
  /// Each domain is built when its turn comes, and nothing but its part of the plan is kept of it: of a whole country only
  /// one region's pairs are in memory at a time.
  struct Search {
    let planner: Planner
    /// As read.
    let register: Register
    /// After the situation.
    let known: Register
    let regions: [RegionCode]
    let isPart: Bool
    let builder: DomainBuilder
    let parts: DomainBuilder.Parts
    let start: ContinuousClock.Instant
    /// When the search should be over: what reading has left of the time limit.
    private let over: ContinuousClock.Instant
    /// When the plan should stand: what is not needed for it is left out after that.
    let end: ContinuousClock.Instant
    /// What building the domains so far has taken, in seconds, and their units.
    private var built = (seconds: 0.0, units: 0)
    /// What the plan that the search starts from has proven.
    private let proof: EarlierProof?
    /// Steps of work of the domains so far.
    private var workDone = 0
    /// What the last one took.
    private(set) var lastBuilt = 0.0

    private var scenario: Scenario { planner.scenario }

    /// - Throws: `Failure` when a region is not in the register, nothing has coordinates, constraints clash, or a domain is
    ///   beyond what can be planned.
    init(
      _ planner: Planner, _ register: Register, regions: [RegionCode]?, began: ContinuousClock.Instant
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
      parts = try builder.parts(self.regions)
      proof = EarlierProof(planner, register: register, builder: builder, parts: parts, regions: self.regions)
      let left = max(
        scenario.timeLimit - max(0, (start - began) / .seconds(1)), min(Self.leastSeconds, 0.3 * scenario.timeLimit))
      over = start + .seconds(left)
      end = began + .seconds(scenario.timeLimit + max(Self.overrun, Self.overrunShare * scenario.timeLimit))
      // What cannot be planned is told before hours are spent on the regions before it.
      for number in numbers.dropFirst() where !builder.isSurelyStated(number, of: parts) {
        _ = try builder.domain(number, of: parts)
      }
    }

    /// Kept for the search however long reading took, in seconds.
    private static let leastSeconds = 1.0
    /// What assembly takes, as a multiple of what building the domains took: each is built twice more for the rules' prices.
    static let assemblyShare = 2.5
    /// What assembly may take of the time limit at most.
    private static let mostAssembly = 0.15
    /// By how much a plan may be late, in seconds or as a share of the limit.
    private static let overrun = 1.0
    private static let overrunShare = 0.025

    /// Of the domains, in the order in which they are searched.
    var numbers: Range<Int> { parts.groups.indices }

    /// What was asked for and has no effect, as far as that is known before the domains are built.
    var remarks: [Wording] { effects.remarks }

    private var effects: WithoutEffect {
      WithoutEffect(scenario: scenario, register: register, known: known, regions: regions, parts: parts)
    }

    /// Grappes of what the search starts from that do not hold under these rules.
    ///
    /// - Parameter taken: grappes that hold, in all domains.
    func remarks(taken: Int) -> [Wording] { effects.start(taken: taken) }

    /// Builds a domain whose turn has come.
    ///
    /// - Returns: nil when the user has stopped the search meanwhile.
    /// - Throws: `Failure` as `init`.
    mutating func domain(_ number: Int, isInterrupted: () -> Bool) throws(Failure) -> Domain? {
      if isInterrupted() { return nil }
      let began = ContinuousClock.now
      let outcome = Abandonable.result(isInterrupted: isInterrupted) { [builder, parts] in
        Result { () throws(Failure) in try builder.domain(number, of: parts) }
      }
      guard let domain = try outcome?.get() else { return nil }
      lastBuilt = (ContinuousClock.now - began) / .seconds(1)
      built.seconds += lastBuilt
      built.units += domain.units.count
      return domain
    }

    /// Of a domain's search in seconds: its share of the time that is left, less what the domains after it will take to
    /// build, and all of them to assemble.
    private func timeLimit(_ number: Int, unitCount: Int) -> Double {
      let left = max(0, (over - ContinuousClock.now) / .seconds(1))
      let after = numbers[(number + 1)...].reduce(0) { $0 + parts.unitCount($1) }
      let share = Double(unitCount) / Double(max(1, unitCount + after))
      let building = built.seconds * Double(after) / Double(max(1, built.units))
      let all = Double(numbers.reduce(0) { $0 + parts.unitCount($1) })
      let assembly = min(
        Self.assemblyShare * (lastBuilt + building),
        Self.mostAssembly * scenario.timeLimit * Double(unitCount + after) / max(1, all))
      return max(0, left - building - assembly) * share
    }

    /// Of a domain's search: its share of the work that is left.
    private func workLimit(_ number: Int, unitCount: Int) -> Int? {
      guard let work = scenario.work else { return nil }
      let after = numbers[(number + 1)...].reduce(0) { $0 + parts.unitCount($1) }
      let share = Double(unitCount) / Double(max(1, unitCount + after))
      return Int(Double(max(0, work - workDone)) * share)
    }

    /// Searches the domain that was built last, in its share of the time that is left.
    ///
    /// - Parameter number: domains before it are done.
    mutating func solve(
      _ domain: Domain, number: Int, start groups: [PlannedGroup], progress: (Progress) -> Void,
      isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Failure) -> DomainSolution {
      let solution = try search(domain, number: number, start: groups, progress: progress, isInterrupted: isInterrupted)
      workDone += solution.work
      return solution
    }

    private func search(
      _ domain: Domain, number: Int, start groups: [PlannedGroup], progress: (Progress) -> Void,
      isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Failure) -> DomainSolution {
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      var options = Optimiser.Options()
      options.timeLimit = timeLimit(number, unitCount: domain.units.count)
      options.workLimit = workLimit(number, unitCount: domain.units.count)
      options.gap = scenario.gap
      options.seed = UInt64(scenario.seed)
      options.threads = scenario.threads
      // A region without any plan is worth less than a few seconds.
      options.grace = .infinity
      let told: (Optimiser.Progress) -> Void = {
        progress(
          Progress(
            regions: domain.regions, number: number + 1, count: numbers.count, phase: $0.phase,
            seconds: elapsed + $0.seconds, value: $0.value, bound: $0.bound, grappes: $0.groups))
      }
      guard scenario.objective == .fundingFirst else {
        return try domain.solve(
          options, constraints: scenario.constraints, start: groups, known: proof?.known(domain), progress: told,
          isInterrupted: isInterrupted)
      }
      let began = ContinuousClock.now
      var funding = options
      funding.timeLimit *= LexicographicSearch.fundingShare
      funding.workLimit = options.workLimit.map { Int(Double($0) * LexicographicSearch.fundingShare) }
      let first = try domain.solve(
        funding, constraints: scenario.constraints, start: groups, progress: told, isInterrupted: isInterrupted)
      let spread = LexicographicSearch(builder: builder, domain: domain, first: first)
      return try spread.plan(
        options, seconds: options.timeLimit - (ContinuousClock.now - began) / .seconds(1), progress: told,
        isInterrupted: isInterrupted)
    }

    /// A domain's part of the plan.
    ///
    /// - Throws: `Failure` when the table of regions is missing.
    func part(
      _ domain: Domain, _ solution: DomainSolution, isInterrupted: () -> Bool
    ) throws(Failure) -> PlanPart {
      let assembly = PartAssembly(
        domain: domain, solution: solution, scenario: scenario, builder: builder, regions: try Regions.bundled())
      var part = assembly.part
      // Who stops the search waits no longer than for what takes a moment.
      let seconds = Self.assemblyShare * lastBuilt
      let end = isInterrupted() ? min(end, ContinuousClock.now + .seconds(Self.moment)) : end
      guard ContinuousClock.now + .seconds(seconds) < end else { return part }
      let (rates, isEnding) = (part.envelopePrices, isInterrupted())
      let pricing: @Sendable () -> [String: Plan.RulePrices] = { assembly.rulePrices(rates) }
      part.rulePrices = Abandonable.result(isInterrupted: { !isEnding && isInterrupted() }, of: pricing)
      return part
    }

    /// What the rules' prices may still take once the user has stopped the search, in seconds.
    private static let moment = 1.0

    /// The plan of the domains searched, of which there may be fewer than asked for.
    func plan(_ parts: [PlanPart]) -> Plan {
      let searched = parts.flatMap(\.regions).sorted()
      return PlanAssembly(
        scenario: scenario, builder: builder, register: register, known: known, parts: parts,
        isCut: searched != regions, regions: searched, isPart: isPart || searched != regions, version: planner.version
      ).plan(began: start)
    }

    /// What the user should know of regions that the search never came to.
    func unsearched(_ parts: [PlanPart]) -> [Wording] {
      let left = regions.filter { region in !parts.contains { $0.regions.contains(region) } }
      guard !left.isEmpty else { return [] }
      let table = try? Regions.bundled()
      let names = left.map { region in table?.region(region)?.name ?? region.rawValue }.joined(separator: ", ")
      return [
        Wording(
          fr: "recherche interrompue avant \(names) : le plan ne porte que sur les régions déjà traitées",
          en: "search interrupted before \(names): the plan covers only the regions searched")
      ]
    }
  }
}
