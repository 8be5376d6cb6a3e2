import Geography
import Plans
import Programme
import Register

/// One region as the checker sees it, made anew from the register after the situation.
struct Territory: Sendable {
  /// An OG in the region.
  struct Unit: Sendable {
    let og: FinessNumber
    let region: RegionCode
    /// Sorted by number.
    let essms: [ESSMS]
    let seat: ESSMS
    /// What is known of the DUI of each ESSMS, in their order.
    let dui: [Situation.DUI]
    /// Eligible share of each ESSMS in ten-thousandths, in their order.
    let shares: [Int]
    /// Whether the OG runs fewer ESSMS over the whole register than the barème's bound for small ones.
    let isSmall: Bool
    /// Known editors of its DUI.
    let editors: Set<String>
    let sectors: Set<Sector>

    var weight: Int { essms.count }
    var key: String { "\(og)@\(region)" }
  }

  let region: RegionCode
  /// ESSMS from which on an OG stands alone.
  let minimum: Int
  /// By OG.
  let units: [FinessNumber: Unit]
  /// OG below the minimum that the constraints keep out.
  let forbidden: Set<FinessNumber>
  /// Probability that the route's minimum remains, in ten-thousandths by weight from that minimum on; the last holds for all
  /// larger weights. Of grappes whose porteur is in the region.
  var probabilities: [Route: [Int]]

  /// Of the OG below the minimum, those that are kept out among them.
  var weights: [Int] { units.values.map(\.weight).filter { $0 < minimum } }

  /// Units that may be grouped, sorted by OG: below the minimum, and not kept out.
  var groupable: [Unit] {
    units.values.filter { $0.weight < minimum && !forbidden.contains($0.og) }.sorted { $0.og < $1.og }
  }

  /// The ESSMS with the least sum of distances to the others, the lowest number among equals.
  static func medoid(_ essms: [ESSMS]) -> ESSMS? {
    let sums = essms.map { a in essms.reduce(0.0) { $0 + a.coordinate.distanceKm(to: $1.coordinate) } }
    guard let least = sums.min() else { return nil }
    return zip(essms, sums).first { $0.1 == least }?.0
  }
}

/// Probabilities by weight, computed again.
enum ProbabilityReplay {
  /// Probability that the minimum remains in a grappe of each weight whose OG each withdraw with the given probability,
  /// its make-up being that of a random sequence of the region's own OG that adds up to this weight.
  ///
  /// f[w][l]: measure of the sequences of weight w of which l is lost, grown one OG at a time.
  ///
  /// - Parameters:
  ///   - weights: of all the region's OG that do not stand alone.
  ///   - stated: the plan's own table. Round withdrawals give values on the edge between two ten-thousandths, where the last
  ///     bit of a sum decides: there either is right, and the plan's is taken.
  ///   - nudge: ten-thousandths that values on the edge are moved by, where the plan writes no table.
  static func table(
    withdrawal: Double, minimum: Int, weights: [Int], stated: [Double], nudge: Double = 0
  ) -> [Int] {
    guard withdrawal > 0, !weights.isEmpty else { return [10_000] }
    let sizes = Dictionary(grouping: weights, by: { $0 }).mapValues { Double($0.count) / Double(weights.count) }
      .sorted { $0.key < $1.key }
    let limit = 8 * minimum
    var lost = [[Double]](repeating: [], count: limit + 1)
    lost[0] = [1]
    var table: [Int] = []
    for weight in 1...limit {
      var measures = [Double](repeating: 0, count: weight + 1)
      for (size, share) in sizes where size <= weight {
        for (loss, before) in lost[weight - size].enumerated() {
          measures[loss] += (1 - withdrawal) * share * before
          measures[loss + size] += withdrawal * share * before
        }
      }
      lost[weight] = measures
      if let heaviest = sizes.last?.key, weight >= heaviest { lost[weight - heaviest] = [] }
      guard weight >= minimum else { continue }
      let all = measures.reduce(0, +)
      let kept = measures[0...(weight - minimum)].reduce(0, +)
      let p = all > 0 ? kept / all : Double(table.last ?? 0) / 10_000
      let step = table.count
      let isItsRounding = step < stated.count && abs(10_000 * (stated[step] - p)) <= 0.5 + 1e-6
      table.append(
        max(table.last ?? 0, min(10_000, Int((10_000 * (isItsRounding ? stated[step] : p) + nudge).rounded()))))
      if p >= 0.9999 + (table.count == stated.count ? -1e-9 : 1e-9) { break }
    }
    return table
  }

  /// Exact probability that the minimum remains when each of these OG withdraws or not.
  ///
  /// - Complexity: O(OG × ESSMS).
  static func kept(weights: [Int], withdrawal: Double, minimum: Int) -> Double {
    // remains[w]: probability that the OG seen so far keep w ESSMS.
    var remains = [1.0]
    for weight in weights {
      var next = [Double](repeating: 0, count: remains.count + weight)
      for (kept, p) in remains.enumerated() {
        next[kept] += withdrawal * p
        next[kept + weight] += (1 - withdrawal) * p
      }
      remains = next
    }
    return minimum < remains.count ? min(1, remains[max(0, minimum)...].reduce(0, +)) : 0
  }

  /// A share of an amount in cents, or of another share, halves up.
  static func share(_ tenThousandths: Int, of amount: Int) -> Int { (amount * tenThousandths + 5_000) / 10_000 }
}
