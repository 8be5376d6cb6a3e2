import Geography
import Grouping

/// Which publics an OG serves with its ESSMS: combinations as often as OG of that size have them, and in each region as
/// many ESSMS for each public as it has.
///
/// The chance of combination c for an OG of size class k in region r is taken as A(c, k) · Π g(r, p) over the publics p of
/// c. A starts from what is known of c (how many OG, how many ESSMS they run) as the distribution of greatest entropy with
/// these sums (iterative proportional fitting: Deming and Stephan 1940), then A and g are fitted in turn until the sums
/// over all regions give the combinations and the sums over all combinations give each region's publics. An OG has one
/// ESSMS for each public of its combination; the others fall to these publics by weights that are fitted along.
struct PublicMix: Sendable {
  private let calibration: Calibration
  /// For each region, each class: combinations.
  private let tables: [[WeightedTable]]
  /// For each region, the weight of each public for the ESSMS beyond one of each public.
  private let weights: [[Double]]
  /// For each region, each public: its categories.
  private let categoryTables: [[WeightedTable]]
  private let categoriesOf: [[Int]]

  /// Where the size classes begin.
  private static let bounds = [1, 2, 3, 5, 10, 15, 25, 50, 100]

  /// - Complexity: O(rounds × regions × classes × combinations), about a million steps.
  init(_ calibration: Calibration, regions: [RegionCode]) {
    self.calibration = calibration
    categoriesOf = calibration.publics.indices.map { served in
      calibration.categories.indices.filter { calibration.categories[$0].served == served }
    }
    let national = calibration.categories.map { category in
      Double(regions.reduce(0) { $0 + calibration.count(category, in: $1) })
    }
    // A hundredth of the national counts, so that no region is without a category for ever.
    let local = regions.map { region in
      calibration.categories.enumerated().map { place, category in
        Double(calibration.count(category, in: region)) + 0.01 * national[place] / Double(regions.count)
      }
    }
    let categoriesOf = categoriesOf
    categoryTables = local.map { counts in categoriesOf.map { WeightedTable($0.map { counts[$0] }) } }
    let essms = local.map { counts in categoriesOf.map { $0.reduce(0) { $0 + counts[$1] } } }
    var fit = PublicMixFit(calibration, bounds: Self.bounds, regions: regions, essms: essms)
    for _ in 0..<40 { fit.improve() }
    tables = regions.indices.map { region in
      fit.classes.indices.map { WeightedTable(fit.chances(region: region, size: $0)) }
    }
    weights = fit.weights
  }

  /// The public of each of an OG's ESSMS, in any order: each public of its combination at least once.
  ///
  /// - Parameters:
  ///   - size: how many ESSMS it runs.
  ///   - region: where most of them are: a place in the regions.
  func publics(size: Int, region: Int, _ generator: inout SeededGenerator) -> [Int] {
    let table = tables[region][Self.bounds.lastIndex { $0 <= size } ?? 0]
    var combination = table.draw(&generator)
    // The smallest sizes of a class may be fewer than the publics of a combination that others of it have.
    while calibration.combinations[combination].publics.count > size { combination = table.draw(&generator) }
    let publics = calibration.combinations[combination].publics
    let rest = WeightedTable(publics.map { weights[region][$0] })
    var drawn = publics
    while drawn.count < size { drawn.append(publics[rest.draw(&generator)]) }
    generator.shuffle(&drawn)
    return drawn
  }

  /// A category of ESSMS for a public, as often as the region has it: a place in the calibration's categories.
  func category(served: Int, region: Int, _ generator: inout SeededGenerator) -> Int {
    categoriesOf[served][categoryTables[region][served].draw(&generator)]
  }
}
