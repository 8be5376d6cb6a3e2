import Testing

@testable import Reporting

/// What pages carry for paper.
@Suite struct PrintStyleTests {
  @Test func `running titles close no string and no style`() {
    for title in ["A\"; } body { display: none } \"", "</style><script>", "a\\", "\u{1B}\r\n\u{2028}", "é 社"] {
      let text = PrintStyle.quoted(title)
      #expect(text.hasPrefix("\"") && text.hasSuffix("\""))
      let inside = text.dropFirst().dropLast()
      #expect(!inside.contains("\"") && !inside.contains("<") && !inside.contains("\n"), "\(text)")
      // A backslash stands only before a number.
      #expect(inside.matches(of: /\\(?![0-9a-f]+ )/).isEmpty, "\(text)")
    }
    #expect(PrintStyle.quoted("Bretagne : 85 grappes") == "\"Bretagne \\3a  85 grappes\"")
  }

  @Test func `reports and dossiers have them`() throws {
    let report = try HTMLReport.render(RichPlan.dossier())
    let dossier = try RichPlan.dossier()
    let aid = try FilingAid(dossier, register: RichPlan.register(of: dossier.plan))
    let page = String(decoding: aid.documents(for: dossier.plan.grappes[0])[0].contents, as: UTF8.self)
    for text in [report, page] {
      #expect(text.ranges(of: "@media print").count == 1)
      #expect(text.contains("counter(page) \" / \" counter(pages)"))
    }
    #expect(report.contains("content: \"Bretagne\\a0 \\3a  3 grappes propos"))
    #expect(page.contains("content: \"Dossier de la grappe 53\\2d 001\""))
  }
}
