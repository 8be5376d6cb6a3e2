import Foundation
import Plans
import Testing

/// Ctrl-C during the search of a register that takes long.
@Suite struct InterruptionTests {
  static let register = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("datasets/demo/finess-507.csv").path

  @Test func `the best plan so far is written, and holds`() throws {
    let sandbox = try Sandbox()
    let run = try Program.start(["propose", Self.register, "--time-limit", "600"], in: sandbox)
    // Its first word: the search is under way.
    // The thread waits, not the task: other tests would keep it from going on, the search running all the while.
    while run.isRunning, run.said.isEmpty { Thread.sleep(forTimeInterval: 0.05) }
    Thread.sleep(forTimeInterval: 2)
    #expect(run.isRunning)
    run.interrupt()
    let outcome = try run.outcome()
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    #expect(plan.status == .interrupted)
    #expect(plan.search.stop == .interrupted)
    #expect(!plan.grappes.isEmpty)
    let check = try Program.run(["check", "out/plan.json", Self.register], in: sandbox)
    #expect(check.code == 0, "\(check.text)")
  }

  /// Twice a large region: the documents would take longer than anybody waits. Those of an earlier plan go, since they are
  /// not this one's.
  @Test func `a large plan is written without its documents`() throws {
    let sandbox = try Sandbox()
    let made = try Program.run(["generate", "--region", "11", "--scale", "2.5", "--out", "register"], in: sandbox)
    #expect(made.code == 0, "\(made.diagnostics)")
    for name in ["report.html", "plan.ics", "notes.txt"] { try sandbox.write("out/\(name)", "of an earlier plan") }
    let run = try Program.start(
      ["propose", "register/finess-507.csv", "--radius", "2", "--time-limit", "600", "--lang", "en"], in: sandbox)
    while run.isRunning, run.said.isEmpty { Thread.sleep(forTimeInterval: 0.05) }
    run.interrupt()
    let outcome = try run.outcome()
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("still to be made: grappes report out/plan.json --out out"))
    let plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    #expect(plan.status == .interrupted)
    #expect(plan.ungrouped.count + plan.totals.og > 4_000)
    #expect(try sandbox.contents().keys.filter { $0.hasPrefix("out/") }.sorted() == ["out/notes.txt", "out/plan.json"])
  }

  @Test func `a terminal that closes is no loss either`() throws {
    let sandbox = try Sandbox()
    let run = try Program.start(["propose", Self.register, "--time-limit", "600"], in: sandbox)
    while run.isRunning, run.said.isEmpty { Thread.sleep(forTimeInterval: 0.05) }
    run.hangUp()
    let outcome = try run.outcome()
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    #expect(try PlanFile.read(path: sandbox.folder.path + "/out/plan.json").status == .interrupted)
    #expect(try !sandbox.contents().keys.contains { $0.hasPrefix("out/.") })
  }

  /// Drafts of documents, and of the file by which a folder is tried.
  @Test(arguments: ["plan.json", "report.html", "grappes-probe"])
  func `what a killed program left goes, what others are writing stays`(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 12))
    let ended = Process()
    ended.executableURL = URL(fileURLWithPath: "/bin/true")
    try ended.run()
    ended.waitUntilExit()
    let host = ProcessInfo.processInfo.hostName.prefix { $0 != "." }.prefix(32)
    let left = "out/.\(name).\(host)-\(ended.processIdentifier)"
    let others = [
      "out/.\(name).elsewhere-\(ended.processIdentifier)", "out/.\(name).\(host)-\(getpid())",
      "out/.\(name).\(host)-x", "out/.mine.\(host)-\(ended.processIdentifier)",
    ]
    for name in [left] + others { try sandbox.write(name, "draft") }
    #expect(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    let names = Set(try sandbox.contents().keys)
    #expect(!names.contains(left))
    #expect(names.isSuperset(of: others))
  }
}
