import Testing
import Wording

@testable import Register

@Suite struct DrawnGroupingTests {
  static func file(_ text: String) -> InputFile { InputFile(path: "drawing.csv", bytes: Array(text.utf8)) }

  @Test func `names and OG in the file's order, each once`() throws {
    let grouping = try DrawnGrouping.read(
      Self.file("OG;Grappe\r\n350000002;Rennes\r\n350000001;Rennes\r\n\r\n350000002;Rennes\r\n350000003;Brest\r\n"))
    #expect(grouping.grappes.map(\.name) == ["Rennes", "Brest"])
    #expect(grouping.grappes.map { $0.ogs.map(\.text) } == [["350000002", "350000001"], ["350000003"]])
  }

  @Test(
    arguments: [
      ("", 1), ("grappe;og\n", nil), ("grappe\nRennes\n", 1), ("grappe;og\nRennes;\n", 2),
      ("grappe;og\n;350000001\n", 2),
      ("grappe;og\nRennes;12\n", 2), ("grappe;og\nRennes;350000001\nBrest;350000001\n", 3),
      ("grappe;og\n\(String(repeating: "x", count: 61));350000001\n", 2), ("grappe;og;autre\nRennes;350000001;1\n", 1),
    ] as [(String, Int?)]) func `what is wrong is told in one line`(text: String, line: Int?)
  {
    let failure = #expect(throws: Failure.self) { try DrawnGrouping.read(Self.file(text)) }
    #expect(failure?.kind == .data)
    let words = failure?.wording.en ?? ""
    #expect(words.hasPrefix("drawing.csv") && !words.contains("\n"), "\(words)")
    if let line, !text.isEmpty { #expect(words.contains("line \(line)"), "\(words)") }
  }
}
