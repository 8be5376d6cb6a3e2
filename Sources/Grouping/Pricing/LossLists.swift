/// The least losses of each weight class, ascending, each class up to the number that can matter.
///
/// To cover a missing weight m no more than ⌈m/k⌉ units of weight k are ever needed, and of one class the cheapest.
struct LossLists: ~Copyable {
  let heaviest: Int
  /// First place of each class, index = weight.
  private let firsts: Scratch<Int>
  private let caps: Scratch<Int>
  private let counts: Scratch<Int>
  /// A loss from here on is not kept: while the class has room that is its limit, or +∞.
  private let worsts: Scratch<Double>
  private let lossOfPlace: Scratch<Double>
  private let unitOfPlace: Scratch<Int32>
  let capacity: Int

  /// - Parameters:
  ///   - heaviest: greatest weight of a unit.
  ///   - reach: greatest weight that may be missing.
  init(heaviest: Int, reach: Int) {
    self.heaviest = heaviest
    firsts = Scratch(count: heaviest + 1, filledWith: 0)
    caps = Scratch(count: heaviest + 1, filledWith: 0)
    counts = Scratch(count: heaviest + 1, filledWith: 0)
    worsts = Scratch(count: heaviest + 1, filledWith: -.infinity)
    var total = 0
    for weight in 1...max(1, heaviest) {
      firsts[min(weight, heaviest)] = total
      total += (max(1, reach) + weight - 1) / weight
    }
    capacity = total
    lossOfPlace = Scratch(count: total, filledWith: 0)
    unitOfPlace = Scratch(count: total, filledWith: 0)
  }

  /// Empties the lists.
  ///
  /// - Parameters:
  ///   - reach: greatest weight that may be missing this time, at most that of `init`.
  ///   - limits: for each weight a loss from which on none is kept; nil for none.
  func clear(reach: Int, limits: UnsafePointer<Float>? = nil) {
    guard heaviest > 0 else { return }
    for weight in 1...heaviest {
      counts[weight] = 0
      caps[weight] = max(0, (reach + weight - 1) / weight)
      worsts[weight] = caps[weight] == 0 ? -.infinity : limits.map { Double($0[weight]) } ?? .infinity
    }
  }

  /// Empties the lists, for a weight that may not be passed: of weight k no more than ⌊most/k⌋ can matter.
  ///
  /// - Parameter most: at most the reach of `init`.
  func clear(most: Int) {
    guard heaviest > 0 else { return }
    for weight in 1...heaviest {
      counts[weight] = 0
      caps[weight] = max(0, most / weight)
      worsts[weight] = caps[weight] == 0 ? -.infinity : .infinity
    }
  }

  /// Opens the classes that a limit kept from filling up, empty, and closes all others.
  ///
  /// - Returns: whether there are any.
  func reopenUnfilled() -> Bool {
    guard heaviest > 0 else { return false }
    var isAnyOpen = false
    for weight in 1...heaviest {
      if counts[weight] < caps[weight], worsts[weight] < .infinity {
        counts[weight] = 0
        worsts[weight] = .infinity
        isAnyOpen = true
      } else {
        worsts[weight] = -.infinity
      }
    }
    return isAnyOpen
  }

  /// Keeps the unit when it is among the cheapest of its class. An infinite loss is never kept.
  @inline(__always)
  func offer(loss: Double, unit: Int32, weight: Int) {
    guard loss < worsts[weight] else { return }
    insert(loss: loss, unit: unit, weight: weight)
  }

  private func insert(loss: Double, unit: Int32, weight: Int) {
    let count = counts[weight]
    let cap = caps[weight]
    let first = firsts[weight]
    let losses = lossOfPlace.start
    let units = unitOfPlace.start
    var place = first + count
    if count == cap { place -= 1 } else { counts[weight] = count + 1 }
    while place > first, losses[place - 1] > loss {
      losses[place] = losses[place - 1]
      units[place] = units[place - 1]
      place -= 1
    }
    losses[place] = loss
    units[place] = unit
    if count + 1 >= cap { worsts[weight] = losses[first + cap - 1] }
  }

  /// The greatest loss kept when the class is full; +∞ when it is not.
  func worst(weight: Int) -> Double {
    let cap = caps[weight]
    return cap > 0 && counts[weight] == cap ? lossOfPlace[firsts[weight] + cap - 1] : .infinity
  }

  func count(weight: Int) -> Int { counts[weight] }
  func loss(weight: Int, rank: Int) -> Double { lossOfPlace[firsts[weight] + rank] }
  func unit(weight: Int, rank: Int) -> Int32 { unitOfPlace[firsts[weight] + rank] }
}
