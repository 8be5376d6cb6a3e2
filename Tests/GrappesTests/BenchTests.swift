import Foundation
import Testing

/// `grappes-bench`, run as a process.
@Suite struct BenchTests {
  /// Four nodes in two pairs.
  static let pairs = "4 2\n0 0 5 2\n0 1 5 2\n10 0 5 2\n10 1 5 2\n"

  private func run(_ arguments: [String], in sandbox: Sandbox) throws -> Program.Outcome {
    let folder = try #require(Program.executable, "the program is not beside the tests").deletingLastPathComponent()
    return try Program.Run(folder.appendingPathComponent("grappes-bench"), arguments, in: sandbox).outcome()
  }

  @Test func printsTheContractsKeys() throws {
    let sandbox = try Sandbox()
    try sandbox.write("pairs.txt", Self.pairs)
    let outcome = try run(["cpmp", "pairs.txt", "--time-limit", "5", "--threads", "1", "--json"], in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let object = try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(Set(object.keys) == ["instance", "n", "p", "value", "bound", "gap", "status", "seconds"])
    #expect(object["instance"] as? String == "pairs")
    #expect(object["n"] as? Int == 4)
    #expect(object["p"] as? Int == 2)
    let value = try #require(object["value"] as? Double)
    let bound = try #require(object["bound"] as? Double)
    let gap = try #require(object["gap"] as? Double)
    #expect(abs(gap - (value - bound) / bound) < 1e-9)
  }

  /// A scattered instance of this many nodes.
  static func scattered(nodes: Int, medians: Int) -> String {
    var lines = ["\(nodes) \(medians)"]
    for node in 0..<nodes {
      let (x, y, demand) = (node * 7_919 % 1_009, node * 6_007 % 997, 1 + node * 31 % 97)
      lines.append("\(x) \(y) \(60 * nodes / medians) \(demand)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Ctrl-C ends the search, and the best so far is printed.
  @Test func interrupted() throws {
    let sandbox = try Sandbox()
    try sandbox.write("many.txt", Self.scattered(nodes: 200, medians: 20))
    let folder = try #require(Program.executable, "the program is not beside the tests").deletingLastPathComponent()
    let run = try Program.Run(
      folder.appendingPathComponent("grappes-bench"), ["cpmp", "many.txt", "--time-limit", "600", "--json"],
      in: sandbox)
    Thread.sleep(forTimeInterval: 3)
    run.interrupt()
    let outcome = try run.outcome()
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let object = try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(object["status"] as? String == "feasible" || object["status"] as? String == "optimal")
    #expect((object["value"] as? Double ?? 0) > 0)
  }

  @Test func printsATable() throws {
    let sandbox = try Sandbox()
    try sandbox.write("pairs.txt", Self.pairs)
    let outcome = try run(["cpmp", "pairs.txt", "--time-limit", "5"], in: sandbox)
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("pairs: 4 nodes, 2 medians"))
  }

  @Test(arguments: [
    (["cpmp", "pairs.txt", "--time-limit", "0"], 64), (["cpmp", "pairs.txt", "--time-limit", "nan"], 64),
    (["cpmp", "pairs.txt", "--threads", "0"], 64), (["cpmp", "pairs.txt", "--distance", "taxi"], 64), (["cpmp"], 64),
    (["cpmp", "bad.txt"], 65), (["cpmp", "missing.txt"], 66), (["cpmp", "."], 66),
  ])
  func failuresAreOneLine(_ arguments: [String], _ code: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.write("pairs.txt", Self.pairs)
    try sandbox.write("bad.txt", "2 1\n0 0 5\n")
    let outcome = try run(arguments, in: sandbox)
    #expect(Int(outcome.code) == code, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.hasPrefix("grappes-bench: "))
    #expect(outcome.diagnostics.hasSuffix("\n"))
    #expect(outcome.diagnostics.dropLast().count(where: \.isNewline) == 0, "\(outcome.diagnostics)")
    #expect(outcome.output.isEmpty)
  }
}
