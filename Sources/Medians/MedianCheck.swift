/// Verifies an assignment by the definition of the problem alone, without any code of the search.
public enum MedianCheck {
  /// What is wrong with an assignment. Nodes are told by their place in the file, from 1 on.
  public enum Violation: Sendable, Equatable, CustomStringConvertible {
    case nodeCount(found: Int, expected: Int)
    case noSuchMedian(node: Int, median: Int)
    case medianServedByAnother(median: Int, by: Int)
    case medianCount(found: Int, expected: Int)
    case overCapacity(median: Int, demand: Int, capacity: Int)
    case value(told: Double, computed: Double)
    case boundAboveValue(bound: Double, value: Double)

    public var description: String {
      switch self {
      case .nodeCount(let found, let expected): "\(found) nodes are assigned, not \(expected)"
      case .noSuchMedian(let node, let median): "node \(node) is assigned to node \(median), which does not exist"
      case .medianServedByAnother(let median, let by): "median \(median) is served by \(by), not by itself"
      case .medianCount(let found, let expected): "\(found) medians are used, not \(expected)"
      case .overCapacity(let median, let demand, let capacity):
        "median \(median) serves a demand of \(demand), above its capacity of \(capacity)"
      case .value(let told, let computed): "the value is told as \(told), and the distances sum to \(computed)"
      case .boundAboveValue(let bound, let value): "the lower bound \(bound) is above the value \(value)"
      }
    }
  }

  /// Two sums of the same distances, in another order, differ by less than this share.
  static let tolerance = 1e-7

  /// - Parameters:
  ///   - assignment: the median of each node, from 0 on.
  ///   - value: its sum of distances, as the search tells it.
  ///   - bound: the lower bound that the search tells.
  /// - Returns: the sum of distances computed anew, and all that is wrong.
  public static func check(
    _ instance: MedianInstance, distance: MedianInstance.Distance, assignment: [Int], value: Double, bound: Double
  ) -> (value: Double, violations: [Violation]) {
    let nodes = instance.nodes
    guard assignment.count == nodes.count else {
      return (.nan, [.nodeCount(found: assignment.count, expected: nodes.count)])
    }
    var violations: [Violation] = []
    var demand: [Int: Int] = [:]
    var sum = 0.0
    for (node, median) in assignment.enumerated() {
      guard nodes.indices.contains(median) else {
        violations.append(.noSuchMedian(node: node + 1, median: median + 1))
        continue
      }
      demand[median, default: 0] += nodes[node].demand
      sum += distance.between(nodes[median], nodes[node])
    }
    if demand.count != instance.medianCount {
      violations.append(.medianCount(found: demand.count, expected: instance.medianCount))
    }
    for (median, served) in demand.sorted(by: { $0.key < $1.key }) {
      if assignment[median] != median {
        violations.append(.medianServedByAnother(median: median + 1, by: assignment[median] + 1))
      }
      if served > nodes[median].capacity {
        violations.append(.overCapacity(median: median + 1, demand: served, capacity: nodes[median].capacity))
      }
    }
    // A share: the sum may be in any unit.
    let slack = tolerance * sum
    // Written so that a value or a bound that is no number fails too.
    if !((value - sum).magnitude <= slack) { violations.append(.value(told: value, computed: sum)) }
    if !(bound <= sum + slack) { violations.append(.boundAboveValue(bound: bound, value: sum)) }
    return (sum, violations)
  }
}
