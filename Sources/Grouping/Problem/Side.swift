/// An amount of each unit that limits a group besides its weight: how many members it counts, how much of its weight lies
/// outside a family.
///
/// A group of weight W holds `most` + `ofWeight`·W / 10,000 at the most.
public struct Side: Sendable, Hashable {
  /// Of each unit, at least 0.
  public let amounts: [Int]
  /// At least 0.
  public let most: Int
  /// In ten-thousandths for each unit of weight, at least 0.
  public let ofWeight: Int

  public init(amounts: [Int], most: Int, ofWeight: Int = 0) {
    self.amounts = amounts
    self.most = most
    self.ofWeight = ofWeight
  }

  /// At most so many members.
  ///
  /// - Parameter counts: members that each unit stands for.
  public static func members(_ counts: [Int], most: Int) -> Side { Side(amounts: counts, most: most) }

  /// At least this share of a group's weight lies inside a family.
  ///
  /// - Parameters:
  ///   - outside: weight of each unit outside it.
  ///   - share: in ten-thousandths.
  public static func family(outside: [Int], share: Int) -> Side {
    Side(amounts: outside, most: 0, ofWeight: max(0, 10_000 - share))
  }

  @inline(__always)
  func allows(_ amount: Int, weight: Int) -> Bool { amount * 10_000 <= most * 10_000 + ofWeight * weight }

  /// The most that a group of this weight may hold.
  @inline(__always)
  func limit(weight: Int) -> Int { most + ofWeight * weight / 10_000 }

  func restricted(to units: [Int]) -> Side {
    Side(amounts: units.map { amounts[$0] }, most: most, ofWeight: ofWeight)
  }
}
