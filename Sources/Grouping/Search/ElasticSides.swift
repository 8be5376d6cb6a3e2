/// What the groups of an elastic plan hold of the amounts that limit them besides their weight (`Side`), and how much is too
/// much.
struct ElasticSides: ~Copyable {
  /// Sides of a kind at the most.
  let count: Int
  private let unitCount: Int
  /// By kind, then by unit, then by side.
  private let amounts: Scratch<Double>
  /// By kind, then by side: what a group may hold, and how much more for each unit of its weight.
  private let most: Scratch<Double>
  private let ofWeight: Scratch<Double>
  /// How much weight counts as much as a unit of the side: as much as the unit that brings most weight for it.
  private let weightOf: Scratch<Double>
  /// By group, then by side.
  private let held: Scratch<Double>
  private let trial: Scratch<Double>

  init(_ joint: JointInstance, groupCount: Int) {
    count = joint.kinds.reduce(0) { max($0, $1.instance.sides.count) }
    unitCount = joint.unitCount
    amounts = Scratch(count: joint.kinds.count * unitCount * count, filledWith: 0)
    most = Scratch(count: joint.kinds.count * count, filledWith: .infinity)
    ofWeight = Scratch(count: joint.kinds.count * count, filledWith: 0)
    weightOf = Scratch(count: joint.kinds.count * count, filledWith: 1)
    held = Scratch(count: (groupCount + 1) * count, filledWith: 0)
    trial = Scratch(count: count, filledWith: 0)
    for (index, kind) in joint.kinds.enumerated() {
      for (number, side) in kind.instance.sides.enumerated() {
        most[index * count + number] = Double(side.most)
        ofWeight[index * count + number] = Double(side.ofWeight) / 10_000
        for (local, unit) in kind.units.enumerated() {
          amounts[(index * unitCount + unit) * count + number] = Double(side.amounts[local])
          guard side.amounts[local] > 0 else { continue }
          let weight = Double(kind.instance.weights[local]) / Double(side.amounts[local])
          weightOf[index * count + number] = max(weightOf[index * count + number], weight)
        }
      }
    }
  }

  func hold(_ unit: Int, in group: Int, kind: Int, sign: Double) {
    for number in 0..<count {
      held.start[group * count + number] += sign * amounts.start[(kind * unitCount + unit) * count + number]
    }
  }

  func clear(_ group: Int) { for number in 0..<count { held.start[group * count + number] = 0 } }

  /// What a group holds too much, in weight.
  func excess(of group: Int, kind: Int, weight: Int) -> Double { excess(held.start + group * count, kind, weight) }

  // MARK: A move under scrutiny

  /// Begins with what a group holds; nil: with nothing.
  func begin(_ group: Int?) {
    for number in 0..<count { trial.start[number] = group.map { held.start[$0 * count + number] } ?? 0 }
  }

  func add(_ unit: Int, kind: Int, sign: Double) {
    for number in 0..<count {
      trial.start[number] += sign * amounts.start[(kind * unitCount + unit) * count + number]
    }
  }

  func excess(kind: Int, weight: Int) -> Double { excess(trial.start, kind, weight) }

  private func excess(_ sums: UnsafeMutablePointer<Double>, _ kind: Int, _ weight: Int) -> Double {
    var excess = 0.0
    for number in 0..<count {
      let place = kind * count + number
      let tooMuch = max(0, sums[number] - most.start[place] - ofWeight.start[place] * Double(weight))
      excess += weightOf.start[place] * tooMuch
    }
    return excess
  }
}
