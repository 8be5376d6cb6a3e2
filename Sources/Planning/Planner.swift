import Foundation
import GLPK
import Geography
import Grouping
import Plans
import Register
import Wording

/// Makes a plan of a register: one grouping problem for each region, solved one after the other.
public struct Planner: Sendable {
  /// Where the planning stands.
  public struct Progress: Sendable {
    public let region: RegionCode
    /// From 1.
    public let regionNumber: Int
    public let regionCount: Int
    public let phase: Optimiser.Phase
    /// Since planning began.
    public let seconds: Double
    /// Of this region, in cents; nil before there is one.
    public let value: Int?
    public let bound: Int?
    public let grappes: Int
  }

  public let scenario: Scenario
  public let version: String

  /// - Throws: `Failure` (usage) when a parameter is out of range.
  public init(scenario: Scenario, version: String) throws(Failure) {
    try scenario.validate()
    self.scenario = scenario
    self.version = version
  }

  /// - Parameters:
  ///   - regions: those to plan; nil for all that the register holds.
  ///   - began: from when on the time limit counts, such as the start of the program, so that reading the register is
  ///     within it; three tenths of the limit are kept for the search in any case.
  ///   - progress: called now and then from the calling thread.
  ///   - isInterrupted: whether the user wants to stop; asked often, from any thread. The plan is then the best so far.
  /// - Throws: `Failure` when a region is not in the register, or nothing has coordinates.
  public func plan(
    _ register: Register, regions: [RegionCode]? = nil, began: ContinuousClock.Instant = .now,
    progress: (Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> Plan {
    let start = ContinuousClock.now
    let limit = scenario.timeLimit - min(max(0, (start - began) / .seconds(1)), 0.7 * scenario.timeLimit)
    try register.requireLocated()
    let asked = try Self.choose(regions, of: register)
    let essmsInAll = register.essmsCounts
    var parts: [RegionPlan] = []
    var problems: [RegionProblem] = []
    for region in asked {
      problems.append(
        try RegionProblem(register, region: region, scenario: scenario, essmsInAll: essmsInAll))
    }
    var unitsLeft = problems.reduce(0) { $0 + $1.units.count }
    for (number, problem) in problems.enumerated() {
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      let share = Double(problem.units.count) / Double(max(1, unitsLeft))
      unitsLeft -= problem.units.count
      var options = Optimiser.Options()
      options.timeLimit = max(0, limit - elapsed) * share
      options.gap = scenario.gap
      options.seed = UInt64(scenario.seed)
      options.threads = scenario.threads
      let outcome = Optimiser(options: options).solve(
        problem.instance,
        progress: {
          progress(
            Progress(
              region: problem.region, regionNumber: number + 1, regionCount: problems.count, phase: $0.phase,
              seconds: elapsed + $0.seconds, value: $0.value, bound: $0.bound, grappes: $0.groups))
        }, isInterrupted: isInterrupted)
      parts.append(
        RegionPlan(problem, outcome: outcome, scenario: scenario, essmsInAll: essmsInAll, register: register))
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let isPart = regions != nil
    return assemble(parts, register: register, isPart: isPart, seconds: seconds)
  }

  /// The regions asked for, sorted; all that the register holds when none is.
  static func choose(_ regions: [RegionCode]?, of register: Register) throws(Failure) -> [RegionCode] {
    let held = register.regions
    guard let regions else { return held }
    let table = try Regions.bundled()
    for region in regions {
      guard table.region(region) != nil else {
        throw Failure(
          .usage, fr: "--region \(region) : code de région INSEE attendu, comme 53 ou 01",
          en: "--region \(region): expected an INSEE region code, such as 53 or 01")
      }
      guard held.contains(region) else {
        let list = held.map(\.rawValue).joined(separator: ", ")
        throw Failure(
          .data,
          fr: "--region \(region) : aucun ESSMS localisé de cette région dans le registre ; il contient : \(list)",
          en: "--region \(region): the register holds no located ESSMS of this region; it holds: \(list)")
      }
    }
    return Set(regions).sorted()
  }

  private func assemble(_ parts: [RegionPlan], register: Register, isPart: Bool, seconds: Double) -> Plan {
    let regions = parts.map(\.region)
    let grappes = parts.flatMap(\.grappes)
    let value = parts.reduce(Euros.zero) { $0 + $1.value }
    let bound = parts.reduce(Euros.zero) { $0 + $1.bound }
    let spreadMetres = parts.reduce(0) { $0 + $1.spreadMetres }
    let essms = grappes.reduce(0) { $0 + $1.essmsCount }
    let isAsked: (RegionCode?) -> Bool = { region in region.map(regions.contains) ?? !isPart }
    return Plan(
      campaign: scenario.campaign.name, bareme: scenario.bareme.name,
      baremeVerified: scenario.campaign.baremeVerified, regions: regions,
      parameters: parameters(parts), status: status(parts),
      search: .init(
        stop: parts.map(\.stop).max { $0.rank < $1.rank } ?? .proven,
        certifiedBound: parts.reduce(Euros.zero) { $0 + $1.certifiedBound },
        exhausted: parts.filter(\.isExhausted).map(\.region),
        treeBounds: Dictionary(
          uniqueKeysWithValues: parts.filter(\.hasTreeBound).map { ($0.region.rawValue, $0.bound) }),
        spent: .init(parts.map(\.spent))),
      totals: .init(
        value: value, funding: grappes.reduce(.zero) { $0 + $1.funding.total },
        expectedFunding: grappes.reduce(.zero) { $0 + $1.expectedFunding },
        spreadKm: Double(spreadMetres) / 1000,
        meanKm: essms == 0 ? 0 : (Double(spreadMetres) / Double(essms)).rounded() / 1000,
        essms: essms, og: Set(grappes.flatMap { $0.members.map(\.og) }).count, grappes: grappes.count),
      bound: bound, gap: Double(bound.cents - value.cents) / max(abs(Double(bound.cents)), 100),
      grappes: grappes, standalone: parts.flatMap(\.standalone), ungrouped: parts.flatMap(\.ungrouped),
      excluded: register.excluded.filter { isAsked($0.region) }
        .map { .init(essms: $0.number, reason: $0.reason) },
      notEssms: register.notEssms.filter { isAsked($0.key) }.values.reduce(0, +),
      certificate: .init(
        unitPrices: parts.reduce(into: [:]) { all, part in all.merge(part.unitPrices) { $1 } }, envelopePrices: [:]),
      provenance: .init(
        register: register.sources, situation: nil, constraints: nil, seed: scenario.seed, version: version,
        solver: SolverVersion.text, seconds: (seconds * 1000).rounded() / 1000))
  }

  private func status(_ parts: [RegionPlan]) -> Plan.Status {
    if parts.contains(where: { $0.stop == .interrupted }) { return .interrupted }
    if parts.allSatisfy({ $0.bound == $0.value }) {
      return parts.allSatisfy { $0.grappes.isEmpty } ? .empty : .optimal
    }
    return parts.allSatisfy { $0.grappes.isEmpty } ? .empty : .feasible
  }

  private func parameters(_ parts: [RegionPlan]) -> Plan.Parameters {
    let limits = parts.map { ($0.region.rawValue, $0.limits) }
    let maxima = limits.compactMap { region, limits in limits.maximum.map { (region, $0) } }
    return .init(
      spreadPrice: scenario.spreadPrice, radiusKm: scenario.radiusKm, detour: scenario.detour, mode: .weighted,
      minimum: Dictionary(uniqueKeysWithValues: limits.map { ($0, $1.minimum) }),
      maximum: maxima.isEmpty ? nil : Dictionary(uniqueKeysWithValues: maxima),
      withdrawal: scenario.withdrawal,
      probabilities: Dictionary(
        uniqueKeysWithValues: parts.map {
          ($0.region.rawValue, $0.probabilities.map { Double($0) / 10_000 })
        }),
      timeLimit: scenario.timeLimit, gapTarget: scenario.gap)
  }
}

extension Plan.Spent {
  /// The sums, to the millisecond.
  fileprivate init(_ regions: [Optimiser.Spent]) {
    func sum(_ part: (Optimiser.Spent) -> Double) -> Double {
      (regions.reduce(0) { $0 + part($1) } * 1000).rounded() / 1000
    }
    self.init(
      bound: sum(\.bound), columns: sum(\.columns), neighbourhoods: sum { $0.firstPlan + $0.neighbourhoods },
      tree: sum(\.tree))
  }
}

extension Plan.Stop {
  init(_ stop: Optimiser.Stop) {
    switch stop {
    case .proven: self = .proven
    case .gap: self = .gap
    case .noImprovement: self = .noImprovement
    case .timeLimit: self = .timeLimit
    case .interrupted: self = .interrupted
    }
  }

  /// Of several regions the one that was cut shortest gives the plan's stop.
  fileprivate var rank: Int {
    switch self {
    case .proven: 0
    case .gap: 1
    case .noImprovement: 2
    case .timeLimit: 3
    case .interrupted: 4
    }
  }
}
