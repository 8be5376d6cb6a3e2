import Foundation
import Plans
import Testing

/// `grappes dossiers`, from the command line.
@Suite struct DossiersTests {
  private func makeSandbox() throws -> (Sandbox, Plan) {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 20))
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    return (sandbox, try PlanFile.read(path: sandbox.folder.path + "/out/plan.json"))
  }

  @Test func `a folder for each grappe, and the same again`() throws {
    let (sandbox, plan) = try makeSandbox()
    try #require(!plan.grappes.isEmpty)
    let run = { try Program.run(["dossiers", "out/plan.json", "register.csv", "--out", "d"], in: sandbox) }
    let first = try run()
    #expect(first.code == 0)
    #expect(first.diagnostics.isEmpty)
    let made = try sandbox.contents().filter { $0.key.hasPrefix("d/") }
    let names = ["dossier.html", "membres.csv", "pai-numerique.txt"]
    #expect(
      Set(made.keys)
        == Set(plan.grappes.flatMap { grappe in ["d/\(grappe.id)"] + names.map { "d/\(grappe.id)/\($0)" } }))
    // Notes kept in a folder survive.
    try sandbox.write("d/\(plan.grappes[0].id)/notes.txt", "à rappeler")
    #expect(try run().code == 0)
    var again = try sandbox.contents().filter { $0.key.hasPrefix("d/") }
    #expect(again.removeValue(forKey: "d/\(plan.grappes[0].id)/notes.txt") == Data("à rappeler".utf8))
    #expect(again == made)
  }

  @Test func `another register is remarked, and used`() throws {
    let (sandbox, _) = try makeSandbox()
    try sandbox.write("other.csv", Extract.located(ogs: 19))
    let outcome = try Program.run(
      ["dossiers", "out/plan.json", "other.csv", "--out", "d", "--lang", "en"], in: sandbox)
    #expect(outcome.code == 0)
    #expect(outcome.diagnostics.hasPrefix("remark: this register is not the plan’s"))
  }

  @Test func `the situation tells the DUI`() throws {
    let (sandbox, plan) = try makeSandbox()
    let essms = try #require(plan.grappes.first?.members.first?.essms.first)
    try sandbox.write("situation.csv", "finess_et;editeur_dui\n\(essms.text);Éditeur A\n")
    let outcome = try Program.run(
      ["dossiers", "out/plan.json", "register.csv", "--situation", "situation.csv", "--out", "d"], in: sandbox)
    #expect(outcome.code == 0)
    let table = String(decoding: try sandbox.read("d/\(plan.grappes[0].id)/membres.csv"), as: UTF8.self)
    #expect(table.contains(";Éditeur A\r\n"))
  }

  @Test func `a grappe's name that leaves the folder`() throws {
    let (sandbox, plan) = try makeSandbox()
    var edited = plan
    edited.grappes[0].id = "../evil"
    try sandbox.write("edited.json", PlanFile.data(edited))
    let before = try sandbox.contents()
    try Program.run(["dossiers", "edited.json", "register.csv", "--out", "d"], in: sandbox).expectFailure(65)
    #expect(try sandbox.contents() == before)
  }

  @Test(arguments: [
    ("dossiers out/plan.json", 64), ("dossiers missing.json register.csv", 66),
    ("dossiers out/plan.json missing.csv", 66),
    ("dossiers register.csv register.csv", 65), ("dossiers out/plan.json register.csv --situation missing.csv", 66),
    ("dossiers out/plan.json register.csv --out register.csv", 73),
    ("dossiers out/plan.json register.csv --out ''", 73),
  ])
  func `bad input`(line: String, code: Int32) throws {
    let (sandbox, _) = try makeSandbox()
    let before = try sandbox.contents()
    try Program.run(line.split(separator: " ").map { $0 == "''" ? "" : String($0) }, in: sandbox).expectFailure(code)
    #expect(try sandbox.contents() == before)
  }

  @Test func `a file in a folder's place`() throws {
    let (sandbox, plan) = try makeSandbox()
    try sandbox.write("d/\(plan.grappes[0].id)", "a file")
    let before = try sandbox.contents()
    try Program.run(["dossiers", "out/plan.json", "register.csv", "--out", "d"], in: sandbox).expectFailure(73)
    #expect(try sandbox.contents() == before)
  }
}
