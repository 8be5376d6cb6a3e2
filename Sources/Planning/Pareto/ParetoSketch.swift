import Plans

/// A front as far as it is known: plans found, lines proven, and the price at which to search on.
struct ParetoSketch {
  struct Found {
    let plan: Plan
    let centsPerKm: Int
    /// In cents, at no price of distance.
    let funding: Int
    let metres: Int

    /// In thousandths of a cent.
    func value(centsPerKm: Int) -> Int { 1000 * funding - centsPerKm * metres }
  }

  /// In cents at no spread, and cents for each km.
  struct Line {
    let bound: Int
    let centsPerKm: Int

    func height(metres: Double) -> Double { Double(bound) + Double(centsPerKm) * metres / 1000 }
  }

  private(set) var found: [Found] = []
  private var lines: [Line] = []
  /// Of the end without spread.
  private var boundAtNoSpread: Int?

  var searches: Int { found.count }

  /// - Parameter price: of distance, as the plan's search had it.
  mutating func add(_ plan: Plan, price: DistancePrice) {
    let metres = Int((plan.totals.spreadKm * 1000).rounded())
    let costs = plan.grappes.reduce(0) { sum, grappe in
      grappe.members.reduce(sum) { $0 + price.cents(metres: Int((1000 * ($1.sumKm ?? 0)).rounded())) }
    }
    found.append(
      Found(plan: plan, centsPerKm: price.centsPerKm, funding: plan.totals.value.cents + costs, metres: metres))
    guard !price.isProhibitive else {
      boundAtNoSpread = plan.bound.cents
      return
    }
    // Each unit's priced distance is rounded to whole cents: half a cent each keeps the line above every plan.
    let units = plan.grappes.reduce(plan.ungrouped.count) { $0 + $1.members.count }
    let rounding = price.centsPerKm == 0 ? 0 : (units + 1) / 2
    lines.append(Line(bound: plan.bound.cents + rounding, centsPerKm: price.centsPerKm))
  }

  /// Places in `found` of the plans that no other beats or equals in both, by increasing spread.
  var standing: [Int] {
    let order = found.indices.sorted {
      (found[$0].metres, -found[$0].funding, $0) < (found[$1].metres, -found[$1].funding, $1)
    }
    var kept: [Int] = []
    for place in order where kept.last.map({ found[place].funding > found[$0].funding }) ?? true { kept.append(place) }
    return kept
  }

  /// The slope between the neighbours between whose chord and the limit there is most room, not tried before, and the one of
  /// them that is worth more at it; nil when there is none.
  ///
  /// - Complexity: O(points × lines³).
  var next: (centsPerKm: Int, start: Plan)? {
    let tried = Set(lines.map(\.centsPerKm))
    let corners = hull
    var best: (room: Double, centsPerKm: Int, start: Plan)?
    for (a, b) in zip(corners, corners.dropFirst()) {
      let slope = 1000 * Double(b.funding - a.funding) / Double(b.metres - a.metres)
      // No price of more than a million euros is taken.
      let cents = Int(min(max(slope, 1), 100_000_000).rounded())
      let room = room(between: a, b)
      guard !tried.contains(cents), room > best?.room ?? 0 else { continue }
      let start = a.value(centsPerKm: cents) >= b.value(centsPerKm: cents) ? a : b
      best = (room, cents, start.plan)
    }
    return best.map { ($0.centsPerKm, $0.start) }
  }

  /// Those of the standing plans that are best at some price, by increasing spread.
  private var hull: [Found] {
    var corners: [Found] = []
    for point in standing.map({ found[$0] }) {
      while corners.count > 1 {
        let (a, b) = (corners[corners.count - 2], corners[corners.count - 1])
        // As doubles: the products go beyond 64 bits.
        let left = Double(b.funding - a.funding) * Double(point.metres - a.metres)
        guard left <= Double(point.funding - a.funding) * Double(b.metres - a.metres) else { break }
        corners.removeLast()
      }
      corners.append(point)
    }
    return corners
  }

  /// The area between chord and limit, in cents times metres: where most is left to prove or to find.
  private func room(between a: Found, _ b: Found) -> Double {
    let (from, to) = (Double(a.metres), Double(b.metres))
    var places = [from, to]
    for (number, line) in lines.enumerated() {
      for other in lines[(number + 1)...] where other.centsPerKm != line.centsPerKm {
        let crossing = 1000 * Double(other.bound - line.bound) / Double(line.centsPerKm - other.centsPerKm)
        if crossing > from, crossing < to { places.append(crossing) }
      }
    }
    places.sort()
    let slope = Double(b.funding - a.funding) / (to - from)
    // Straight between two places.
    let heights = places.map { place in
      max(0, (lines.map { $0.height(metres: place) }.min() ?? 0) - Double(a.funding) - slope * (place - from))
    }
    return zip(zip(places, heights), zip(places, heights).dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.0 - pair.0.0) * (pair.0.1 + pair.1.1) / 2
    }
  }

  func front(bareme: String, isVerified: Bool) -> (front: ParetoFront, plans: [Plan]) {
    let places = standing
    let proven = lines.sorted { ($0.centsPerKm, $0.bound) < ($1.centsPerKm, $1.bound) }
      .map { ParetoFront.Line(spreadPrice: Double($0.centsPerKm) / 100, bound: Euros(cents: $0.bound)) }
    let points = places.enumerated().map { rank, place -> ParetoFront.Point in
      let (point, plan) = (found[place], found[place].plan)
      let limit = ParetoFront.limit(proven, spreadKm: plan.totals.spreadKm)?.cents ?? .max
      let atNone = point.metres == 0 ? boundAtNoSpread ?? .max : .max
      let number = String(rank + 1)
      return ParetoFront.Point(
        name: "point-" + String(repeating: "0", count: max(0, 2 - number.count)) + number, mode: plan.parameters.mode,
        spreadPrice: plan.parameters.mode == .weighted ? Double(point.centsPerKm) / 100 : nil,
        funding: Euros(cents: point.funding), expectedFunding: plan.totals.expectedFunding,
        spreadKm: plan.totals.spreadKm, grappes: plan.totals.grappes, og: plan.totals.og, essms: plan.totals.essms,
        value: plan.totals.value, bound: plan.bound, status: plan.status, limit: Euros(cents: min(limit, atNone)))
    }
    let front = ParetoFront(
      bareme: bareme, baremeVerified: isVerified, points: points, lines: proven, withdrawn: found.count - places.count,
      searches: found.count)
    return (front, places.map { found[$0].plan })
  }
}
