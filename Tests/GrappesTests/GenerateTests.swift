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
}
