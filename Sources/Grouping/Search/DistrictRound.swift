import Dispatch
import Synchronization

/// One round of improvement: the whole is cut at random into districts that share no unit, each is improved by itself,
/// on all threads, and what was gained is put together.
struct DistrictRound {
  let instance: Instance
  let prices: [Double]
  let threads: Int
  /// Units in a district, about.
  var size = 150

  /// Cuts the plan into districts: from a random unit groups and ungrouped units by growing distance, and when those in its
  /// reach are used up, from the units taken in, one after the other. A small problem is one district.
  ///
  /// - Returns: units of each district, ascending; each group lies in one district as a whole. None when stopped.
  /// - Complexity: O(pairs of the units walked from · log).
  func districts(
    of solution: Solution, generator: inout SeededGenerator, shouldStop: () -> Bool = { false }
  ) -> [[Int]] {
    var order = Array(0..<instance.unitCount)
    order.shuffle(using: &generator)
    guard instance.unitCount > size else { return [order.sorted()] }
    return DistrictCutting.districts(
      solution.groups.map(\.members), unitCount: instance.unitCount, size: size, centers: order,
      neighbours: neighbours, shouldStop: shouldStop)
  }

  /// The units that may join this porteur, the nearest first.
  private func neighbours(of unit: Int) -> [Int] {
    (instance.offsets[unit]..<instance.offsets[unit + 1])
      .sorted { (reach($0), $0) < (reach($1), $1) }
      .map { Int(instance.candidates[$0]) }
  }

  /// Cost for each unit of weight: stands for distance.
  private func reach(_ place: Int) -> Double {
    instance.costs[place] / Double(instance.weights[Int(instance.candidates[place])])
  }

  /// - Parameters:
  ///   - improve: what is done with a district: takes it, its plan and the task's number, gives back a plan.
  /// - Returns: the plan put together; never worth less than `solution`.
  func run(
    _ solution: Solution, districts: [[Int]],
    improve: @escaping @Sendable (District, DistrictPlan, Int) -> DistrictPlan
  ) -> Solution {
    let groupOf = solution.groupOfUnit(unitCount: instance.unitCount)
    var results = [[Group]](repeating: [], count: districts.count)
    results.withUnsafeMutableBufferPointer { results in
      // Each task alone writes its own place.
      nonisolated(unsafe) let results = results
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
        while true {
          let task = next.add(1, ordering: .relaxed).oldValue
          guard task < districts.count else { return }
          results[task] = self.improved(
            districts[task], of: solution, groupOf: groupOf, improve: { improve($0, $1, task) })
        }
      }
    }
    return Solution(groups: Array(results.joined()))
  }

  private func improved(
    _ units: [Int], of solution: Solution, groupOf: [Int], improve: (District, DistrictPlan) -> DistrictPlan
  ) -> [Group] {
    var local = [Int: Int](minimumCapacity: units.count)
    for (place, unit) in units.enumerated() { local[unit] = place }
    let before = Set(units.map { groupOf[$0] }).subtracting([-1]).sorted().map { solution.groups[$0] }
    let district = District(instance, units: units, prices: prices, mostGroups: before.count)
    let start = DistrictPlan(
      groups: before.map { group in
        WorkingGroup(
          porteur: local[group.porteur] ?? 0, members: group.members.compactMap { local[$0] }, in: district)
      }, in: district)
    let after = improve(district, start).groups.compactMap { group in
      instance.group(porteur: units[group.porteur], members: group.members.map { units[$0] })
    }
    let gain = after.reduce(0) { $0 + $1.value } - before.reduce(0) { $0 + $1.value }
    return gain > 0 ? after : before
  }
}
