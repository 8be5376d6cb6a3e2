import Foundation
import Testing
import Wording

@testable import Register

@Suite struct RoadDistancesTests {
  private func read(_ text: String) throws -> RoadDistances {
    try RoadDistances(InputFile(path: "d.csv", bytes: Array(text.utf8)))
  }

  private func number(_ text: String) throws -> FinessNumber { try #require(FinessNumber(text)) }

  @Test func `ways and their absence`() throws {
    let table = try read(
      "\u{FEFF}# from a server\r\nde;a;minutes;km\r\n350000001;350000002;12.5;9,25\n2A0000001;350000002;;\n\n350000002;350000002;0;0\n"
    )
    let way = try #require(table.way(from: number("350000001"), to: number("350000002")))
    #expect(way.minutes == 12.5 && way.km == 9.25)
    #expect(try table.way(from: number("2A0000001"), to: number("350000002")) == nil)
    #expect(try table.way(from: number("350000002"), to: number("350000001")) == nil)
    #expect(try table.way(from: number("350000002"), to: number("350000002"))?.metres == 0)
    #expect(table.count == (2, 1))
    #expect(table.source.sha256.count == 64)
  }

  @Test func `a line again is no harm`() throws {
    let line = "350000001;350000002;1;1\n"
    #expect(try read("de;a;minutes;km\n" + line + line).count.ways == 2)
  }

  @Test(arguments: [
    ("", "line 1"), ("de;a;km\n", "line 1"), ("de;a;minutes;km\n35000000;350000002;1;1\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;1\n", "line 2"), ("de;a;minutes;km\n350000001;350000002;-1;1\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;nan;1\n", "line 2"), ("de;a;minutes;km\n350000001;350000002;1;\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;1.2.3;1\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;.;1\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;100001;1\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;99999999999999999999;1\n", "line 2"),
    ("de;a;minutes;km\n350000001;350000002;1;1\n#\n350000001;350000002;1;2\n", "line 4"),
  ])
  func `what is wrong is told with its line`(text: String, place: String) throws {
    let failure = try #require(throws: Failure.self) { try read(text) }
    #expect(failure.kind == .data)
    #expect(failure.wording.en.hasPrefix("d.csv, \(place): "), "\(failure.wording.en)")
  }
}
