import Testing

@testable import Grouping

@Suite("Branch and price of joint problems")
struct JointBranchAndPriceTests {
  typealias Features = RandomJointProblem.Features

  static let makes: [Features] =
    Features.everyMake + [
      .leads, .fewGroups, [.twins, .members], [.conflicts, .compulsory], [.conflicts, .targets], [.zones, .envelopes],
      [.compulsory, .members], [.compulsory, .leads, .conflicts, .members], [.compulsory, .fewGroups],
      [.envelopes, .fewGroups, .targets], [.withdrawal, .maximum, .envelopes], [.conflicts, .members, .withdrawal],
      Features(rawValue: 2_047), .twoSides, [.twoSides, .terms, .withdrawal],
    ]

  static let largeMakes =
    makes.filter { !Features.richMakes.contains($0) } + [
      .resources, [.terms, .maximum, .withdrawal], [.sides, .withdrawal], [.lone, .envelopes],
    ]

  /// How many groups may be enumerated: as many as come, few, none.
  enum Enumeration: CaseIterable {
    case usual, few, none

    var limits: (root: Int, node: Int)? {
      switch self {
      case .usual: nil
      case .few: (root: 0, node: 6)
      case .none: (root: 0, node: 0)
      }
    }
  }

  static func run(
    _ joint: JointInstance, floor: Int?, threads: Int = 1, _ enumeration: Enumeration,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws -> BranchAndPrice.Outcome {
    var task = BranchAndPrice(joint: joint, threads: threads, shouldStop: shouldStop, secondsLeft: { 600 })
    if let limits = enumeration.limits { task.enumerationLimits = limits }
    return try task.run(
      floor: floor, prices: .init(repeating: 0, count: joint.unitCount),
      rates: .init(repeating: 0, count: joint.resources.count), columns: [], report: { _, _ in })
  }

  /// From no plan, from one just worse and from the best: the value, the proof, and that there is none.
  @Test(arguments: makes, Enumeration.allCases) func likeBruteForce(features: Features, enumeration: Enumeration) throws
  {
    for seed in 0..<10 {
      var random = RandomJointProblem(seed: UInt64(seed + 1_000 * features.rawValue))
      let joint = random.make(features, unitCount: 6 + seed % 3)
      let best = JointBruteForce.best(joint)
      let outcome = try Self.run(joint, floor: nil, enumeration)
      #expect(outcome.isExhausted)
      #expect(outcome.isInfeasible == (best == nil), "seed \(seed)")
      #expect(outcome.groups.map { joint.worth(of: $0) } == best?.value, "seed \(seed)")
      guard let best, let groups = outcome.groups else { continue }
      #expect(outcome.bound == Double(best.value))
      #expect(joint.isConsistent(groups) && joint.missing(in: groups).isEmpty && groups.count <= joint.groupLimit)
      let proof = try Self.run(joint, floor: best.value, enumeration)
      #expect(proof.isExhausted && proof.groups == nil && !proof.isInfeasible && proof.bound == Double(best.value))
      let last = try Self.run(joint, floor: best.value - 1, enumeration)
      #expect(last.groups.map { joint.worth(of: $0) } == best.value && last.isExhausted, "seed \(seed)")
      let other = try Self.run(joint, floor: nil, threads: 2, enumeration)
      #expect(other.groups == groups && other.nodes == outcome.nodes && other.bound == outcome.bound)
    }
  }

  /// The same with all groups handed to GLPK's own branch and cut as the oracle, on problems too large to try all plans.
  @Test(arguments: largeMakes, [Enumeration.usual, .few]) func likeTheIntegerOptimiser(
    features: Features, enumeration: Enumeration
  ) throws {
    for seed in 0..<2 {
      var random = RandomJointProblem(seed: UInt64(seed + 700 * features.rawValue))
      let joint = random.make(features, unitCount: 10)
      var pool = ColumnPool()
      for set in 1..<(1 << joint.unitCount) {
        let members = BruteForce.units(of: set)
        for kind in joint.kinds.indices {
          for porteur in members {
            if let group = joint.group(kind: kind, porteur: porteur, members: members) { pool.insert(group, of: joint) }
          }
        }
      }
      let budget = SetPackingTests.budget()
      let expected = SetPacking(nodes: 1_000_000).solve(pool.columns, joint: joint, above: nil, budget: budget)
      try #require(!budget.hasDecided)
      let outcome = try Self.run(joint, floor: nil, threads: 2, enumeration)
      #expect(outcome.isExhausted && outcome.isInfeasible == (expected == nil && joint.hasCompulsory))
      let worth = (found: outcome.groups.map { joint.worth(of: $0) }, expected: expected.map { joint.worth(of: $0) })
      #expect(worth.found ?? 0 == worth.expected ?? 0, "seed \(seed)")
    }
  }

  /// Some of the problems above have no plan: the proof that there is none is put to the test.
  @Test func someAreInfeasible() {
    let without = (0..<10).filter { seed in
      let features: Features = [.compulsory, .leads, .conflicts, .members]
      var random = RandomJointProblem(seed: UInt64(seed + 1_000 * features.rawValue))
      return JointBruteForce.best(random.make(features, unitCount: 6 + seed % 3)) == nil
    }
    #expect(!without.isEmpty && without.count < 10)
  }

  /// A plan that an envelope misses by a cent is none, however little the simplex makes of it.
  @Test(arguments: Enumeration.allCases) func centsOfAnEnvelope(enumeration: Enumeration) throws {
    for seed in 0..<12 {
      var random = RandomJointProblem(seed: UInt64(seed + 77))
      let joint = random.make([.envelopes, .targets])
      var free = joint
      free = JointInstance(
        weights: joint.weights, resources: joint.resources.map { _ in .init(limit: 1_000_000_000) }, kinds: joint.kinds)
      guard let best = JointBruteForce.best(free), !best.groups.isEmpty else { continue }
      let drawn = free.drawn(by: best.groups)
      for cents in [0, 1] {
        let short = JointInstance(
          weights: joint.weights, resources: drawn.map { .init(limit: max(0, $0 - cents)) }, kinds: joint.kinds)
        let expected = JointBruteForce.best(short)
        let outcome = try Self.run(short, floor: 0, enumeration)
        #expect(outcome.isExhausted)
        #expect(outcome.groups?.value ?? 0 == expected?.value)
      }
    }
  }

  /// Cut short, it claims no more than it has shown.
  @Test(arguments: makes) func cutShort(features: Features) throws {
    for seed in 0..<3 {
      var random = RandomJointProblem(seed: UInt64(seed + 31 * features.rawValue))
      let joint = random.make(features)
      guard let best = JointBruteForce.best(joint) else { continue }
      let stopped = try Self.run(joint, floor: nil, .usual, shouldStop: { true })
      #expect(stopped.bound >= Double(best.value) && !stopped.isInfeasible)
      var task = BranchAndPrice(joint: joint, threads: 1, shouldStop: { false }, secondsLeft: { 600 })
      task.enumerationLimits = (root: 0, node: 0)
      task.nodeLimit = 1
      let limited = try task.run(
        floor: nil, prices: joint.weights.map { Double(9_000 * $0) }, rates: joint.scales.map { $0.rate(0.3) },
        columns: [], report: { _, _ in })
      #expect(limited.bound >= Double(best.value) && !limited.isInfeasible)
      if let groups = limited.groups { #expect(joint.worth(of: groups) <= best.value) }
    }
  }
}
