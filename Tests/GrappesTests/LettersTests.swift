import Foundation
import Plans
import Testing

/// `grappes letters`, from the command line.
@Suite struct LettersTests {
  private func makeSandbox() throws -> (Sandbox, Plan) {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 20))
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    return (sandbox, try PlanFile.read(path: sandbox.folder.path + "/out/plan.json"))
  }

  @Test func `a letter for each grappe, or for those named`() throws {
    let (sandbox, plan) = try makeSandbox()
    let outcome = try Program.run(["letters", "out/plan.json"], in: sandbox)
    #expect(outcome.code == 0 && outcome.diagnostics.isEmpty)
    #expect(outcome.text == "Lettres de \(plan.grappes.count) grappe(s) : lettres/lettres.html\n")
    let made = try sandbox.contents().keys.filter { $0.hasPrefix("lettres/") }
    #expect(Set(made) == Set(["lettres/lettres.html"] + plan.grappes.map { "lettres/lettre-\($0.id).html" }))
    let id = try #require(plan.grappes.last?.id)
    let one = try Program.run(["letters", "out/plan.json", "--grappe", id, "--out", "l"], in: sandbox)
    #expect(one.code == 0)
    #expect(
      Set(try sandbox.contents().keys.filter { $0.hasPrefix("l/") }) == ["l/lettres.html", "l/lettre-\(id).html"])
  }

  @Test func `the template is printed, edited, used`() throws {
    let (sandbox, _) = try makeSandbox()
    let printed = try Program.run(["letters", "--print-template", "--lang", "en"], in: sandbox)
    #expect(printed.code == 0 && printed.diagnostics.isEmpty)
    let edited = printed.text.replacing("Dear Sir or Madam", with: "Chère {{porteur}}")
    try sandbox.write("own.mustache", edited)
    let outcome = try Program.run(
      ["letters", "out/plan.json", "--template", "own.mustache", "--lang", "en", "--sender", "ARS Bretagne"],
      in: sandbox)
    #expect(outcome.code == 0)
    let page = String(decoding: try sandbox.read("lettres/lettres.html"), as: UTF8.self)
    #expect(page.contains("<p>Chère ") && page.contains("ARS Bretagne") && !page.contains("{{"))
    try sandbox.write("bad.mustache", edited.replacing("{{porteurNumber}}", with: "{{porteurNummer}}"))
    let before = try sandbox.contents()
    let bad = try Program.run(["letters", "out/plan.json", "--template", "bad.mustache"], in: sandbox)
    bad.expectFailure(65)
    #expect(
      bad.diagnostics.contains("bad.mustache, ligne ") && bad.diagnostics.contains("« porteurNumber », sans doute"))
    #expect(try sandbox.contents() == before)
  }

  @Test func `bad input`() throws {
    let (sandbox, _) = try makeSandbox()
    try sandbox.write("plain.txt", "Bonjour")
    let before = try sandbox.contents()
    for (line, code) in [
      ("letters", 64), ("letters missing.json", 66), ("letters register.csv", 65),
      ("letters out/plan.json --grappe 53-999", 65), ("letters out/plan.json --template missing", 66),
      ("letters out/plan.json --template out", 66), ("letters out/plan.json --template plain.txt", 65),
      ("letters out/plan.json --template /dev/zero", 66), ("letters out/plan.json --out register.csv", 73),
    ] as [(String, Int32)] {
      try Program.run(line.split(separator: " ").map(String.init), in: sandbox).expectFailure(code)
    }
    #expect(try sandbox.contents() == before)
  }
}
