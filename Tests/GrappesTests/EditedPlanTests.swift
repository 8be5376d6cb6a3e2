import Foundation
import Plans
import Testing

/// `grappes check` on plans that someone edited, from the command line.
@Suite struct EditedPlanTests {
  /// A plan whose bound an exhaustive search has shown, below what the prices prove.
  private func makeSandbox() throws -> (Sandbox, String) {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 12))
    let made = try Program.run(["propose", "register.csv", "--time-limit", "2", "--quiet"], in: sandbox)
    try #require(made.code == 0)
    return (sandbox, String(decoding: try sandbox.read("out/plan.json"), as: UTF8.self))
  }

  /// Changes the first value of each key that documents print.
  @Test(arguments: [
    ("name", "\"x\""), ("amount", "1"), ("id", "\"53-999\""), ("detail", "\"x\""), ("sha256", "\"x\""),
    ("file", "\"x\""), ("date", "\"2020-01-01\""), ("deadline", "\"2030-01-01\""), ("filedWith", "\"x\""),
    ("sumKm", "0.5"), ("cost", "0.5"), ("minimum", "1.5"), ("event", "\"x\""), ("language", "\"en\""),
  ])
  func `an edited plan`(key: String, value: String) throws {
    let (sandbox, plan) = try makeSandbox()
    let place = try #require(plan.firstMatch(of: try Regex("\"\(key)\" : [\"0-9n-][^\\n]*?(,?)\\n"))?.range)
    let comma = plan[place].hasSuffix(",\n") ? ",\n" : "\n"
    try sandbox.write(
      "edited.json", Data(plan.replacingCharacters(in: place, with: "\"\(key)\" : \(value)\(comma)").utf8))
    let outcome = try Program.run(["check", "edited.json", "register.csv", "--lang", "en"], in: sandbox)
    #expect([1, 65].contains(outcome.code), "\(outcome.text)")
    let told = outcome.code == 1 ? outcome.text : outcome.diagnostics
    #expect(!told.isEmpty && told.hasSuffix("\n"))
  }

  /// What another reader would take for another plan is refused before anything is checked.
  @Test(arguments: [
    "check edited.json register.csv", "report edited.json --out new", "explain edited.json --og 350900000",
  ])
  func `a plan with a key twice`(line: String) throws {
    let (sandbox, plan) = try makeSandbox()
    try sandbox.write("edited.json", Data(("{\"bound\":1," + plan.dropFirst()).utf8))
    let outcome = try Program.run(line.split(separator: " ").map(String.init), in: sandbox)
    outcome.expectFailure(65)
    #expect(outcome.diagnostics.contains("edited.json, ligne ") && outcome.diagnostics.contains("« bound » répétée"))
  }

  /// What rests on a search tree stands in the last line, not only in a remark.
  @Test func `a bound that rests on a tree is said to`() throws {
    let (sandbox, text) = try makeSandbox()
    let plan = try PlanFile.read(Data(text.utf8), path: "plan.json")
    let outcome = try Program.run(["check", "out/plan.json", "register.csv"], in: sandbox)
    #expect(outcome.code == 0)
    #expect(outcome.text.hasPrefix("Le plan tient : "))
    try #require(plan.bound < plan.search.certifiedBound)
    #expect(outcome.text.contains("repose sur l'arbre de recherche, non rejoué (région 53)."))
    let english = try Program.run(["check", "out/plan.json", "register.csv", "--lang", "en"], in: sandbox)
    #expect(english.text.contains("it rests on the search tree, not replayed (region 53)."))
  }
}
