import Foundation
import Testing

@testable import Geography

@Suite struct FormerCommunesTests {
  @Test func `every one has a successor that is a commune, and is none itself`() throws {
    let communes = try Communes.bundled()
    let former = try FormerCommunes.bundled()
    let rows = try Self.rows()
    #expect(former.count == rows.count && rows.count > 2_000)
    for row in rows {
      #expect(communes.ground(of: row[0]) == nil, "\(row[0])")
      #expect(communes.ground(of: row[1]) != nil, "\(row[1])")
      #expect(former.merger(of: row[0])?.successor == row[1])
      #expect(former.current(row[0]) == row[1] && former.current(row[1]) == row[1])
      #expect(former.merger(of: row[0])?.by.hasSuffix("-01-01") == true)
    }
    #expect(rows.map { $0[0] } == rows.map { $0[0] }.sorted())
  }

  @Test(arguments: ["", "35238", "99999", "74268 "]) func `codes of none`(code: String) throws {
    #expect(try FormerCommunes.bundled().merger(of: code) == nil)
    #expect(try FormerCommunes.bundled().current(code) == code)
  }

  /// The table's rows, cut by Foundation.
  private static func rows() throws -> [[String]] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Geography/Resources/former_communes.csv")
    return try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
      .filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("insee;") }.map { $0.components(separatedBy: ";") }
  }
}
