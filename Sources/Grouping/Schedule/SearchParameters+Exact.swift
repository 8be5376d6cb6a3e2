extension SearchParameters {
  /// Branch and price.
  enum Exact {
    /// Nodes of the tree at the most: a limit that does not depend on the clock.
    static let nodes = 100_000
    /// Groups that may be enumerated at the root and in a node below it, and the bytes that they may take.
    static let enumerated = (root: 4_000_000, node: 600_000)
    static let enumerationMemory = 360_000_000
    /// Steps of a leader's walk that enumerates: some tenths of a second.
    static let enumerationSteps = 20_000_000
    /// Steps of a walk to the best group; beyond, the leader is bounded by its table.
    static let walkSteps = 200_000
    /// Cuts that the pricing can count; rounds of them at a node; and the share of the gap that a round must close to be
    /// followed by another.
    static let mostCuts = 500
    static let roundsOfCuts = (root: 20, node: 3)
    static let gainOfCuts = 0.02
    /// Choices of each sort that are tried before branching, and steps of the dual simplex for each branch.
    static let trials = 6
    static let stepsOfTrial = 80
    /// Groups that the master has at the most when it goes from node to node.
    static func mostColumns(unitCount: Int) -> Int { 30 * unitCount + 2_000 }
    /// Simplex steps between two questions whether to stop: a count of steps, so that pauses do not hang on the clock.
    static let stepsAtATime = 5_000
  }

  /// The tree's column generation.
  enum Generation {
    /// How much of the best duals so far is priced at the start, and when it goes on after the simplex's own brought nothing.
    static let smoothing = 0.85
    static let smoothingAgain = 0.3
    /// What becomes of that share where it hides all groups, and below which it is 0.
    static let decay = 0.5
    static let leastSmoothing = 0.2
    /// Least reduced value of a group that the master takes up, in cents.
    static let worthwhile = 0.02
    /// Groups of each unit that join the master in a round.
    static let columnsOfUnit = 3
    /// How near its optimum the relaxation is solved: in cents, or a share of the bound where that is more; closer than any two
    /// plans can be, or than the floating point can tell.
    static let closeness = (cents: 0.05, share: 1e-11)
  }

  /// Subset-row cuts.
  enum Cuts {
    /// Cuts of a round at the most, and those of one unit.
    static let most = 40
    static let mostOfUnit = 5
    /// Least violation worth a cut.
    static let violation = 0.02
  }

  /// The search over known groups.
  enum Pool {
    /// Groups for each unit that a worker's master begins with, and those that it has at the most.
    static let firstColumnsOfUnit = 6
    static func mostColumns(unitCount: Int) -> Int { 10 * unitCount + 200 }
    /// Rounds of cuts at a node, at the most: with three instead of twelve below the root a synthetic Corse of 60 OG took 30
    /// times as long.
    static let roundsOfCuts = (root: 40, node: 12)
    /// Share of the gap that a round must close to be followed by another, from so many rounds on.
    static let gainOfCuts = 0.001
    static let freeRounds = 5
    static let mostCuts = 400
    /// Least reduced value of a group that the master takes up, in cents, and groups of a round at the most.
    static let worthwhile = 0.02
    static let columnsOfRound = 100
    /// Groups that are priced between two looks at all, where there are four times as many; and those that the threshold is
    /// taken from.
    static let promising = 10_000
    static let sampled = 2_000
    /// Groups that a thread prices at a time, at the least.
    static let columnsAtATime = 2_000
    /// Pairs and areas that are tried before branching: two levels of the tree for each one fewer, down to the least.
    static let trials = 8
    static let leastTrials = 3
    static let trialsOfKinds = 3
    static let stepsOfTrial = 60
    /// How far from whole an area's or a kind's number of groups must be to be tried.
    static let undecided = 0.05
    /// Count rows that are added for trials.
    static let mostCounts = 20
    /// What a unit of a pair's weight adds to how undecided it is, a share.
    static let worthOfWeight = 0.05
  }
}
