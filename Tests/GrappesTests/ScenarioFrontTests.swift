import Foundation
import Plans
import Testing

/// `grappes scenario pareto`, `stress` and `compare`, from the command line.
@Suite struct ScenarioFrontTests {
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 16))
    return sandbox
  }

  @Test func `each point of a front passes the check, none dominates another`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      ["scenario", "pareto", "register.csv", "--points", "3", "--time-limit", "1", "--out", "p", "--json", "--quiet"],
      in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let front = try JSONDecoder().decode(ParetoFront.self, from: outcome.output)
    #expect(try sandbox.read("p/pareto.json") == outcome.output)
    try #require(front.points.count >= 2)
    for (a, b) in zip(front.points, front.points.dropFirst()) {
      #expect(a.spreadKm < b.spreadKm && a.funding < b.funding)
    }
    for point in front.points {
      let check = try Program.run(["check", "p/\(point.name)/plan.json", "register.csv"], in: sandbox)
      #expect(check.code == 0, "\(check.text)")
    }
    for name in ["pareto.csv", "pareto.svg", "pareto.html"] { #expect(try !sandbox.read("p/\(name)").isEmpty) }
    #expect(!front.interrupted)
  }

  @Test func `a front that the user ends says so`() throws {
    let sandbox = try Sandbox()
    let line = ["scenario", "pareto", InterruptionTests.register, "--time-limit", "600", "--lang", "en", "--out", "p"]
    let run = try Program.start(line, in: sandbox)
    // The thread waits, not the task: other tests would keep it from going on, the search running all the while.
    while run.isRunning, run.said.isEmpty { Thread.sleep(forTimeInterval: 0.05) }
    Thread.sleep(forTimeInterval: 2)
    #expect(run.isRunning)
    run.interrupt()
    let outcome = try run.outcome()
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(try JSONDecoder().decode(ParetoFront.self, from: sandbox.read("p/pareto.json")).interrupted)
    #expect(outcome.text.contains("interrupted before its end"), "\(outcome.text)")
  }

  @Test func `a stress test of a plan, the same again for the same seed`() throws {
    let sandbox = try makeSandbox()
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    let plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    let line = ["scenario", "stress", "out/plan.json", "register.csv", "--draws", "500", "--json", "--out", "s"]
    let (first, again) = (try Program.run(line, in: sandbox), try Program.run(line, in: sandbox))
    #expect(first.code == 0, "\(first.diagnostics)")
    #expect(first.output == again.output)
    #expect(try sandbox.read("s/stress.json") == first.output)
    let outcome = try JSONDecoder().decode(StressOutcome.self, from: first.output)
    #expect(outcome.funding == plan.totals.funding)
    // What the plan calls critical is what the test finds.
    for grappe in plan.grappes {
      let critical = outcome.organisations.filter { $0.grappe == grappe.id && $0.isCritical }.map(\.og).sorted()
      let told = try #require(grappe.insight).critical
      #expect(Set(told).isSubset(of: critical))
    }
    let shown = try Program.run(["scenario", "stress", "out/plan.json", "--draws", "100", "--lang", "en"], in: sandbox)
    #expect(shown.text.contains("standard error"))
  }

  @Test func `plans of a folder side by side`() throws {
    let sandbox = try makeSandbox()
    for (name, price) in [("a", "100"), ("b/deep", "5000")] {
      let line = ["propose", "register.csv", "--spread-price", price, "--time-limit", "1", "--quiet"]
      try #require(try Program.run(line + ["--out", "runs/\(name)"], in: sandbox).code == 0)
    }
    let outcome = try Program.run(["scenario", "compare", "runs", "runs/a/plan.json", "--out", "c"], in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let lines = String(decoding: try sandbox.read("c/comparison.csv"), as: UTF8.self).split(separator: "\r\n")
    #expect(lines.dropFirst().map { $0.split(separator: ";").first } == ["a", "b/deep", "a (2)"])
    for name in ["comparison-og.csv", "comparison.xlsx", "comparison.html"] {
      #expect(try !sandbox.read("c/\(name)").isEmpty)
    }
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
  }

  @Test func `numbers in names go by their value`() throws {
    let sandbox = try makeSandbox()
    for radius in ["100", "50"] {
      let line = ["propose", "register.csv", "--radius", radius, "--time-limit", "1", "--quiet"]
      try #require(try Program.run(line + ["--out", "runs/radiusKm=\(radius)/53"], in: sandbox).code == 0)
    }
    try #require(try Program.run(["scenario", "compare", "runs", "--out", "c"], in: sandbox).code == 0)
    let lines = String(decoding: try sandbox.read("c/comparison.csv"), as: UTF8.self).split(separator: "\r\n")
    #expect(lines.dropFirst().map { $0.split(separator: ";").first } == ["radiusKm=50/53", "radiusKm=100/53"])
  }

  @Test func `plans of folders of one name are told by the folder above, other regions stand apart`() throws {
    let sandbox = try makeSandbox()
    try sandbox.write("other.csv", Extract.regions(["45"], ogs: 10))
    for (register, folder) in [("register", "x/plan"), ("other", "y/plan")] {
      let line = ["propose", "\(register).csv", "--time-limit", "1", "--quiet", "--out", folder]
      try #require(try Program.run(line, in: sandbox).code == 0)
    }
    let line = ["scenario", "compare", "x/plan", "y/plan", "--out", "c", "--lang", "en"]
    let outcome = try Program.run(line, in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let lines = String(decoding: try sandbox.read("c/comparison.csv"), as: UTF8.self).split(separator: "\r\n")
    #expect(lines.dropFirst().map { $0.split(separator: ";").first } == ["x/plan", "y/plan"])
    let moved = try #require(lines.first?.split(separator: ";").firstIndex(of: "og_qui_changent"))
    #expect(lines.dropFirst().allSatisfy { $0.split(separator: ";", omittingEmptySubsequences: false)[moved] == "0" })
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
  }

  @Test(arguments: [
    ("compare", 64), ("compare missing.json", 66), ("compare register.csv", 65), ("compare .", 65),
    ("pareto register.csv --points 1", 64), ("pareto register.csv --points many", 64),
    ("pareto register.csv --objective weighted", 64), ("pareto register.csv --spread-price 3", 64), ("pareto", 64),
    ("pareto missing.csv", 66), ("pareto register.csv --out register.csv", 73), ("stress", 64),
    ("stress missing.json", 66), ("stress register.csv", 65), ("stress missing.json --withdrawal 0", 64),
    ("stress missing.json --withdrawal 1", 64), ("stress missing.json --draws 0", 64),
    ("stress missing.json --seed -1", 64),
  ])
  func `bad input`(line: String, code: Int32) throws {
    let sandbox = try makeSandbox()
    let before = try sandbox.contents()
    try Program.run(["scenario"] + line.split(separator: " ").map(String.init), in: sandbox).expectFailure(code)
    #expect(try sandbox.contents() == before)
  }

  @Test func `a plan of another register`() throws {
    let sandbox = try makeSandbox()
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    try sandbox.write("other.csv", Extract.located(ogs: 2))
    try Program.run(["scenario", "stress", "out/plan.json", "other.csv"], in: sandbox).expectFailure(65)
  }
}
