import Foundation
import Geography
import Register
import Testing
import Wording

@testable import Reporting

@Suite struct RegisterDifferenceTableTests {
  private static let formula = "=HYPERLINK(\"x\")\u{1B}[31m" + String(repeating: "é", count: 70)

  private static func essms(
    _ number: Int, og: Int = 350_900_001, name: String = formula, category: String = "500", sector: Sector = .elderly,
    commune: String = "35238", lat: Double = 48, region: String = "53"
  ) throws -> ESSMS {
    ESSMS(
      number: try SamplePlan.number(number), og: try SamplePlan.number(og), name: name, category: category,
      sector: sector, region: RegionCode(region), commune: commune, town: "", siret: "",
      coordinate: Coordinate(lat: lat, lon: -2))
  }

  private static func register(_ essms: [ESSMS], excluded: [ExcludedESSMS] = [], sha256: String = "0") -> Register {
    Register(
      essms: essms, ogNames: [:], excluded: excluded, notEssms: [:],
      sources: [SourceFile(file: String(repeating: "f", count: 90), sha256: sha256, date: "2026-05-12")], problems: [])
  }

  /// With each kind of change once or more; 12 ESSMS are opened in an OG that reaches the minimum, one OG falls below it.
  private static func difference() throws -> RegisterDifference {
    let base = 350_000_000
    let opened = try (0..<12).map { try essms(base + 100 + $0) }
    let lost = try (0..<2).map { try essms(base + 200 + $0, og: 350_900_003) }
    let stays = try (0..<14).map { try essms(base + 300 + $0, og: 350_900_003) }
    let reason = ExclusionReason.noCoordinates
    let old = register(
      try [
        essms(base), essms(base + 1), essms(base + 2), essms(base + 3), essms(base + 4), essms(base + 5),
        essms(base + 6, region: "94"), essms(base + 7, og: 350_900_004),
      ] + lost + stays,
      excluded: [ExcludedESSMS(number: try SamplePlan.number(base + 8), region: RegionCode("53"), reason: reason)])
    let new = register(
      try [
        essms(base, commune: "35001", lat: 49), essms(base + 1, og: 350_900_002), essms(base + 2, category: "202"),
        essms(base + 3, category: "295", sector: .childProtection), essms(base + 4, name: "NEUF"),
        essms(base + 8, og: 350_900_002),
      ] + opened + stays,
      excluded: [ExcludedESSMS(number: try SamplePlan.number(base + 5), region: RegionCode("53"), reason: reason)],
      sha256: "1")
    return try RegisterDifference(from: old, to: new) { _ in 15 }
  }

  @Test func `the sample has every kind`() throws {
    let difference = try Self.difference()
    #expect(difference.essms.counts.values.allSatisfy { $0 > 0 })
    #expect(difference.og.counts.values.allSatisfy { $0 > 0 })
    #expect(difference.og.crossings == [.standsAlone: 1, .needsGrappe: 1])
    #expect(difference.regions.oldOnly.count == 1)
  }

  @Test(arguments: [Language.fr, .en], [60, 80, 120])
  func `no line is wider than the terminal`(language: Language, width: Int) throws {
    let table = RegisterDifferenceTable(
      try Self.difference(), campaign: "2024", language: language, width: width)
    for line in table.text.split(separator: "\n") {
      #expect(TextWidth.columns(String(line)) <= min(width, 80), "\(line)")
    }
    #expect(!table.text.contains("\u{1B}"))
    let bold = RegisterDifferenceTable(
      try Self.difference(), campaign: "2024", language: language, width: width, useColour: true
    ).text
    #expect(bold.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == table.text)
    #expect(bold != table.text)
  }

