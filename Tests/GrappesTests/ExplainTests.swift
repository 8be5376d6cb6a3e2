import Foundation
import Plans
import Testing

/// `grappes explain` and the days of `grappes report`, from the command line.
@Suite struct ExplainTests {
  private func makeSandbox() throws -> (Sandbox, Plan) {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 20))
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    return (sandbox, try PlanFile.read(path: sandbox.folder.path + "/out/plan.json"))
  }

  @Test func `every OG and every grappe of a plan`() throws {
    let (sandbox, plan) = try makeSandbox()
    let numbers = plan.grappes.flatMap(\.members).map(\.og) + plan.ungrouped.map(\.og) + plan.standalone.map(\.og)
    #expect(numbers.count == 20)
    for number in numbers {
      let outcome = try Program.run(["explain", "out/plan.json", "--og", number.text], in: sandbox)
      #expect(outcome.code == 0)
      #expect(outcome.text.contains(number.text))
      for line in outcome.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
      #expect(outcome.diagnostics.isEmpty)
    }
    let id = try #require(plan.grappes.first?.id)
    let both = try Program.run(
      ["explain", "out/plan.json", "register.csv", "--og", numbers[0].text, "--grappe", id, "--lang", "en"], in: sandbox
    )
    #expect(both.code == 0)
    #expect(both.text.contains("Members:"))
  }

  @Test(arguments: [
    ("explain out/plan.json", 64), ("explain out/plan.json --og abc", 64), ("explain out/plan.json --og 35090000", 64),
    ("explain out/plan.json --og 123456789", 65), ("explain out/plan.json --grappe 53-999", 65),
    ("explain missing.json --og 350900000", 66), ("explain register.csv --og 350900000", 65),
    ("explain out/plan.json missing.csv --og 350900000", 66), ("explain out/plan.json --og", 64),
    ("report out/plan.json --out new --on 2026-02-30", 64), ("report out/plan.json --out new --on demain", 64),
  ])
  func `bad input`(line: String, code: Int32) throws {
    let (sandbox, _) = try makeSandbox()
    let before = try sandbox.contents()
    try Program.run(line.split(separator: " ").map(String.init), in: sandbox).expectFailure(code)
    #expect(try sandbox.contents() == before)
  }

  @Test func `a day after the deadline is warned of, on standard error`() throws {
    let (sandbox, plan) = try makeSandbox()
    let deadline = try #require(plan.grappes.first?.deadline)
    let late = try Program.run(["report", "out/plan.json", "--out", "new", "--on", "2031-01-01"], in: sandbox)
    #expect(late.code == 0)
    #expect(late.diagnostics.contains("non recevable"))
    #expect(late.diagnostics.hasSuffix("\n"))
    #expect(!late.text.contains("non recevable"))
    let onTime = try Program.run(["report", "out/plan.json", "--out", "new", "--on", deadline], in: sandbox)
    #expect(onTime.diagnostics.isEmpty)
    #expect(try sandbox.read("new/plan.ics") == sandbox.read("out/plan.ics"))
  }
}
