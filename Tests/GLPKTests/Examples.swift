import GLPK

/// Problems with a known answer.
enum Example {
  /// The example of GLPK's reference manual, section 1.3: its optimum is 2200/3 at (100/3, 200/3, 0), with the row
  /// duals (10/3, 2/3, 0). With whole columns it is 732.
  static func manual(
    _ environment: borrowing Environment, kind: Problem.Kind = .continuous, sense: Sense = .maximise
  ) throws -> Problem {
    let problem = try Problem(environment, name: "sample", sense: sense)
    let sign = sense == .maximise ? 1.0 : -1.0
    try problem.add(rows: [
      .init(.upper(100), name: "p"), .init(.upper(600), name: "q"), .init(.upper(300), name: "r"),
    ])
    try problem.add(columns: [
      .init(objective: 10 * sign, kind: kind, name: "x1", rows: [0, 1, 2], coefficients: [1, 10, 2]),
      .init(objective: 6 * sign, kind: kind, name: "x2", rows: [0, 1, 2], coefficients: [1, 4, 2]),
      .init(objective: 4 * sign, kind: kind, name: "x3", rows: [0, 1, 2], coefficients: [1, 5, 6]),
    ])
    return problem
  }

  /// The fewest points of the affine space of that many dimensions over three elements that meet all its lines: 5 of 9
  /// in two, 18 of 27 in three. Fulkerson, Nemhauser and Trotter, "Two computationally difficult set covering problems
  /// that arise in computing the 1-width of incidence matrices of Steiner triple systems", 1974: A9 and A27.
  static func steiner(_ environment: borrowing Environment, dimensions: Int) throws -> Problem {
    let points = (0..<dimensions).reduce(1) { size, _ in size * 3 }
    let problem = try Problem(environment, name: "stein\(points)")
    try problem.add(columns: Array(repeating: .init(objective: 1, kind: .binary), count: points))
    /// The point that completes the line through two others: every coordinate of the three sums to 0 modulo 3.
    func third(_ a: Int, _ b: Int) -> Int {
      var (a, b, place, point) = (a, b, 1, 0)
      for _ in 0..<dimensions {
        point += (6 - a % 3 - b % 3) % 3 * place
        (a, b, place) = (a / 3, b / 3, place * 3)
      }
      return point
    }
    var rows: [Problem.Row] = []
    for a in 0..<points {
      for b in a + 1..<points where third(a, b) > b {
        rows.append(
          .init(.lower(1), columns: [Int32(a), Int32(b), Int32(third(a, b))], coefficients: [1, 1, 1]))
      }
    }
    try problem.add(rows: rows)
    return problem
  }

  /// A set packing problem of sets drawn at random, whose relaxation is long to solve.
  static func packing(_ environment: borrowing Environment, rows: Int, columns: Int) throws -> Problem {
    let problem = try Problem(environment, sense: .maximise)
    try problem.add(rows: (0..<rows).map { _ in .init(.upper(1)) })
    var state: UInt64 = 7
    func draw(_ range: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % range
    }
    try problem.add(
      columns: (0..<columns).map { _ in
        let set = Set((0..<15).map { _ in Int32(draw(rows)) }).sorted()
        return .init(
          objective: Double(set.count * 1_000 + draw(500)), kind: .binary, rows: set,
          coefficients: set.map { _ in 1 })
      })
    return problem
  }

  /// One row only: the most valuable choice of items within a capacity.
  static func knapsack(
    _ environment: borrowing Environment, values: [Int], weights: [Int], capacity: Int
  ) throws -> Problem {
    let problem = try Problem(environment, sense: .maximise)
    try problem.add(rows: [.init(.upper(Double(capacity)))])
    try problem.add(
      columns: zip(values, weights).map {
        .init(objective: Double($0), kind: .binary, rows: [0], coefficients: [Double($1)])
      })
    return problem
  }
}

/// Numbers that are the same every time: Steele, Lea and Flood's SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-7) -> Bool {
  abs(a - b) <= tolerance * (1 + abs(b))
}
