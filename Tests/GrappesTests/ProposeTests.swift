import Foundation
import Plans
import Testing

/// What `grappes propose` writes and prints when all is well.
@Suite struct ProposeTests {
  private func makeSandbox(ogs: Int = 30) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: ogs))
    return sandbox
  }

  /// With the seconds that it took, in all and by part, taken out.
  private func plan(_ name: String, in sandbox: Sandbox) throws -> String {
    let text = String(decoding: try sandbox.read(name), as: UTF8.self)
    return text.replacing(try Regex(#""seconds" : [0-9.e-]+|"spent" : \{[^}]*\}"#), with: "")
  }

  /// The gap ends the search long before the time limit.
  @Test func `the same command gives the same plan, with one thread and with two`() throws {
    let sandbox = try makeSandbox()
    for (folder, threads) in [("a", "1"), ("b", "1"), ("c", "2")] {
      let outcome = try Program.run(
        [
          "propose", "register.csv", "--time-limit", "120", "--gap", "0.03", "--threads", threads, "--quiet", "--out",
          folder,
        ], in: sandbox)
      #expect(outcome.code == 0)
    }
    let first = try plan("a/plan.json", in: sandbox)
    #expect(!first.contains("\"stop\" : \"timeLimit\""))
    #expect(first.contains("\"id\" : \"53-001\""))
    #expect(try plan("b/plan.json", in: sandbox) == first)
    #expect(try plan("c/plan.json", in: sandbox) == first)
    for name in ["grappes.csv", "membres.csv", "plan.geojson"] {
      #expect(try sandbox.read("a/\(name)") == sandbox.read("c/\(name)"))
    }
  }

  /// Without rules, with some, and with funding first.
  @Test(arguments: [[], ["--sectors", "require"], ["--envelope", "53=4000000"], ["--objective", "fundingFirst"]])
  func `ended by work, a plan is the same on any threads and for any time limit`(rules: [String]) throws {
    let sandbox = try makeSandbox(ogs: 90)
    for (folder, options) in [
      ("a", ["--threads", "1"]), ("b", ["--threads", "2"]), ("c", ["--threads", "2", "--time-limit", "4000"]),
    ] {
      let outcome = try Program.run(
        ["propose", "register.csv", "--work", "3000000", "--quiet", "--out", folder] + options + rules, in: sandbox)
      try #require(outcome.code == 0, "\(outcome.diagnostics)")
      #expect(try Program.run(["check", "\(folder)/plan.json", "register.csv"], in: sandbox).code == 0)
    }
    let first = try plan("a/plan.json", in: sandbox)
    #expect(first.contains("\"work\" : ") && !first.contains("\"stop\" : \"timeLimit\""))
    #expect(try plan("b/plan.json", in: sandbox) == first)
    // That the time limit was named is part of the plan.
    let named = try plan("c/plan.json", in: sandbox)
    #expect(named.replacing("\"timeLimit\" : 4000", with: "\"timeLimit\" : 31536000") == first)
  }

  @Test func `the documents, nothing else, and a plan that holds`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(["propose", "register.csv", "--time-limit", "1", "--out", "a/b/c"], in: sandbox)
    #expect(outcome.code == 0)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path + "/a/b/c"))
    #expect(names.isSuperset(of: ["plan.json", "report.html", "grappes.csv", "membres.csv", "plan.geojson"]))
    #expect(names.allSatisfy { !$0.hasPrefix(".") })
    let check = try Program.run(["check", "a/b/c/plan.json", "register.csv", "--lang", "en"], in: sandbox)
    #expect(check.code == 0)
    #expect(check.text.hasPrefix("The plan holds: "))
    // Whether a tree has proven more than the prices is the clock's affair.
    #expect(check.diagnostics.split(separator: "\n").allSatisfy { $0.hasPrefix("remark: ") })
  }

  @Test func `tables on standard output, at most 80 columns; progress on standard error`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(["propose", "register.csv", "--time-limit", "1"], in: sandbox)
    #expect(outcome.text.contains("53-001"))
    for line in outcome.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(!outcome.text.contains("\u{1B}"))
    #expect(outcome.diagnostics.contains("borne"))
    #expect(!outcome.text.contains("  borne  "))
  }

  @Test func `--json prints the plan's file, --quiet nothing`() throws {
    let sandbox = try makeSandbox()
    let json = try Program.run(["propose", "register.csv", "--time-limit", "1", "--json"], in: sandbox)
    #expect(json.code == 0)
    #expect(try json.output == sandbox.read("out/plan.json"))
    let quiet = try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox)
    #expect(quiet.code == 0)
    #expect(quiet.output.isEmpty)
    #expect(quiet.diagnostics.isEmpty)
    let both = try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet", "--json"], in: sandbox)
    #expect(try both.output == sandbox.read("out/plan.json"))
    #expect(both.diagnostics.isEmpty)
  }

  @Test(arguments: [[], ["--help"], ["--version"], ["propose", "--help"], ["help", "check"]])
  func `help and version`(arguments: [String]) throws {
    let outcome = try Program.run(arguments, in: Sandbox())
    #expect(outcome.code == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.diagnostics.isEmpty)
  }

  @Test func `the same file twice, a region twice, a pipe`() throws {
    let sandbox = try makeSandbox(ogs: 8)
    let options = ["--time-limit", "1", "--quiet"]
    let once = try Program.run(["propose", "register.csv", "--out", "a"] + options, in: sandbox)
    let twice = try Program.run(
      ["propose", "register.csv", "./register.csv", "--region", "53", "--region", "53", "--out", "b"] + options,
      in: sandbox)
    #expect([once.code, twice.code] == [0, 0])
    let piped = try Program.shell(
      "cat register.csv | \"$GRAPPES\" propose /dev/stdin --time-limit 1 --quiet --out c", in: sandbox)
    #expect(piped.code == 0)
    let first = try PlanFile.read(path: sandbox.folder.path + "/a/plan.json")
    for folder in ["b", "c"] {
      let plan = try PlanFile.read(path: sandbox.folder.path + "/\(folder)/plan.json")
      #expect(plan.grappes == first.grappes)
      #expect(plan.ungrouped == first.ungrouped)
    }
  }

  @Test func `a register without any ESSMS gives an empty plan that holds`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 3).replacing(";500;", with: ";355;"))
    let outcome = try Program.run(["propose", "register.csv", "--time-limit", "1"], in: sandbox)
    #expect(outcome.code == 0)
    #expect(try PlanFile.read(path: sandbox.folder.path + "/out/plan.json").status == .empty)
    #expect(try Program.run(["check", "out/plan.json", "register.csv"], in: sandbox).code == 0)
  }
}

/// What `grappes check` says of a plan that was edited.
@Suite struct CheckTests {
  @Test func `each violation on a line, under its kind`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 20))
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    var plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    plan.notEssms += 1
    plan.gap += 0.5
    plan.grappes[0].filedWith = "ARS\nBretagne"
    plan.grappes[0].id = "53-001\u{1B}[2J"
    try sandbox.write("edited.json", PlanFile.data(plan))
    let check = try Program.run(["check", "edited.json", "register.csv"], in: sandbox)
    #expect(check.code == 1)
    #expect(check.text.split(separator: "\n").map { $0.prefix { $0 != ":" } } == ["excluded", "filing", "name", "gap"])
    #expect(!check.text.contains("\u{1B}"))
    // Whether a tree has proven more than the prices is the clock's affair.
    #expect(check.diagnostics.split(separator: "\n").allSatisfy { $0.hasPrefix("remarque : ") })
  }
}
