import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct ISODayTests {
  @Test(arguments: ["2024-02-29", "2024-12-31", "2000-02-29", "0001-01-01", "9999-12-31"]) func days(text: String)
    throws
  {
    #expect(try ISODay.parse(text).description == text)
  }

  @Test(arguments: [
    "2026-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-1", "15/09/2024",
    "2024-09-15 ", "", "demain", "2024-09-15T00:00", "２０２４-09-15", "-024-09-15", "+024-09-15",
  ])
  func noDays(text: String) {
    #expect { try ISODay.parse(text) } throws: { ($0 as? Failure)?.kind == .usage }
  }

  @Test(arguments: [
    ("2024-02-28", "2024-02-29"), ("2023-02-28", "2023-03-01"), ("2024-12-31", "2025-01-01"),
    ("2024-09-30", "2024-10-01"),
    ("9999-12-31", "9999-12-31"),
  ])
  func dayAfter(day: String, next: String) throws {
    #expect(try ISODay.parse(day).next.description == next)
  }
}

@Suite struct DeadlineWarningsTests {
  private func sentences(_ day: String, _ language: Language = .fr) throws -> [String] {
    DeadlineWarnings(plan: try RichPlan.plan(), on: try ISODay.parse(day), language: language).sentences
  }

  @Test func openWindowsAreSilent() throws {
    #expect(try sentences("2024-01-15").isEmpty)
    #expect(try sentences("2024-05-31").isEmpty)
  }

  @Test func closedWindows() throws {
    let june = try sentences("2024-06-01")
    #expect(
      june == [
        "La fenêtre de dépôt multirégionale auprès de l’ARS ALPHA a fermé le 31 mai 2024 : un dossier déposé après est non recevable (grappe 53-003)."
      ])
    // The window without a known end never closes.
    #expect(try sentences("2024-09-15").count == 1)
    #expect(try sentences("2024-09-16").count == 2)
    #expect(try sentences("2024-09-16", .en)[0].contains("closed on 15 September 2024"))
  }

  @Test func windowsNotYetOpen() throws {
    let early = try sentences("2024-01-14")
    #expect(early.count == 3)
    #expect(early.allSatisfy { $0.contains("n’ouvre que le 15 janvier 2024") })
  }

  @Test func manyGrappesAreCounted() throws {
    let plan = try SamplePlan.plan(names: ["ALPHA"], grappes: 9)
    let text = DeadlineWarnings(plan: plan, on: try ISODay.parse("2025-01-01"), language: .fr).sentences
    #expect(text.count == 1)
    #expect(text[0].hasSuffix("(grappes 53-001, 53-002, 53-003 et 6 autres)."))
  }
}
