import Foundation
import Geography
import Grouping

/// Which OG there are, how many ESSMS each runs and in which regions, before anything is named or placed.
///
/// The whole of France is planned whatever is asked for, so that the file of one region is the part of France's file that
/// lies there.
struct OGPlan: Sendable {
  struct OG: Sendable {
    /// Region that holds most of its ESSMS: a place in `OGPlan.regions`.
    let home: Int
    /// Its rank among those of its home, from 0.
    let rank: Int
    /// ESSMS by region, most first.
    let presences: [Presence]
    var essms: Int { presences.reduce(0) { $0 + $1.essms } }
  }

  struct Presence: Sendable {
    /// A place in `OGPlan.regions`.
    let region: Int
    let essms: Int
  }

  let regions: [RegionCode]
  let ogs: [OG]

  /// OG of one region, none of whom works elsewhere.
  ///
  /// - Parameters:
  ///   - region: a place in the regions.
  ///   - count: number of OG.
  init(regions: [RegionCode], region: Int, count: Int, calibration: Calibration, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, round: 0, task: 0)
    var sizes = calibration.sizes(in: regions[region]).quantiles(count)
    generator.shuffle(&sizes)
    self.regions = regions
    ogs = sizes.enumerated().map { rank, size in
      OG(home: region, rank: rank, presences: [Presence(region: region, essms: size)])
    }
  }

  /// All regions, each with its own sizes; of its OG as many as the real ones are at work in others too.
  ///
  /// - Parameters:
  ///   - places: a place in the middle of each region: OG of several regions mostly work in neighbouring ones.
  ///   - scale: 1 for as many OG as were counted.
  /// - Complexity: O(OG of several regions × their presences), about 0.3 million steps at scale 1.
  init(regions: [RegionCode], places: [Coordinate], scale: Double, calibration: Calibration, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, round: 0, task: 0)
    let shared = SharedChances(calibration, regions)
    var alone: [Presence] = []
    var joined: [Presence] = []
    for (place, region) in regions.enumerated() {
      let histogram = calibration.sizes(in: region)
      let sizes = histogram.quantiles(max(1, Int((scale * Double(histogram.og)).rounded())))
      let count = Int((calibration.shareInSeveralRegions(region) * Double(sizes.count)).rounded())
      let chosen = shared.choose(count, of: sizes, &generator)
      for (rank, size) in sizes.enumerated() {
        let presence = Presence(region: place, essms: size)
        if chosen.contains(rank) { joined.append(presence) } else { alone.append(presence) }
      }
    }
    let groups = Self.joining(joined, targets: shared.targets(presences: joined.count), places: places)
    var all = groups + alone.map { [$0] }
    generator.shuffle(&all)
    var ranks = [Int](repeating: 0, count: regions.count)
    self.regions = regions
    ogs = all.map { presences in
      let sorted = presences.sorted { ($1.essms, $0.region) < ($0.essms, $1.region) }
      let home = sorted[0].region
      defer { ranks[home] += 1 }
      return OG(home: home, rank: ranks[home], presences: sorted)
    }
  }

  /// Puts presences together into OG of several regions, the largest first, each into the OG that lacks most.
  ///
  /// - Parameter targets: how many ESSMS each OG is to run.
  private static func joining(_ presences: [Presence], targets: [Int], places: [Coordinate]) -> [[Presence]] {
    var lacking = targets
    var members = [[Presence]](repeating: [], count: targets.count)
    var held = [UInt32](repeating: 0, count: targets.count)
    var left: [[Presence]] = []
    let isNear = places.map { a in places.map { a.distanceKm(to: $0) < neighbourhoodKm } }
    for presence in presences.sorted(by: { ($1.essms, $0.region) < ($0.essms, $1.region) }) {
      let bit = UInt32(1) << UInt32(presence.region)
      var best: (og: Int, score: Double)?
      for og in targets.indices where held[og] & bit == 0 {
        // An OG of one region only would not be one of several.
        let isFirst = members[og].isEmpty
        if isFirst && presence.essms >= targets[og] { continue }
        let isBeside = isFirst || isNear[members[og][0].region][presence.region]
        let score = Double(lacking[og]) * (isBeside || lacking[og] < 0 ? 1 : farShare)
        if best.map({ score > $0.score }) ?? true { best = (og, score) }
      }
      guard let og = best?.og else {
        left.append([presence])
        continue
      }
      members[og].append(presence)
      held[og] |= bit
      lacking[og] -= presence.essms
    }
    return members.filter { !$0.isEmpty } + left
  }

  /// Regions whose middles are closer count as neighbours, and a far one is chosen when it lacks this much less: a
  /// convention, so that OG of few regions have them side by side.
  private static let neighbourhoodKm = 300.0
  private static let farShare = 0.4
}

/// How likely OG of each size are at work in several regions, by the counts of OG in the whole of France (of which a share
/// lies in one region) and in each region.
private struct SharedChances {
  /// By ascending size: chance that an OG of so many ESSMS in a region has some elsewhere.
  private let classes: [(from: Int, chance: Double)]
  /// OG of several regions by their ESSMS in all, as counted.
  private let targetBars: [(size: Int, weight: Double)]
  private let presences: Double

  init(_ calibration: Calibration, _ regions: [RegionCode]) {
    let rows = calibration.nationalDispersion
    func oneRegion(_ size: Int) -> Double { rows.last { $0.from <= size }?.oneRegion ?? 1 }
    let counted = regions.filter { Calibration.counted($0) == $0 }.map { calibration.sizes(in: $0) }
    let bounds = [1] + rows.map(\.from)
    classes = bounds.enumerated().map { place, from in
      let until = place + 1 < bounds.count ? bounds[place + 1] : Int.max
      let here = counted.flatMap(\.bars).filter { from <= $0.essms && $0.essms < until }.reduce(0) { $0 + $1.og }
      let whole = calibration.france.bars.filter { from <= $0.essms && $0.essms < until }
      let staying = whole.reduce(0.0) { $0 + Double($1.og) * oneRegion($1.essms) }
      return (from, max(0.01, 1 - staying / Double(max(here, 1))))
    }
    targetBars = calibration.france.bars.map { ($0.essms, Double($0.og) * (1 - oneRegion($0.essms))) }
    presences = regions.filter { Calibration.counted($0) == $0 }.reduce(0) {
      $0 + calibration.shareInSeveralRegions($1) * Double(calibration.sizes(in: $1).og)
    }
  }

  /// Ranks of `count` OG among those of the sizes given, drawn without replacement by their chances (Efraimidis and
  /// Spirakis 2006).
  func choose(_ count: Int, of sizes: [Int], _ generator: inout SeededGenerator) -> Set<Int> {
    let keys = sizes.indices.map { rank in
      let chance = classes.last { $0.from <= sizes[rank] }?.chance ?? 0.01
      return (key: -log(1 - generator.unit()) / chance, rank: rank)
    }
    return Set(keys.sorted { ($0.key, $0.rank) < ($1.key, $1.rank) }.prefix(count).map(\.rank))
  }

  /// How many ESSMS the OG of several regions are to run, when they have so many presences between them.
  func targets(presences count: Int) -> [Int] {
    let og = targetBars.reduce(0) { $0 + $1.weight }
    return SizeHistogram.quantiles(targetBars, Int((og / presences * Double(count)).rounded()))
  }
}
