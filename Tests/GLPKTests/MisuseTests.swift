import GLPK
import Testing

/// A call that GLPK would abort on, or silently misread.
struct Misuse: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let call: @Sendable (Problem) throws -> Void

  init(_ name: String, _ call: @escaping @Sendable (Problem) throws -> Void) {
    testDescription = name
    self.call = call
  }
}

@Suite struct MisuseTests {
  static let entries: [Misuse] = [
    Misuse("row past the end") { try $0.add(columns: [.init(), .init(rows: [3], coefficients: [1])]) },
    Misuse("negative row") { try $0.add(columns: [.init(rows: [-1], coefficients: [1])]) },
    Misuse("largest row") { try $0.add(columns: [.init(rows: [.max], coefficients: [1])]) },
    Misuse("row twice") { try $0.add(columns: [.init(rows: [1, 1], coefficients: [1, 2])]) },
    Misuse("more rows than coefficients") { try $0.add(columns: [.init(rows: [0, 1], coefficients: [1])]) },
    Misuse("coefficient NaN") { try $0.add(columns: [.init(rows: [0], coefficients: [.nan])]) },
    Misuse("coefficient infinite") { try $0.add(columns: [.init(rows: [0], coefficients: [.infinity])]) },
    Misuse("column past the end") { try $0.add(rows: [.init(.free, columns: [3], coefficients: [1])]) },
    Misuse("column twice") { try $0.add(rows: [.init(.free, columns: [2, 0, 2], coefficients: [1, 1, 1])]) },
    Misuse("new coefficients, row twice") {
      try $0.setCoefficients(column: 0, rows: [0, 0], coefficients: [1, 1])
    },
    Misuse("new coefficients, no such column") { try $0.setCoefficients(row: 0, columns: [9], coefficients: [1]) },
    Misuse("new coefficients of no row") { try $0.setCoefficients(row: 3, columns: [], coefficients: []) },
    Misuse("new coefficients of no column") { try $0.setCoefficients(column: -1, rows: [], coefficients: []) },
    Misuse("removes a column twice") { try $0.remove(columns: [1, 1]) },
    Misuse("removes no column") { try $0.remove(columns: [3]) },
    Misuse("removes no row") { try $0.remove(rows: [.min]) },
    Misuse("removes a row twice") { try $0.remove(rows: [0, 2, 0]) },
  ]

  static let values: [Misuse] = [
    Misuse("objective NaN") { try $0.add(columns: [.init(objective: .nan)]) },
    Misuse("objective infinite") { try $0.setObjective(column: 0, .infinity) },
    Misuse("objective of no column") { try $0.setObjective(column: 3, 1) },
    Misuse("constant NaN") { try $0.setObjective(constant: .nan) },
    Misuse("bound NaN") { try $0.setBounds(column: 0, .lower(.nan)) },
    Misuse("bound infinite") { try $0.setBounds(row: 0, .upper(.infinity)) },
    Misuse("bounds of no column") { try $0.setBounds(column: 3, .free) },
    Misuse("bounds of no row") { try $0.setBounds(row: -1, .free) },
    Misuse("bounds the wrong way round") { try $0.setBounds(row: 0, .between(2, 1)) },
    Misuse("integer within half bounds") { try $0.setBounds(column: 0, .between(0, 1.5)) },
    Misuse("integer fixed at a half") { try $0.setKind(column: 1, .integer, bounds: .fixed(0.5)) },
    Misuse("new integer within half bounds") { try $0.add(columns: [.init(bounds: .lower(0.5), kind: .integer)]) },
    Misuse("binary outside 0 and 1") { try $0.add(columns: [.init(bounds: .lower(2), kind: .binary)]) },
    Misuse("long name") { try $0.add(columns: [.init(name: String(repeating: "é", count: 128))]) },
    Misuse("name with a line end") { try $0.add(rows: [.init(.free, name: "a\nb")]) },
    Misuse("values missing") { _ = try $0.violation(of: [1]) },
    Misuse("value of no column") { _ = try $0.primal(3) },
    Misuse("dual of no row") { _ = try $0.dual(row: 3) },
  ]

  static let options: [Misuse] = [
    Misuse("negative time") { _ = try $0.solveRelaxation(.init(timeLimit: -1)) },
    Misuse("time NaN") { _ = try $0.solveRelaxation(.init(timeLimit: .nan)) },
    Misuse("negative iterations") { _ = try $0.solveRelaxation(.init(iterationLimit: -1)) },
    Misuse("integer, negative time") { _ = try $0.solveInteger(.init(timeLimit: -0.1)) },
    Misuse("negative nodes") { _ = try $0.solveInteger(.init(nodeLimit: -1)) },
    Misuse("negative gap") { _ = try $0.solveInteger(.init(relativeGap: -0.1)) },
    Misuse("gap NaN") { _ = try $0.solveInteger(.init(relativeGap: .nan)) },
    Misuse("proximity search NaN") { _ = try $0.solveInteger(.init(proximitySearch: .nan)) },
    Misuse("cutoff infinite") { _ = try $0.solveInteger(.init(objectiveCutoff: .infinity)) },
    Misuse("empty path") { try $0.write(lp: "") },
    Misuse("long path") { try $0.write(mps: String(repeating: "a", count: 5000)) },
  ]

  @Test(arguments: entries + values + options) func isRefusedAndChangesNothing(misuse: Misuse) throws {
    try SolverThread.run { environment in
      let problem = try Example.manual(environment, kind: .integer)
      let error = #expect(throws: GLPKError.self) { try misuse.call(problem) }
      guard case .invalidArgument(let message) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(!message.isEmpty)
      #expect((problem.rowCount, problem.columnCount) == (3, 3))
      #expect(try problem.solveInteger().objective.map { isClose($0, 732) } == true)
    }
  }

  @Test func problemName() throws {
    #expect(throws: GLPKError.self) {
      try SolverThread.run { environment in _ = try Problem(environment, name: "\u{7}") }
    }
  }
}
