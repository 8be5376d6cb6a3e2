import Foundation
import Plans
import Testing

/// What is asked for and has no effect is told on standard error, and never silently taken.
@Suite struct AskedInVainTests {
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 8))
    try sandbox.write("unknown.csv", "grappe;og\nA;999999999\n")
    try sandbox.write("mine.yaml", "extends: \"2024\"\nname: mine\nroutes: {regional: {limits: {minimum: 12}}}\n")
    try sandbox.write("huge.yaml", "extends: \"2024\"\nname: huge\nroutes: {regional: {limits: {minimum: 60000}}}\n")
    try sandbox.write("r.yaml", "radiusKm: 50\nenvelopes: {\"94\": 5}\n")
    return sandbox
  }

  @Test(arguments: [
    (
      "propose register.csv --from unknown.csv", "from unknown.csv: without effect, OG 999999999 is not in the register"
    ),
    ("propose register.csv --campaign-file mine.yaml", "--campaign-file: without effect, the campaign chosen is 2024"),
    ("propose register.csv --envelope 94=5", "envelope 94: without effect, this region is not planned"),
    ("propose register.csv --routes regional,national", "route national: without effect"),
    ("export-model register.csv --withdrawal 0 -o m.lp --scenario t.yaml", "timeLimit of the scenario: without effect"),
    ("evaluate drawn.csv register.csv --scenario t.yaml", "stability of the scenario: without effect"),
    ("scenario run r.yaml register.csv --out sweep", "r: envelope 94: without effect"),
    ("scenario tasks r.yaml register.csv --out tasks", "r: envelope 94: without effect"),
  ])
  func `told, and the work is done`(line: String, words: String) throws {
    let sandbox = try makeSandbox()
    try sandbox.write("t.yaml", "timeLimit: 1\nstability: 0\n")
    try sandbox.write("drawn.csv", "grappe;og\nA;350900000\nA;350900001\nA;350900002\n")
    let limit = line.hasPrefix("export") || line.contains("tasks") ? [] : ["--time-limit", "0.5"]
    let outcome = try Program.run(
      line.split(separator: " ").map(String.init) + limit + ["--lang", "en"], in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("remark: " + words), "\(outcome.diagnostics)")
  }

  @Test func `a campaign that is chosen, a barème that is used`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      ["propose", "register.csv", "--campaign-file", "mine.yaml", "--campaign", "mine", "--time-limit", "0.5"],
      in: sandbox)
    #expect(outcome.code == 0 && !outcome.diagnostics.contains("remarque"), "\(outcome.diagnostics)")
  }

  @Test(arguments: ["0", "0.05", "0.99"]) func `a minimum beyond all tables is refused`(withdrawal: String) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      [
        "propose", "register.csv", "--campaign-file", "huge.yaml", "--campaign", "huge", "--withdrawal", withdrawal,
        "--lang", "en",
      ], in: sandbox)
    outcome.expectFailure(65)
    #expect(outcome.diagnostics.contains("a minimum of 60000 ESSMS; expected 500 at most"))
  }

  /// `--bareme` is checked with the same word, and without it the check says whose barème it is.
  @Test func `another barème`() throws {
    let sandbox = try makeSandbox()
    let name = "2021-T2-equipement-par-essms"
    let made = try Program.run(
      ["propose", "register.csv", "--bareme", name, "--time-limit", "1", "--out", "plan"], in: sandbox)
    #expect(made.code == 0, "\(made.diagnostics)")
    #expect(made.text.contains("barème \(name)"))
    let plan = try JSONDecoder().decode(Plan.self, from: sandbox.read("plan/plan.json"))
    #expect(plan.bareme == name && !plan.baremeVerified)
    let register = ["check", "plan/plan.json", "register.csv"]
    #expect(try Program.run(register + ["--bareme", name], in: sandbox).code == 0)
    #expect(try Program.run(register, in: sandbox).code == 1)
    try Program.run(["propose", "register.csv", "--bareme", "none"], in: sandbox).expectFailure(64)
  }

  @Test func `the reported campaign`() throws {
    let sandbox = try makeSandbox()
    let made = try Program.run(
      ["propose", "register.csv", "--campaign", "2026", "--time-limit", "1", "--out", "plan"], in: sandbox)
    #expect(made.code == 0)
    #expect(
      made.text.contains("2026 (rapportée, à vérifier)") || made.text.contains("rapportée par une source indirecte"))
    for name in ["report.html", "grappes.csv"] {
      let text = String(decoding: try sandbox.read("plan/\(name)"), as: UTF8.self)
      #expect(text.contains("rapportée, à vérifier"), "\(name)")
    }
    #expect(try Program.run(["check", "plan/plan.json", "register.csv"], in: sandbox).code == 0)
  }
}
