/// A search that starts again from what is known: a plan, prices, groups met before, and the units that a change touched. It
/// begins in the districts around them and widens as far as time or work goes.
///
/// The same input gives the same plan whatever the number of threads, unless the clock has cut it (`Outcome.isCut`).
public struct Restart: Sendable {
  public struct Options: Sendable {
    /// Wall-clock limit in seconds.
    public var timeLimit = 2.0
    /// Steps of work after which the search ends; nil for no limit.
    public var workLimit: Int?
    public var seed: UInt64 = 1
    /// At least 1.
    public var threads = 1

    public init() {}
  }

  public struct Outcome: Sendable {
    /// Never worth less than the plan that the search started from.
    public let groups: [JointGroup]
    /// Groups met on the way that a later restart may use, the most promising first.
    public let pool: [JointGroup]
    /// Until the first plan that is worth more; nil where there was none.
    public let firstBetter: Double?
    public let seconds: Double
    public let work: Int
    /// Whether the clock has ended it.
    public let isCut: Bool
  }

  private typealias Parameters = SearchParameters.Restart

  public let joint: JointInstance
  /// A plan that the problem admits.
  public let groups: [JointGroup]
  /// Groups of it that stay as they are.
  public let fixed: [JointGroup]
  /// Of the units in cents, and of a unit of each resource: those of the bound.
  private let prices: BoundGeneration.Prices
  public var pool: [JointGroup] = []
  /// Where the search begins; empty: everywhere.
  public var touched: [Int] = []
  public var options = Options()

  /// - Parameters:
  ///   - prices: of the units, in whole cents.
  ///   - rates: of the resources, in millionths.
  ///   - fixed: some of the groups.
  public init(
    _ joint: JointInstance, groups: [JointGroup], fixed: [JointGroup] = [], prices: [Int], rates: [Int]
  ) {
    self.joint = joint
    self.groups = groups
    self.fixed = fixed
    self.prices = .init(units: prices.map(Double.init), rates: rates.map { Double($0) / 1_000_000 })
  }

  /// - Parameters:
  ///   - better: called with each better plan, from the calling thread.
  ///   - isInterrupted: asked often, from any thread.
  public func run(
    better: ([JointGroup]) -> Void = { _ in }, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> Outcome {
    let budget = Budget(limit: options.timeLimit, workLimit: options.workLimit, isInterrupted: isInterrupted)
    // What is fixed is no part of the problem searched.
    var isFree = [Bool](repeating: true, count: joint.unitCount)
    for group in fixed { for member in group.members { isFree[member] = false } }
    let units = isFree.indices.filter { isFree[$0] }
    var number = [Int](repeating: -1, count: joint.unitCount)
    for (place, unit) in units.enumerated() { number[unit] = place }
    let left = joint.left(by: fixed)
    let local =
      fixed.isEmpty
      ? joint
      : joint.restricted(to: units, limits: left, mostGroups: joint.mostGroups.map { $0 - fixed.count })
    let free = groups.filter { $0.members.allSatisfy { isFree[$0] } }.map { $0.renumbered { number[$0] } }
    let known = pool.filter { $0.members.allSatisfy { isFree[$0] } }.map { $0.renumbered { number[$0] } }
    var search = RestartSearch(
      joint: local, groups: free, prices: .init(units: units.map { prices.units[$0] }, rates: prices.rates),
      touched: touched.filter { isFree[$0] }.map { number[$0] }, options: options, budget: budget)
    for group in known {
      if let group = local.bestGroup(porteur: group.porteur, members: group.members) {
        search.elite.insert(group, of: local)
      }
    }
    search.run { better(fixed + $0.map { $0.renumbered { units[$0] } }) }
    return Outcome(
      groups: fixed + search.groups.map { $0.renumbered { units[$0] } },
      pool: search.elite.promising(
        local, prices: search.prices, slack: .infinity, most: Parameters.keptOfUnit * local.unitCount
      ).map { $0.renumbered { units[$0] } },
      firstBetter: search.firstBetter, seconds: budget.seconds, work: budget.work, isCut: budget.hasDecided)
  }
}

/// One restart, over the units that are free.
struct RestartSearch {
  private typealias Parameters = SearchParameters.Restart

  let joint: JointInstance
  private(set) var groups: [JointGroup]
  let prices: BoundGeneration.Prices
  let touched: [Int]
  let options: Restart.Options
  let budget: Budget
  var elite = ColumnPool()
  private(set) var firstBetter: Double?
  private var generator: SeededGenerator
  private var number = 0

  init(
    joint: JointInstance, groups: [JointGroup], prices: BoundGeneration.Prices, touched: [Int],
    options: Restart.Options, budget: Budget
  ) {
    self.joint = joint
    self.groups = groups
    self.prices = prices
    self.touched = touched
    self.options = options
    self.budget = budget
    generator = SeededGenerator(seed: options.seed)
  }

  private var isOver: Bool { budget.isInterrupted || budget.isOver() || budget.isSpent() }

  mutating func run(better: ([JointGroup]) -> Void) {
    guard joint.unitCount > 1 else { return }
    insert(Greedy(joint, threads: 1, shouldStop: budget.stopper()).inserting(groups), better)
    for size in Parameters.rings where size < joint.unitCount && !touched.isEmpty {
      if isOver { return }
      ring(size, better)
    }
    var stale = 0
    while !isOver, stale < Parameters.patience {
      let before = joint.worth(of: groups)
      whole(better)
      stale = joint.worth(of: groups) > before ? 0 : stale + 1
    }
  }

