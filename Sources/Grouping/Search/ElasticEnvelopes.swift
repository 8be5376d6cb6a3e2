/// What an elastic plan draws from the envelopes, and what it costs to draw more.
///
/// A cent costs the envelope's price, which is taken off the probabilities; more where more is drawn than there is, less
/// where less is, as a spring would; and beyond what there is, a wall. Both are soft at first, so that whole groups come and
/// go, and hard at the end, when only moves remain that draw alike.
struct ElasticEnvelopes: ~Copyable {
  let count: Int
  /// By kind, −1 for none.
  let ofKind: Scratch<Int>
  let drawn: Scratch<Double>
  private let limits: Scratch<Double>
  private let rates: Scratch<Double>
  /// Stiffness and wall.
  private let tuning: Scratch<Double>

  init(_ joint: JointInstance, rates: [Double]) {
    count = joint.envelopes.count
    ofKind = Scratch(count: joint.kinds.count, filledWith: -1)
    for (index, kind) in joint.kinds.enumerated() { ofKind[index] = kind.envelope ?? -1 }
    tuning = Scratch(count: 2, filledWith: 0)
    drawn = Scratch(count: count, filledWith: 0)
    limits = Scratch(count: count, filledWith: 1)
    self.rates = Scratch(count: count, filledWith: 0)
    for (index, cents) in joint.envelopes.enumerated() {
      limits[index] = max(1, Double(cents) * (1 - SearchParameters.Annealing.reserve))
      self.rates[index] = rates.isEmpty ? 0 : rates[index]
    }
  }

  /// - Parameters:
  ///   - stiffness: what the price changes by where twice as much is drawn as there is.
  ///   - wall: what a cent beyond costs besides.
  func set(stiffness: Double, wall: Double) {
    tuning[0] = stiffness
    tuning[1] = wall
  }

  func toll(ofKind kind: Int) -> Double { ofKind[kind] < 0 ? 0 : rates[ofKind[kind]] }

  /// What it costs, in cents, that so much more is drawn from one envelope and another; −1 for none.
  func charge(_ envelope: Int, _ more: Double, _ other: Int, _ otherMore: Double) -> Double {
    if envelope == other { return envelope < 0 ? 0 : charge(envelope, more + otherMore) }
    return (envelope < 0 ? 0 : charge(envelope, more)) + (other < 0 ? 0 : charge(other, otherMore))
  }

  private func charge(_ envelope: Int, _ more: Double) -> Double {
    more == 0 ? 0 : tension(envelope, drawn.start[envelope] + more) - tension(envelope, drawn.start[envelope])
  }

  /// Besides the envelope's price; together they never make it worth while to draw for its own sake.
  func tension(_ envelope: Int, _ drawn: Double) -> Double {
    let limit = limits.start[envelope]
    let rate = rates.start[envelope]
    let stiffness = tuning.start[0]
    let beyond = min(2, drawn / limit - 1)
    let spring =
      stiffness * beyond < -rate
      ? -limit * (rate * beyond + rate * rate / (2 * stiffness)) : limit * stiffness * beyond * beyond / 2
    return spring + tuning.start[1] * max(0, drawn - limit)
  }
}
