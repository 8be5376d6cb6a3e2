import Foundation
import Geography
import Register
import Wording

/// Reads the tables of counts in `Resources`.
struct CalibrationTables {
  /// How the tables write the whole of France where they have region codes.
  static let france = "FR"

  func categories() throws(Failure) -> ([Calibration.Category], publics: [String]) {
    let regions = try Regions.bundled().all.map(\.code.rawValue).filter { $0 != "06" && $0 != "975" }
    let table = try table("categories.csv", ["category", "public", "short", "aggregate", "aggregate_label"] + regions)
    let known = try Categories.bundled()
    let publics = Set(table.rows.map { $0.cells[1] }).sorted()
    var categories: [Calibration.Category] = []
    for row in table.rows {
      let counts = try numbers(row, 5..<row.cells.count, in: table)
      guard let category = known.eligible(row.cells[0]), let served = publics.firstIndex(of: row.cells[1]) else {
        throw table.damaged(row, expected: "categories.csv (core)")
      }
      categories.append(
        Calibration.Category(
          code: category.code, label: category.label, short: row.cells[2], aggregate: row.cells[3],
          aggregateLabel: row.cells[4], served: served,
          counts: Dictionary(zip(regions.map { RegionCode($0) }, counts), uniquingKeysWith: { first, _ in first })))
    }
    return (categories, publics)
  }

  func others() throws(Failure) -> [Calibration.Other] {
    let table = try table(
      "other_categories.csv", ["category", "label", "short", "aggregate", "aggregate_label", "count"])
    var others: [Calibration.Other] = []
    for row in table.rows {
      others.append(
        Calibration.Other(
          code: row.cells[0], label: row.cells[1], short: row.cells[2], aggregate: row.cells[3],
          aggregateLabel: row.cells[4], count: try numbers(row, 5..<6, in: table)[0]))
    }
    return others
  }

  func combinations(of publics: [String]) throws(Failure) -> [Calibration.Combination] {
    let table = try table("og_combinations.csv", ["publics", "og", "essms"])
    var combinations: [Calibration.Combination] = []
    for row in table.rows {
      let names = row.cells[0].split(separator: "+").map(String.init)
      let served = names.compactMap { publics.firstIndex(of: $0) }
      guard served.count == names.count else { throw table.damaged(row, expected: publics.joined(separator: "+")) }
      combinations.append(
        Calibration.Combination(
          publics: served.sorted(), og: try numbers(row, 1..<2, in: table)[0],
          essms: row.cells[2].isEmpty ? nil : try numbers(row, 2..<3, in: table)[0]))
    }
    return combinations
  }

  func quality() throws(Failure) -> Calibration.Quality {
    let table = try table("quality.csv", ["measure", "all", "essms"])
    func value(_ measure: String, ofAll: Bool = false) throws(Failure) -> Double {
      let row = table.rows.first { $0.cells[0] == measure }
      guard let row, let value = Double(row.cells[ofAll ? 1 : 2]) else {
        throw Failure(
          .data, fr: "\(table.file) : mesure \(measure) absente ou illisible ; réinstallez grappes",
          en: "\(table.file): measure \(measure) is missing or unreadable; install grappes again")
      }
      return value
    }
    return Calibration.Quality(
      essms: Int(try value("establishments")), establishments: Int(try value("establishments", ofAll: true)),
      siretMissing: try value("siret_missing"), apeMissing: try value("ape_missing"),
      addressMissing: try value("address_missing"), cedex: try value("cedex"),
      coordinatesShared: try value("coordinates_shared"), siretShared: try value("siret_shared"),
      nameQuotes: try value("name_quotes"), nameDoubleSpace: try value("name_double_space"),
      nameFull: try value("name_38_characters"), opened1900: try value("opened_1900"),
      registeredElsewhere: try value("registered_elsewhere"))
  }

  func communeSizes() throws(Failure) -> [Calibration.CommuneSize] {
    let table = try table("commune_sizes.csv", ["from", "population", "essms"])
    var sizes: [Calibration.CommuneSize] = []
    for row in table.rows {
      let cells = try numbers(row, 0..<3, in: table)
      sizes.append(Calibration.CommuneSize(from: cells[0], population: cells[1], essms: cells[2]))
    }
    return sizes.sorted { $0.from < $1.from }
  }

  func dispersion(scope: String) throws(Failure) -> [Calibration.Dispersion] {
    let table = try table(
      "og_dispersion.csv",
      [
        "scope", "from", "communes", "one_commune", "one_departement", "one_region", "diameter_p25", "diameter_p50",
        "diameter_p75", "diameter_p90", "same_point",
      ])
    var rows: [Calibration.Dispersion] = []
    for row in table.rows where row.cells[0] == scope {
      let cells = row.cells[1...].compactMap { Double($0) }
      guard cells.count == 10 else { throw table.damaged(row, expected: "10 × 0.5") }
      rows.append(
        Calibration.Dispersion(
          from: Int(cells[0]), communes: cells[1], oneCommune: cells[2], oneDepartement: cells[3], oneRegion: cells[4],
          diameterKm: Array(cells[5..<9]), samePoint: cells[9]))
    }
    return rows.sorted { $0.from < $1.from }
  }

  func sizes() throws(Failure) -> [RegionCode: SizeHistogram] {
    let table = try table("og_sizes.csv", ["region", "essms", "og"])
    var bars: [RegionCode: [SizeHistogram.Bar]] = [:]
    for row in table.rows {
      let cells = try numbers(row, 1..<3, in: table)
      bars[RegionCode(row.cells[0]), default: []].append(SizeHistogram.Bar(essms: cells[0], og: cells[1]))
    }
    return bars.mapValues { SizeHistogram($0) }
  }

  func severalRegions() throws(Failure) -> [RegionCode: Double] {
    let table = try table("og_in_several_regions.csv", ["region", "share"])
    var shares: [RegionCode: Double] = [:]
    for row in table.rows {
      guard let share = Double(row.cells[1]) else { throw table.damaged(row, expected: "0.05") }
      shares[RegionCode(row.cells[0])] = share
    }
    return shares
  }

  private func table(_ file: String, _ columns: [String]) throws(Failure) -> ResourceTable {
    try ResourceTable(file, in: .module, columns: columns)
  }

  private func numbers(
    _ row: ResourceTable.Row, _ cells: Range<Int>, in table: ResourceTable
  ) throws(Failure) -> [Int] {
    let numbers = row.cells[cells].compactMap { Int($0) }
    guard numbers.count == cells.count else { throw table.damaged(row, expected: "\(cells.count) × 123") }
    return numbers
  }
}
