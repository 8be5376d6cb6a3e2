import Foundation
import Testing

/// The program's `generate`, run as a process.
@Suite struct GenerateTests {
  static let names = ["finess-501.csv", "finess-507.csv", "finess-505.csv", "situation.csv"]

  @Test func `a generated region is planned and the plan holds`() throws {
    let sandbox = try Sandbox()
    let made = try Program.run(["generate", "--region", "01", "--out", "made", "--lang", "en"], in: sandbox)
    #expect(made.code == 0, "\(made.diagnostics)")
    #expect(made.text.contains("Guadeloupe") && made.text.contains("no body in it exists"))
    #expect(made.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let register = Self.names.dropLast().map { "made/\($0)" }
    let situation = ["--situation", "made/situation.csv"]
    let planned = try Program.run(
      ["propose"] + register + situation + ["--time-limit", "3", "--quiet", "--out", "plan"], in: sandbox)
    #expect(planned.code == 0, "\(planned.diagnostics)")
    let checked = try Program.run(["check", "plan/plan.json"] + register + situation, in: sandbox)
    #expect(checked.code == 0, "\(checked.text) \(checked.diagnostics)")
  }

  @Test(arguments: [
    ["--region", "53"], ["--out", "made"], ["--france", "--region", "53", "--out", "made"],
    ["--region", "99", "--out", "made"], ["--france", "--scale", "0", "--out", "made"],
    ["--france", "--scale", "-1", "--out", "made"], ["--france", "--scale", "1000", "--out", "made"],
    ["--france", "--og", "20", "--out", "made"], ["--region", "53", "--density-of", "20000", "--out", "made"],
    ["--region", "53", "--og", "0", "--out", "made"], ["--region", "53", "--seed", "x", "--out", "made"],
  ])
  func `words that cannot be meant`(arguments: [String]) throws {
    let sandbox = try Sandbox()
    try Program.run(["generate"] + arguments, in: sandbox).expectFailure(64)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).isEmpty)
  }

  @Test func `a folder that cannot be written keeps what it has`() throws {
    let sandbox = try Sandbox()
    let made = sandbox.folder.appendingPathComponent("made")
    try FileManager.default.createDirectory(
      at: made.appendingPathComponent("situation.csv"), withIntermediateDirectories: true)
    try Program.run(["generate", "--region", "94", "--out", "made"], in: sandbox).expectFailure(73)
    #expect(try FileManager.default.contentsOfDirectory(atPath: made.path) == ["situation.csv"])
    try Program.run(["generate", "--region", "94", "--out", "/dev/null/made"], in: sandbox).expectFailure(73)
  }

  @Test(arguments: names) func `a register that it did not make stays`(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("made/\(name)", "real\n")
    let before = try sandbox.contents()
    let outcome = try Program.run(["generate", "--region", "04", "--og", "2", "--out", "made"], in: sandbox)
    outcome.expectFailure(73)
    #expect(outcome.diagnostics.contains("made/\(name) : "))
    #expect(try sandbox.contents() == before)
  }

  @Test func `what it made it replaces, unless it was edited`() throws {
    let sandbox = try Sandbox()
    let run = { (seed: Int) in
      try Program.run(["generate", "--region", "04", "--og", "2", "--seed", "\(seed)", "--out", "."], in: sandbox)
    }
    #expect(try run(1).code == 0)
    let first = try sandbox.contents()
    #expect(try run(2).code == 0)
    #expect(try sandbox.contents() != first)
    try sandbox.write("situation.csv", try sandbox.read("situation.csv") + Data("040000001;Alpha;;;;;;\n".utf8))
    let edited = try sandbox.contents()
    let outcome = try run(1)
    outcome.expectFailure(73)
    #expect(outcome.diagnostics.contains("situation.csv : "))
    #expect(try sandbox.contents() == edited)
    try sandbox.write("generate.json", "{}")
    try run(1).expectFailure(73)
  }
}
