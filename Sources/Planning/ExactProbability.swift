/// The exact probability that a grappe keeps its minimum when each member withdraws, or not, on its own.
public enum ExactProbability {
  /// - Parameters:
  ///   - weights: ESSMS of each member.
  ///   - withdrawal: probability that a member withdraws, 0 to 1.
  ///   - minimum: ESSMS that must remain.
  /// - Complexity: O(members × ESSMS).
  public static func kept(weights: [Int], withdrawal: Double, minimum: Int) -> Double {
    let total = weights.reduce(0, +)
    guard total >= minimum else { return 0 }
    guard withdrawal > 0 else { return 1 }
    // lost[w]: probability that w ESSMS are gone, as long as the minimum remains.
    let most = total - minimum
    var lost = [Double](repeating: 0, count: most + 1)
    lost[0] = 1
    for weight in weights {
      for gone in stride(from: most, through: 0, by: -1) {
        lost[gone] = (1 - withdrawal) * lost[gone] + (gone >= weight ? withdrawal * lost[gone - weight] : 0)
      }
    }
    return min(1, lost.reduce(0, +))
  }
}
