/// The least losses of each weight class, ascending, each class up to the number that can matter.
///
/// To cover a missing weight m no more than ⌈m/k⌉ units of weight k are ever needed, and of one class the cheapest.
struct LossLists: ~Copyable {
  let heaviest: Int
  /// First place of each class, index = weight.
  private let firsts: Scratch<Int>
  private let caps: Scratch<Int>
  private let counts: Scratch<Int>
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
  /// - Parameter reach: greatest weight that may be missing this time, at most that of `init`.
  func clear(reach: Int) {
    guard heaviest > 0 else { return }
    for weight in 1...heaviest {
      counts[weight] = 0
      caps[weight] = max(0, (reach + weight - 1) / weight)
    }
  }

  /// Keeps the unit when it is among the cheapest of its class.
  @inline(__always)
  func offer(loss: Double, unit: Int32, weight: Int) {
    let count = counts[weight]
    let cap = caps[weight]
    let first = firsts[weight]
    guard cap > 0 else { return }
    var place = first + count
    if count == cap {
      place -= 1
      guard loss < lossOfPlace[place] else { return }
    } else {
      counts[weight] = count + 1
    }
    while place > first, lossOfPlace[place - 1] > loss {
      lossOfPlace[place] = lossOfPlace[place - 1]
      unitOfPlace[place] = unitOfPlace[place - 1]
      place -= 1
    }
    lossOfPlace[place] = loss
    unitOfPlace[place] = unit
  }

  func count(weight: Int) -> Int { counts[weight] }
  func loss(weight: Int, rank: Int) -> Double { lossOfPlace[firsts[weight] + rank] }
  func unit(weight: Int, rank: Int) -> Int32 { unitOfPlace[firsts[weight] + rank] }
}
