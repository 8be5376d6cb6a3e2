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
  ///     within it; a second of the limit is kept for the search in any case.
  ///   - told: called once before the search with what was asked for and has no effect: from then on there is a plan to be
  ///     kept. Called again with what is known only later, such as the regions that the search never came to.
  ///   - progress: called now and then from the calling thread.
  ///   - isInterrupted: whether the user wants to stop; asked often, from any thread. The plan is then the best so far, of
  ///     the regions that the search has come to.
  /// - Throws: `Failure` when a region is not in the register, or nothing has coordinates.
  public func plan(
    _ register: Register, regions: [RegionCode]? = nil, began: ContinuousClock.Instant = .now,
    told: ([Wording]) -> Void = { _ in }, progress: (Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> Plan {
    var search = try Search(self, register, regions: regions, began: began)
    var parts: [PlanPart] = []
    var taken = 0
    func tell(_ remarks: [Wording]) { if !remarks.isEmpty { told(remarks) } }
    for number in search.numbers {
      // Of the first one there is a plan in any case.
      guard let domain = try search.domain(number, isInterrupted: { !parts.isEmpty && isInterrupted() }) else { break }
      let start = startingGroups(domain)
      taken += start.count
      if number == search.numbers.lowerBound { told(search.remarks) }
      if number == search.numbers.upperBound - 1 { tell(search.remarks(taken: taken)) }
      let solution = try search.solve(
        domain, number: number, start: start, progress: progress, isInterrupted: isInterrupted)
      parts.append(try search.part(domain, solution, isInterrupted: isInterrupted))
    }
    tell(search.unsearched(parts))
    return search.plan(parts)
  }

  /// The regions that are planned together, each set a plan of its own when planned by itself.
  ///
  /// - Parameter regions: those to plan; nil for all that the register holds.
  /// - Throws: `Failure` as for `plan`.
  public func parts(
    _ register: Register, regions: [RegionCode]? = nil, told: ([Wording]) -> Void = { _ in }
  ) throws(Failure) -> [[RegionCode]] {
    let known = scenario.situation.map { register.applying($0) } ?? register
    try register.requireLocated()
    let builder = DomainBuilder(known, essmsInAll: register.essmsCounts, scenario: scenario)
    let chosen = try Planner.choose(regions, of: register)
    let parts = try builder.parts(chosen)
    told(
      WithoutEffect(
        scenario: scenario, register: register, known: known, regions: chosen, parts: parts
      ).remarks)
    return parts.groups
  }

  /// What the search of a domain starts from: an earlier plan, a drawing.
  private func startingGroups(_ domain: Domain) -> [PlannedGroup] {
    if let earlier = scenario.earlier { return domain.groups(of: earlier) }
    guard let drawing = scenario.drawing else { return [] }
    return DrawnGroups(drawing, domain: domain, scenario: scenario).entries.compactMap(\.group)
  }

  /// The regions asked for, sorted; all that the register holds when none is.
  static func choose(_ regions: [RegionCode]?, of register: Register) throws(Failure) -> [RegionCode] {
    let held = register.regions
    guard let regions else { return held }
    let table = try Regions.bundled()
    for region in regions {
      guard table.region(region) != nil else {
        throw Failure(
          .usage,
          fr: "--region \(region.rawValue.asFound(longest: 60)) : code de région INSEE attendu, comme 53 ou 01",
          en: "--region \(region.rawValue.asFound(longest: 60)): expected an INSEE region code, such as 53 or 01")
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
