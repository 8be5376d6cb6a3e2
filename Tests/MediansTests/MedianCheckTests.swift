import Testing

@testable import Medians

@Suite struct MedianCheckTests {
  /// Two pairs of nodes, 1 apart within a pair, 10 between the pairs.
  static let instance = MedianInstance(
    name: "pairs", medianCount: 2,
    nodes: [(0, 0), (0, 1), (10, 0), (10, 1)].map { .init(x: $0.0, y: $0.1, capacity: 5, demand: 2) })

  func violations(_ assignment: [Int], value: Double, bound: Double = 0) -> [MedianCheck.Violation] {
    MedianCheck.check(Self.instance, distance: .euclidean, assignment: assignment, value: value, bound: bound)
      .violations
  }

  @Test func acceptsWhatHolds() {
    let check = MedianCheck.check(
      Self.instance, distance: .euclidean, assignment: [0, 0, 3, 3], value: 2, bound: 2)
    #expect(check.value == 2)
    #expect(check.violations.isEmpty)
  }

  @Test func findsEachViolation() {
    #expect(violations([0, 0, 3], value: 2) == [.nodeCount(found: 3, expected: 4)])
    #expect(violations([0, 0, 4, 3], value: 1).contains(.noSuchMedian(node: 3, median: 5)))
    #expect(violations([0, 0, -1, 3], value: 1).contains(.noSuchMedian(node: 3, median: 0)))
    #expect(violations([0, 0, 2, 3], value: 1) == [.medianCount(found: 3, expected: 2)])
    #expect(violations([1, 0, 2, 2], value: 3).contains(.medianServedByAnother(median: 1, by: 2)))
    #expect(
      violations([0, 0, 0, 3], value: 11) == [.overCapacity(median: 1, demand: 6, capacity: 5)])
    #expect(violations([0, 0, 3, 3], value: 1.9) == [.value(told: 1.9, computed: 2)])
    #expect(violations([0, 0, 3, 3], value: .nan).count == 1)
    #expect(violations([0, 0, 3, 3], value: 2, bound: 2.1) == [.boundAboveValue(bound: 2.1, value: 2)])
    #expect(violations([0, 0, 3, 3], value: 2, bound: .nan).count == 1)
  }

  @Test func roundingIsNoViolation() {
    #expect(violations([0, 0, 3, 3], value: 2 + 1e-12, bound: 2 + 1e-12).isEmpty)
  }

  /// The tolerance is a share of the sum, in whatever unit: a wrong bound is found where all distances are tiny.
  @Test func tinyDistances() {
    let instance = MedianInstance(
      name: "tiny", medianCount: 1,
      nodes: [(0, 0), (0, 1e-6)].map { .init(x: $0.0, y: $0.1, capacity: 9, demand: 1) })
    func violations(value: Double, bound: Double) -> [MedianCheck.Violation] {
      MedianCheck.check(instance, distance: .euclidean, assignment: [0, 0], value: value, bound: bound).violations
    }
    #expect(violations(value: 1e-6, bound: 1e-6).isEmpty)
    #expect(violations(value: 1.01e-6, bound: 0).count == 1)
    #expect(violations(value: 1e-6, bound: 1.01e-6).count == 1)
  }

  @Test func distancesAreThoseAskedFor() {
    let instance = MedianInstance(
      name: "cut", medianCount: 1, nodes: [(0, 0), (1, 1)].map { .init(x: $0.0, y: $0.1, capacity: 9, demand: 1) })
    #expect(
      MedianCheck.check(instance, distance: .floor, assignment: [0, 0], value: 1, bound: 0).violations.isEmpty)
    #expect(
      !MedianCheck.check(instance, distance: .euclidean, assignment: [0, 0], value: 1, bound: 0).violations.isEmpty)
  }
}
