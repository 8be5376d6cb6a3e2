import Testing

@testable import Grouping

@Suite struct MedianProblemTests {
  /// Points in a square, demands and a capacity that leaves little room.
  struct Example {
    let medians: Int
    let demands: [Int]
    let capacity: Int
    let distances: [Double]

    init(seed: Int, count: Int = 8, medians fixed: Int? = nil) {
      var generator = SeededGenerator(seed: UInt64(seed) &* 7_919)
      let drawn = 2 + generator.below(2)
      medians = fixed ?? drawn
      let demands = (0..<count).map { _ in 1 + generator.below(9) }
      self.demands = demands
      capacity = max(demands.max() ?? 1, demands.reduce(0, +) / medians + 1 + generator.below(4))
      let points = (0..<count).map { _ in (x: 100 * generator.unit(), y: 100 * generator.unit()) }
      distances = points.flatMap { a in
        points.map { b in ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot() }
      }
    }

    /// One point far away, at a distance of 1, and the others in a square of this size, room enough for all.
    init(seed: Int, squareOf size: Double) {
      var generator = SeededGenerator(seed: UInt64(seed) &* 104_729 + 5)
      let count = 8
      medians = 2 + seed % 2
      demands = [Int](repeating: 1, count: count)
      capacity = count
      let points = (0..<count).map { place in
        place == 0 ? (x: 1.0, y: 0.0) : (x: size * generator.unit(), y: size * generator.unit())
      }
      distances = points.flatMap { a in
        points.map { b in ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot() }
      }
    }

    var problem: MedianProblem {
      .init(
        medians: medians, demands: demands, capacities: demands.map { _ in capacity }, distances: distances)
    }

    /// The least sum of distances by trying every choice of medians and every assignment; nil when there is none.
    var optimum: Double? {
      let count = demands.count
      var best: Double?
      for set in 0..<(1 << count) where set.nonzeroBitCount == medians {
        let chosen = (0..<count).filter { set >> $0 & 1 == 1 }
        func assign(_ node: Int, _ room: [Int], _ sum: Double) {
          if let best, sum >= best { return }
          guard node < count else {
            best = sum
            return
          }
          for (place, median) in chosen.enumerated() where room[place] >= demands[node] {
            guard set >> node & 1 == 0 || median == node else { continue }
            var left = room
            left[place] -= demands[node]
            assign(node + 1, left, sum + distances[median * count + node])
          }
        }
        assign(0, chosen.map { _ in capacity }, 0)
      }
      return best
    }
  }

  @Test(arguments: 0..<12) func likeBruteForce(seed: Int) throws {
    let example = Example(seed: seed)
    let outcome = example.problem.solve(timeLimit: 60, threads: 2, seed: 1)
    guard let optimum = example.optimum else {
      #expect(outcome.assignment == nil && outcome.isOptimal)
      return
    }
    #expect(outcome.isOptimal)
    #expect(abs(outcome.value - optimum) < 1e-4)
    #expect(outcome.bound <= outcome.value && outcome.bound > optimum - 1e-3)
    let assignment = try #require(outcome.assignment)
    #expect(Set(assignment).count == example.medians)
    #expect(assignment.allSatisfy { assignment[$0] == $0 })
    for median in Set(assignment) {
      let load = assignment.indices.filter { assignment[$0] == median }.reduce(0) { $0 + example.demands[$1] }
      #expect(load <= example.capacity)
    }
  }

  /// In whatever unit the distances are, the medians are the same and the optimum is scaled.
  @Test(arguments: [1e-9, 1e-6, 1e-3, 1e3, 1e6, 1e12]) func anyUnit(unit: Double) throws {
    let example = Example(seed: 21, count: 12, medians: 3)
    let usual = example.problem.solve(timeLimit: 300, threads: 2, seed: 1)
    let scaled = MedianProblem(
      medians: 3, demands: example.demands, capacities: example.demands.map { _ in example.capacity },
      distances: example.distances.map { $0 * unit }
    ).solve(timeLimit: 300, threads: 2, seed: 1)
    #expect(usual.isOptimal && scaled.isOptimal)
    #expect(scaled.assignment != nil && scaled.assignment == usual.assignment)
    #expect(abs(scaled.value / unit / usual.value - 1) < 1e-9)
    #expect(scaled.bound <= scaled.value && scaled.bound > scaled.value * (1 - 1e-6))
  }

