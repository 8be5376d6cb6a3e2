import Foundation
import Testing

/// What `grappes register` prints and writes.
@Suite struct RegisterTests {
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let register = Extract.located(ogs: 12).replacing(
      "geolocalisation;350000", with: "geolocalisation;350099", maxReplacements: 1)
    try sandbox.write("register.csv", register + "structureet;350000999;3509\n")
    return sandbox
  }

  @Test func `the full list of problems`() throws {
    let sandbox = try sandbox()
    let outcome = try Program.run(["register", "register.csv", "--problems", "new/list.csv"], in: sandbox)
    #expect(outcome.code == 0)
    for line in outcome.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(outcome.text.contains("Nature") && outcome.text.contains("Remède"))
    let list = String(decoding: try sandbox.read("new/list.csv"), as: UTF8.self).components(separatedBy: "\r\n")
    #expect(list[0] == "\u{FEFF}fichier;ligne;nature;valeur;remede;finess")
    #expect(
      list.contains {
        $0.contains(";Ligne mal formée;structureet;350000999;3509") || $0.contains("\"structureet;350000999;3509\"")
      })
    #expect(list.contains { $0.contains(";ligne ignorée;") })
    let folder = sandbox.folder.path + "/new"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["list.csv"])
  }

  @Test func `counts by kind as JSON, with their remedy`() throws {
    struct Figures: Decodable {
      struct Problem: Decodable {
        let kind: String
        let remedy: String
        let count: Int
      }
      let problems: [Problem]
    }
    let sandbox = try sandbox()
    let outcome = try Program.run(["register", "register.csv", "--json", "--problems", "list.csv"], in: sandbox)
    let problems = try JSONDecoder().decode(Figures.self, from: outcome.output).problems
    #expect(problems.contains { $0.kind == "malformedLine" && $0.remedy == "rowIgnored" && $0.count == 1 })
    let list = String(decoding: try sandbox.read("list.csv"), as: UTF8.self).components(separatedBy: "\r\n")
    #expect(list.count - 2 == problems.reduce(0) { $0 + $1.count })
  }

  /// A 502 extract alone is enough: every ESSMS stands at its commune's town hall, and the check finds the same.
  @Test func `a plan without any coordinates`() throws {
    let sandbox = try Sandbox()
    let lines = Extract.located(ogs: 12).split(separator: "\n").filter { !$0.hasPrefix("geo") }
    try sandbox.write("502.csv", lines.joined(separator: "\n"))
    let outcome = try Program.run(
      ["propose", "502.csv", "--time-limit", "1", "--quiet", "--out", "plan"], in: sandbox)
    #expect(outcome.code == 0)
    let members = String(decoding: try sandbox.read("plan/membres.csv"), as: UTF8.self).components(separatedBy: "\r\n")
    let isAtCommune = { (line: String) in line.contains(";membre;commune;") || line.contains(";porteur;commune;") }
    #expect(members.dropFirst().dropLast().allSatisfy(isAtCommune))
    #expect(members.count > 2)
    let check = try Program.run(["check", "plan/plan.json", "502.csv"], in: sandbox)
    #expect(check.code == 0, "\(check.text)")
  }

  @Test func `a list that cannot be written`() throws {
    let sandbox = try sandbox()
    for path in ["register.csv/list.csv", "."] {
      try Program.run(["register", "register.csv", "--problems", path], in: sandbox).expectFailure(73)
    }
    try Program.run(["register", "missing.csv", "--problems", "list.csv"], in: sandbox).expectFailure(66)
    #expect(!FileManager.default.fileExists(atPath: sandbox.folder.path + "/list.csv"))
  }
}
