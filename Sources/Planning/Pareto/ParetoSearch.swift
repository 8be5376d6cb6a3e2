import Geography
import Plans
import Register
import Wording

/// The front of expected funding against spread.
///
/// Its ends are the plan of most funding and, distance being priceless, the plan of most funding without any; between them
/// stand plans at prices of distance, each the slope between two neighbours (Y. P. Aneja and K. P. K. Nair, "Bicriteria
/// transportation problem", Management Science 25, 1979), which finds the plans that are best at some price. The bound of
/// each search is a line that no plan crosses: together they are a proven limit of the whole front, and the next slope is
/// taken where there is most room between that limit and the plans found.
public struct ParetoSearch: Sendable {
  /// A search of the front.
  public struct Step: Sendable {
    /// From 1.
    public let number: Int
    public let mode: Plan.Mode
    /// In euros for each ESSMS·km; nil where distance has none.
    public let spreadPrice: Double?
  }

  /// How many points a front may be asked for.
  public static let pointRange = 2...100

  private let scenario: Scenario
  private let version: String
  private let points: Int

  /// - Parameters:
  ///   - scenario: its objective and its price of distance are of no account; its time limit is of each search.
  ///   - points: wanted; at most twice as many searches are made.
  /// - Throws: `Failure` (usage) when a parameter is out of range.
  public init(scenario: Scenario, points: Int, version: String) throws(Failure) {
    guard Self.pointRange.contains(points) else {
      let (low, high) = (Self.pointRange.lowerBound, Self.pointRange.upperBound)
      throw Failure(
        .usage, fr: "--points \(points) : attendu de \(low) à \(high)",
        en: "--points \(points): expected \(low) to \(high)")
    }
    var scenario = scenario
    scenario.stability = 0
    try scenario.validate()
    self.scenario = scenario
    self.version = version
    self.points = points
  }

  /// - Parameters: as for `Planner.plan`; `progress` also says which search is under way.
  /// - Returns: the front, and the plan of each of its points.
  /// - Throws: `Failure` as `Planner.plan`.
  public func front(
    _ register: Register, regions: [RegionCode]? = nil, began: ContinuousClock.Instant = .now,
    told: ([Wording]) -> Void = { _ in }, progress: (Step, Planner.Progress) -> Void = { _, _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> (front: ParetoFront, plans: [Plan]) {
    var sketch = ParetoSketch()
    func search(
      _ mode: Plan.Mode, price: Int, from earlier: Plan?, began: ContinuousClock.Instant
    ) throws(Failure) {
      var scenario = scenario
      scenario.objective = mode
      // The front sets funding against km.
      scenario.minutePrice = nil
      if mode == .weighted { scenario.spreadPrice = Double(price) / 100 }
      scenario.earlier = earlier ?? scenario.earlier
      let step = Step(
        number: sketch.searches + 1, mode: mode, spreadPrice: mode == .weighted ? scenario.spreadPrice : nil)
      var plan = try Planner(scenario: scenario, version: version).plan(
        register, regions: regions, began: began, told: { if step.number == 1 { told($0) } },
        progress: { progress(step, $0) }, isInterrupted: isInterrupted)
      // The neighbour was a start, not an announced plan.
      plan.moves = nil
      plan.parameters.stability = nil
      sketch.add(plan, price: scenario.distancePrice)
    }
    try search(.fundingFirst, price: 0, from: nil, began: began)
    if !isInterrupted() { try search(.spreadFirst, price: 0, from: nil, began: .now) }
    while !isInterrupted(), sketch.standing.count < points, sketch.searches < 2 * points, let next = sketch.next {
      try search(.weighted, price: next.centsPerKm, from: next.start, began: .now)
    }
    var (front, plans) = sketch.front(bareme: scenario.bareme.name, isVerified: scenario.campaign.baremeVerified)
    front.interrupted = isInterrupted()
    return (front, plans)
  }
}
