import Foundation
import Plans
import Testing

/// What ends or cramps the program from outside: one line, the right code, nothing left behind.
@Suite struct SignalTests {
  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 30))
    return sandbox
  }

  private static let propose = "\"$GRAPPES\" propose r.csv --time-limit 1 --lang en --quiet"

  /// A register that never comes: the program waits for it.
  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131), ("XCPU", 152)])
  func `while it reads, a signal ends it`(signal: String, code: Int) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell(
      """
      mkfifo pipe; exec 9<>pipe
      # As a terminal starts it: a shell has what it runs in the background ignore some of them.
      env --default-signal "$GRAPPES" propose r.csv pipe --lang en & sleep 1; kill -\(signal) $!; wait $!; echo $?
      rm pipe; ls -A
      """, in: sandbox)
    #expect(outcome.text == "\(code)\nr.csv\n", "\(outcome.diagnostics)")
    #expect(outcome.diagnostics == "grappes: interrupted\n")
  }

  @Test(arguments: ["INT INT INT", "QUIT", "TERM HUP", "XCPU XCPU"])
  func `during a search no signal loses the plan`(signals: String) throws {
    let sandbox = try makeSandbox()
    let kills = signals.split(separator: " ").map { "kill -\($0) $run; sleep 0.05" }.joined(separator: "; ")
    let outcome = try Program.shell(
      """
      env --default-signal "$GRAPPES" propose "\(InterruptionTests.register)" --time-limit 600 2>said >tables & run=$!
      while [ ! -s said ]; do sleep 0.1; done; sleep 1
      \(kills); wait $run; echo $?; ls -A out | grep -c '^[.]'
      """, in: sandbox)
    #expect(outcome.text == "0\n0\n", "\(outcome.diagnostics)")
    #expect(try PlanFile.read(path: sandbox.folder.path + "/out/plan.json").status == .interrupted)
  }

  @Test func `a generation that is ended leaves nothing`() throws {
    let sandbox = try Sandbox()
    let outcome = try Program.shell(
      """
      env --default-signal "$GRAPPES" generate --france --scale 3 --lang en --out made & run=$!
      sleep 1; kill -TERM $run; wait $run; echo $?; ls -A
      """, in: sandbox)
    #expect(outcome.text == "143\n", "\(outcome.text)")
    #expect(outcome.diagnostics.hasSuffix("grappes: interrupted\n"), "\(outcome.diagnostics)")
  }

  /// What stood in the file's place stays, and its draft goes.
  @Test(arguments: [("INT", 130), ("TERM", 143), ("QUIT", 131)], ["lp", "mps"])
  func `a model that is not finished leaves nothing`(signal: (name: String, code: Int), format: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("r.csv", Extract.located(ogs: 200))
    try sandbox.write("made/model", "old\n")
    let outcome = try Program.shell(
      """
      env --default-signal "$GRAPPES" export-model r.csv --radius 25000 --format \(format) -o made/model --lang en & run=$!
      while kill -0 $run && ! ls -A made | grep -q '^[.]'; do sleep 0.01; done
      kill -\(signal.name) $run; wait $run; echo $?; ls -A made; cat made/model
      """, in: sandbox)
    #expect(outcome.text == "\(signal.code)\nmodel\nold\n", "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.hasSuffix("grappes: interrupted\n"), "\(outcome.diagnostics)")
  }

  @Test func `a small stack`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell(
      "ulimit -s 256 && \(Self.propose) && \"$GRAPPES\" check out/plan.json r.csv && \"$GRAPPES\" report out/plan.json",
      in: sandbox)
    #expect(outcome.code == 0, "\(outcome.code): \(outcome.diagnostics)")
  }

  @Test func `files of a few kilobytes at most`() throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell("ulimit -f 8; \(Self.propose); echo $?; ls -A; ls -A out 2>/dev/null", in: sandbox)
    #expect(outcome.text.hasPrefix("73\n"), "\(outcome.text)")
    #expect(outcome.diagnostics.hasPrefix("grappes: out/"), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("File too large"), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.count(where: \.isNewline) == 1, "\(outcome.diagnostics)")
    #expect(!outcome.text.contains(".plan"), "\(outcome.text)")
  }

  /// The next file that is opened would take the place of a stream that is closed.
  @Test(arguments: [(">&-", 73), ("2>&-", 0), ("<&-", 0), ("<&- >&- 2>&-", 73)])
  func `streams that are closed`(closed: String, code: Int) throws {
    let sandbox = try makeSandbox()
    let outcome = try Program.shell(
      "\"$GRAPPES\" propose r.csv --time-limit 1 --lang en \(closed); echo $?; "
        + "\"$GRAPPES\" register r.csv --problems p.csv --lang en \(closed); echo $?", in: sandbox)
    let codes = outcome.text.split(separator: "\n").filter { Int($0) != nil }
    #expect(codes == ["\(code)", "\(code)"], "\(outcome.text)\(outcome.diagnostics)")
    let plan = try sandbox.read("out/plan.json")
    #expect(plan.first == UInt8(ascii: "{"))
    _ = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    #expect(!String(decoding: try sandbox.read("p.csv"), as: UTF8.self).contains("ESSMS  "))
    #expect(try sandbox.read("r.csv") == Data(Extract.located(ogs: 30).utf8))
    if closed == ">&-" {
      #expect(outcome.diagnostics.contains("grappes: standard output: cannot be written"))
    }
  }
}
