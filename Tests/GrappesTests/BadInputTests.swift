import Foundation
import Testing

/// Every kind of bad input: one clear line, the right exit code, nothing overwritten, nothing left over.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let code: Int32

    init(_ line: String, _ code: Int32) {
      arguments = line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
      self.code = code
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  /// A folder with good and bad registers, an earlier plan in `out`.
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    let register = Extract.located(ogs: 12)
    try sandbox.write("register.csv", register)
    try sandbox.write("empty.csv", "")
    try sandbox.write("binary.csv", Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 * $0 % 251) }))
    try sandbox.write("cut.csv", register + "structureet;350000999;3509\n")
    let lines = register.split(separator: "\n")
    let unlocated = lines.filter { !$0.hasPrefix("geo") }.joined(separator: "\n")
    try sandbox.write("unlocated.csv", unlocated.replacing(";;35;;35000 RENNES;", with: ";999;35;;;"))
    try sandbox.write("names.csv", "\(Extract.manifest)\nstructureej;350900000;ASS" + String(repeating: ";", count: 20))
    try sandbox.write("text.csv", "name,place\nEHPAD,Rennes\n")
    try sandbox.write("folder/file.txt", "a file\n")
    try sandbox.write("out/plan.json", "an earlier plan\n")
    try sandbox.write("out/report.html", "an earlier report\n")
    return sandbox
  }

  static let registers = [
    Case("propose missing.csv", 66), Case("propose folder", 66), Case("propose ''", 66),
    Case("propose folder/file.txt/register.csv", 66), Case("propose /dev/zero", 66), Case("propose /dev/null", 66),
    Case("propose empty.csv", 65), Case("propose binary.csv", 65), Case("propose text.csv", 65),
    Case("propose cut.csv --strict", 65), Case("propose unlocated.csv", 65), Case("propose names.csv", 65),
    Case("propose register.csv missing.csv", 66), Case("propose register.csv --region 28", 65),
    Case("propose register.csv --region 99", 64), Case("propose register.csv --region ''", 64),
    Case("propose register.csv --region 53 --region Bretagne", 64), Case("register missing.csv", 66),
    Case("register empty.csv", 65), Case("register register.csv --region 99", 64),
    Case("register cut.csv --strict", 65),
  ]

  static let options = [
    Case("propose", 64), Case("check", 64), Case("check out/plan.json", 64), Case("register", 64), Case("report", 64),
    Case("frobnicate", 64), Case("--frobnicate", 64), Case("propose register.csv --frobnicate", 64),
    Case("propose register.csv --lang xx", 64), Case("propose register.csv --campaign 2099", 64),
    Case("propose register.csv --campaign ''", 64), Case("propose register.csv --time-limit -1", 64),
    Case("propose register.csv --time-limit 0", 64), Case("propose register.csv --time-limit nan", 64),
    Case("propose register.csv --time-limit inf", 64), Case("propose register.csv --time-limit soon", 64),
    Case("propose register.csv --time-limit", 64), Case("propose register.csv --time-limit 1e300", 64),
    Case("propose register.csv --gap 2", 64), Case("propose register.csv --gap -0.1", 64),
    Case("propose register.csv --gap NaN", 64), Case("propose register.csv --radius 1e300", 64),
    Case("propose register.csv --radius -1", 64), Case("propose register.csv --radius 1e400", 64),
    Case("propose register.csv --detour 0", 64), Case("propose register.csv --spread-price -1", 64),
    Case("propose register.csv --spread-price infinity", 64), Case("propose register.csv --withdrawal 1", 64),
    Case("propose register.csv --threads 0", 64), Case("propose register.csv --threads -9223372036854775808", 64),
    Case("propose register.csv --threads 9223372036854775807", 64), Case("propose register.csv --seed -1", 64),
    Case("propose register.csv --seed 99999999999999999999", 64),
    Case("propose register.csv --seed 9223372036854775807", 64), Case("propose register.csv --seed 1.5", 64),
  ]

  static let folders = [
    Case("propose register.csv --out folder/file.txt", 73),
    Case("propose register.csv --out folder/file.txt/below", 73),
    Case("propose register.csv --out /proc/grappes", 73), Case("propose register.csv --out ''", 73),
    Case("propose register.csv --out /dev/null", 73),
  ]

  static let plans = [
    Case("check missing.json register.csv", 66), Case("check folder register.csv", 66),
    Case("check /dev/zero register.csv", 66), Case("check empty.csv register.csv", 65),
    Case("check binary.csv register.csv", 65), Case("check register.csv register.csv", 65),
    Case("check out/plan.json register.csv", 65), Case("report missing.json", 66), Case("report out/plan.json", 65),
  ]

  static let models = [
    Case("export-model register.csv", 64), Case("export-model register.csv -o m.lp --format xls", 64),
    Case("export-model register.csv -o m.lp --region 99", 64),
    Case("export-model register.csv -o m.lp --region 28", 65),
    Case("export-model register.csv -o m.lp --radius nan", 64), Case("export-model missing.csv -o m.lp", 66),
    Case("export-model register.csv -o ''", 73), Case("export-model register.csv -o folder", 73),
    Case("export-model register.csv -o folder/file.txt/m.lp", 73), Case("export-model register.csv -o /dev/full", 73),
    Case("export-model register.csv -o /proc/m.lp", 73),
  ]

  @Test(arguments: registers + options + folders + plans + models) func `one line and the code`(test: Case) throws {
    let sandbox = try makeSandbox()
    let before = try sandbox.contents()
    try Program.run(test.arguments, in: sandbox).expectFailure(test.code)
    #expect(try sandbox.contents() == before)
  }

  @Test func `the line is in the language asked for`() throws {
    let sandbox = try makeSandbox()
    let line = { try Program.run(["propose", "missing.csv"] + $0, in: sandbox).diagnostics }
    #expect(try line([]) == "grappes: missing.csv : fichier introuvable ; attendu : un extrait FINESS\n")
    #expect(try line(["--lang", "en"]) == "grappes: missing.csv: no such file; expected a FINESS extract\n")
  }

  @Test(arguments: ["a\nb.csv", "a\rb.csv", "a\u{1B}[31mb.csv", "a\u{2028}b.csv", "été 🍇.csv", "--\n"])
  func `a file's name cannot break the line`(name: String) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(["propose", "--", name], in: sandbox)
    outcome.expectFailure(66)
    #expect(!outcome.diagnostics.unicodeScalars.dropLast().contains { $0.properties.generalCategory == .control })
  }

  @Test func `a truncated line is counted`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      ["propose", "cut.csv", "--time-limit", "1", "--out", "new", "--lang", "en"], in: sandbox)
    #expect(outcome.code == 0)
    #expect(outcome.diagnostics.hasPrefix("1 row(s) of the register cannot be used"))
    #expect(try Program.run(["check", "new/plan.json", "cut.csv"], in: sandbox).code == 0)
  }

  @Test func `a document's place is taken by a folder`() throws {
    let sandbox = try makeSandbox()
    try FileManager.default.removeItem(at: sandbox.folder.appendingPathComponent("out/report.html"))
    try sandbox.write("out/report.html/file.txt", "a file\n")
    let before = try sandbox.contents()
    let outcome = try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox)
    outcome.expectFailure(73)
    #expect(outcome.diagnostics.contains("out/report.html"))
    #expect(try sandbox.contents() == before)
  }

  @Test(arguments: ["mkfifo out/place", "ln -s /proc/self/fd/1 out/place"])
  func `what is no plain file is not replaced by one`(made: String) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell(
      """
      \(made); before=$(ls -l out/place)
      "$GRAPPES" register diff register.csv register.csv --csv out/place; echo $?
      test "$before" = "$(ls -l out/place)"; echo $?; ls -A out | wc -l; rm out/place
      """, in: sandbox)
    #expect(outcome.text == "73\n0\n3\n")
    #expect(outcome.diagnostics.hasPrefix("grappes: out/place : "))
    #expect(outcome.diagnostics.count(where: \.isNewline) == 1)
  }

  @Test(
    arguments: [
      Case("propose register.csv --region 28 --out new/below", 65),
      Case("evaluate drawn.csv register.csv --region 28 --out new/below", 65),
      Case("scenario pareto register.csv --region 28 --out new/below", 65),
    ])
  func `a folder made for nothing goes again`(test: Case) throws {
    let sandbox = try makeSandbox()
    try sandbox.write("drawn.csv", "grappe;og\na;350900000\n")
    let before = try sandbox.contents()
    try Program.run(test.arguments, in: sandbox).expectFailure(test.code)
    #expect(try sandbox.contents() == before)
  }

  @Test(arguments: [".yaml", "..yaml", "...yaml", ".hidden.yaml"])
  func `a scenario's plans stay in the sweep's folder`(name: String) throws {
    let sandbox = try makeSandbox()
    try sandbox.write(name, "timeLimit: 1\n")
    let before = try sandbox.contents()
    for command in [["run", name, "register.csv"], ["tasks", name, "register.csv"]] {
      let outcome = try Program.run(["scenario"] + command + ["--out", "out/sweep"], in: sandbox)
      outcome.expectFailure(64)
      #expect(outcome.diagnostics.contains("\(name) : "))
      #expect(try sandbox.contents() == before)
    }
  }

  @Test(arguments: [
    ("1", "[\"53\"]", "1", "[\"24\"]"), ("1", "[\"53\"]", "2", "[\"53\"]"), ("1", "[\"53\",\"53\"]", "2", "[\"24\"]"),
  ])
  func `a manifest's tasks are distinct`(first: String, its: String, second: String, own: String) throws {
    let sandbox = try makeSandbox()
    let tasks = [(first, its), (second, own)].map {
      "{\"number\":\($0),\"file\":\"/x.yaml\",\"scenario\":\"x\",\"values\":{},\"regions\":\($1),\"digest\":\"\"}"
    }
    try sandbox.write(
      "manifest.json",
      "{\"schema\":\"grappes/sweep/1\",\"version\":\"\",\"language\":\"en\",\"strict\":false,\"registers\":[],"
        + "\"tasks\":[\(tasks.joined(separator: ","))]}")
    let before = try sandbox.contents()
    for arguments in [["run", "--manifest", "manifest.json"], ["collect", "."]] {
      try Program.run(["scenario"] + arguments, in: sandbox).expectFailure(65)
      #expect(try sandbox.contents() == before)
    }
  }

  @Test func `a column's name of any length`() throws {
    let sandbox = try makeSandbox()
    for (hyphens, code) in [(50, Int32(0)), (300, 65)] {
      try sandbox.write("drawn.csv", "grappe\(String(repeating: "-", count: hyphens));og\na;350900000\n")
      let outcome = try Program.run(
        ["evaluate", "drawn.csv", "register.csv", "--time-limit", "1", "--quiet", "--out", "new"], in: sandbox)
      #expect(outcome.code == code, "\(outcome.diagnostics)")
    }
  }

  @Test(arguments: ["{{porteur}}", "{{#members}}x{{/members}}{{porteur}}"])
  func `a letter of too many tags`(tags: String) throws {
    let sandbox = try makeSandbox()
    try sandbox.write("own.mustache", "\n" + String(repeating: tags, count: 2_001))
    let outcome = try Program.run(
      ["letters", "out/plan.json", "--template", "own.mustache", "--lang", "en"], in: sandbox)
    outcome.expectFailure(65)
    #expect(outcome.diagnostics == "grappes: own.mustache, line 2: too many tags; expected 2000 at most\n")
  }

  @Test func `an option's value may be long`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.run(
      ["propose", "register.csv", "--region", String(repeating: "5", count: 9_000)], in: sandbox)
    outcome.expectFailure(64)
    #expect(outcome.diagnostics.count < 300)
  }

  @Test func `standard output that is full`() throws {
    let sandbox = try makeSandbox()
    let run = "\"$GRAPPES\" propose register.csv --time-limit 1 --out new"
    let outcome = try Program.shell(
      "\(run) --json >/dev/full 2>errors; echo $?; grep -c '^grappes: ' errors", in: sandbox)
    #expect(outcome.text == "73\n1\n")
    let silent = try Program.shell("\(run) 2>/dev/full; echo $?", in: sandbox)
    #expect(silent.text.hasSuffix("\n0\n"))
    let closed = try Program.shell("\"$GRAPPES\" propose missing.csv 2>&-; echo $?", in: sandbox)
    #expect(closed.text == "66\n")
    // A reader that stops early is no failure.
    let piped = try Program.shell("{ \(run) --json; echo $? >&2; } 2>errors | head -c 5; tail -n 1 errors", in: sandbox)
    #expect(piped.text.hasSuffix("0\n"))
  }
}

