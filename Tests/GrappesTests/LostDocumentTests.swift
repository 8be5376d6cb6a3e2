import Foundation
import Plans
import Testing

/// A document that cannot be made costs neither the plan nor the others.
@Suite struct LostDocumentTests {
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 12))
    return sandbox
  }

  private static let documents = [
    "grappes.csv", "membres.csv", "plan.geojson", "plan.ics", "plan.json", "plan.qml", "plan.xlsx", "report.html",
  ]

  @Test(arguments: ["/nonexistent", "/proc", "/dev/null", ""]) func `TMPDIR is not needed`(folder: String) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell(
      "TMPDIR=\(folder) \"$GRAPPES\" propose r.csv --time-limit 1 --quiet; echo $?; ls -A out", in: sandbox)
    #expect(outcome.text == "0\n" + Self.documents.joined(separator: "\n") + "\n", "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.isEmpty)
  }

  /// The library that makes workbooks does not see that its temporary files are cut.
  @Test(.enabled(if: FullDiskTests.canMount)) func `a full TMPDIR makes no broken workbook`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell(
      """
      "$GRAPPES" propose r.csv --time-limit 1 --quiet || exit
      mkdir disk && mount -t tmpfs -o size=8k tmpfs disk || exit 1
      "$GRAPPES" report out/plan.json --out calm && TMPDIR=$PWD/disk "$GRAPPES" report out/plan.json --out full; code=$?
      ls -A disk; umount disk; cmp calm/plan.xlsx full/plan.xlsx; exit $code
      """, in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.isEmpty)
    #expect(try sandbox.read("calm/plan.xlsx") == sandbox.read("full/plan.xlsx"))
  }

  /// The program with a resource that is missing.
  private func damage(_ resource: String, in sandbox: Sandbox) throws -> String {
    let executable = try #require(Program.executable)
    let folder = executable.deletingLastPathComponent()
    let own = sandbox.folder.deletingLastPathComponent().appendingPathComponent("program")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name == "grappes" || name.hasSuffix(".resources") {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: own.appendingPathComponent(name))
    }
    let reporting = own.appendingPathComponent("grappes_Reporting.resources")
    let below = try FileManager.default.subpathsOfDirectory(atPath: reporting.path)
    for name in below where name.hasSuffix("/\(resource)") {
      try FileManager.default.removeItem(at: reporting.appendingPathComponent(name))
    }
    return own.appendingPathComponent("grappes").path
  }

  @Test func `the plan and the others are written, and the lack is told`() throws {
    let sandbox = try makeSandbox()
    let program = try damage("report.js", in: sandbox)
    // Of an earlier plan: false beside the new one.
    try sandbox.write("out/report.html", "old")
    try sandbox.write("out/mine.txt", "mine")
    let outcome = try Program.shell("\"\(program)\" propose r.csv --time-limit 1 --quiet --lang en", in: sandbox)
    outcome.expectFailure(73)
    #expect(outcome.diagnostics.hasPrefix("grappes: not made: out/report.html ("), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.hasSuffix("; the rest is written\n"))
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path + "/out"))
    #expect(files == Set(Self.documents).subtracting(["report.html"]).union(["mine.txt"]))
    _ = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
  }
}
