import Foundation
import Grouping
import Medians

/// What a run is worth, checked.
struct MedianResult: Encodable {
  enum Status: String, Encodable {
    /// Proven: nothing is better.
    case optimal
    case feasible
    /// Proven: there is no assignment.
    case infeasible
    /// Nothing found, nothing proven.
    case unknown
  }

  let instance: String
  let n: Int
  let p: Int
  /// Sum of distances.
  let value: Double?
  /// Nothing is below it.
  let bound: Double?
  /// (value − bound) / bound, a share; of the value where the bound is 0.
  let gap: Double?
  let status: Status
  let seconds: Double

  /// - Throws: `WrongOutcome` when the assignment is none that the problem allows, or is not worth what is told.
  init(_ instance: MedianInstance, distance: MedianInstance.Distance, outcome: MedianOutcome) throws(WrongOutcome) {
    self.instance = instance.name
    n = instance.nodes.count
    p = instance.medianCount
    seconds = outcome.seconds
    guard let assignment = outcome.assignment else {
      value = nil
      gap = nil
      status = outcome.isOptimal ? .infeasible : .unknown
      bound = status == .unknown && outcome.bound.isFinite ? outcome.bound : nil
      return
    }
    let (sum, violations) = MedianCheck.check(
      instance, distance: distance, assignment: assignment, value: outcome.value, bound: outcome.bound)
    guard violations.isEmpty else { throw WrongOutcome(instance: instance.name, violations: violations) }
    value = sum
    bound = outcome.bound.isFinite ? outcome.bound : nil
    // Rounding may put a bound a hair above the sum it equals.
    gap = bound.map { sum > $0 ? (sum - $0) / ($0 > 0 ? $0 : sum) : 0 }
    status = outcome.isOptimal ? .optimal : .feasible
  }

  struct WrongOutcome: Error, CustomStringConvertible {
    let instance: String
    let violations: [MedianCheck.Violation]

    var description: String {
      "the engine's result for \(instance) does not hold: " + violations.map(\.description).joined(separator: "; ")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case instance, n, p, value, bound, gap, status, seconds
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(instance, forKey: .instance)
    try container.encode(n, forKey: .n)
    try container.encode(p, forKey: .p)
    try container.encode(value, forKey: .value)  // null when there is none, never absent
    try container.encode(bound, forKey: .bound)
    try container.encode(gap, forKey: .gap)
    try container.encode(status, forKey: .status)
    try container.encode(seconds, forKey: .seconds)
  }

  /// One line, keys sorted.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  var table: String {
    let rows = [
      ("instance", "\(instance): \(n) nodes, \(p) medians"),
      ("value", distance(value)),
      ("bound", distance(bound)),
      ("gap", number(gap.map { $0 * 100 }, "%.3f %%")),
      ("status", status.rawValue),
      ("seconds", number(seconds, "%.2f")),
    ]
    return rows.map { $0.padding(toLength: 10, withPad: " ", startingAt: 0) + $1 + "\n" }.joined()
  }

  /// In whatever unit the coordinates are.
  private func distance(_ value: Double?) -> String {
    number(value, value.map { $0 >= 1 || $0 == 0 } ?? true ? "%.2f" : "%.6g")
  }

  private func number(_ value: Double?, _ format: String) -> String {
    value.map { String(format: format, $0) } ?? "none"
  }
}
