extension SearchParameters {
  /// The bound's part of the schedule.
  enum Bounding {
    /// Share of the time or work that the bound may take at most; the rest is for the plan. Where the value goes by weight
    /// the bound is the slower part; where kinds solved by themselves come first, theirs is in it.
    static let share = 0.45
    static let shareOfLevels = 0.6
    static let shareAfterFirst = 0.8
    /// Share that the kinds solved by themselves may take.
    static let firstShare = 0.55
    /// Units up to which column generation in a box follows the subgradient; beyond, the simplex takes too long.
    static let generationCount = 4_000
    /// Step factor of the subgradient at which it takes over: with several kinds or envelopes sooner, since each round of
    /// the subgradient takes longer and the cheap ones lead astray (Bretagne with one of 15 DUI required: their best prices
    /// prove 1 % more than they show).
    static let generationStep = 0.01
    static let generationStepOfKinds = 0.4
    /// How near its optimum the simplex takes the bound, a share: the last millionth takes as many rounds as all before it.
    static let closeness = 1e-6
    /// Step factor at which the tree's own column generation goes on from a small problem's prices.
    static let smallStep = 0.15
    /// Step factor from which on groups are gathered for the simplex; all rounds' up to so many units, more would fill the
    /// memory.
    static let poolStep = 0.1
    static let wholePoolCount = 1_000
    /// How far the prices to search by lie from the subgradient's towards the simplex's, which stand in a corner of the best
    /// ones. Bretagne with withdrawal 0.05, 30 s, three seeds: at 0 and at 1 plans end 0.02 % lower than at 0.5 to 0.7.
    static let searchShare = 0.7
    /// Iteration at which a first plan is made: earlier where each takes long.
    static let firstPlanAt = 200
    static let firstPlanAtOfLarge = 20
    static let largeCount = 2_500
    /// Iterations between two looks at the gap, and between two reports.
    static let gapCheckedEvery = 10
    static let reportedEvery = 20
  }

  /// The subgradient. Measured on Bretagne, Nouvelle-Aquitaine, Corse and Guadeloupe.
  enum Subgradient {
    /// Iterations without progress before the step shrinks: less patience stops up to 1 % above the dual optimum on the small
    /// ones.
    static let patience = 60
    static let shrink = 0.7
    /// Share of the bound by which it must fall to be progress.
    static let progress = 2e-5
    /// Share of the last direction that is kept.
    static let deflection = 0.9
    /// Step factor at the start from given prices, where that from none is 1; and what it is at least when pricing becomes
    /// exact.
    static let warmStep = 0.3
    static let exactStep = 0.1
    /// Step factor at which the prices are about right.
    static let settledStep = 0.03
    /// Step factor at which the bound is as good as it gets.
    static let leastStep = 1e-4
    /// Share of the bound that a step aims for at the least.
    static let leastExcess = 1e-4
    /// Rates that the first prices are tried with where money is short.
    static let firstRates = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1]
    /// Units up to which groups of all kinds are found for each porteur, as columns to go on with.
    static let wholeColumnsCount = 120
  }

  /// Column generation in a box. Measured on 500, 952 and 2,000 units, withdrawal 0 and 0.05.
  enum Box {
    /// Radius in cents.
    static let first = 10_000.0
    static let growth = 2.0
    /// Share of the foretold gain that lets it grow.
    static let trust = 0.5
    static let shrinkage = 0.5
    /// How many times the foretold gain a bound may be worse before the radius shrinks.
    static let distrust = 20.0
    static let least = 500.0
    /// Where the box held prices back that were otherwise the best.
    static let release = 4.0
    static let most = 1e12
    /// Rounds in a row that change neither the bound nor the master's value, after which there is nothing more to gain.
    static let mostStuck = 20
    /// Times that prices are raised where one porteur alone can lead a good group.
    static let mostLifts = 8
    /// Least reduced value of a group that the master takes up, in cents.
    static let worthwhile = 0.02
    /// Least share of a group that counts as chosen.
    static let leastShare = 0.01
    /// Groups that are handed on for each unit.
    static let columnsOfUnit = 6
    /// Simplex steps between two looks at the clock.
    static let stepsAtATime = 1_000
  }

  /// Groups that a master has at the most.
  static func mostColumns(unitCount: Int) -> Int { 8 * unitCount + 400 }

  /// The best group of every porteur.
  enum Oracle {
    /// Kinds of each porteur that a guiding round looks at, and how many such rounds there are to one that looks at all. On
    /// Bretagne with one of 15 DUI required a round of the subgradient takes 6 ms instead of 17.
    static let promisingKinds = 3
    static let partialRounds = 7
    /// Kinds that are priced between two looks at the clock.
    static let kindsPerLook = 16
  }
}
