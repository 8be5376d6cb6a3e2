import Foundation
import Plans
import Testing

/// `grappes propose` under the programme's further rules, and `grappes check` on what it writes.
@Suite struct RulesTests {
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 30))
    // Every third ESSMS has a DUI of one of two éditeurs; numbers as `Extract` gives them.
    let register = String(decoding: try sandbox.read("register.csv"), as: UTF8.self)
    let essms = register.split(separator: "\n").filter { $0.hasPrefix("structureet") }
      .map { String($0.split(separator: ";", omittingEmptySubsequences: false)[1]) }
    let rows = essms.enumerated().map { place, number in
      "\(number);\(["Alpha", "", "Beta", ""][place / 2 % 4]);;;\(place == 5 ? "oui" : "non");non;\(place == 7 ? "0,5" : "1");oui"
    }
    let header =
      "finess_et;editeur_dui;dui_conforme;commande_sons;deja_finance;autre_financement_ue;part_eligible;volontaire"
    try sandbox.write("situation.csv", ([header] + rows).joined(separator: "\n") + "\n")
    return sandbox
  }

  private func planned(_ options: [String], known: [String] = [], in sandbox: Sandbox) throws -> Plan {
    let outcome = try Program.run(
      ["propose", "register.csv", "--time-limit", "6", "--quiet", "--out", "plan"] + options + known, in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let check = try Program.run(["check", "plan/plan.json", "register.csv", "--lang", "en"] + known, in: sandbox)
    #expect(check.code == 0, "\(check.text)")
    return try JSONDecoder().decode(Plan.self, from: sandbox.read("plan/plan.json"))
  }

  @Test func `one DUI for each grappe`() throws {
    let sandbox = try makeSandbox()
    let plan = try planned(["--dui", "require"], known: ["--situation", "situation.csv"], in: sandbox)
    #expect(!plan.grappes.isEmpty)
    #expect(plan.parameters.dui == .require)
    #expect(plan.excluded.map(\.reason).contains(.alreadyFunded))
    #expect(plan.grappes.contains { $0.funding.lines.contains { $0.share == 0.5 } } || !plan.ungrouped.isEmpty)
    // Without the situation the plan cannot be verified.
    #expect(try Program.run(["check", "plan/plan.json", "register.csv"], in: sandbox).code == 1)
  }

  @Test func `an envelope, a scenario file, and what is typed counts more`() throws {
    let sandbox = try makeSandbox()
    try sandbox.write("s.yaml", "withdrawal: 0.2\nradiusKm: 50\nenvelopes: {\"53\": 700000}\n")
    let plan = try planned(["--scenario", "s.yaml", "--withdrawal", "0.1"], in: sandbox)
    #expect(plan.parameters.withdrawal == 0.1)
    #expect(plan.parameters.radiusKm == 50)
    #expect(plan.totals.funding <= Euros(700_000))
    #expect(plan.parameters.envelopes["53"]?.spent == plan.totals.funding)
  }

  @Test func `the withdrawal assumed by default is said`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      ["propose", "register.csv", "--time-limit", "1", "--out", "plan", "--lang", "en"], in: sandbox)
    #expect(outcome.text.contains("An assumption of the tool, not published"))
    #expect(outcome.text.contains("5.0%"))
  }

  /// The joint search too depends on no thread and no clock.
  @Test func `the same plan with one thread and with two`() throws {
    let sandbox = try makeSandbox()
    func text(_ folder: String) throws -> String {
      String(decoding: try sandbox.read("\(folder)/plan.json"), as: UTF8.self)
        .replacing(try Regex(#""seconds" : [0-9.e-]+|"spent" : \{[^}]*\}"#), with: "")
    }
    for threads in ["1", "2"] {
      let outcome = try Program.run(
        [
          "propose", "register.csv", "--situation", "situation.csv", "--dui", "require", "--time-limit", "120", "--gap",
          "0.05", "--threads", threads, "--quiet", "--out", threads,
        ], in: sandbox)
      #expect(outcome.code == 0)
    }
    #expect(try text("1") == text("2"))
    #expect(try !text("1").contains("\"stop\" : \"timeLimit\""))
  }

  @Test(
    arguments: [
      (["--routes", "regionale"], 64, "regional"), (["--routes", ""], 64, "regional"),
      (["--routes", "national", "--campaign", "2021-T1"], 64, "2021-T1"), (["--envelope", "53"], 64, "REGION=EUROS"),
      (["--envelope", "53=-5"], 64, "53=-5"), (["--envelope", "77=5"], 64, "INSEE"),
      (["--campaign", "2019"], 64, "2019"), (["--on", "2026-02-30"], 64, "2026-02-30"),
      (["--situation", "none.csv"], 66, "none.csv"), (["--constraints", "none.csv"], 66, "none.csv"),
      (["--scenario", "none.yaml"], 66, "none.yaml"), (["--campaign-file", "none.yaml"], 66, "none.yaml"),
      (["--situation", "register.csv"], 65, "register.csv"), (["--dui", "always"], 64, "dui"),
    ])
  func `one line and the contract's code`(options: [String], code: Int32, word: String) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      ["propose", "register.csv", "--time-limit", "1", "--lang", "en"] + options, in: sandbox)
    #expect(outcome.code == code)
    #expect(outcome.text.isEmpty)
    #expect(outcome.diagnostics.contains(word), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.split(separator: "\n").count == 1, "\(outcome.diagnostics)")
  }
}
