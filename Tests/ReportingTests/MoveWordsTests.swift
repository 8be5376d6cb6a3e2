import Foundation
import Geography
import Plans
import Register
import Testing

@testable import Reporting

/// What documents tell of an earlier plan.
@Suite struct MoveWordsTests {
  /// A sample plan since an earlier one in which a member of its first grappe had a porteur of another name.
  private func dossier(_ name: String = "=HYPERLINK(\"x\")") throws -> Dossier {
    var plan = try RichPlan.plan()
    let grappe = try #require(plan.grappes.first)
    let member = try #require(grappe.members.first { $0.og != grappe.porteur })
    let other = try #require(FinessNumber("350009999"))
    plan.moves = [
      Plan.Move(
        og: member.og, name: name, region: member.region, from: other, to: grappe.porteur, gain: Euros(cents: 123_450))
    ]
    plan.parameters.stability = Plan.Stability(
      price: Euros(cents: 500_000), porteurs: ["\(member.og)@\(member.region)": other])
    return Dossier(plan: plan, contours: try SamplePlan.contours(), language: .en)
  }

  @Test func `each document tells the move`() throws {
    let dossier = try dossier()
    let documents = try Documents.all(dossier)
    let csv = try #require(documents.first { $0.name == "mouvements.csv" })
    let lines = String(decoding: csv.contents, as: UTF8.self).split(whereSeparator: \.isNewline)
    #expect(lines.count == 2)
    #expect(lines[1].contains("350009999") && lines[1].hasSuffix("1234,50"))
    // No formula for a spreadsheet.
    #expect(!lines[1].contains(";=") && !lines[1].contains(";\"="))
    let html = try HTMLReport.render(dossier)
    #expect(html.contains("id=\"departs\"") && html.contains("href=\"#departs\""))
    #expect(html.contains("=HYPERLINK(&quot;x&quot;)") || html.contains("=HYPERLINK(&#34;x&#34;)"))
    let terminal = TerminalTables(dossier, width: 80).text
    #expect(terminal.contains("Porteur before") && terminal.contains("0 OG keep their porteur, 1 change it"))
    #expect(terminal.split(separator: "\n").allSatisfy { TextWidth.columns(String($0)) <= 80 })
  }

  @Test func `nothing without an earlier plan`() throws {
    let dossier = try RichPlan.dossier()
    #expect(try !Documents.all(dossier).contains { $0.name == "mouvements.csv" })
    #expect(try !HTMLReport.render(dossier).contains("departs"))
  }
}
