import Foundation
import Plans
import Testing

/// The edges of the options and of the register, from the command line: a plan in each case, and one that holds.
@Suite struct EdgeTests {
  @Test(arguments: [
    ["--radius", "0"], ["--radius", "25000"], ["--spread-price", "0"], ["--spread-price", "10000"],
    ["--spread-price", "10000", "--radius", "25000"], ["--withdrawal", "0.99"], ["--gap", "1"],
    ["--time-limit", "0.001"],
  ])
  func `options at the edge`(options: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 25))
    let limit = options.contains("--time-limit") ? [] : ["--time-limit", "2"]
    let outcome = try Program.run(["propose", "register.csv", "--quiet"] + limit + options, in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let check = try Program.run(["check", "out/plan.json", "register.csv"], in: sandbox)
    #expect(check.code == 0, "\(check.text)")
  }

  @Test(arguments: [(0, Plan.Status.empty), (1, .empty), (2, .empty)])
  func `registers too small for a grappe`(ogs: Int, status: Plan.Status) throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "register.csv", ogs == 0 ? Extract.located(ogs: 1).replacing(";500;", with: ";355;") : Extract.located(ogs: ogs))
    #expect(try Program.run(["propose", "register.csv", "--quiet"], in: sandbox).code == 0)
    #expect(try PlanFile.read(path: sandbox.folder.path + "/out/plan.json").status == status)
    #expect(try Program.run(["check", "out/plan.json", "register.csv"], in: sandbox).code == 0)
  }
}