  @Test(arguments: [Language.fr, .en]) func `every kind is counted and the first shown`(language: Language) throws {
    let difference = try Self.difference()
    let lines = RegisterDifferenceTable(difference, campaign: "2024", language: language).text
      .components(separatedBy: "\n")
    for kind in RegisterDifference.Change.Kind.allCases {
      let words = Words.change(kind).text(in: language)
      let count = try #require(difference.essms.counts[kind])
      #expect(lines.contains { $0.hasPrefix(words) && $0.hasSuffix(" \(count)") }, "\(kind)")
      let first = try #require(difference.essms.changes.first { $0.kind == kind })
      #expect(lines.contains { $0.hasPrefix("  \(first.essms)  ") })
    }
    // 13 opened, 5 of them shown.
    let shown = try #require(
      lines.firstIndex {
        $0.hasPrefix("ESSMS") && $0.hasSuffix(Words.change(.opened).text(in: language).lowercasedFirst)
      })
    #expect(lines[shown + RegisterDifferenceTable.shownOfEach].hasPrefix("  3500001"))
    let rest = try #require(difference.essms.counts[.opened]) - RegisterDifferenceTable.shownOfEach
    #expect(
      lines[shown + RegisterDifferenceTable.shownOfEach + 1].contains("… \(language == .fr ? "et" : "and") \(rest) "))
  }

  @Test(arguments: [Language.fr, .en]) func `nothing to tell is told`(language: Language) throws {
    let a = Self.register([try Self.essms(350_000_000)])
    let b = Self.register([try Self.essms(350_000_000)], sha256: "1")
    let corse = Self.register([try Self.essms(350_000_000, region: "94")], sha256: "2")
    let text = { (old: Register, new: Register) throws in
      RegisterDifferenceTable(
        try RegisterDifference(from: old, to: new) { _ in 15 }, campaign: "2024", language: language
      ).text
    }
    let isFrench = language == .fr
    #expect(try text(a, a).hasSuffix(isFrench ? "sont identiques.\n" : "are identical.\n"))
    #expect(
      try text(a, b).hasSuffix(
        isFrench ? "Aucune différence entre les deux registres.\n" : "No difference between the two registers.\n"))
    // The ESSMS is in both, so its move is told although they have no region in common.
    #expect(try text(a, corse).contains(isFrench ? "ESSMS : déplacés" : "ESSMS: moved"))
    let other = Self.register([try Self.essms(350_000_001, region: "94")], sha256: "2")
    #expect(try text(a, other).contains(isFrench ? "Aucune région en commun" : "No region in common"))
  }

  @Test func `all changes as CSV`() throws {
    let difference = try Self.difference()
    for language in [Language.fr, .en] {
      let text = RegisterDifferenceCSV.render(difference, language: language)
      #expect(text.hasPrefix("\u{FEFF}"))
      let lines = text.dropFirst().components(separatedBy: "\r\n")
      let columns = RegisterDifferenceCSV.header(language).count
      #expect(lines.count == 1 + difference.essms.changes.count + difference.og.changes.count + 1)
      #expect(lines.last == "")
      // The sample's only cell with quotes holds no separator.
      for line in lines.dropLast() {
        #expect(line.split(separator: ";", omittingEmptySubsequences: false).count == columns)
      }
      #expect(text.contains(";\"'=HYPERLINK") && !text.contains(";=") && !text.contains(";\"="))
      let moved = try #require(difference.essms.changes.first { $0.kind == .moved })
      let line = try #require(lines.first { $0.contains(";35238;35001;") })
      // A degree of latitude.
      #expect(line.hasSuffix(";111,20;;"))
      #expect(line.contains(moved.essms.text))
      let crossing = try #require(difference.og.changes.first { $0.crossing == .needsGrappe })
      let words = Words.crossing(.needsGrappe).text(in: language)
      #expect(
        lines.contains { $0.hasPrefix("OG;") && $0.contains(crossing.og.text) && $0.hasSuffix(";16;14;;15;\(words)") })
    }
  }

  @Test func `words tell the kinds apart`() {
    for language in [Language.fr, .en] {
      let essms = RegisterDifference.Change.Kind.allCases.map { Words.change($0).text(in: language) }
      #expect(Set(essms).count == essms.count)
      let ogs =
        RegisterDifference.OGChange.Kind.allCases.map { Words.change($0).text(in: language) }
        + RegisterDifference.OGChange.Crossing.allCases.map { Words.crossing($0).text(in: language) }
      #expect(Set(ogs).count == ogs.count)
    }
  }
}
