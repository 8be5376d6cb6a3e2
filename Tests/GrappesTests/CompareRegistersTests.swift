import Foundation
import Testing

/// What `grappes register diff` prints and writes.
@Suite struct CompareRegistersTests {
  /// `old.csv`, `same.csv` with the same bytes, `new.csv` with one ESSMS less, one more and one of another OG, `corse.csv`
  /// in another region.
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let old = Extract.located(ogs: 12)
    try sandbox.write("old.csv", old)
    try sandbox.write("same.csv", old)
    let new = old.split(separator: "\n").filter { !$0.contains(";350000101;") }.joined(separator: "\n") + "\n"
    try sandbox.write(
      "new.csv",
      new.replacing("structureet;350000102;350900001", with: "structureet;350000102;350900000")
        + Extract.establishment(350_000_777, og: 350_900_000) + "\n"
        + Extract.location(350_000_777, x: 330_000, y: 6_770_000) + "\n")
    try sandbox.write(
      "corse.csv",
      old.split(separator: "\n").filter { !$0.hasPrefix("geo") }.joined(separator: "\n")
        .replacing(";;35;;35000 RENNES;", with: ";004;2A;;20000 AJACCIO;").replacing(";35000", with: ";2A000"))
    return sandbox
  }

  private struct Figures: Decodable {
    struct Essms: Decodable {
      struct Change: Decodable {
        let kind: String
        let essms: String
      }
      let counts: [String: Int]
      let changes: [Change]
    }
    struct Regions: Decodable {
      struct Holding: Decodable { let region: String }
      let both: [Holding]
      let oldOnly: [Holding]
      let newOnly: [Holding]
    }
    let campaign: String
    let essms: Essms
    let regions: Regions
  }

  private static let spellings = [
    ["old.csv", "new.csv"], ["--old", "old.csv", "--new", "new.csv"],
    ["--old", "old.csv", "--old", "same.csv", "--new", "new.csv"],
  ]

  @Test(arguments: spellings) func `three edits as JSON and CSV`(files: [String]) throws {
    let sandbox = try sandbox()
    let outcome = try Program.run(
      ["register", "diff"] + files + ["--json", "--csv", "out/changes.csv", "--campaign", "2023"], in: sandbox)
    #expect(outcome.code == 0)
    let figures = try JSONDecoder().decode(Figures.self, from: outcome.output)
    #expect(figures.campaign == "2023")
    #expect(
      figures.essms.changes.map { "\($0.kind) \($0.essms)" } == [
        "opened 350000777", "closed 350000101", "takenOver 350000102",
      ])
    #expect(figures.essms.counts.values.reduce(0, +) == 3)
    let list = String(decoding: try sandbox.read("out/changes.csv"), as: UTF8.self).components(separatedBy: "\r\n")
    #expect(list.count { $0.hasPrefix("ESSMS;") } == 3)
    #expect(list.contains { $0.hasPrefix("OG;Agrandis;350900000;") && $0.contains(";1;2;;15;") })
  }

  @Test func `in words`() throws {
    let sandbox = try sandbox()
    let outcome = try Program.run(["register", "diff", "old.csv", "new.csv"], in: sandbox)
    #expect(outcome.code == 0 && outcome.diagnostics.isEmpty)
    #expect(outcome.text.contains("Repris par un autre OG") && outcome.text.contains("350900001 → 350900000"))
    for line in outcome.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let english = try Program.run(["register", "diff", "old.csv", "new.csv", "--lang", "en"], in: sandbox)
    #expect(english.text.contains("Taken over by another OG"))
  }

  @Test func `nothing to tell is told, with code 0`() throws {
    let sandbox = try sandbox()
    let same = try Program.run(["register", "diff", "old.csv", "same.csv"], in: sandbox)
    #expect(same.code == 0 && same.text.contains("identiques"))
    let apart = try Program.run(["register", "diff", "old.csv", "corse.csv", "--json"], in: sandbox)
    #expect(apart.code == 0)
    let figures = try JSONDecoder().decode(Figures.self, from: apart.output)
    #expect(figures.regions.oldOnly.map(\.region) == ["53"] && figures.regions.newOnly.map(\.region) == ["94"])
    #expect(figures.essms.changes.isEmpty)
  }

  @Test func `show is what register does by itself`() throws {
    let sandbox = try sandbox()
    let short = try Program.run(["register", "old.csv", "--json"], in: sandbox)
    let long = try Program.run(["register", "show", "old.csv", "--json"], in: sandbox)
    #expect(short.code == 0 && short.output == long.output && !short.output.isEmpty)
    let early = try Program.run(["register", "--region", "53", "--json", "old.csv"], in: sandbox)
    #expect(early.code == 0)
  }

  @Test(arguments: [
    ("old.csv", 64), ("", 64), ("old.csv new.csv same.csv", 64), ("old.csv --old old.csv --new new.csv", 64),
    ("--old old.csv", 64), ("old.csv new.csv --campaign 1999", 64), ("old.csv new.csv --region 99", 64),
    ("old.csv missing.csv", 66), ("old.csv new.csv --csv old.csv/list.csv", 73), ("old.csv new.csv --csv .", 73),
    ("old.csv new.csv --campaign-file missing.yaml", 66), ("old.csv bad.csv", 65),
  ])
  func `bad input`(arguments: String, code: Int32) throws {
    let sandbox = try sandbox()
    try sandbox.write("bad.csv", "name,place\nEHPAD,Rennes\n")
    let before = try sandbox.contents()
    try Program.run(["register", "diff"] + arguments.split(separator: " ").map(String.init), in: sandbox)
      .expectFailure(code)
    #expect(try sandbox.contents() == before)
  }

  @Test func `the wrong way round is remarked`() throws {
    let sandbox = try sandbox()
    try sandbox.write("early.csv", Extract.located(ogs: 12).replacing("2026-05-12", with: "2025-01-08"))
    let outcome = try Program.run(["register", "diff", "old.csv", "early.csv"], in: sandbox)
    #expect(outcome.code == 0 && outcome.diagnostics.hasPrefix("remarque : "))
    #expect(outcome.text.contains("Aucune différence"))
  }
}
