import Foundation
import Geography

/// The chances of combinations while they are fitted.
struct PublicMixFit {
  /// OG of like sizes.
  struct SizeClass {
    let from: Int
    /// In the whole of France: OG, and their mean number of ESSMS.
    let og: Double
    let meanEssms: Double
    /// The largest size that occurs.
    let upTo: Int
  }

  let classes: [SizeClass]
  private let combinations: [Calibration.Combination]
  private(set) var weights: [[Double]]
  /// For each region, OG and mean ESSMS by class.
  private let regional: [[(og: Double, meanEssms: Double)]]
  /// A: for each combination, each class.
  private var joint: [[Double]]
  /// What the sums of A over all regions must give.
  private let wanted: [[Double]]
  /// g: for each region, each public.
  private var factors: [[Double]]
  /// ESSMS to give to each region, each public.
  private let targets: [[Double]]

  init(_ calibration: Calibration, bounds: [Int], regions: [RegionCode], essms: [[Double]]) {
    func cut(_ histogram: SizeHistogram) -> [SizeClass] {
      bounds.enumerated().map { place, from in
        let until = place + 1 < bounds.count ? bounds[place + 1] : Int.max
        let bars = SizeHistogram(histogram.bars.filter { from <= $0.essms && $0.essms < until })
        return SizeClass(
          from: from, og: Double(bars.og), meanEssms: bars.og > 0 ? Double(bars.essms) / Double(bars.og) : Double(from),
          upTo: bars.bars.last?.essms ?? from)
      }
    }
    classes = cut(calibration.france)
    combinations = calibration.combinations
    weights = essms
    regional = regions.map { cut(calibration.sizes(in: $0)).map { ($0.og, $0.meanEssms) } }
    targets = zip(essms, regional).map { row, classes in
      let all = classes.reduce(0) { $0 + $1.og * $1.meanEssms }
      return row.map { $0 / row.reduce(0, +) * all }
    }
    wanted = Self.counted(combinations, classes)
    joint = wanted
    factors = essms.map { $0.map { _ in 1 } }
  }

  /// Chances of the combinations for an OG of a region and a size class, up to a common factor.
  func chances(region: Int, size: Int) -> [Double] {
    combinations.indices.map { place in
      joint[place][size] == 0
        ? 0 : combinations[place].publics.reduce(joint[place][size]) { $0 * factors[region][$1] }
    }
  }

  /// One round: each region's publics, then the combinations of all regions.
  mutating func improve() {
    var sums = wanted.map { $0.map { _ in 0.0 } }
    var whole = [Double](repeating: 0, count: weights[0].count)
    for region in regional.indices {
      var publics = [Double](repeating: 0, count: weights[region].count)
      for size in classes.indices where regional[region][size].og > 0 {
        let chances = chances(region: region, size: size)
        let total = chances.reduce(0, +)
        guard total > 0 else { continue }
        for (place, chance) in chances.enumerated() where chance > 0 {
          let og = regional[region][size].og * chance / total
          sums[place][size] += og
          add(combinations[place].publics, mean: regional[region][size].meanEssms, og, region, &publics)
        }
      }
      for served in publics.indices where publics[served] > 0 {
        factors[region][served] *= Self.step(targets[region][served] / publics[served])
        whole[served] += publics[served]
      }
    }
    for served in whole.indices where whole[served] > 0 {
      let target = targets.reduce(0) { $0 + $1[served] }
      for region in weights.indices { weights[region][served] *= Self.step(target / whole[served]) }
    }
    for place in wanted.indices {
      for size in classes.indices where sums[place][size] > 0 {
        joint[place][size] *= Self.step(wanted[place][size] / sums[place][size])
      }
    }
  }

  /// Adds the ESSMS to expect of OG with a combination: one for each public, the rest by weight.
  private func add(
    _ served: [Int], mean: Double, _ og: Double, _ region: Int, _ publics: inout [Double]
  ) {
    let each = min(1, mean / Double(served.count))
    let rest = max(0, mean - Double(served.count))
    let total = served.reduce(0) { $0 + weights[region][$1] }
    for one in served { publics[one] += og * (each + rest * weights[region][one] / total) }
  }

  /// Damped, so that both kinds of steps do not overshoot together.
  private static func step(_ ratio: Double) -> Double { min(3, max(1.0 / 3, ratio)).squareRoot() }

  /// An OG so many times larger than the mean of its combination is not expected: a convention, without which one giant
  /// now and then serves a rare public alone.
  private static let farthest = 12.0

  /// How many OG of each combination are of each size class: sums by class and by combination as counted, and for each
  /// combination the mean number of ESSMS that was counted. The rarer ones, whose ESSMS were not, share those that are
  /// left by the square of their number of publics, as the others about do.
  private static func counted(_ combinations: [Calibration.Combination], _ classes: [SizeClass]) -> [[Double]] {
    let all = classes.reduce(0) { $0 + $1.og * $1.meanEssms }
    let known = combinations.reduce(0) { $0 + ($1.essms ?? 0) }
    func square(_ combination: Calibration.Combination) -> Double {
      Double(combination.publics.count * combination.publics.count)
    }
    let rare = combinations.reduce(0) { $0 + ($1.essms == nil ? Double($1.og) * square($1) : 0) }
    let left = (all - Double(known)) / max(rare, 1)
    var columns = classes.map { _ in 1.0 }
    var rows: [[Double]] = []
    for _ in 0..<40 {
      rows = combinations.map { combination in
        let mean = combination.essms.map { Double($0) / Double(combination.og) } ?? left * square(combination)
        let open = classes.map {
          $0.upTo >= combination.publics.count && Double($0.from) <= max(2, farthest * mean)
        }
        return tilted(columns, classes, open, mean: mean).map { $0 * Double(combination.og) }
      }
      for size in classes.indices {
        let sum = rows.reduce(0) { $0 + $1[size] }
        if sum > 0 { columns[size] *= classes[size].og / sum }
      }
    }
    return rows
  }

  /// Shares of the classes in proportion to weight · meanEssms^power, with the power that gives a mean.
  private static func tilted(
    _ columns: [Double], _ classes: [SizeClass], _ open: [Bool], mean: Double
  ) -> [Double] {
    func shares(_ power: Double) -> [Double] {
      let raw = classes.indices.map { open[$0] ? columns[$0] * exp(power * log(classes[$0].meanEssms)) : 0 }
      let total = raw.reduce(0, +)
      return total > 0 ? raw.map { $0 / total } : raw
    }
    var low = -12.0
    var high = 12.0
    for _ in 0..<30 {
      let middle = (low + high) / 2
      let found = zip(shares(middle), classes).reduce(0) { $0 + $1.0 * $1.1.meanEssms }
      if found < mean { low = middle } else { high = middle }
    }
    return shares((low + high) / 2)
  }
}
