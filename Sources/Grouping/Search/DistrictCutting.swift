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

extension JointInstance {
  /// Cuts the units around the centers into districts that share no unit; each group lies in one as a whole. A small
  /// problem is one district.
  func districts(
    of groups: [JointGroup], size: Int, centers: [Int], shouldStop: () -> Bool
  ) -> [[Int]] {
    guard unitCount > size else { return [Array(0..<unitCount)] }
    return DistrictCutting.districts(
      groups.map(\.members), unitCount: unitCount, size: size, centers: centers, neighbours: neighbours,
      shouldStop: shouldStop)
  }

  /// The units that may join this porteur in the kind that allows it most, the nearest first.
  private func neighbours(of unit: Int) -> [Int] {
    var best: (kind: Kind, range: Range<Int>)?
    for kind in kinds {
      guard let local = kind.local(unit) else { continue }
      let range = kind.instance.offsets[local]..<kind.instance.offsets[local + 1]
      if range.count > best?.range.count ?? -1 { best = (kind, range) }
    }
    guard let best else { return [] }
    let instance = best.kind.instance
    func reach(_ place: Int) -> Double {
      instance.costs[place] / Double(instance.weights[Int(instance.candidates[place])])
    }
    return best.range.sorted { (reach($0), $0) < (reach($1), $1) }
      .map { best.kind.units[Int(instance.candidates[$0])] }
  }
}
