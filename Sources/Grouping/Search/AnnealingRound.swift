import Dispatch
import Synchronization

/// One round of annealing: a region as a whole, several times, of which the best counts, or, where it has too many units
/// for a table of all pairs, cut at random into areas that share no unit.
struct AnnealingRound {
  let instance: Instance
  let threads: Int
  let annealing: Annealing
  /// Units in an area at most, about: 4 bytes for each pair of them.
  var areaSize = Self.areaSize
  /// Runs over a region that is one area: so many whatever the number of threads, or the plan would depend on it.
  var runs = Self.runs

  /// By turns, since neither is better everywhere.
  private static let cuts = [0.4, 0.6]
  private static let areaSize = 2_500
  private static let runs = 2
  /// Measured: 7e-8 s on a quiet machine.
  private static let secondsPerMove = 1.5e-7

  /// How many moves for each unit a round can make in this time, about.
  static func movesPerUnit(seconds: Double, unitCount: Int, threads: Int) -> Int {
    let lanes = unitCount > areaSize ? Double(threads) : Double(min(threads, runs)) / Double(runs)
    return Int(max(0, min(1e9, seconds * lanes / secondsPerMove / Double(max(1, unitCount)))))
  }

  /// - Parameters:
  ///   - seed: of the whole search.
  ///   - number: of this round, for random numbers of its own.
  /// - Returns: the plan put together; never worth less than `solution`.
  func run(_ solution: Solution, seed: UInt64, number: Int, shouldStop: @escaping @Sendable () -> Bool) -> Solution {
    var generator = SeededGenerator(seed: seed, round: number, task: -1)
    let round = DistrictRound(instance: instance, prices: [], threads: threads, size: areaSize)
    let areas = round.districts(of: solution, generator: &generator, shouldStop: shouldStop)
    guard !areas.isEmpty else { return solution }
    let groupOf = solution.groupOfUnit(unitCount: instance.unitCount)
    let runs = areas.count == 1 ? runs : 1
    // What the areas may have beyond what they hold, shared out.
    let spare = max(0, instance.groupLimit - solution.groups.count)
    let shares = areas.indices.map { spare / areas.count + ($0 < spare % areas.count ? 1 : 0) }
    var results = [[Group]](repeating: [], count: areas.count * runs)
    results.withUnsafeMutableBufferPointer { results in
      // Each task alone writes its own place.
      nonisolated(unsafe) let results = results
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
        while true {
          let task = next.add(1, ordering: .relaxed).oldValue
          guard task < results.count else { return }
          let area = areas[task / runs]
          let before = Set(area.map { groupOf[$0] }).subtracting([-1]).sorted().map { solution.groups[$0] }
          var generator = SeededGenerator(seed: seed, round: number, task: task)
          var annealing = annealing
          annealing.options.cut = Self.cuts[(number + task) % Self.cuts.count]
          results[task] = Self.improved(
            before, in: area, of: instance, mostGroups: before.count + shares[task / runs], annealing: annealing,
            generator: &generator, shouldStop: shouldStop)
        }
      }
    }
    return Solution(
      groups: areas.indices.flatMap { area in
        // The first among equals.
        results[(area * runs)..<((area + 1) * runs)].enumerated()
          .max { ($0.element.value, $1.offset) < ($1.element.value, $0.offset) }?.element ?? []
      })
  }

  private static func improved(
    _ before: [Group], in units: [Int], of instance: Instance, mostGroups: Int, annealing: Annealing,
    generator: inout SeededGenerator, shouldStop: () -> Bool
  ) -> [Group] {
    let isWhole = units.count == instance.unitCount
    let area = isWhole ? instance : instance.restricted(to: units, mostGroups: mostGroups)
    var local = [Int](repeating: -1, count: instance.unitCount)
    for (place, unit) in units.enumerated() { local[unit] = place }
    let groups = before.map { group in
      Group(porteur: local[group.porteur], members: group.members.map { local[$0] }, value: group.value)
    }
    let after = annealing.improve(groups, of: area, generator: &generator, shouldStop: shouldStop)
    guard after.value > before.value else { return before }
    return after.map { Group(porteur: units[$0.porteur], members: $0.members.map { units[$0] }, value: $0.value) }
  }
}

extension [Group] {
  /// In cents.
  fileprivate var value: Int { reduce(0) { $0 + $1.value } }
}
