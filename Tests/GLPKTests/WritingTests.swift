import Foundation
import GLPK
import Testing

@Suite struct WritingTests {
  @Test func lp() throws {
    let text = try written { try $0.write(lp: $1) }
    #expect(
      text == """
        \\* Problem: sample *\\

        Maximize
         obj: + 10 x1 + 6 x2 + 4 x3

        Subject To
         p: + x1 + x2 + x3 <= 100
         q: + 10 x1 + 4 x2 + 5 x3 <= 600
         r: + 2 x1 + 2 x2 + 6 x3 <= 300

        Generals
         x1
         x2
         x3

        End

        """)
  }

  @Test func mps() throws {
    let lines = try written { try $0.write(mps: $1) }.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains("NAME sample"))
    #expect(lines.contains("L p") && lines.contains("L q") && lines.contains("L r"))
    #expect(lines.contains { $0.hasPrefix("x1") && $0.contains("q 10") })
    #expect(lines.contains { $0.contains("MARKER") && $0.contains("INTORG") })
    #expect(lines.last == "ENDATA")
  }

  @Test(arguments: ["a b", "é", String(repeating: "x", count: 255), "3x", ""]) func unusualNames(name: String) throws {
    try SolverThread.run { environment in
      let problem = try Problem(environment, name: name)
      try problem.add(rows: [.init(.upper(1), name: name)])
      try problem.add(columns: [.init(objective: 1, name: name, rows: [0], coefficients: [1])])
      try problem.write(lp: "/dev/null")
      try problem.write(mps: "/dev/null")
    }
  }

  @Test func unwritable() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      let path = "/nonexistent/problem.lp"
      #expect(
        throws: GLPKError.unwritable(
          path: path, reason: "Unable to create '\(path)' - No such file or directory")
      ) { try problem.write(lp: path) }
    }
  }

  @Test func theTerminalIsCaptured() throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment)
      #expect(environment.terminal().isEmpty)
      _ = try problem.solveRelaxation(.init(verbosity: .all))
      let lines = environment.terminal()
      #expect(lines.first == "GLPK Simplex Optimizer 5.0")
      #expect(lines.last == "OPTIMAL LP SOLUTION FOUND")
      #expect(environment.terminal(limit: 1) == ["OPTIMAL LP SOLUTION FOUND"])
      #expect(environment.terminal(limit: -1).isEmpty)
      environment.clearTerminal()
      #expect(environment.terminal().isEmpty)
      // Far more than is kept: the end of it stays.
      for _ in 0..<2000 { _ = try problem.solveRelaxation(.init(verbosity: .all)) }
      #expect(environment.terminal(limit: .max).count > 200)
      #expect(environment.terminal().count == 200)
      #expect(environment.terminal().last == "OPTIMAL LP SOLUTION FOUND")
    }
  }

  private func written(_ write: @Sendable (Problem, String) throws -> Void) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try SolverThread.run { environment in
      try write(try Example.manual(environment, kind: .integer), file.path)
    }
    return try String(contentsOf: file, encoding: .utf8)
  }
}
