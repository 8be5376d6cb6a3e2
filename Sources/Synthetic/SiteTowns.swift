import Grouping

/// Where the ESSMS of an OG stand, as far apart as those of OG of its size.
struct SiteTowns {
  let atlas: Atlas
  let dispersion: [Calibration.Dispersion]

  /// A town for each of so many ESSMS of one region: the OG's home first.
  func towns(_ count: Int, home: Int, _ generator: inout SeededGenerator) -> [Int] {
    guard count > 1, let habits = dispersion.last(where: { $0.from <= count }) else {
      return [Int](repeating: home, count: count)
    }
    let rank = generator.unit()
    if rank < habits.oneCommune { return [Int](repeating: home, count: count) }
    let across = max(Self.shortest, Self.diameter(at: rank, habits.diameterKm))
    // The OG whose sites lie closest together are those of one département.
    let departement = rank < habits.oneDepartement ? atlas.towns[home].departement : nil
    func isAllowed(_ town: Int) -> Bool { departement.map { atlas.towns[town].departement == $0 } ?? true }
    let far = atlas.atDistance(across, from: home, &generator, isAllowed: isAllowed)
    let center = atlas.towns[far].place
    var between = atlas.within(across, of: home).filter {
      isAllowed($0) && Atlas.km(center, atlas.towns[$0].place) <= across
    }
    if between.isEmpty { between = [home, far] }
    // A quarter more than counted, since some are drawn twice.
    let wanted = Int((1.25 * habits.communes * (1 + 0.3 * generator.normal())).rounded())
    var towns = [home, far]
    while towns.count < min(max(2, wanted), count) { towns.append(atlas.one(of: between, &generator)) }
    // Home holds more than the other towns: a convention that the median distance between sisters bears out.
    let visits = WeightedTable([3] + [Double](repeating: 1, count: towns.count - 1))
    return towns + (towns.count..<max(count, towns.count)).map { _ in towns[visits.draw(&generator)] }
  }

  /// Less than this is within one commune.
  private static let shortest = 4.0

  /// The largest distance of an OG at a rank from 0 to 1, straight between the quantiles known; the upper end, which is
  /// not, is taken as 1.3 times the last.
  private static func diameter(at rank: Double, _ quantiles: [Double]) -> Double {
    let steps = zip([0, 0.25, 0.5, 0.75, 0.9, 1], [0] + quantiles + [1.3 * (quantiles.last ?? 0)])
    var previous = (rank: 0.0, km: 0.0)
    for step in steps {
      if rank <= step.0 && step.0 > previous.rank {
        return previous.km + (step.1 - previous.km) * (rank - previous.rank) / (step.0 - previous.rank)
      }
      previous = (step.0, step.1)
    }
    return previous.km
  }
}
