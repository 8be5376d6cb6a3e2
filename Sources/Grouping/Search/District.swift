/// A part of the problem small enough for dense tables: some neighbouring groups and the ungrouped units among them.
/// The search improves a district by itself, the rest of the plan standing still.
struct District {
  /// Units of the whole instance, ascending; a unit's place here is its local number.
  let units: [Int]
  let instance: Instance
  /// Local prices, in cents.
  let prices: [Double]
  /// Cost in cents of unit i in the group of porteur h, less its bonus, at `h * count + i`; +∞ where it cannot join.
  private let matrix: [Double]
  /// For each unit all units of the district, the nearest first, itself in front.
  let nearest: [[Int32]]
  private let probabilities: [Double]

  var count: Int { units.count }

  /// - Parameter mostGroups: see `Instance.restricted`.
  /// - Complexity: O(n² log n) for n units.
  init(_ whole: Instance, units: [Int], prices: [Double], mostGroups: Int) {
    self.units = units
    let instance = whole.restricted(to: units, mostGroups: mostGroups)
    let count = units.count
    var matrix = [Double](repeating: .infinity, count: count * count)
    for porteur in 0..<count where instance.mayLead(porteur) {
      matrix[porteur * count + porteur] = Double(instance.ownCosts[porteur] - instance.bonus(porteur))
      for place in instance.offsets[porteur]..<instance.offsets[porteur + 1] {
        let unit = Int(instance.candidates[place])
        matrix[porteur * count + unit] = instance.costs[place] - Double(instance.bonus(unit))
      }
    }
    self.instance = instance
    self.matrix = matrix
    self.prices = units.map { prices[$0] }
    // Cost for each unit of weight stands for the distance, whatever it was made of.
    nearest = (0..<count).map { center in
      let reach = (0..<count).map { unit -> Double in
        if unit == center { return -1 }
        return min(
          matrix[center * count + unit] / Double(instance.weights[unit]),
          matrix[unit * count + center] / Double(instance.weights[center]))
      }
      return (0..<Int32(count)).sorted { (reach[Int($0)], $0) < (reach[Int($1)], $1) }
    }
    probabilities = instance.probabilities.tenThousandths.map { Double($0) / 10_000 }
  }

  /// Before any probability, in cents.
  func reward(of unit: Int) -> Double { Double(instance.rewards[unit]) }

  func cost(_ porteur: Int, _ unit: Int) -> Double { matrix[porteur * count + unit] }

  /// Value in cents of a group from its sums; −∞ when its weight is not admissible. Equal to the instance's evaluation
  /// but for the rounding of each reward.
  func value(weight: Int, reward: Double, cost: Double) -> Double {
    let instance = instance
    guard weight >= instance.minimum, weight <= instance.maximum ?? .max else { return -.infinity }
    let p = probabilities[min(weight - instance.minimum, probabilities.count - 1)]
    return p * (reward + Double(instance.groupReward)) - cost + Double(instance.term(weight))
  }
}

/// A group while it is worked on: members and the sums that give its value.
struct WorkingGroup {
  var porteur: Int
  var members: [Int]
  var weight: Int
  /// Sum of the members' rewards in cents, before any probability.
  var reward: Double
  /// Sum of the members' costs in cents.
  var cost: Double

  init(porteur: Int, members: [Int], in district: District) {
    self.porteur = porteur
    self.members = members
    weight = 0
    reward = 0
    cost = 0
    for member in members {
      weight += district.instance.weights[member]
      reward += district.reward(of: member)
      cost += district.cost(porteur, member)
    }
  }

  func value(in district: District) -> Double {
    guard district.instance.sides.isEmpty || district.instance.isWithinSides(members, weight: weight) else {
      return -.infinity
    }
    return district.value(weight: weight, reward: reward, cost: cost)
  }

  /// Value after `unit` has joined, `leaver` has left; either may be missing.
  func value(joined unit: Int?, left leaver: Int?, in district: District) -> Double {
    var weight = weight
    var reward = reward
    var cost = cost
    if let unit {
      weight += district.instance.weights[unit]
      reward += district.reward(of: unit)
      cost += district.cost(porteur, unit)
    }
    if let leaver {
      guard leaver != porteur else { return -.infinity }
      weight -= district.instance.weights[leaver]
      reward -= district.reward(of: leaver)
      cost -= district.cost(porteur, leaver)
    }
    if !district.instance.sides.isEmpty {
      let after = members.filter { $0 != leaver } + (unit.map { [$0] } ?? [])
      guard district.instance.isWithinSides(after, weight: weight) else { return -.infinity }
    }
    return district.value(weight: weight, reward: reward, cost: cost)
  }

  mutating func add(_ unit: Int, in district: District) {
    members.append(unit)
    weight += district.instance.weights[unit]
    reward += district.reward(of: unit)
    cost += district.cost(porteur, unit)
  }

  mutating func remove(_ unit: Int, in district: District) {
    guard let place = members.firstIndex(of: unit) else { return }
    members.swapAt(place, members.count - 1)
    members.removeLast()
    weight -= district.instance.weights[unit]
    reward -= district.reward(of: unit)
    cost -= district.cost(porteur, unit)
  }
}

/// The groups of a district while it is worked on.
struct DistrictPlan {
  var groups: [WorkingGroup] = []
  /// −1 where a unit has none.
  var groupOf: [Int]
  /// In cents.
  private(set) var value = 0.0

  init(groups: [WorkingGroup], in district: District) {
    groupOf = [Int](repeating: -1, count: district.count)
    for group in groups { append(group, in: district) }
  }

  mutating func append(_ group: WorkingGroup, in district: District) {
    for member in group.members { groupOf[member] = groups.count }
    groups.append(group)
    value += group.value(in: district)
  }

  /// Takes the group away; the last group takes its place.
  mutating func removeGroup(at index: Int, in district: District) {
    value -= groups[index].value(in: district)
    for member in groups[index].members { groupOf[member] = -1 }
    let last = groups.count - 1
    if index != last {
      groups.swapAt(index, last)
      for member in groups[index].members { groupOf[member] = index }
    }
    groups.removeLast()
  }

  /// Changes one group and keeps the sums right. `change` must not touch other groups' units.
  mutating func update(_ index: Int, in district: District, _ change: (inout WorkingGroup) -> Void) {
    let before = groups[index].value(in: district)
    for member in groups[index].members { groupOf[member] = -1 }
    change(&groups[index])
    for member in groups[index].members { groupOf[member] = index }
    value += groups[index].value(in: district) - before
  }

  /// A member of a group and a unit outside it change places. In one step: between two the groups may be too light.
  mutating func exchange(_ unit: Int, with other: Int, in district: District) {
    let first = groupOf[unit]
    let second = groupOf[other]
    let before = groups[first].value(in: district) + (second < 0 ? 0 : groups[second].value(in: district))
    groups[first].remove(unit, in: district)
    groups[first].add(other, in: district)
    if second >= 0 {
      groups[second].remove(other, in: district)
      groups[second].add(unit, in: district)
    }
    groupOf[unit] = second
    groupOf[other] = first
    value += groups[first].value(in: district) + (second < 0 ? 0 : groups[second].value(in: district)) - before
  }
}
