/// What an elastic plan draws on the resources, and what it costs to draw more.
///
/// A unit costs the resource's price, which the groups' costs hold already; more where more is drawn than there is, less
/// where less is, as a spring would; and beyond what there is, a wall, or what the excess costs. All are soft at first, so
/// that whole groups come and go, and hard at the end, when only moves remain that draw alike.
struct ElasticResources: ~Copyable {
  let count: Int
  /// By kind, then by unit, then by resource.
  private let amounts: Scratch<Double>
  /// By kind, then by resource.
  private let ofGroup: Scratch<Double>
  private let unitCount: Int
  let drawn: Scratch<Double>
  /// What a move under scrutiny would draw more.
  private let change: Scratch<Double>
  private let springs: Scratch<Spring>
  /// Whether a kind draws on anything.
  private let draws: Scratch<Bool>

  private struct Spring {
    var limit = 0.0
    /// How much beyond the limit is twice as much.
    var length = 1.0
    var rate = 0.0
    var stiffness = 0.0
    /// What a unit beyond costs besides.
    var wall = 0.0
  }

  /// Stiffness and wall for the usual price, and what caps the wall.
  private let usualPrices: [Double]
  private let excessPrices: [Double?]

  init(_ joint: JointInstance, rates: [Double]) {
    count = joint.resources.count
    unitCount = joint.unitCount
    amounts = Scratch(count: joint.kinds.count * joint.unitCount * count, filledWith: 0)
    ofGroup = Scratch(count: joint.kinds.count * count, filledWith: 0)
    draws = Scratch(count: joint.kinds.count, filledWith: false)
    for (index, kind) in joint.kinds.enumerated() {
      for draw in kind.draws {
        draws[index] = true
        ofGroup[index * count + draw.resource] = Double(draw.ofGroup)
        for (local, unit) in kind.units.enumerated() {
          amounts[(index * joint.unitCount + unit) * count + draw.resource] = Double(draw.amounts[local])
        }
      }
    }
    drawn = Scratch(count: count, filledWith: 0)
    change = Scratch(count: count, filledWith: 0)
    springs = Scratch(count: count, filledWith: Spring())
    usualPrices = joint.scales.map(\.usualPrice)
    excessPrices = joint.resources.map { $0.excessPrice.map(Double.init) }
    for (number, resource) in joint.resources.enumerated() {
      let isHard = resource.excessPrice == nil && resource.limit > 0
      let limit = Double(resource.limit) * (isHard ? 1 - SearchParameters.Annealing.reserve : 1)
      springs[number].limit = limit
      springs[number].length = max(1, limit.magnitude, resource.limit > 0 ? 1 : 10 * joint.scales[number].size)
      springs[number].rate = rates.isEmpty ? 0 : rates[number]
    }
  }

  /// - Parameters:
  ///   - stiffness: what the price changes by where twice as much is drawn as there is, as a share of the usual price.
  ///   - wall: what a unit beyond costs besides, likewise.
  func set(stiffness: Double, wall: Double) {
    for number in 0..<count {
      let rate = springs[number].rate
      springs[number].stiffness = stiffness * usualPrices[number]
      springs[number].wall = wall * usualPrices[number]
      if let price = excessPrices[number] { springs[number].wall = min(springs[number].wall, max(0, price - rate)) }
    }
  }

  @inline(__always)
  func draws(_ kind: Int) -> Bool { draws.start[kind] }

  /// What the resources' prices take from a unit in a group of the kind, in whole cents, so that costs that hold it are exact
  /// when they are added and taken away again.
  func toll(of unit: Int, kind: Int) -> Double {
    (0..<count).reduce(0) { $0 + springs[$1].rate * amounts[(kind * unitCount + unit) * count + $1] }.rounded()
  }

  /// The same from each group.
  func toll(ofGroup kind: Int) -> Double {
    (0..<count).reduce(0) { $0 + springs[$1].rate * ofGroup[kind * count + $1] }
  }

  // MARK: A move under scrutiny

  func clear() { for number in 0..<count { change.start[number] = 0 } }

  @inline(__always)
  func add(_ unit: Int, kind: Int, sign: Double) { add(to: change.start, unit, kind: kind, sign: sign) }

  @inline(__always)
  func addGroup(kind: Int, sign: Double) { addGroup(to: change.start, kind: kind, sign: sign) }

  /// What it costs, in cents, besides the resources' prices.
  func cost() -> Double {
    var cost = 0.0
    for number in 0..<count where change.start[number] != 0 {
      let drawn = drawn.start[number]
      cost += tension(number, drawn + change.start[number]) - tension(number, drawn)
    }
    return cost
  }

  // MARK: Moves

  @inline(__always)
  func take(_ unit: Int, kind: Int, sign: Double) { add(to: drawn.start, unit, kind: kind, sign: sign) }

  @inline(__always)
  func takeGroup(kind: Int, sign: Double) { addGroup(to: drawn.start, kind: kind, sign: sign) }

  @inline(__always)
  private func add(to sums: UnsafeMutablePointer<Double>, _ unit: Int, kind: Int, sign: Double) {
    let row = amounts.start + (kind * unitCount + unit) * count
    for number in 0..<count { sums[number] += sign * row[number] }
  }

  @inline(__always)
  private func addGroup(to sums: UnsafeMutablePointer<Double>, kind: Int, sign: Double) {
    let row = ofGroup.start + kind * count
    for number in 0..<count { sums[number] += sign * row[number] }
  }

  /// Besides the resource's price; together they never make it worth while to draw for its own sake.
  func tension(_ number: Int, _ drawn: Double) -> Double {
    let spring = springs.start[number]
    let excess = drawn - spring.limit
    let beyond = min(2, excess / spring.length)
    let pull =
      spring.stiffness * beyond < -spring.rate
      ? -spring.length * (spring.rate * beyond + spring.rate * spring.rate / (2 * spring.stiffness))
      : spring.length * spring.stiffness * beyond * beyond / 2
    return pull + spring.wall * max(0, excess)
  }
}
