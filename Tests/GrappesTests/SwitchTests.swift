import Foundation
import Testing

/// A folder's documents are all old or all new, whenever the program ends.
@Suite struct SwitchTests {
  private static let variable = "GRAPPES_TEST_END_AT_STEP"

  /// An earlier plan's documents, and a file of the user's among them.
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 12))
    for name in ["plan.json", "grappes.csv", "membres.csv", "plan.geojson", "plan.qml", "plan.xlsx"] {
      try sandbox.write("out/\(name)", "old")
    }
    try sandbox.write("out/mine.txt", "mine")
    return sandbox
  }

  /// The documents in a folder by whether they are old; nil for none.
  private func ages(_ sandbox: Sandbox) throws -> Set<Bool> {
    Set(
      try sandbox.contents().filter { $0.key.hasPrefix("out/") && $0.key != "out/mine.txt" }
        .map { $0.value == Data("old".utf8) })
  }

  @Test(arguments: ["explain out/plan.json --og 350900000", "report new/plan.json"])
  func `killed at any step, all is old or new for the next command`(next: String) throws {
    let whole = try makeSandbox()
    let run = ["propose", "r.csv", "--time-limit", "1", "--quiet"]
    #expect(try Program.run(run + ["--out", "new"], in: whole).code == 0)
    let names = Set(
      try whole.contents().keys.filter { $0.hasPrefix("new/") }.map { "out/" + $0.dropFirst("new/".count) })
    #expect(names.count == 8)
    var (old, new, step) = (0, 0, 0)
    while true {
      step += 1
      let sandbox = try makeSandbox()
      try sandbox.write("new/plan.json", try whole.read("new/plan.json"))
      let killed = try Program.shell("\(Self.variable)=\(step) \"$GRAPPES\" \(run.joined(separator: " "))", in: sandbox)
      if killed.code == 0 { break }
      #expect(killed.code == 137, "\(killed.diagnostics)")
      if next.hasPrefix("report") {
        // It writes all documents but the plan: the old ones, where it had come to none.
        let report = try Program.run(next.split(separator: " ").map(String.init), in: sandbox)
        #expect(report.code == 0, "\(report.diagnostics)")
      } else {
        _ = try Program.run(next.split(separator: " ").map(String.init), in: sandbox)
        let ages = try ages(sandbox)
        #expect(ages.count == 1, "step \(step)")
        if ages == [true] { old += 1 } else { new += 1 }
        if ages == [false] {
          #expect(names.isSubset(of: Set(try sandbox.contents().keys)), "step \(step)")
        }
      }
      #expect(try sandbox.read("out/mine.txt") == Data("mine".utf8))
      let hidden = try sandbox.contents().keys.filter { $0.contains("/.") }
      #expect(hidden.isEmpty, "step \(step): \(hidden)")
      try #require(step < 200)
    }
    #expect(step > 20)
    if next.hasPrefix("explain") { #expect(old > 8 && new > 8, "\(old) old, \(new) new") }
  }

  @Test func `dossiers are all there or none`() throws {
    let sandbox = try makeSandbox()
    let run = ["propose", "r.csv", "--time-limit", "1", "--quiet", "--out", "new"]
    #expect(try Program.run(run, in: sandbox).code == 0)
    let dossiers = "dossiers new/plan.json r.csv --out d"
    for step in stride(from: 1, through: 60, by: 3) {
      let killed = try Program.shell("\(Self.variable)=\(step) \"$GRAPPES\" \(dossiers)", in: sandbox)
      // Whatever looks into the folder next.
      _ = try Program.run(["report", "d/none.json"], in: sandbox)
      let files = try sandbox.contents().keys.filter { $0.hasPrefix("d/") }
      if killed.code == 0 { break }
      let folders = files.filter { $0.hasPrefix("d/53-") && !$0.dropFirst(2).contains("/") }
      #expect(files.isEmpty || files.count == folders.count * 4, "step \(step): \(files.sorted())")
      try? FileManager.default.removeItem(at: sandbox.folder.appendingPathComponent("d"))
    }
  }

  /// A file that is mounted upon cannot be renamed away.
  @Test(.enabled(if: FullDiskTests.canMount), arguments: ["grappes.csv", "membres.csv", "plan.json", "plan.xlsx"])
  func `an error between renamings takes none of them`(name: String) throws {
    let sandbox = try makeSandbox()
    let before = try sandbox.contents()
    let outcome = try Program.shell(
      """
      mount --bind out/\(name) out/\(name) || exit 1
      "$GRAPPES" propose r.csv --time-limit 1 --quiet --lang en; code=$?
      umount out/\(name); exit $code
      """, in: sandbox)
    outcome.expectFailure(73)
    #expect(outcome.diagnostics.contains("out/\(name): "), "\(outcome.diagnostics)")
    var after = try sandbox.contents()
    // The search is not lost for that.
    #expect(after.removeValue(forKey: "out/plan-2.json") != nil)
    #expect(after == before)
  }
}
