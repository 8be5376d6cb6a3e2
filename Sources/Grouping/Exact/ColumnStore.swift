/// Groups by the million: members as bits, one after the other. Memory: 8·⌈n/64⌉ + 12 bytes a group.
struct ColumnStore: Sendable {
  /// Words of bits for each group.
  let words: Int
  private(set) var masks: [UInt64] = []
  /// In cents.
  private(set) var values: [Double] = []
  private(set) var leaders: [Int32] = []

  var count: Int { values.count }

  var bytesPerColumn: Int { 8 * words + 12 }

  init(unitCount: Int) {
    words = max(1, (unitCount + 63) / 64)
  }

  mutating func append(members: UnsafeBufferPointer<Int32>, leader: Int, value: Double) {
    let base = masks.count
    for _ in 0..<words { masks.append(0) }
    for member in members { masks[base + Int(member) >> 6] |= 1 << UInt64(member & 63) }
    values.append(value)
    leaders.append(Int32(leader))
  }

  mutating func append(contentsOf other: ColumnStore) {
    masks.append(contentsOf: other.masks)
    values.append(contentsOf: other.values)
    leaders.append(contentsOf: other.leaders)
  }

  /// Ascending.
  func members(of column: Int) -> [Int32] {
    var members: [Int32] = []
    for word in 0..<words {
      var bits = masks[column * words + word]
      while bits != 0 {
        members.append(Int32(word << 6 + bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    return members
  }

  @inline(__always)
  func holds(_ column: Int, _ unit: Int) -> Bool {
    masks[column * words + unit >> 6] >> UInt64(unit & 63) & 1 == 1
  }

  /// Whether two columns share no unit.
  func areDisjoint(_ a: Int, _ b: Int) -> Bool {
    (0..<words).allSatisfy { masks[a * words + $0] & masks[b * words + $0] == 0 }
  }

  /// The best of those with the same members; where they draw on resources, of each kind.
  ///
  /// - Complexity: O(n log n).
  func withoutRepeats(_ problem: Leaders) -> ColumnStore {
    func key(_ column: Int) -> Int {
      let leader = Int(leaders[column])
      return problem.draws(leader) ? problem.kind(leader) : -1
    }
    let draws = !problem.joint.resources.isEmpty
    let order = (0..<count).sorted { a, b in
      for word in 0..<words {
        let (x, y) = (masks[a * words + word], masks[b * words + word])
        if x != y { return x < y }
      }
      if draws, key(a) != key(b) { return key(a) < key(b) }
      return (values[b], leaders[a]) < (values[a], leaders[b])
    }
    var kept = self
    kept.masks.removeAll()
    kept.values.removeAll()
    kept.leaders.removeAll()
    var last = -1
    for column in order {
      if last >= 0, (0..<words).allSatisfy({ masks[column * words + $0] == masks[last * words + $0] }),
        !draws || key(column) == key(last)
      {
        continue
      }
      last = column
      for word in 0..<words { kept.masks.append(masks[column * words + word]) }
      kept.values.append(values[column])
      kept.leaders.append(leaders[column])
    }
    return kept
  }
}

extension ColumnStore {
  /// What the duals take from a column: unit by unit, and for each cut that counts it. The cuts of a unit are bits, so that
  /// all of them are counted at once.
  struct Costs: Sendable {
    /// Of the units, for each class of leaders: those of kinds that draw on no resource, and those of each other kind.
    fileprivate let units: [Double]
    /// Where the class of each leader starts in `units`.
    fileprivate let starts: [Int32]
    fileprivate let ofLeader: [Double]
    fileprivate let prices: [Double]
    fileprivate let words: Int
    /// Word k of unit i at `i * words + k`.
    fileprivate let cutsOfUnit: [UInt64]

    init(_ duals: Duals, cuts: CutTable, leaders: Leaders) {
      let unitCount = leaders.joint.unitCount
      var units = duals.units
      var starts = [Int32](repeating: 0, count: leaders.count)
      var ofLeader = duals.ofLeader
      for (index, kind) in leaders.joint.kinds.enumerated() {
        let draws = kind.draws.filter { duals.rates[$0.resource] > 0 }
        guard !draws.isEmpty else { continue }
        let start = units.count
        units += duals.units
        var ofGroup = 0.0
        for draw in draws {
          let rate = duals.rates[draw.resource]
          for (local, unit) in kind.units.enumerated() { units[start + unit] += rate * Double(draw.amounts[local]) }
          ofGroup += rate * Double(draw.ofGroup)
        }
        for leader in leaders.leaders(ofKind: index) {
          starts[leader] = Int32(start)
          ofLeader[leader] += ofGroup
        }
      }
      self.units = units
      self.starts = starts
      self.ofLeader = ofLeader
      var number = [Int32: Int]()
      var prices: [Double] = []
      for cut in cuts.cuts where number[cut] == nil {
        number[cut] = prices.count
        prices.append(cuts.prices[Int(cut)])
      }
      let words = (prices.count + 63) / 64
      var bits = [UInt64](repeating: 0, count: unitCount * words)
      for unit in 0..<unitCount {
        for place in cuts.starts[unit]..<cuts.starts[unit + 1] {
          if let cut = number[cuts.cuts[place]] { bits[unit * words + cut >> 6] |= 1 << UInt64(cut & 63) }
        }
      }
      self.prices = prices
      self.words = words
      cutsOfUnit = bits
    }
  }

  /// Reduced values in cents of some columns.
  ///
  /// - Complexity: O(members · ⌈cuts/64⌉) for each.
  func reducedValues(
    _ columns: UnsafeBufferPointer<Int32>, range: Range<Int>, costs: Costs,
    into reduced: UnsafeMutableBufferPointer<Double>
  ) {
    let cutWords = costs.words
    let once = Scratch<UInt64>(count: max(1, cutWords), filledWith: 0)
    let twice = Scratch<UInt64>(count: max(1, cutWords), filledWith: 0)
    masks.withUnsafeBufferPointer { masks in
      costs.units.withUnsafeBufferPointer { units in
        costs.cutsOfUnit.withUnsafeBufferPointer { cutsOfUnit in
          for index in range {
            let column = Int(columns[index])
            let leader = Int(leaders[column])
            let start = Int(costs.starts[leader])
            var value = values[column] - costs.ofLeader[leader]
            for word in 0..<cutWords {
              once[word] = 0
              twice[word] = 0
            }
            for word in 0..<words {
              var bits = masks[column * words + word]
              while bits != 0 {
                let unit = word << 6 + bits.trailingZeroBitCount
                bits &= bits - 1
                value -= units[start + unit]
                for word in 0..<cutWords {
                  let cuts = cutsOfUnit[unit * cutWords + word]
                  twice[word] |= once[word] & cuts
                  once[word] |= cuts
                }
              }
            }
            for word in 0..<cutWords {
              var bits = twice[word]
              while bits != 0 {
                value -= costs.prices[word << 6 + bits.trailingZeroBitCount]
                bits &= bits - 1
              }
            }
            reduced[index] = value
          }
        }
      }
    }
  }
}
