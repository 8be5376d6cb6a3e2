/// Reward less price of each unit at each level, in cents: what a porteur's knapsack needs to know of the prices.
final class Gains {
  private let values: Scratch<Double>
  private let unitCount: Int

  init(_ instance: Instance) {
    unitCount = instance.unitCount
    values = Scratch(count: unitCount * instance.levels.count, filledWith: 0)
  }

  /// - Parameter prices: π in cents, one for each unit; +∞ leaves a unit out.
  func update(_ instance: Instance, prices: [Double]) {
    for (index, level) in instance.levels.enumerated() {
      let base = index * unitCount
      for unit in 0..<unitCount { values[base + unit] = level.rewards[unit] - prices[unit] }
    }
  }

  /// Leaves a unit out of every group.
  func remove(_ unit: Int) {
    for place in stride(from: unit, to: values.count, by: unitCount) { values[place] = -.infinity }
  }

  func value(level: Int, unit: Int) -> Double { values[level * unitCount + unit] }

  /// The gains of one level, one for each unit.
  func pointer(level: Int) -> UnsafePointer<Double> { UnsafePointer(values.start + level * unitCount) }
}