  /// Where one distance dwarfs the others, they are lost in the engine's rounding: what it takes for the best need not be,
  /// and must not be called so.
  @Test(arguments: 0..<6, [1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1]) func differentSizes(seed: Int, size: Double) throws
  {
    let example = Example(seed: seed, squareOf: size)
    let outcome = example.problem.solve(timeLimit: 60, threads: 2, seed: 1)
    let optimum = try #require(example.optimum)
    #expect(outcome.bound <= optimum && outcome.value >= optimum * (1 - 1e-12))
    if outcome.isOptimal { #expect(outcome.value <= optimum * (1 + 1e-6)) }
    if size == 1 { #expect(outcome.isOptimal) }
  }

  /// Everybody at one place.
  @Test func noDistances() {
    let problem = MedianProblem(
      medians: 1, demands: [1, 1], capacities: [2, 2], distances: [0, 0, 0, 0])
    let outcome = problem.solve(timeLimit: 300, threads: 1, seed: 1)
    #expect(outcome.isOptimal && outcome.value == 0 && outcome.bound == 0)
  }

  /// No median has room for anybody, though the demands' common divisor is greater than the capacity.
  @Test func noRoom() {
    let problem = MedianProblem(
      medians: 2, demands: [10, 10], capacities: [7, 7], distances: [0, 1, 1, 0])
    let outcome = problem.solve(timeLimit: 300, threads: 1, seed: 1)
    #expect(outcome.assignment == nil && outcome.isOptimal)
  }

  /// The user stops it: what it has is legal.
  @Test func interrupted() throws {
    let example = Example(seed: 4, count: 30, medians: 6)
    let outcome = example.problem.solve(timeLimit: 300, threads: 1, seed: 1, isInterrupted: { true })
    #expect(outcome.seconds < 300 && outcome.bound >= 0)
    if let assignment = outcome.assignment { #expect(Set(assignment).count == 6) }
  }

  /// As many medians as nodes: everybody serves himself.
  @Test func allMedians() {
    let example = Example(seed: 3, count: 5)
    let problem = MedianProblem(
      medians: 5, demands: example.demands, capacities: example.demands.map { _ in example.capacity },
      distances: example.distances)
    let outcome = problem.solve(timeLimit: 30, threads: 1, seed: 1)
    #expect(outcome.isOptimal && outcome.value == 0 && outcome.assignment == [0, 1, 2, 3, 4])
  }

  /// Demands of 0 take up no room, and a common divisor changes nothing.
  @Test func zeroDemand() {
    let distances: [Double] = [0, 1, 5, 6, 1, 0, 4, 5, 5, 4, 0, 1, 6, 5, 1, 0]
    let problem = MedianProblem(
      medians: 2, demands: [20, 0, 10, 20], capacities: [30, 30, 30, 30], distances: distances)
    #expect(problem.weights == ([4, 1, 2, 4], 7))
    let outcome = problem.solve(timeLimit: 30, threads: 1, seed: 1)
    #expect(outcome.isOptimal && outcome.value == 2)
  }

  /// More demand than all medians can serve: proven to have no assignment.
  @Test func tooMuchDemand() {
    let problem = MedianProblem(
      medians: 1, demands: [5, 5, 5], capacities: [10, 10, 10], distances: [0, 1, 2, 1, 0, 1, 2, 1, 0])
    let outcome = problem.solve(timeLimit: 30, threads: 1, seed: 1)
    #expect(outcome.assignment == nil && outcome.isOptimal)
  }
}

@Suite struct MedianStartTests {
  /// Every node at one median with room for it, so many medians as asked for, or nothing where there is no room at all.
  @Test(arguments: 0..<20) func `the first plan is one`(seed: Int) throws {
    let example = MedianProblemTests.Example(seed: seed, count: 12)
    let count = example.demands.count
    let start = MedianStart(medians: example.medians, weights: example.demands, capacity: example.capacity) {
      example.distances[$0 * count + $1]
    }
    guard let plan = start.plan(seed: UInt64(seed), shouldStop: { false }) else {
      // Nodes may find no room where little is to spare; with plenty they always do.
      #expect(example.capacity < 2 * example.demands.reduce(0, +))
      return
    }
    #expect(Set(plan).count <= example.medians)
    for median in Set(plan) {
      #expect(plan[median] == median)
      #expect(plan.indices.filter { plan[$0] == median }.reduce(0) { $0 + example.demands[$1] } <= example.capacity)
    }
    #expect(start.plan(seed: UInt64(seed), shouldStop: { false }) == plan)
  }

  @Test func `all nodes in one place`() {
    let start = MedianStart(medians: 3, weights: [1, 1, 1, 1, 1], capacity: 2) { _, _ in 0 }
    #expect(start.plan(seed: 1, shouldStop: { false }).map { Set($0).count } == 3)
  }

  /// Pricing every node once takes a minute here: the limit is kept all the same, and there is a plan.
  @Test(.timeLimit(.minutes(2))) func `a large table keeps to the time limit`() throws {
    var generator = SeededGenerator(seed: 3)
    let count = 1_200
    let points = (0..<count).map { _ in (x: 1000 * generator.unit(), y: 1000 * generator.unit()) }
    let demands = (0..<count).map { _ in 1 + generator.below(400) }
    let problem = MedianProblem(
      medians: 15, demands: demands, capacities: demands.map { _ in 22_000 },
      distances: points.flatMap { a in
        points.map { b in ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot() }
      })
    let outcome = problem.solve(timeLimit: 1, threads: 2, seed: 1)
    #expect(outcome.assignment != nil)
    #expect(!outcome.isOptimal)
    // Tenfold, for machines that do other things: without a look at the clock it takes a hundredfold.
    #expect(outcome.seconds < 10)
  }
}
