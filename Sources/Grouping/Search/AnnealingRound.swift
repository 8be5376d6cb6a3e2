import Dispatch
import Synchronization

/// One round of annealing: a region as a whole, several times, of which the best counts, or, where it has too many units
/// for a table of all pairs, cut at random into areas that share no unit.
struct AnnealingRound {
  let joint: JointInstance
  /// Prices of the envelopes.
  var rates: [Double] = []
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
  /// - Returns: the plan put together; it never lacks more compulsory units than `groups`, nor, where it lacks as many, is
  ///   worth less.
  func run(
    _ groups: [JointGroup], seed: UInt64, number: Int, shouldStop: @escaping @Sendable () -> Bool
  ) -> [JointGroup] {
    var generator = SeededGenerator(seed: seed, round: number, task: -1)
    var centers = Array(0..<joint.unitCount)
    centers.shuffle(using: &generator)
    let areas = joint.districts(of: groups, size: areaSize, centers: centers, shouldStop: shouldStop)
    guard !areas.isEmpty else { return groups }
    var groupOf = [Int](repeating: -1, count: joint.unitCount)
    for (index, group) in groups.enumerated() { for member in group.members { groupOf[member] = index } }
    let inside = areas.map { area in Set(area.map { groupOf[$0] }).subtracting([-1]).sorted().map { groups[$0] } }
    let runs = areas.count == 1 ? runs : 1
    // What the areas may have beyond what they hold, shared out.
    @Sendable func share(_ spare: Int, of area: Int) -> Int {
      spare / areas.count + (area < spare % areas.count ? 1 : 0)
    }
    let spare = max(0, joint.groupLimit - groups.count)
    let left = joint.left(by: groups)
    var results = [[JointGroup]](repeating: [], count: areas.count * runs)
    results.withUnsafeMutableBufferPointer { results in
      // Each task alone writes its own place.
      nonisolated(unsafe) let results = results
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
        while true {
          let task = next.add(1, ordering: .relaxed).oldValue
          guard task < results.count else { return }
          let area = task / runs
          let before = inside[area]
          let mostGroups = before.count + share(spare, of: area)
          let envelopes = zip(self.joint.drawn(by: before), left).map { $0 + share(max(0, $1), of: area) }
          var generator = SeededGenerator(seed: seed, round: number, task: task)
          var annealing = annealing
          annealing.options.cut = Self.cuts[(number + task) % Self.cuts.count]
          results[task] = self.improved(
            before, in: areas[area], mostGroups: mostGroups, envelopes: envelopes, annealing: annealing,
            generator: &generator, shouldStop: shouldStop)
        }
      }
    }
    return areas.indices.flatMap { area in
      // The first among equals.
      results[(area * runs)..<((area + 1) * runs)].reduce(inside[area]) { isBetter($1, than: $0) ? $1 : $0 }
    }
  }

  private func isBetter(_ groups: [JointGroup], than others: [JointGroup]) -> Bool {
    let lacking = joint.missing(in: others).count - joint.missing(in: groups).count
    return lacking > 0 || lacking == 0 && groups.value > others.value
  }

  private func improved(
    _ before: [JointGroup], in units: [Int], mostGroups: Int, envelopes: [Int], annealing: Annealing,
    generator: inout SeededGenerator, shouldStop: () -> Bool
  ) -> [JointGroup] {
    guard units.count < joint.unitCount else {
      return annealing.improve(before, of: joint, rates: rates, generator: &generator, shouldStop: shouldStop)
    }
    let area = joint.restricted(to: units, envelopes: envelopes, mostGroups: mostGroups)
    var local = [Int](repeating: -1, count: joint.unitCount)
    for (place, unit) in units.enumerated() { local[unit] = place }
    let groups = before.map { $0.renumbered { local[$0] } }
    return annealing.improve(groups, of: area, rates: rates, generator: &generator, shouldStop: shouldStop)
      .map { $0.renumbered { units[$0] } }
  }
}
