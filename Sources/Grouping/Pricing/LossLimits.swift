/// Losses beyond which a scan need not look, guessed for each porteur, level and weight class from the round before: most
/// of a row is then passed over by one comparison, where otherwise each unit that is better than those before it moves
/// others down its list.
///
/// A guess that was too low is noticed, since the list does not fill up, and the class is scanned again without it: the
/// lists are always the true ones.
///
/// Memory: 4 bytes × levels × largest weight for each unit. Rows of one porteur belong to one thread at a time.
final class LossLimits {
  private let limits: Scratch<Float>
  private let last: Scratch<Double>
  private let levelCount: Int
  private let width: Int
  /// Mean change of a unit's gain since the last round, in cents.
  private var move = 0.0

  init(_ instance: Instance) {
    levelCount = instance.levels.count
    width = (instance.weights.max() ?? 1) + 1
    limits = Scratch(count: instance.unitCount * levelCount * width, filledWith: .infinity)
    last = Scratch(count: instance.unitCount, filledWith: 0)
  }

  /// Looks at a round's gains before it begins.
  func begin(_ gains: Gains, unitCount: Int) {
    let now = gains.pointer(level: levelCount - 1)
    var sum = 0.0
    for unit in 0..<unitCount {
      sum += (now[unit] - last[unit]).magnitude
      last[unit] = now[unit]
    }
    move = sum / Double(max(1, unitCount))
    if !move.isFinite { move = 0 }
  }

  /// One limit for each weight class.
  func row(porteur: Int, level: Int) -> UnsafeMutablePointer<Float> {
    limits.start + (porteur * levelCount + level) * width
  }

  /// Guesses the limits of the next round from the lists of this one.
  func update(porteur: Int, level: Int, from lists: borrowing LossLists) {
    let row = row(porteur: porteur, level: level)
    for weight in 1..<width {
      let worst = lists.worst(weight: weight)
      row[weight] =
        worst.isFinite
        ? Float(
          worst + SearchParameters.Pricing.spread * (worst - lists.loss(weight: weight, rank: 0))
            + SearchParameters.Pricing.moves * move) : .infinity
    }
  }
}
