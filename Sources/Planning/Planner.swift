import Foundation
import GLPK
import Geography
import Grouping
import Plans
import Register
import Wording

/// Makes a plan of a register: one grouping problem for each region, or for regions that grappes may join, solved one after
/// the other.
public struct Planner: Sendable {
  /// Where the planning stands.
  public struct Progress: Sendable {
    /// Planned together.
    public let regions: [RegionCode]
    /// Of these regions among those planned one after the other, from 1.
    public let number: Int
    public let count: Int
    public let phase: Optimiser.Phase
    /// Since planning began.
    public let seconds: Double
    /// Of these regions, in cents; nil before there is one.
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
    let known = scenario.situation.map { register.applying($0) } ?? register
    try register.requireLocated()
    let asked = try Self.choose(regions, of: register)
    let builder = DomainBuilder(known, essmsInAll: register.essmsCounts, scenario: scenario)
    let domains = try builder.domains(asked)
    var parts: [(domain: Domain, solution: DomainSolution)] = []
    var unitsLeft = domains.reduce(0) { $0 + $1.units.count }
    for (number, domain) in domains.enumerated() {
      let elapsed = (ContinuousClock.now - start) / .seconds(1)
      let share = Double(domain.units.count) / Double(max(1, unitsLeft))
      unitsLeft -= domain.units.count
      var options = Optimiser.Options()
      options.timeLimit = max(0, limit - elapsed) * share
      options.gap = scenario.gap
      options.seed = UInt64(scenario.seed)
      options.threads = scenario.threads
      let solution = try domain.solve(
        options, constraints: scenario.constraints,
        progress: {
          progress(
            Progress(
              regions: domain.regions, number: number + 1, count: domains.count, phase: $0.phase,
              seconds: elapsed + $0.seconds, value: $0.value, bound: $0.bound, grappes: $0.groups))
        }, isInterrupted: isInterrupted)
      parts.append((domain, solution))
    }
    let assembly = PlanAssembly(
      scenario: scenario, builder: builder, register: register, known: known, parts: parts, regions: asked,
      isPart: regions != nil, version: version)
    return try assembly.plan(began: start)
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
}
