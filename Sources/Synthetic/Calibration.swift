import Geography
import Register
import Wording

/// What the real register counted in 2021: the tables in `Resources`, each of which names its source.
struct Calibration: Sendable {
  /// A category of ESSMS.
  struct Category: Sendable {
    let code: String
    let label: String
    /// How names of such ESSMS begin.
    let short: String
    /// FINESS's grouping of categories: code and label.
    let aggregate: String
    let aggregateLabel: String
    /// Place in `publics`.
    let served: Int
    /// How many ESSMS each region has.
    let counts: [RegionCode: Int]
  }

  /// A category of establishments that are no ESSMS.
  struct Other: Sendable {
    let code: String
    let label: String
    let short: String
    let aggregate: String
    let aggregateLabel: String
    let count: Int
  }

  /// OG that serve exactly these publics.
  struct Combination: Sendable {
    /// Places in `Calibration.publics`, ascending.
    let publics: [Int]
    let og: Int
    /// nil where the ESSMS were not counted.
    let essms: Int?
  }

  /// How far apart the ESSMS of OG of like sizes stand.
  struct Dispersion: Sendable {
    /// The sizes: from so many ESSMS up to the next row's.
    let from: Int
    /// Median number of communes.
    let communes: Double
    let oneCommune: Double
    let oneDepartement: Double
    let oneRegion: Double
    /// Quarter, half, three quarters and nine tenths of OG have a largest distance below, in km.
    let diameterKm: [Double]
    /// Share of an OG's ESSMS that stand at a sister's place.
    let samePoint: Double
  }

  /// Communes of at least so many inhabitants, up to the next row's.
  struct CommuneSize: Sendable {
    let from: Int
    let population: Int
    let essms: Int
    /// ESSMS for each inhabitant.
    var rate: Double { Double(essms) / Double(population) }
  }

  /// Publics served, finer than the sectors of the program's own table: `PA`, `JEUNES_TRAVAILLEURS`…
  let publics: [String]
  let categories: [Category]
  let others: [Other]
  let combinations: [Combination]
  let quality: Quality
  let communeSizes: [CommuneSize]
  /// Of the ESSMS of an OG within one region, by ascending size.
  let regionalDispersion: [Dispersion]
  /// Of all the ESSMS of an OG.
  let nationalDispersion: [Dispersion]
  /// OG by number of ESSMS in the whole of France.
  let france: SizeHistogram
  private let sizes: [RegionCode: SizeHistogram]
  private let severalRegions: [RegionCode: Double]

  /// Mayotte (06) was not in the extract: it takes Guyane's counts, a convention of this generator.
  static func counted(_ region: RegionCode) -> RegionCode { region == mayotte ? guyane : region }

  static let mayotte = RegionCode("06")
  private static let guyane = RegionCode("03")

  /// OG of a region by the number of ESSMS that they run there.
  func sizes(in region: RegionCode) -> SizeHistogram { sizes[Self.counted(region)] ?? france }

  /// Share of a region's OG that are at work in another one too.
  func shareInSeveralRegions(_ region: RegionCode) -> Double { severalRegions[Self.counted(region)] ?? 0 }

  /// How many ESSMS of a category a region has.
  func count(_ category: Category, in region: RegionCode) -> Int { category.counts[Self.counted(region)] ?? 0 }

  /// Place in `communeSizes` of a commune of so many inhabitants.
  func bin(population: Int?) -> Int { communeSizes.lastIndex { $0.from <= population ?? 0 } ?? 0 }

  /// The tables that come with the program; read once.
  ///
  /// - Throws: `Failure` when one is missing or damaged.
  static func bundled() throws(Failure) -> Calibration { try shared.get() }

  private static let shared = Result<Calibration, Failure> { () throws(Failure) in try Calibration() }

  private init() throws(Failure) {
    let tables = CalibrationTables()
    (categories, publics) = try tables.categories()
    others = try tables.others()
    combinations = try tables.combinations(of: publics)
    quality = try tables.quality()
    communeSizes = try tables.communeSizes()
    regionalDispersion = try tables.dispersion(scope: "region")
    nationalDispersion = try tables.dispersion(scope: CalibrationTables.france)
    sizes = try tables.sizes()
    france = sizes[RegionCode(CalibrationTables.france)] ?? SizeHistogram([])
    severalRegions = try tables.severalRegions()
  }
}

extension Calibration {
  /// Shares of ESSMS in which something is missing, shared or odd, and of other establishments.
  struct Quality: Sendable {
    /// ESSMS and all establishments of the extract.
    let essms: Int
    let establishments: Int
    let siretMissing: Double
    let apeMissing: Double
    let addressMissing: Double
    let cedex: Double
    let coordinatesShared: Double
    let siretShared: Double
    let nameQuotes: Double
    let nameDoubleSpace: Double
    let nameFull: Double
    let opened1900: Double
    let registeredElsewhere: Double

    /// Establishments of other categories for each ESSMS.
    var othersPerEssms: Double { Double(establishments - essms) / Double(essms) }
  }
}

/// How many OG run how many ESSMS.
struct SizeHistogram: Sendable, Hashable {
  /// By ascending size.
  let bars: [Bar]

  struct Bar: Sendable, Hashable {
    let essms: Int
    let og: Int
  }

  init(_ bars: [Bar]) {
    self.bars = bars.sorted { $0.essms < $1.essms }
  }

  var og: Int { bars.reduce(0) { $0 + $1.og } }
  var essms: Int { bars.reduce(0) { $0 + $1.og * $1.essms } }

  /// Sizes of `count` OG, ascending: the histogram's quantiles, so that few OG keep its tail and as many as it counts are
  /// those counted.
  ///
  /// - Complexity: O(count).
  func quantiles(_ count: Int) -> [Int] { Self.quantiles(bars.map { ($0.essms, Double($0.og)) }, count) }

  /// - Parameter bars: sizes ascending, with their weights.
  static func quantiles(_ bars: [(size: Int, weight: Double)], _ count: Int) -> [Int] {
    let total = bars.reduce(0) { $0 + $1.weight }
    guard total > 0, count > 0 else { return [] }
    var sizes: [Int] = []
    sizes.reserveCapacity(count)
    var bar = 0
    var upTo = bars[0].weight
    for rank in 0..<count {
      let mark = (Double(rank) + 0.5) / Double(count) * total
      while upTo <= mark, bar + 1 < bars.count {
        bar += 1
        upTo += bars[bar].weight
      }
      sizes.append(bars[bar].size)
    }
    return sizes
  }
}
