/// Cuts a plan's units into districts that share none: from each center groups and ungrouped units by growing distance, and
/// when those in its reach are used up, from the units taken in, one after the other.
enum DistrictCutting {
  /// - Parameters:
  ///   - groups: members of each group; each lies in one district as a whole.
  ///   - size: units in a district, about.
  ///   - centers: units to begin from, in this order.
  ///   - neighbours: of a unit, the nearest first.
  ///   - shouldStop: asked at each unit that is walked from.
  /// - Returns: units of each district, ascending; none when stopped.
  static func districts(
    _ groups: [[Int]], unitCount: Int, size: Int, centers: [Int], neighbours: (Int) -> [Int],
    shouldStop: () -> Bool = { false }
  ) -> [[Int]] {
    var groupOf = [Int](repeating: -1, count: unitCount)
    for (index, members) in groups.enumerated() { for member in members { groupOf[member] = index } }
    var isTaken = [Bool](repeating: false, count: unitCount)
    var districts: [[Int]] = []
    for center in centers where !isTaken[center] {
      var district: [Int] = []
      var isFull = false
      func take(_ unit: Int) {
        guard !isTaken[unit] else { return }
        let whole = groupOf[unit] < 0 ? [unit] : groups[groupOf[unit]]
        isFull = !district.isEmpty && district.count + whole.count > size
        guard !isFull else { return }
        district.append(contentsOf: whole)
        for member in whole { isTaken[member] = true }
      }
      take(center)
      var walked = 0
      while !isFull, walked < district.count {
        if shouldStop() { return [] }
        for unit in neighbours(district[walked]) where !isFull { take(unit) }
        walked += 1
      }
      districts.append(district.sorted())
    }
    return districts
  }
}
