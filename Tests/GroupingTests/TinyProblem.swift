import Grouping
import Testing

/// A grouping problem written down plainly: what the brute force reads, so that no code of the engine stands between
/// the problem and its oracle.
struct TinyProblem: Sendable {
  var weights: [Int]
  var rewards: [Int]
  var groupReward: Int
  /// Of each unit that is in a group; empty: none.
  var bonuses: [Int] = []
  var minimum: Int
  var maximum: Int?
  /// Ten-thousandths, by weight from the minimum on.
  var entries: [Int] = [10_000]
  /// By porteur and unit, in cents; nil where the unit cannot join.
  var costs: [[Int?]]

  var unitCount: Int { weights.count }
  var totalWeight: Int { weights.reduce(0, +) }

  func instance() throws -> Instance {
    let table = try #require(ProbabilityTable(entries))
    return try Instance(
      weights: weights, rewards: rewards, groupReward: groupReward, bonuses: bonuses, minimum: minimum,
      maximum: maximum,
      probabilities: table, cost: { costs[$0][$1] })
  }

  /// Value of the members' group under this porteur, from the definition; nil when it is not admissible.
  func value(porteur: Int, members: [Int]) -> Int? {
    let weight = members.reduce(0) { $0 + weights[$1] }
    guard members.contains(porteur), weight >= minimum, weight <= maximum ?? weight else { return nil }
    let p = entries[min(weight - minimum, entries.count - 1)]
    var value = halfUp(p * groupReward)
    for member in members {
      guard let cost = costs[porteur][member] else { return nil }
      value += halfUp(p * rewards[member]) + (bonuses.isEmpty ? 0 : bonuses[member]) - cost
    }
    return value
  }

  /// A number of ten-thousandths as the nearest whole number, halves up.
  private func halfUp(_ tenThousandths: Int) -> Int {
    let (quotient, remainder) = tenThousandths.quotientAndRemainder(dividingBy: 10_000)
    return remainder >= 5_000 ? quotient + 1 : quotient
  }
}
