import Plans
import Testing

@testable import Reporting

/// An authority with two filing windows, as ARS La Réunion has.
@Suite struct DeadlineWindowsTests {
  private func warnings(_ day: String) throws -> [String] {
    var plan = try SamplePlan.plan(names: ["A", "B"])
    for place in plan.grappes.indices {
      plan.grappes[place].opens = "2024-01-15"
      plan.grappes[place].deadline = "2024-09-15"
      plan.grappes[place].route = .regional
      plan.grappes[place].filedWith = "ARS La Réunion"
      plan.grappes[place].windows = [
        .init(opens: "2024-01-15", closes: "2024-06-01", note: nil),
        .init(opens: "2024-06-02", closes: "2024-09-15", note: nil),
      ]
    }
    return DeadlineWarnings(plan: plan, on: try ISODay.parse(day), language: .en).sentences
  }

  @Test(
    arguments: [
      ("2024-01-01", ["only opens on"]), ("2024-03-01", []), ("2024-06-01", []),
      ("2024-06-02", ["the next one closes on"]), ("2024-09-15", ["the next one closes on"]),
      ("2024-09-16", ["not admissible"]),
    ])
  func `each day`(day: String, words: [String]) throws {
    let found = try warnings(day)
    #expect(found.count >= words.count && (words.isEmpty ? found.isEmpty : found[0].contains(words[0])), "\(found)")
    // A closed window is told once.
    #expect(found.count { $0.contains("not admissible") } <= 1)
  }
}
