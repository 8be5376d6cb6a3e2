import Foundation
import Plans
import Testing

/// No output takes the place of a file that the command reads, by whatever name.
@Suite struct OverwriteTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// What is done before, by the shell.
    var made = ":"
    let line: String
    /// The two paths, as the failure names them.
    let output: String
    let input: String

    var testDescription: String { "\(made); \(line)" }
  }

  private static let propose = "--time-limit 1 --quiet"

  static let cases = [
    Case(line: "register r.csv --problems r.csv", output: "r.csv", input: "r.csv"),
    Case(line: "register r.csv --problems ./r.csv", output: "./r.csv", input: "r.csv"),
    Case(line: "register r.csv --problems below/../r.csv", output: "below/../r.csv", input: "r.csv"),
    Case(made: "ln -s r.csv soft", line: "register r.csv --problems soft", output: "soft", input: "r.csv"),
    Case(made: "ln -s r.csv soft", line: "register soft --problems r.csv", output: "r.csv", input: "soft"),
    Case(made: "ln r.csv hard", line: "register r.csv --problems hard", output: "hard", input: "r.csv"),
    Case(made: "ln -s . here", line: "register r.csv --problems here/r.csv", output: "here/r.csv", input: "r.csv"),
    Case(line: "register diff r.csv new.csv --csv r.csv", output: "r.csv", input: "r.csv"),
    Case(line: "register diff r.csv new.csv --csv new.csv", output: "new.csv", input: "new.csv"),
    Case(line: "register diff r.csv new.csv --campaign-file c.yaml --csv c.yaml", output: "c.yaml", input: "c.yaml"),
    Case(line: "export-model r.csv -o r.csv", output: "r.csv", input: "r.csv"),
    Case(line: "export-model r.csv --situation s.csv -o s.csv", output: "s.csv", input: "s.csv"),
    Case(
      made: "cp r.csv membres.csv", line: "propose membres.csv --out . \(propose)", output: "./membres.csv",
      input: "membres.csv"),
    Case(
      made: "mkdir d; ln r.csv d/plan.json", line: "propose r.csv --out d \(propose)", output: "d/plan.json",
      input: "r.csv"),
    Case(
      made: "cp drawn.csv grappes.csv", line: "propose r.csv --from grappes.csv --out . \(propose)",
      output: "./grappes.csv", input: "grappes.csv"),
    Case(
      made: "cp s.csv membres.csv", line: "propose r.csv --situation membres.csv --out . \(propose)",
      output: "./membres.csv", input: "membres.csv"),
    Case(
      made: "cp c.yaml report.html", line: "propose r.csv --campaign-file report.html --out . \(propose)",
      output: "./report.html", input: "report.html"),
    Case(
      made: "cp y.yaml report.html", line: "propose r.csv --scenario report.html --out . \(propose)",
      output: "./report.html", input: "report.html"),
    Case(
      made: "cp r.csv report.pdf", line: "propose report.pdf --pdf --out . \(propose)", output: "./report.pdf",
      input: "report.pdf"),
    Case(
      made: "cp drawn.csv grappes.csv", line: "evaluate grappes.csv r.csv --out . \(propose)",
      output: "./grappes.csv", input: "grappes.csv"),
    Case(
      made: "cp old/plan.json report.html", line: "report report.html --out .", output: "./report.html",
      input: "report.html"),
    Case(
      made: "mkdir -p d/53-001; cp r.csv d/53-001/membres.csv",
      line: "dossiers old/plan.json d/53-001/membres.csv --out d", output: "d/53-001/membres.csv",
      input: "d/53-001/membres.csv"),
    Case(
      made: "\"$GRAPPES\" letters --print-template > lettres.html",
      line: "letters old/plan.json --template lettres.html --out .", output: "./lettres.html", input: "lettres.html"),
    Case(
      made: "cp old/plan.json lettres.html", line: "letters lettres.html --out .", output: "./lettres.html",
      input: "lettres.html"),
    Case(
      made: "cp old/plan.json stress.json", line: "scenario stress stress.json --draws 10 --out .",
      output: "./stress.json", input: "stress.json"),
    Case(
      made: "cp old/plan.json comparison.html", line: "scenario compare comparison.html old/plan.json --out .",
      output: "./comparison.html", input: "comparison.html"),
    Case(
      made: "cp r.csv manifest.json", line: "scenario run y.yaml manifest.json --out .", output: "./manifest.json",
      input: "manifest.json"),
    Case(
      made: "cp r.csv runs.csv", line: "scenario run y.yaml runs.csv --out .", output: "./runs.csv",
      input: "runs.csv"),
    Case(
      made: "mkdir -p y/53; cp r.csv y/53/r.csv", line: "scenario run y.yaml y/53/r.csv --out .", output: "./y/53",
      input: "y/53/r.csv"),
    Case(
      made: "cp r.csv manifest.json", line: "scenario tasks y.yaml manifest.json --out .", output: "./manifest.json",
      input: "manifest.json"),
    Case(
      made: "cp r.csv pareto.csv", line: "scenario pareto pareto.csv --points 2 --time-limit 1 --quiet --out .",
      output: "./pareto.csv", input: "pareto.csv"),
    Case(
      made: "mkdir point-01; cp r.csv point-01/membres.csv",
      line: "scenario pareto point-01/membres.csv --points 2 --time-limit 1 --quiet --out .",
      output: "./point-01/membres.csv", input: "point-01/membres.csv"),
  ]

  private static let register = Extract.located(ogs: 12)

  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Self.register)
    try sandbox.write("new.csv", Extract.located(ogs: 13))
    try sandbox.write("s.csv", "finess_et;editeur_dui\n350000101;Alpha\n")
    try sandbox.write("drawn.csv", "grappe;og\na;350900000\n")
    try sandbox.write("c.yaml", "extends: \"2024\"\nname: mine\n")
    try sandbox.write("y.yaml", "timeLimit: 1\n")
    try sandbox.write("below/file.txt", "a file\n")
    try sandbox.write("old/plan.json", Self.plan.get())
    return sandbox
  }

  /// A plan of the register, made once.
  private static let plan = Result {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", register)
    let outcome = try Program.run(["propose", "r.csv", "--time-limit", "1", "--quiet"], in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    return try sandbox.read("out/plan.json")
  }

  @Test(arguments: cases) func `what is read is not replaced`(test: Case) throws {
    let sandbox = try makeSandbox()
    let made = try Program.shell(test.made, in: sandbox)
    try #require(made.code == 0, "\(made.diagnostics)")
    let before = try sandbox.contents()
    let outcome = try Program.run(
      test.line.split(separator: " ").map(String.init) + ["--lang", "en"], in: sandbox)
    outcome.expectFailure(64)
    #expect(outcome.diagnostics.contains("\(test.output): "), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains(" \(test.input), which the command reads"), "\(outcome.diagnostics)")
    #expect(try sandbox.contents() == before)
  }

  /// Commands whose options name a file or folder to write: each must stand in the cases above.
  @Test func `every command with outputs is tried`() throws {
    let sandbox = try Sandbox()
    let tried = Self.cases.map(\.line)
    for command in [
      "propose", "evaluate", "check", "register show", "register diff", "campaigns", "report", "explain", "dossiers",
      "letters", "export-model", "scenario validate", "scenario run", "scenario compare", "scenario pareto",
      "scenario stress", "scenario tasks",
    ] {
      let help = try Program.run(["help"] + command.split(separator: " ").map(String.init), in: sandbox).text
      let writes = ["--out ", "--output ", "--problems ", "--csv <csv>"].contains { option in
        help.split(separator: "\n").contains { $0.hasPrefix("  ") && $0.contains(option) }
      }
      guard writes else { continue }
      let words = command == "register show" ? "register r" : command
      #expect(tried.contains { $0.hasPrefix(words) }, "\(command)")
    }
  }

  @Test func `a plan may take the place of the one it starts from, and says so`() throws {
    let sandbox = try makeSandbox()
    let earlier = try sandbox.read("old/plan.json")
    let outcome = try Program.run(
      [
        "propose", "r.csv", "--from", "old/plan.json", "--out", "./old", "--seed", "2", "--time-limit", "1", "--lang",
        "en",
      ], in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("./old/plan.json, where the search starts, will be replaced"))
    #expect(try sandbox.read("old/plan.json") != earlier)
    _ = try PlanFile.read(path: sandbox.folder.path + "/old/plan.json")
  }

  @Test func `a sweep may do again what it did`() throws {
    let sandbox = try makeSandbox()
    let command = ["scenario", "run", "y.yaml", "r.csv", "--out", "sweep", "--quiet"]
    #expect(try Program.run(command, in: sandbox).code == 0)
    try sandbox.write("r.csv", Extract.located(ogs: 13))
    let again = try Program.run(command, in: sandbox)
    #expect(again.code == 0, "\(again.diagnostics)")
    #expect(try sandbox.contents().keys.filter { $0.contains("/.") }.isEmpty)
  }
}
