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
}
