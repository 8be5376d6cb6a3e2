import Foundation
import GLPK
import Testing

@testable import Grouping

/// The compact model of joint problems against all plans there are.
@Suite struct JointCompactModelTests {
  /// What GLPK makes of the model; nil where it has no solution.
  static func solve(_ joint: JointInstance) throws -> (groups: [JointGroup], objective: Double)? {
    let model = CompactModel(joint)
    let outcome = try SolverThread.run { environment in
      try model.problem(environment).solveInteger(IntegerOptions(cuts: .all, presolve: true))
    }
    if outcome.status == .infeasible { return nil }
    try #require(outcome.status == .optimal)
    return (model.groups(outcome.values), try #require(outcome.objective))
  }

  private func expectOptimum(_ joint: JointInstance) throws {
    let best = JointBruteForce.best(joint)
    let found = try Self.solve(joint)
    #expect((found == nil) == (best == nil))
    guard let found, let best else { return }
    #expect(abs(found.objective * 100 - Double(best.value)) < 0.5)
    #expect(joint.worth(of: found.groups) == best.value)
    #expect(joint.isConsistent(found.groups))
    #expect(joint.missing(in: found.groups).isEmpty)
  }

  @Test(arguments: RandomJointProblem.Features.everyMake, 0..<10)
  func `every make`(features: RandomJointProblem.Features, seed: Int) throws {
    var problem = RandomJointProblem(seed: UInt64(seed) + 4_000)
    try expectOptimum(problem.make(features, unitCount: 8))
  }

  /// Members who stand in several units, units in several zones, units that may not lead, several zones asked for.
  @Test(arguments: RandomJointProblem.Features.everyMake, 0..<10)
  func `shared members and zones`(features: RandomJointProblem.Features, seed: Int) throws {
    var problem = RandomJointProblem(seed: UInt64(seed) + 5_000)
    try expectOptimum(problem.entangled(problem.make(features, unitCount: 7)))
  }

  @Test func `a compulsory unit that no group can take`() throws {
    var problem = RandomJointProblem(seed: 6_000)
    let joint = problem.make([], unitCount: 6)
    let alone = JointInstance(
      weights: joint.weights, isCompulsory: (0..<6).map { $0 == 0 }, conflicts: (1..<6).map { (0, $0) },
      kinds: joint.kinds)
    #expect(try Self.solve(alone) == nil)
    try expectOptimum(alone)
  }

  @Test func `an envelope too small for a compulsory unit`() throws {
    var problem = RandomJointProblem(seed: 6_001)
    let joint = problem.make([.compulsory, .envelopes], unitCount: 6)
    #expect(try Self.solve(joint) != nil)
    let poor = joint.restricted(to: Array(0..<6), limits: [1_000, 1_000])
    #expect(try Self.solve(poor) == nil)
    try expectOptimum(poor)
  }

  @Test(arguments: RandomJointProblem.Features.everyMake, 0..<2)
  func `the columns counted are those of the model`(features: RandomJointProblem.Features, seed: Int) throws {
    var problem = RandomJointProblem(seed: UInt64(seed) + 7_000)
    let joint = problem.entangled(problem.make(features))
    let model = CompactModel(joint)
    let columns = try SolverThread.run { environment in try model.problem(environment).columnCount }
    #expect(columns == model.columnCount + joint.resources.count { $0.excessPrice != nil })
  }

  /// The rows of a plain problem are those of the textbook, whatever others may have.
  @Test func `a plain problem in words`() throws {
    let instance = try Instance(
      weights: [2, 1, 2], rewards: [500, 300, 400], groupReward: 100, minimum: 3, maximum: nil,
      cost: { $0 == $1 ? 10 : $0 + $1 == 3 ? nil : 20 })
    let text = try SolverThread.run { environment in
      let problem = try CompactModel(instance: instance, labels: ["a", "b", "c"]).problem(environment)
      return try WrittenModel.lp(problem)
    }
    #expect(
      text == """
        Maximize
         obj: + 5.9 y_a + 2.8 x_a_b + 3.8 x_a_c + 3.9 y_b + 4.8 x_b_a + 4.9 y_c
         + 4.8 x_c_a

        Subject To
         once_a: + y_a + x_b_a + x_c_a <= 1
         once_b: + x_a_b + y_b <= 1
         once_c: + x_a_c + y_c <= 1
         least_0: - y_a + x_a_b + 2 x_a_c >= 0
         link_1: - y_a + x_a_b <= 0
         link_2: - y_a + x_a_c <= 0
         least_3: - 2 y_b + 2 x_b_a >= 0
         link_4: - y_b + x_b_a <= 0
         least_5: - y_c + 2 x_c_a >= 0
         link_6: - y_c + x_c_a <= 0
         groups: + y_a + y_b + y_c <= 1
        """)
  }
}

extension RandomJointProblem {
  /// The same units and kinds, where two units may be of one member, a unit lie in several zones, some not lead, and kinds
  /// across ask for up to three zones and four members.
  mutating func entangled(_ joint: JointInstance) -> JointInstance {
    let n = joint.unitCount
    let ids = (0..<n).map { _ in Set((0...generator.below(2)).map { _ in generator.below(n) }).sorted() }
    let zones = joint.weights.map { weight -> [JointInstance.ZoneShare] in
      let (first, second) = (generator.below(3), generator.below(3))
      let share = generator.below(weight)
      guard first != second, share > 0 else { return [.init(zone: first, weight: weight)] }
      return [.init(zone: first, weight: share), .init(zone: second, weight: weight - share)]
    }
    var conflicts: [(Int, Int)] = []
    for (unit, others) in joint.conflicts.enumerated() {
      for other in others where other > unit { conflicts.append((unit, other)) }
    }
    let kinds = joint.kinds.map { kind in
      JointInstance.Kind(
        instance: kind.instance.led { _ in generator.below(4) > 0 }, units: kind.units, unitCount: n,
        minimumMembers: 1 + generator.below(4),
        minimumZones: 1 + generator.below(3), filingZone: generator.below(2) == 0 ? generator.below(3) : nil,
        draws: kind.draws)
    }
    return JointInstance(
      weights: joint.weights, memberIDs: ids, zones: zones, isCompulsory: joint.isCompulsory, conflicts: conflicts,
      resources: joint.resources, kinds: kinds)
  }
}

extension Instance {
  /// The same where only some may lead.
  func led(by mayLead: (Int) -> Bool) -> Instance {
    (try? Instance(
      weights: weights, rewards: rewards, groupReward: groupReward, bonuses: bonuses, ownCosts: ownCosts,
      minimum: minimum, maximum: maximum, mostGroups: mostGroups, allowsHeavyUnits: allowsHeavyUnits,
      probabilities: probabilities, terms: terms, sides: sides, leads: weights.indices.map(mayLead), offsets: offsets,
      candidates: candidates, costs: costs)) ?? self
  }
}

/// What a problem's file says, the writer's own remarks left aside.
enum WrittenModel {
  static func lp(_ problem: Problem) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).lp").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try problem.write(lp: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("\\") }
    let rows = lines.drop { $0.isEmpty }.prefix { $0 != "Bounds" && $0 != "Binary" && $0 != "Generals" }
    return rows.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}
