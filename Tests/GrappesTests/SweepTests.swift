import Foundation
import Plans
import Testing

/// `grappes scenario run`, `tasks` and `collect`.
@Suite struct SweepTests {
  /// Three regions of ten OG that are proven in a moment, and eight scenarios: 24 tasks.
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.regions(["35", "44", "45"], ogs: 10))
    try sandbox.write("base.yaml", "campaign: \"2024\"\ntimeLimit: 600\nsituation: known/situation.csv\n")
    try sandbox.write("known/situation.csv", "finess_et;editeur_dui\n350000101;Alpha\n")
    try sandbox.write(
      "sweep.yaml", "extends: base.yaml\nmatrix:\n  radiusKm: [20, 40, 60, 80]\n  withdrawal: [0, 0.05]\n")
    return sandbox
  }

  private static let command = ["scenario", "run", "sweep.yaml", "register.csv", "--lang", "en"]

  /// Every plan without its seconds, by its folder.
  private func plans(_ folder: String, in sandbox: Sandbox) throws -> [String: String] {
    var plans: [String: String] = [:]
    for (name, data) in try sandbox.contents() where name.hasPrefix("\(folder)/") && name.hasSuffix("/plan.json") {
      plans[String(name.dropFirst(folder.count + 1))] = try timeless(data)
    }
    return plans
  }

  /// A plan's text without what the clock says.
  private func timeless(_ plan: Data) throws -> String {
    String(decoding: plan, as: UTF8.self)
      .replacing(try Regex(#""seconds" : [0-9.e-]+|"spent" : \{[^}]*\}"#), with: "")
  }

  private func runs(_ folder: String, in sandbox: Sandbox) throws -> SweepSummary {
    try JSONDecoder().decode(SweepSummary.self, from: sandbox.read("\(folder)/sweep.json"))
  }

  @Test func `killed ten times over, it ends with the plans of an undisturbed one`() throws {
    let sandbox = try makeSandbox()
    let began = ContinuousClock.now
    #expect(try Program.run(Self.command + ["--out", "calm"], in: sandbox).code == 0)
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    let calm = try runs("calm", in: sandbox)
    #expect(calm.runs.count == 24 && calm.isComplete)
    // Nothing in them hangs on the clock.
    #expect(calm.runs.allSatisfy { $0.result?.stop != .timeLimit })
    #expect(calm.scenarios.contains { $0.totals.grappes > 0 })

    var generator = SystemRandomNumberGenerator()
    for kill in 1...10 {
      let run = try Program.start(Self.command + ["--out", "rough"], in: sandbox)
      let wait = Double.random(in: 0...max(0.2, seconds / 5), using: &generator)
      // The thread waits, not the task, which other tests would keep from going on until the run has ended.
      Thread.sleep(forTimeInterval: wait)
      run.kill()
      #expect([0, 137].contains(try run.outcome().code), "kill \(kill) after \(wait) s")
    }
    #expect(try Program.run(Self.command + ["--out", "rough"], in: sandbox).code == 0)
    #expect(try plans("rough", in: sandbox) == plans("calm", in: sandbox))
    #expect(try runs("rough", in: sandbox).isComplete)
    // Nothing is left of the runs that were killed.
    let hidden = try sandbox.contents().keys.filter { $0.contains("/.") }
    #expect(hidden.isEmpty, "\(hidden)")
  }

  @Test func `what has not changed is not done again`() throws {
    let sandbox = try makeSandbox()
    let command = Self.command + ["--out", "out", "--region", "53"]
    #expect(try Program.run(command, in: sandbox).code == 0)
    let first = try sandbox.contents()
    let again = try Program.run(command, in: sandbox)
    #expect(again.diagnostics.isEmpty, "\(again.diagnostics)")
    #expect(try sandbox.contents() == first)
    // A comment and another order of the keys change nothing.
    try sandbox.write(
      "base.yaml", "# The same\ntimeLimit: 600\nsituation: known/situation.csv\ncampaign: \"2024\"\n")
    #expect(try Program.run(command, in: sandbox).diagnostics.isEmpty)
    // One more value, one more run.
    try sandbox.write(
      "sweep.yaml", "extends: base.yaml\nmatrix:\n  radiusKm: [20, 40, 50, 60, 80]\n  withdrawal: [0.05]\n")
    let more = try Program.run(command, in: sandbox)
    #expect(more.diagnostics.split(separator: "\n").count == 1, "\(more.diagnostics)")
    #expect(more.diagnostics.contains("radiusKm=50,withdrawal=0.05/53"))
    // The situation's bytes count, and so does a plan that somebody changed.
    try sandbox.write("known/situation.csv", "finess_et;editeur_dui\n350000101;Beta\n")
    #expect(try Program.run(command, in: sandbox).diagnostics.split(separator: "\n").count == 5)
    let plan = "out/sweep-radiusKm=50,withdrawal=0.05/53/plan.json"
    try sandbox.write(plan, try sandbox.read(plan) + Data("\n".utf8))
    #expect(try Program.run(command, in: sandbox).diagnostics.split(separator: "\n").count == 1)
  }

  @Test func `a run's own scenario gives its plan, and check holds it to it`() throws {
    let sandbox = try makeSandbox()
    try sandbox.write(
      "rules.yaml", "extends: base.yaml\nrules: {routes: {regional: {limits: {minimum: 8, certainty: inferred}}}}\n")
    let run = try Program.run(
      ["scenario", "run", "rules.yaml", "register.csv", "--out", "out", "--region", "53"], in: sandbox)
    #expect(run.code == 0, "\(run.diagnostics)")
    let folder = "out/rules/53"
    let propose = try Program.run(
      ["propose", "register.csv", "--scenario", "\(folder)/scenario.yaml", "--out", "again", "--quiet"], in: sandbox)
    #expect(propose.code == 0, "\(propose.diagnostics)")
    let plans = try plans("out", in: sandbox)
    #expect(try plans["rules/53/plan.json"] == timeless(sandbox.read("again/plan.json")))
    let plan = try PlanFile.read(path: sandbox.folder.path + "/again/plan.json")
    #expect(plan.parameters.minimum == ["53": 8])
    let check = ["check", "again/plan.json", "register.csv", "--lang", "en"]
    #expect(try Program.run(check + ["--scenario", "\(folder)/scenario.yaml"], in: sandbox).code == 0)
    #expect(try Program.run(check + ["--situation", "known/situation.csv"], in: sandbox).code == 1)
  }

  @Test func `regions that a route joins are one task, and the sums are those of one plan`() throws {
    let sandbox = try makeSandbox()
    try sandbox.write(
      "one.yaml",
      "extends: base.yaml\nradiusKm: 120\ngap: 0.05\nmatrix: {routes: [[regional], [regional, multiregional]]}\n")
    let run = try Program.run(
      ["scenario", "run", "one.yaml", "register.csv", "--out", "out", "--quiet"], in: sandbox)
    #expect(run.code == 0, "\(run.diagnostics)")
    #expect(run.text.isEmpty)
    let summary = try runs("out", in: sandbox)
    #expect(
      summary.runs.map(\.folder) == [
        "one-routes=regional/24", "one-routes=regional/52", "one-routes=regional/53",
        "one-routes=regional+multiregional/24+52+53",
      ])
    for (scenario, routes) in zip(summary.scenarios, ["regional", "regional,multiregional"]) {
      let propose = try Program.run(
        [
          "propose", "register.csv", "--scenario", "base.yaml", "--radius", "120", "--gap", "0.05", "--routes", routes,
          "--quiet", "--json",
        ], in: sandbox)
      let whole = try JSONDecoder().decode(Plan.self, from: propose.output)
      #expect(whole.search.stop != .timeLimit)
      #expect(scenario.totals.value == whole.totals.value)
      #expect(scenario.totals.essms == whole.totals.essms && scenario.totals.grappes == whole.totals.grappes)
    }
  }

  @Test func `tasks done one by one, in any order, are the sweep`() throws {
    let sandbox = try makeSandbox()
    #expect(try Program.run(Self.command + ["--out", "calm", "--region", "53"], in: sandbox).code == 0)
    let tasks = try Program.run(
      ["scenario", "tasks", "sweep.yaml", "register.csv", "--lang", "en", "--region", "53", "--out", "far"],
      in: sandbox)
    #expect(tasks.code == 0 && tasks.text.contains("8 tasks"))
    let collect = ["scenario", "collect", "far", "--lang", "en"]
    let nothing = try Program.run(collect, in: sandbox)
    #expect(nothing.code == 1 && nothing.text.contains("8 to do: "), "\(nothing.text)")
    #expect(!nothing.text.contains("%"), "no plan, no gap: \(nothing.text)")
    func run(_ task: Int) throws -> Program.Outcome {
      try Program.run(
        ["scenario", "run", "--manifest", "far/manifest.json", "--task", "\(task)", "--quiet"], in: sandbox)
    }
    for task in [5, 1, 8, 2, 3, 7, 4] { #expect(try run(task).code == 0) }
    #expect(try Program.run(collect, in: sandbox).code == 1)
    try run(9).expectFailure(64)
    #expect(try run(6).code == 0)
    let again = try Program.run(
      ["scenario", "run", "--manifest", "far/manifest.json", "--task", "6", "--lang", "en"], in: sandbox)
    #expect(again.code == 0 && again.diagnostics.contains("task 6: done already"), "\(again.diagnostics)")
    let all = try Program.run(collect, in: sandbox)
    #expect(all.code == 0, "\(all.text)")
    #expect(try plans("far", in: sandbox) == plans("calm", in: sandbox))
    #expect(try sandbox.read("far/scenarios.csv") == sandbox.read("calm/scenarios.csv"))
    // A register that changed is no longer the manifest's.
    try sandbox.write("register.csv", Extract.regions(["35", "44"], ogs: 10))
    try FileManager.default.removeItem(at: sandbox.folder.appendingPathComponent("far/sweep-radiusKm=20,withdrawal=0"))
    let changed = try run(1)
    changed.expectFailure(65)
    let failed = try Program.run(collect, in: sandbox)
    #expect(failed.code == 1 && failed.text.contains("1 failed"), "\(failed.text)")
  }

  @Test func `a scenario that fails leaves the others alone`() throws {
    let sandbox = try makeSandbox()
    // Two OG that must, and must not, be together: seen when the regions are planned.
    try sandbox.write("clash.csv", "type;a;b\nporteur;350900000;\nporteur;350900001;\nensemble;350900000;350900001\n")
    try sandbox.write("sweep.yaml", "extends: base.yaml\nmatrix: {constraints: [~, clash.csv]}\n")
    let outcome = try Program.run(Self.command + ["--out", "out"], in: sandbox)
    outcome.expectFailure(65)
    #expect(outcome.diagnostics.contains("350900000"))
  }

  @Test(
    arguments: [
      (["scenario", "run", "sweep.yaml", "--out", "o"], 64, "register"),
      (["scenario", "run", "register.csv", "--out", "o"], 64, ".yaml"),
      (["scenario", "run", "sweep.yaml", "register.csv"], 64, "--out"),
      (["scenario", "run", "sweep.yaml", "register.csv", "--out", "o", "--task", "1"], 64, "--manifest"),
      (["scenario", "run", "sweep.yaml", "register.csv", "--out", "o", "--jobs", "0"], 64, "--jobs"),
      (["scenario", "run", "sweep.yaml", "register.csv", "--out", "o", "--time-limit", "0"], 64, "--time-limit"),
      (["scenario", "run", "sweep.yaml", "known/sweep.yaml", "register.csv", "--out", "o"], 64, "sweep-radiusKm=20"),
      (["scenario", "run", "sweep.yaml", "register.csv", "--region", "11", "--out", "o"], 65, "11"),
      (["scenario", "run", "sweep.yaml", "none.csv", "--out", "o"], 66, "none.csv"),
      (["scenario", "run", "none.yaml", "register.csv", "--out", "o"], 66, "none.yaml"),
      (["scenario", "run", "sweep.yaml", "register.csv", "--out", "register.csv"], 73, "register.csv"),
      (["scenario", "run", "--manifest", "none.json", "--task", "1"], 66, "none.json"),
      (["scenario", "run", "--manifest", "base.yaml", "--task", "1"], 65, "manifest.json"),
      (["scenario", "run", "--manifest", "outside.json", "--task", "1"], 65, "manifest.json"),
      (["scenario", "collect", "none"], 66, "none/manifest.json"),
      (["scenario", "new", "base.yaml"], 73, "base.yaml"),
      (["scenario", "new", "none/base.yaml"], 73, "none/base.yaml"),
      (["scenario", "validate", "typo.yaml"], 65, "typo.yaml, line 2: radiuskm: unknown key; expected \"radiusKm\""),
      (["scenario", "validate", "missing.yaml"], 66, "missing.yaml, line 2, situation: nowhere.csv: no such file"),
      (["scenario", "validate", "orphan.yaml"], 66, "orphan.yaml, line 1, extends: gone.yaml: no such file"),
      (["scenario", "run", "missing.yaml", "register.csv", "--out", "o"], 66, "missing.yaml, line 2, situation: "),
      (["propose", "register.csv", "--scenario", "sweep.yaml"], 65, "sweep.yaml, line 3: matrix"),
      (["propose", "register.csv", "--scenario", "price.yaml"], 64, "--from"),
    ])
  func `one line and the contract's code`(arguments: [String], code: Int32, word: String) throws {
    let sandbox = try makeSandbox()
    try sandbox.write("known/sweep.yaml", "extends: ../sweep.yaml\n")
    try sandbox.write("typo.yaml", "# A typing error\nradiuskm: 40\n")
    try sandbox.write("missing.yaml", "seed: 2\nsituation: nowhere.csv\n")
    try sandbox.write("orphan.yaml", "extends: gone.yaml\n")
    try sandbox.write("price.yaml", "stability: 100\n")
    let task = """
      {"number": 1, "file": "/x.yaml", "scenario": "../x", "values": {}, "regions": ["53"], "digest": ""}
      """
    try sandbox.write(
      "outside.json",
      """
      {"schema": "grappes/sweep/1", "version": "", "language": "en", "strict": false, "registers": [], "tasks": [\(task)]}
      """)
    let before = try sandbox.contents()
    let outcome = try Program.run(arguments + ["--lang", "en"], in: sandbox)
    outcome.expectFailure(code)
    #expect(outcome.diagnostics.contains(word), "\(outcome.diagnostics)")
    #expect(try sandbox.contents() == before)
  }

  @Test(arguments: ["fr", "en"]) func `the template is a scenario`(language: String) throws {
    let sandbox = try makeSandbox()
    let new = try Program.run(["scenario", "new", "mine.yaml", "--lang", language], in: sandbox)
    #expect(new.code == 0 && new.text == "mine.yaml\n")
    let valid = try Program.run(["scenario", "validate", "mine.yaml", "sweep.yaml", "--lang", language], in: sandbox)
    #expect(valid.code == 0, "\(valid.diagnostics)")
    #expect(valid.text.contains(language == "fr" ? "sweep.yaml: 8 scénarios" : "sweep.yaml: 8 scenarios"))
  }
}
