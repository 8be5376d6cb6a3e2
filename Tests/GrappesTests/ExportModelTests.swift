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
    // MPS cannot say that the objective is to be maximised.
    let read = test.format == "lp" ? "--lp model" : "--freemps model --max"
    let solved = try Program.shell("glpsol \(read) --cuts --tmlim 120 --output solution", in: sandbox)
    try #require(solved.code == 0, "\(solved.text)")
    let solution = String(decoding: try sandbox.read("solution"), as: UTF8.self)
    #expect(solution.contains("INTEGER OPTIMAL"))
    let line = try #require(solution.split(separator: "\n").first { $0.hasPrefix("Objective:") })
    let value = try #require(line.firstMatch(of: /= (-?[0-9.e+]+)/).flatMap { Double($0.1) })
    // glpsol prints ten digits.
    #expect(abs(value - Double(plan.totals.value.cents) / 100) < 0.01)
  }
}