/// A disk of 64 kB, where one can be mounted.
@Suite struct FullDiskTests {
  static let canMount: Bool = {
    guard let sandbox = try? Sandbox() else { return false }
    return (try? Program.shell("mkdir d && mount -t tmpfs -o size=64k tmpfs d && umount d", in: sandbox).code) == 0
  }()

  @Test(.enabled(if: canMount)) func `a full disk leaves the earlier model`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 60))
    let outcome = try Program.shell(
      """
      mkdir disk && mount -t tmpfs -o size=64k tmpfs disk || exit 1
      printf 'an earlier model' > disk/model.lp
      "$GRAPPES" export-model register.csv --lang en -o disk/model.lp
      echo $?; ls -A disk; cat disk/model.lp; umount disk
      """, in: sandbox)
    #expect(outcome.text == "73\nmodel.lp\nan earlier model")
    #expect(outcome.diagnostics.hasPrefix("grappes: disk/model.lp: "))
    #expect(outcome.diagnostics.count(where: \.isNewline) == 1)
  }

  @Test(.enabled(if: canMount)) func `a failure names the file, not its draft`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 12))
    try sandbox.write("s.yaml", "timeLimit: 1\n")
    let outcome = try Program.shell(
      """
      mkdir disk && mount -t tmpfs -o size=64k tmpfs disk || exit 1
      "$GRAPPES" scenario run s.yaml register.csv --quiet --lang en --out disk
      echo $?; ls -A disk; umount disk
      """, in: sandbox)
    #expect(outcome.text == "73\nmanifest.json\n")
    #expect(outcome.diagnostics.contains("disk/s/53/") && outcome.diagnostics.contains("No space left on device"))
    #expect(outcome.diagnostics.count(where: \.isNewline) == 1)
  }

  @Test(.enabled(if: canMount)) func `a full disk leaves the earlier plan`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 12))
    let outcome = try Program.shell(
      """
      mkdir disk && mount -t tmpfs -o size=64k tmpfs disk || exit 1
      printf 'an earlier plan' > disk/plan.json
      "$GRAPPES" propose register.csv --time-limit 1 --quiet --lang en --out disk
      echo $?; ls -A disk; cat disk/plan.json; umount disk
      """, in: sandbox)
    // The new plan alone finds room, under a name of its own.
    #expect(outcome.text == "73\nplan-2.json\nplan.json\nan earlier plan")
    #expect(outcome.diagnostics.hasPrefix("grappes: disk/"))
    #expect(outcome.diagnostics.contains("No space left on device"))
    #expect(outcome.diagnostics.contains("; the plan alone is in disk/plan-2.json"))
    #expect(outcome.diagnostics.count(where: \.isNewline) == 1)
  }
}
