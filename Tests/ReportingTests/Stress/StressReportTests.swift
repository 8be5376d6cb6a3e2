import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct StressReportTests {
  private func report(_ language: Language = .fr, name: String = "ALPHA") throws -> StressReport {
    let remaining = StressOutcome.Spread(
      mean: Euros(400_000), standardError: Euros(1_000), low: .zero, median: Euros(450_000), high: Euros(500_000))
    let outcome = StressOutcome(
      bareme: "2021-T2", baremeVerified: false, withdrawal: 0.1, draws: 1_000, seed: 1, funding: Euros(500_000),
      admissible: .init(mean: 0.8, standardError: 0.01, low: 0, median: 1, high: 1), expectedAdmissible: nil,
      allRemain: 0.8, remaining: remaining,
      grappes: [
        .init(
          id: "53-001", porteur: try SamplePlan.number(1), name: name, essms: 16, og: 2, funding: Euros(500_000),
          share: 0.8, standardError: 0.01, probability: nil, remaining: remaining)
      ],
      organisations: [
        .init(
          og: try SamplePlan.number(1), name: name, grappe: "53-001", essms: 8, isCritical: true,
          loss: Euros(500_000), importance: 0.9)
      ])
    return StressReport(outcome, dossier: try SamplePlan.dossier(language: language))
  }

  @Test(arguments: Language.allCases)
  func `no line is wider than the terminal, whatever the names`(language: Language) throws {
    for width in [60, 80, 120] {
      let text = try report(language, name: String(repeating: "É漢", count: 60) + "\u{1B}[31m").text(width: width)
      #expect(text.split(separator: "\n").allSatisfy { TextWidth.columns(String($0)) <= min(width, 80) })
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test func `the tables have a line for each, and names are no formulas`() throws {
    let documents = try report(name: "=1+1").documents()
    #expect(documents.map(\.name) == ["stress.json", "stress-grappes.csv", "stress-og.csv"])
    for document in documents.dropFirst() {
      let lines = String(decoding: document.contents, as: UTF8.self).split(separator: "\r\n")
      #expect(lines.count == 2)
      #expect(lines[1].contains(";'=1+1;"))
    }
    let read = try JSONDecoder().decode(StressOutcome.self, from: documents[0].contents)
    #expect(read.organisations[0].importance == 0.9 && read.grappes[0].probability == nil)
  }
}
