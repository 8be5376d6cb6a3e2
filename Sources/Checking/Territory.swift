import Geography
import Plans
import Programme
import Register

/// One region as the checker sees it, made anew from the register and the plan's parameters.
struct Territory {
  /// An OG in the region.
  struct Unit {
    let og: FinessNumber
    /// Sorted by number.
    let essms: [ESSMS]
    let seat: ESSMS
    /// Euros that it brings to a grappe, before any probability.
    let euros: Int

    var weight: Int { essms.count }
  }

  let region: RegionCode
  let limits: Campaign.Limits
  let parameters: Plan.Parameters
  let bareme: Bareme
  /// By OG.
  let units: [FinessNumber: Unit]
  /// Probability in ten-thousandths by weight from the minimum on; the last holds for all larger weights.
  let probabilities: [Int]

  init(
    _ region: RegionCode, register: Register, essmsInAll: [FinessNumber: Int], parameters: Plan.Parameters,
    campaign: Campaign, bareme: Bareme
  ) {
    let limits = campaign.routes.regional.limits(in: region)
    self.region = region
    self.limits = limits
    self.parameters = parameters
    self.bareme = bareme
    var byOg: [FinessNumber: [ESSMS]] = [:]
    for essms in register.essms where essms.region == region { byOg[essms.og, default: []].append(essms) }
    let equipment = bareme.items.filter { $0.per == .smallOg }.reduce(0) { $0 + $1.euros }
    let acquisition = bareme.items.first { $0.name == "acquisition" }?.euros ?? 0
    units = byOg.reduce(into: [:]) { units, entry in
      let essms = entry.value.sorted { $0.number < $1.number }
      guard let seat = Self.medoid(essms) else { return }
      let isSmall = essmsInAll[entry.key] ?? 0 < bareme.smallOgBelow
      units[entry.key] = Unit(
        og: entry.key, essms: essms, seat: seat, euros: acquisition * essms.count + (isSmall ? equipment : 0))
    }
    probabilities = Self.probabilities(
      withdrawal: parameters.withdrawal, minimum: limits.minimum,
      weights: units.values.map(\.weight).filter { $0 < limits.minimum },
      stated: parameters.probabilities[region.rawValue] ?? [])
  }

  /// Euros of a grappe besides its members'.
  var grappeEuros: Int { bareme.items.filter { $0.per == .grappe }.reduce(0) { $0 + $1.euros } }

  /// Units below the minimum, sorted by OG: those that may be grouped.
  var groupable: [Unit] {
    units.values.filter { $0.weight < limits.minimum }.sorted { $0.og < $1.og }
  }

  func probability(weight: Int) -> Int {
    weight < limits.minimum ? 0 : probabilities[min(weight - limits.minimum, probabilities.count - 1)]
  }

  /// Distance with the detour, in km.
  func km(_ a: Coordinate, _ b: Coordinate) -> Double { a.distanceKm(to: b) * parameters.detour }

  func isWithinRadius(_ a: Coordinate, _ b: Coordinate) -> Bool { km(a, b) <= parameters.radiusKm + 1e-9 }

  /// Distance of a unit's ESSMS to a seat, summed, in whole metres.
  func metres(_ unit: Unit, to seat: Coordinate) -> Int {
    var km = 0.0
    for essms in unit.essms { km += essms.coordinate.distanceKm(to: seat) }
    return Int((1000 * parameters.detour * km).rounded())
  }

  /// Price of that distance in cents.
  func cost(_ unit: Unit, to seat: Coordinate) -> Int {
    (Int((parameters.spreadPrice * 100).rounded()) * metres(unit, to: seat) + 500) / 1000
  }

  /// A share of an amount in cents, halves up.
  static func expected(_ cents: Int, _ tenThousandths: Int) -> Int { (cents * tenThousandths + 5_000) / 10_000 }

  /// The ESSMS with the least sum of distances to the others, the lowest number among equals.
  private static func medoid(_ essms: [ESSMS]) -> ESSMS? {
    let sums = essms.map { a in essms.reduce(0.0) { $0 + a.coordinate.distanceKm(to: $1.coordinate) } }
    guard let least = sums.min() else { return nil }
    return zip(essms, sums).first { $0.1 == least }?.0
  }

  /// Probability that the minimum remains in a grappe of each weight whose OG each withdraw with the given probability,
  /// its make-up being that of a random sequence of the region's own OG that adds up to this weight.
  ///
  /// f[w][l]: measure of the sequences of weight w of which l is lost, grown one OG at a time.
  ///
  /// - Parameter stated: the plan's own table. Round withdrawals give values on the edge between two ten-thousandths, where
  ///   the last bit of a sum decides: there either is right, and the plan's is taken.
  private static func probabilities(withdrawal: Double, minimum: Int, weights: [Int], stated: [Double]) -> [Int] {
    guard withdrawal > 0, !weights.isEmpty else { return [10_000] }
    let sizes = Dictionary(grouping: weights, by: { $0 }).mapValues { Double($0.count) / Double(weights.count) }
    let limit = 8 * minimum
    var lost = [[Double]](repeating: [Double](repeating: 0, count: limit + 1), count: limit + 1)
    lost[0][0] = 1
    var table: [Int] = []
    for weight in 1...limit {
      for (size, share) in sizes.sorted(by: { $0.key < $1.key }) where size <= weight {
        for loss in 0...(weight - size) {
          let measure = share * lost[weight - size][loss]
          lost[weight][loss] += (1 - withdrawal) * measure
          lost[weight][loss + size] += withdrawal * measure
        }
      }
      guard weight >= minimum else { continue }
      let all = lost[weight].reduce(0, +)
      let kept = lost[weight][0...(weight - minimum)].reduce(0, +)
      let p = all > 0 ? kept / all : Double(table.last ?? 0) / 10_000
      let step = table.count
      let isItsRounding = step < stated.count && abs(10_000 * (stated[step] - p)) <= 0.5 + 1e-6
      table.append(max(table.last ?? 0, min(10_000, Int((10_000 * (isItsRounding ? stated[step] : p)).rounded()))))
      if p >= 0.9999 + (table.count == stated.count ? -1e-9 : 1e-9) { break }
    }
    return table
  }
}