  private mutating func insert(_ candidate: [JointGroup], _ better: ([JointGroup]) -> Void) {
    guard joint.worth(of: candidate) > joint.worth(of: groups), candidate.count <= joint.groupLimit,
      joint.isConsistent(candidate),
      joint.missing(in: candidate).count <= joint.missing(in: groups).count
    else { return }
    groups = candidate
    if firstBetter == nil { firstBetter = budget.seconds }
    better(groups)
  }

  /// The districts of this size around what was touched.
  private mutating func ring(_ size: Int, _ better: ([JointGroup]) -> Void) {
    for _ in 0..<Parameters.roundsOfRing where !isOver {
      let districts = joint.districts(
        of: groups, size: size, centers: touched.shuffled(using: &generator), shouldStop: budget.stopper())
      for district in districts where !isOver { anneal(district, moves: Parameters.movesOfRing, better) }
      improve(districts, better)
    }
    recombine(better)
  }

  /// Districts all over, and now and then all at once.
  private mutating func whole(_ better: ([JointGroup]) -> Void) {
    let moves = number < Parameters.longFrom ? Parameters.movesOfWhole : Parameters.longMovesOfWhole
    anneal(Array(0..<joint.unitCount), moves: moves, better)
    recombine(better)
    let round = DistrictRound(joint: joint, threads: options.threads, size: Parameters.district)
    for _ in 0..<Parameters.roundsOfDistricts where !isOver {
      improve(round.districts(of: groups, generator: &generator, shouldStop: budget.stopper()), better)
    }
  }

  /// Ruin and recreate, then set packing where the districts are small enough.
  private mutating func improve(_ districts: [[Int]], _ better: ([JointGroup]) -> Void) {
    guard !districts.isEmpty, !isOver else { return }
    let round = DistrictRound(joint: joint, threads: options.threads)
    let ruin = KindRuin(joint, prices: prices, seed: options.seed, temperatures: SearchParameters.Ruin.temperatures)
    insert(round.run(groups, districts: districts, move: .ruin(ruin), number: number, budget: budget), better)
    number += 1
    guard districts.allSatisfy({ $0.count <= Parameters.mostPacked }), !isOver else { return }
    var packing = SetPacking()
    packing.prices = prices.units
    packing.known = elite.columns
    packing.rounds = SearchParameters.Packing.roundsOfKinds
    packing.patience = SearchParameters.Packing.patienceOfKinds
    packing.isCheapFirst = true
    insert(round.run(groups, districts: districts, move: .packing(packing), number: number, budget: budget), better)
  }

  private mutating func anneal(_ units: [Int], moves: Int, _ better: ([JointGroup]) -> Void) {
    var held = [Bool](repeating: false, count: joint.unitCount)
    for unit in units { held[unit] = true }
    let inside = groups.filter { held[$0.porteur] }
    let outside = groups.filter { !held[$0.porteur] }
    let isWhole = units.count == joint.unitCount
    let limits = zip(joint.drawn(by: inside), joint.left(by: groups)).map { $0 + $1 }
    let spare = joint.mostGroups.map { $0 - outside.count }
    let local = isWhole ? joint : joint.restricted(to: units, limits: limits, mostGroups: spare)
    var place = [Int](repeating: -1, count: joint.unitCount)
    for (rank, unit) in units.enumerated() { place[unit] = rank }
    var annealing = Annealing()
    annealing.options.movesPerUnit = moves
    // Every other one looks around the plan at hand instead of leaving it.
    if !number.isMultiple(of: 2) { annealing.options.hot = SearchParameters.Annealing.cool }
    let round = AnnealingRound(joint: local, rates: prices.rates, threads: options.threads, annealing: annealing)
    let joint = joint
    var met: [JointGroup] = []
    let found = round.run(
      inside.map { $0.renumbered { place[$0] } }, seed: options.seed, number: number, budget: budget
    ) { met.append($0.renumbered { units[$0] }) }
    for group in met { elite.insert(group, of: joint) }
    number += 1
    insert(outside + found.map { $0.renumbered { units[$0] } }, better)
  }

  /// The best plan over all groups that annealings have ended with.
  private mutating func recombine(_ better: ([JointGroup]) -> Void) {
    guard !isOver else { return }
    for group in groups { elite.insert(group, of: joint) }
    // What no longer holds since the pool was kept is left out.
    let columns = elite.promising(
      joint, prices: prices, slack: .infinity, most: SearchParameters.Recombination.columns)
    let found = SetPacking(nodes: Parameters.nodes).solve(
      columns, joint: joint, above: joint.worth(of: groups), budget: budget)
    budget.spend(columns.count * SearchParameters.Work.packingOfColumn)
    if let found { insert(found, better) }
  }
}

extension SearchParameters {
  /// Starting again around what a change has touched. Measured on Bretagne and on a synthetic region of 1,955 OG, 2 cores:
  /// the rings take half a second.
  enum Restart {
    /// Units of the districts around what was touched, one size after the other, and rounds of each.
    static let rings = [80, 200]
    static let roundsOfRing = 2
    /// Moves of the annealings for each unit.
    static let movesOfRing = 12_000
    static let movesOfWhole = 2_500
    /// From so many annealings on they are longer.
    static let longFrom = 12
    static let longMovesOfWhole = 10_000
    /// Districts all over: units of each, and rounds of them between two annealings of the whole.
    static let district = 120
    static let roundsOfDistricts = 1
    /// Units of a district up to which set packing is worth its time.
    static let mostPacked = 90
    /// Rounds over the whole without gain after which there seems nothing more to find.
    static let patience = 6
    /// Nodes of the choice among groups met.
    static let nodes = 50
    /// Groups that are kept for the next restart, for each unit.
    static let keptOfUnit = 4
  }
}
