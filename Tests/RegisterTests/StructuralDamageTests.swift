import Foundation
import Testing

@testable import Register

/// Rows of extracts with one structural damage each: every ESSMS that is lost is told, by its line.
@Suite struct StructuralDamageTests {
  /// The establishments' rows, and the places of each by number.
  struct Extract {
    var rows: [String] = []
    var places: [String: String] = [:]

    init(_ files: [URL]) throws {
      for file in files {
        let data = try Data(contentsOf: file)
        let text = String(data: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252) ?? ""
        for line in text.split(whereSeparator: \.isNewline) {
          if line.hasPrefix("structureet;") { rows.append(String(line)) }
          if line.hasPrefix("geolocalisation;") { places[String(line.split(separator: ";")[1])] = String(line) }
        }
      }
    }
  }

  /// What became of some rows, one damage each.
  struct Outcome {
    var kept = 0
    var told = 0
    var others = 0
    /// ESSMS of which no problem speaks, and damaged cells that are believed.
    var silent: [String] = []
    var falsified: [String] = []
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let bundled = ["corse", "guadeloupe"].map { root.appendingPathComponent("datasets/\($0)/finess-507.csv") }

  /// Reads rows in files of 200, each row with a damage, as the file that `written` makes of them.
  static func outcome(
    _ extract: Extract, count: Int, seed: UInt64, separator: Character = ";", category: Int = 18,
    shown: ([String], Extract) -> [String]
  ) throws -> Outcome {
    var generator = MutationTests.Generator(state: seed)
    var outcome = Outcome()
    for start in stride(from: 0, to: count, by: 200) {
      let rows = (start..<min(count, start + 200)).compactMap { _ in extract.rows.randomElement(using: &generator) }
      let unique = Dictionary(rows.map { (number($0), $0) }, uniquingKeysWith: { first, _ in first })
        .sorted { $0.key < $1.key }.map(\.value)
      let clean = shown(unique, extract)
      let first = clean.count - unique.count
      let damages = clean.dropFirst(first).map {
        StructuralDamage($0, separator: separator, category: category, &generator)
      }
      let places = unique.compactMap { extract.places[number($0)] }
      let tail = separator == ";" && category == 18 ? places : []
      let whole = try read(clean + tail)
      let damaged = try read(clean.prefix(first) + damages.map(\.text) + tail)
      let before = Dictionary(uniqueKeysWithValues: whole.essms.map { ($0.number.text, $0) })
      let after = Dictionary(uniqueKeysWithValues: damaged.essms.map { ($0.number.text, $0) })
      let lines = Set(damaged.problems.map(\.line))
      for (place, row) in unique.enumerated() {
        guard let essms = before[number(row)] else {
          outcome.others += 1
          continue
        }
        let isTold = lines.contains(first + place + 1)
        guard let found = after[essms.number.text] else {
          if isTold { outcome.told += 1 } else { outcome.silent.append(damages[place].description) }
          continue
        }
        outcome.kept += 1
        let isSame =
          found.og == essms.og && found.category == essms.category && found.region == essms.region
          && (found.siret == essms.siret || found.siret.isEmpty)
        if !isSame { outcome.falsified.append(damages[place].description) }
      }
    }
    return outcome
  }

  static func number(_ row: String) -> String { String(row.split(separator: ";")[1]) }

  static func read(_ lines: some Sequence<String>) throws -> Register {
    try RegisterReader().read([Extracts.file(Array(lines))])
  }

  @Test func `rows of the official layout`() throws {
    let outcome = try Self.outcome(Extract(Self.bundled), count: 2000, seed: 15) { rows, _ in [Extracts.manifest] + rows
    }
    #expect(outcome.silent == [])
    #expect(outcome.falsified == [])
    // Both ends are met, and others than ESSMS.
    #expect(outcome.kept > 500 && outcome.told > 20 && outcome.others > 100)
  }

  /// The same rows under a header, with some columns of theirs and their places.
  static func headed(_ rows: [String], _ extract: Extract) -> [String] {
    let columns = [1, 2, 3, 4, 12, 13, 15, 18, 19, 22, 28]
    let header =
      "nofinesset|nofinessej|rs|rslongue|commune|departement|ligneacheminement|categetab|libcategetab|siret|dateouv"
      + "|coordx|coordy|sourcecoordet"
    return [header.replacing("|", with: "\t")]
      + rows.map { row in
        let cells = row.split(separator: ";", omittingEmptySubsequences: false)
        let place = extract.places[number(row)].map { $0.split(separator: ";", omittingEmptySubsequences: false) } ?? []
        return (columns.map { cells[$0] } + [2, 3, 4].map { place.count > $0 ? place[$0] : "" })
          .joined(separator: "\t")
      }
  }

  @Test func `rows of a table with a header`() throws {
    let outcome = try Self.outcome(
      Extract(Self.bundled), count: 2000, seed: 16, separator: "\t", category: 7, shown: Self.headed)
    #expect(outcome.silent == [])
    #expect(outcome.falsified == [])
    #expect(outcome.kept > 500 && outcome.told > 20 && outcome.others > 100)
  }

  static let real = ["bretagne", "nouvelle-aquitaine", "corse", "guadeloupe", "guyane"].map {
    RealRegisterTests.folder.appendingPathComponent($0 + ".csv")
  }

  @Test(.enabled(if: RealRegisterTests.areThere)) func `rows of real extracts`() throws {
    let count = ProcessInfo.processInfo.environment["GRAPPES_DAMAGED_ROWS"].flatMap { Int($0) } ?? 2000
    let outcome = try Self.outcome(Extract(Self.real), count: count, seed: 17) { rows, _ in [Extracts.manifest] + rows }
    #expect(outcome.silent == [])
    #expect(outcome.falsified == [])
    #expect(outcome.kept > count / 8 && outcome.told > count / 200)
    if count != 2000 { print("kept \(outcome.kept), told \(outcome.told), other \(outcome.others)") }
  }
}
