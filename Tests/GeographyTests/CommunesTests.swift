import Foundation
import Testing
import Wording

@testable import Geography

@Suite struct CommunesTests {
  @Test func `every row is found by its code`() throws {
    let communes = try Communes.bundled()
    let rows = try Self.rows()
    #expect(communes.count == rows.count)
    for row in rows.enumerated().filter({ $0.offset.isMultiple(of: 97) }).map(\.element) {
      let commune = try #require(communes.commune(row[0]))
      #expect(
        [commune.code, commune.name, commune.region.rawValue, commune.postalCode] == [row[0], row[1], row[3], row[8]])
      #expect(commune.position == Coordinate(lat: try #require(Double(row[5])), lon: try #require(Double(row[6]))))
      #expect(commune.extentKm == Double(row[7]))
      let ground = try #require(communes.ground(of: row[0]))
      #expect(ground.position == commune.position)
      #expect(ground.extentKm == commune.extentKm)
    }
    for row in [rows[0], rows[rows.count - 1]] { #expect(communes.commune(row[0])?.name == row[1]) }
  }

  @Test func `by postal code`() throws {
    let communes = try Communes.bundled()
    let rows = try Self.rows()
    for postalCode in ["35000", "01500", "20000", "97110", "75001"] {
      #expect(
        communes.communes(postalCode: postalCode).map(\.code) == rows.filter { $0[8] == postalCode }.map { $0[0] })
    }
    #expect(communes.communes(postalCode: "75001").map(\.code) == ["75056", "75101"])
  }

  /// Communes are a few km wide, but for Guyane's and those of islands and high mountains.
  @Test func extents() throws {
    let all = try Communes.bundled().all
    #expect(all.allSatisfy { ($0.extentKm ?? 0) > 0 })
    #expect(
      all.filter { ($0.extentKm ?? 0) > 25 && $0.departement != "973" }.map(\.code).sorted() == [
        "13004", "33236", "83069",
      ])
    let paris = try #require(try Communes.bundled().commune("75056")?.extentKm)
    #expect((6...12).contains(paris))
  }

  @Test(arguments: ["01", "35", "2A", "971", "95", "99", ""]) func `by département`(code: String) throws {
    let expected = try Self.rows().filter { !code.isEmpty && $0[0].hasPrefix(code) }.map { $0[0] }
    #expect(try Communes.bundled().communes(departement: code).map(\.code) == expected)
  }

  @Test(arguments: ["", "00000", "99999", "3523", "352380", "35238x", "ééé", "97123", "2A999"])
  func `codes of no commune`(code: String) throws {
    let communes = try Communes.bundled()
    #expect(communes.commune(code) == nil)
    #expect(communes.ground(of: code) == nil)
    #expect(communes.communes(postalCode: code).allSatisfy { $0.postalCode == code })
  }

  @Test(arguments: [
    "insee;name\n", "01001;A;01;84;1;46;5;2.1;01000\n", "HEADER01001;A;01;84;1;46;5;01000\n",
    "HEADER01002;A;01;84;1;46;5;2.1;01000\n01001;A;01;84;1;46;5;2.1;01000\n",
    "HEADER01001;A;01;84;1;46;5;2.1;01000\n01001;A;01;84;1;46;5;2.1;01000\n", "HEADER0100;A;01;84;1;46;5;2.1;01000\n",
  ])
  func `a damaged table is told`(text: String) {
    let header = "# source\ninsee;name;departement;region;population;lat;lon;extent;postal\n"
    let bytes = Array(text.replacing("HEADER", with: header).utf8)
    #expect(throws: Failure.self) { try Communes(file: "communes.csv", bytes: bytes) }
  }

  /// The table's rows, cut by Foundation.
  private static func rows() throws -> [[String]] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Geography/Resources/communes.csv")
    return try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
      .filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("insee;") }.map { $0.components(separatedBy: ";") }
  }
}
