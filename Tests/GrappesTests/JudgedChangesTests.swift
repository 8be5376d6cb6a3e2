import Foundation
import Plans
import Testing

/// `grappes evaluate --json` with changes, and `propose --from` a plan.
@Suite struct JudgedChangesTests {
  private struct Amounts: Decodable {
    struct Line: Decodable { let amount: Double }
    let leftOut, grappes, porteurs: [Line]
    let envelopes: [String: Double]
    let groupsMissing, provenBeyond, gap: Double

    var sum: Double {
      (leftOut + grappes + porteurs).reduce(0) { $0 + $1.amount } + envelopes.values.reduce(0, +) + groupsMissing
        + provenBeyond
    }
  }

  private struct Judged: Decodable {
    struct Price: Decodable {
      let indicative, proven, bound: Double
      let isImpossible: Bool
    }
    struct Change: Decodable {
      let change: String
      let admissible: Bool
      let reasons: [String]
      let valueChange: Double
      let price: Price?
    }
    let value, bound: Double
    let bill: Amounts
    let changes: [Change]
  }

  /// The drawing is the plan that the search proposes, one grappe an entry.
  private func drawn() throws -> (Sandbox, Plan) {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 12))
    let made = try Program.run(["propose", "register.csv", "--time-limit", "3", "--quiet"], in: sandbox)
    try #require(made.code == 0, "\(made.diagnostics)")
    let plan = try PlanFile.read(try sandbox.read("out/plan.json"), path: "plan.json")
    let lines = plan.grappes.flatMap { grappe in grappe.members.map { "\(grappe.id);\($0.og)" } }
    try sandbox.write("drawing.csv", Data((["grappe;og"] + lines).joined(separator: "\n").utf8))
    return (sandbox, plan)
  }

  @Test func `the bill sums to the gap, and changes are judged one by one`() throws {
    let (sandbox, plan) = try drawn()
    let grappe = try #require(plan.grappes.first)
    let member = try #require(grappe.members.first { $0.og != grappe.porteur })
    let changes = [
      "deplacer \(member.og) aucune", "verrou \(grappe.id)", "porteur \(grappe.id) \(member.og)",
      "dissoudre \(grappe.id)", "separes \(member.og) \(grappe.porteur)", "exclu \(member.og)",
    ]
    let outcome = try Program.run(
      ["evaluate", "drawing.csv", "register.csv", "--json", "--time-limit", "3", "--quiet", "--out", "judged"]
        + changes.flatMap { ["--change", $0] }, in: sandbox)
    try #require(outcome.code == 0, "\(outcome.diagnostics)")
    let judged = try JSONDecoder().decode(Judged.self, from: outcome.output)
    #expect(abs(judged.bill.sum - judged.bill.gap) < 0.005)
    #expect(abs(judged.bill.gap - (judged.bound - judged.value)) < 0.005)
    #expect(judged.changes.map(\.change) == changes)
    for change in judged.changes {
      #expect(change.admissible == change.reasons.isEmpty)
      if let price = change.price, !price.isImpossible { #expect(price.proven <= price.indicative + judged.bill.gap) }
    }
    #expect(judged.changes[1].valueChange == 0 && judged.changes[1].price?.proven == 0)
    #expect(abs(judged.changes[3].valueChange + Double(grappe.value.cents) / 100) < 0.005)
  }

  @Test(arguments: ["deplacer", "deplacer 999999999 53-001", "verrou 53-999", "planter 350000001", "fonder"])
  func `what is no change`(text: String) throws {
    let (sandbox, _) = try drawn()
    let outcome = try Program.run(
      ["evaluate", "drawing.csv", "register.csv", "--json", "--time-limit", "1", "--quiet", "--change", text],
      in: sandbox)
    outcome.expectFailure(64)
    #expect(outcome.diagnostics.contains("--change"))
  }

  @Test func `from its own plan a search keeps what is proven`() throws {
    let (sandbox, plan) = try drawn()
    let outcome = try Program.run(
      ["propose", "register.csv", "--from", "out/plan.json", "--time-limit", "2", "--quiet", "--out", "again"],
      in: sandbox)
    try #require(outcome.code == 0, "\(outcome.diagnostics)")
    let again = try PlanFile.read(try sandbox.read("again/plan.json"), path: "plan.json")
    #expect(again.bound <= plan.bound && again.totals.value >= plan.totals.value)
    let check = try Program.run(["check", "again/plan.json", "register.csv"], in: sandbox)
    #expect(check.code == 0, "\(check.text)")
  }
}
