import Foundation
import Plans
import Testing

/// The exported model against the engine: GLPK's own program reads the files back, in both formats, and its optimum is
/// the value of the plan.
@Suite struct ExportModelTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let ogs: Int
    let withdrawal: String
    let format: String

    var testDescription: String { "\(ogs) OG, withdrawal \(withdrawal), \(format)" }
  }

  static let cases = ["lp", "mps"].flatMap { format in
    ["0", "0.05"].flatMap { withdrawal in
      [7, 9, 11].map { Case(ogs: $0, withdrawal: withdrawal, format: format) }
    }
  }

  @Test(arguments: cases) func `the exported model has the plan's value as its optimum`(test: Case) throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: test.ogs))
    let rules = ["--withdrawal", test.withdrawal, "--radius", "90"]
    let written = try Program.run(
      ["export-model", "register.csv", "--format", test.format, "-o", "model"] + rules, in: sandbox)
    try #require(written.code == 0, "\(written.diagnostics)")
    try #require(
      try Program.run(["propose", "register.csv", "--quiet", "--time-limit", "60"] + rules, in: sandbox).code == 0)
    let plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    try #require(plan.status == .optimal)
    let value = try Self.optimum(of: "model", format: test.format, in: sandbox)
    // glpsol prints ten digits.
    #expect(abs(value - Double(plan.totals.value.cents) / 100) < 0.01)
  }

  struct Ruled: Sendable, CustomTestStringConvertible {
    let name: String
    /// OG of each of these départements.
    let ogs: Int
    let departements: [String]
    let options: String

    var testDescription: String { name }
  }

  static let ruled = [
    Ruled(name: "constraints", ogs: 14, departements: ["35"], options: "--radius 90 --constraints c.csv"),
    Ruled(
      name: "constraints, withdrawals", ogs: 14, departements: ["35"],
      options: "--radius 90 --constraints c.csv --withdrawal 0.02"),
    Ruled(
      name: "constraints and an envelope", ogs: 14, departements: ["35"],
      options: "--radius 90 --constraints c.csv --envelope 53=700000"),
    Ruled(
      name: "one DUI required", ogs: 14, departements: ["35"], options: "--radius 90 --situation s.csv --dui require"),
    Ruled(
      name: "one DUI preferred", ogs: 14, departements: ["35"], options: "--radius 90 --situation s.csv --dui prefer"),
    Ruled(
      name: "one sector preferred", ogs: 11, departements: ["35"],
      options: "--radius 90 --sectors prefer --constraints c.csv"),
    Ruled(
      name: "several regions", ogs: 6, departements: ["35", "50"], options: "--radius 250 --routes multiregional"),
    Ruled(
      name: "several regions and envelopes", ogs: 5, departements: ["35", "50"],
      options: "--radius 250 --routes regional,multiregional --envelope 53=500000 --envelope 28=600000"),
  ]

  @Test(arguments: ruled, ["lp", "mps"])
  func `rules are in the model`(test: Ruled, format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.regions(test.departements, ogs: test.ogs))
    try sandbox.write(
      "c.csv",
      "type;a;b\nensemble;350900003;350900007\nsepares;350900001;350900003\nporteur;350900005;\nexclu;350900002;\n")
    try sandbox.write(
      "s.csv",
      "finess_et;editeur_dui;dui_conforme\n"
        + (350_000_101...350_000_135).map { "\($0);\(["Alpha", "Beta", ""][$0 / 4 % 3]);non\n" }.joined())
    let certain = test.options.contains("--withdrawal") ? "" : " --withdrawal 0"
    let rules = (test.options + certain).split(separator: " ").map(String.init)
    let written = try Program.run(
      ["export-model", "register.csv", "--format", format, "-o", "model"] + rules, in: sandbox)
    try #require(written.code == 0, "\(written.diagnostics)")
    let planned = try Program.run(
      ["propose", "register.csv", "--quiet", "--time-limit", "60"] + rules, in: sandbox)
    try #require(planned.code == 0, "\(planned.diagnostics)")
    let plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    try #require(plan.status == .optimal && !plan.grappes.isEmpty)
    let optimum = try Self.optimum(of: "model", format: format, in: sandbox)
    #expect(abs(optimum - Double(plan.bound.cents) / 100) < 0.01)
  }

  /// What GLPK's own program makes of a model.
  private static func optimum(of model: String, format: String, in sandbox: Sandbox) throws -> Double {
    // MPS cannot say that the objective is to be maximised.
    let read = format == "lp" ? "--lp \(model)" : "--freemps \(model) --max"
    let solved = try Program.shell("glpsol \(read) --cuts --tmlim 120 --output solution", in: sandbox)
    try #require(solved.code == 0, "\(solved.text)")
    let solution = String(decoding: try sandbox.read("solution"), as: UTF8.self)
    #expect(solution.contains("INTEGER OPTIMAL"))
    let line = try #require(solution.split(separator: "\n").first { $0.hasPrefix("Objective:") })
    return try #require(line.firstMatch(of: /= (-?[0-9.e+]+)/).flatMap { Double($0.1) })
  }

  /// Regions that nothing joins are a model each; with the route that joins them they are one.
  @Test func `regions apart are refused`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.regions(["35", "50"], ogs: 6))
    let line = ["export-model", "register.csv", "--radius", "250", "--lang", "en", "-o", "model"]
    let refused = try Program.run(line, in: sandbox)
    refused.expectFailure(64)
    #expect(refused.diagnostics.contains("(28, 53)"), "\(refused.diagnostics)")
    #expect(try Program.run(line + ["--region", "53"], in: sandbox).code == 0)
    #expect(try Program.run(line + ["--routes", "multiregional"], in: sandbox).code == 0)
  }

  @Test(arguments: [
    ("--objective fundingFirst", "objective fundingFirst: the model tells the funding alone"),
    ("--envelope 53=1000000", "no grappe can be formed under these rules"),
  ])
  func `what the model leaves out is told`(options: String, words: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 5))
    let told = try Program.run(
      ["export-model", "register.csv", "--lang", "en", "-o", "model"]
        + options.split(separator: " ").map(String.init), in: sandbox)
    #expect(told.code == 0 && told.diagnostics.contains("remark: " + words), "\(told.diagnostics)")
  }
}
