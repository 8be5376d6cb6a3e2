/// Every tuned number of the search, with its unit, its range and why it is what it is.
///
/// Measured on real Bretagne (952 units), Nouvelle-Aquitaine (1,708), Corse (72) and Guadeloupe (158), and on synthetic
/// regions of 60 to 2,000 units. Numbers of units, groups or columns are sizes; shares are of what their text names.
enum SearchParameters {
  /// What parts of the search count as work: a step is about what one move of the annealing takes, 70 ns on a quiet core.
  enum Work {
    /// Of ruin and recreate, for each iteration and unit of the district.
    static let ruinOfUnit = 4
    /// Of the integer optimiser, for each column.
    static let packingOfColumn = 2_000
    /// Of the boxed master's simplex, for each column and round.
    static let simplexOfColumn = 50
    /// Pairs at each level that pricing looks at in a step.
    static let cells = 60
    /// Of the tree, in rounds of pricing for each report.
    static let roundsOfTree = 20
  }

  /// Which part runs when.
  enum Schedule {
    /// Units up to which the exact finish comes before the long search, a small problem being sooner proven than improved:
    /// up to the first number it is left to its end, up to the second it gets a first try.
    static let tinyCount = 80
    static let smallCount = 120
    /// Units up to which no set packing comes before the exact finish: it takes seconds where that takes one (real Guyane of
    /// 30 OG), and finds what it needs on larger ones (real Corse of 72 OG: 20 s instead of over 40).
    static let minuteCount = 40
    /// Rounds without gain before that first try.
    static let shortPatience = 12
    /// The same of larger problems, whose root alone is tried: its cuts lower the bound where the search is stuck (Bretagne
    /// with one sector required: 44,670,487 -> 44,658,844 euros).
    static let patienceOfLarge = 16
    /// Rounds without gain after which the search ends: so many, and a number that falls with the units, since a round over
    /// few of them is short.
    static let patience = 24
    static let patienceOfUnits = 20_000
    static let fewestUnits = 70
    /// Gap of a tiny problem, a share, above which the exact finish gets a first try only: it may drown where a whole group
    /// is missing, which the search is sooner to find (a synthetic Corse of 60 OG: 2 % were missing after 60 s).
    static let wideGap = 0.003
    /// Rounds of districts from one annealing to the next.
    static let roundsPerAnnealing = 8
    /// Round before which the search dives: the annealings before it may suffice where time is short.
    static let diveAt = 2
    /// Units in districts of ruin and recreate, by turns.
    static let ruinSizes = [150, 80]
    /// Units in districts of set packing, by turns. One size alone leaves Corse 0.2 % below what these reach.
    static let packingSizes = [40, 60, 25, 100]
    /// Rounds from one set packing to the next.
    static let packingPeriod = 4
    /// Kinds up to which set packing takes its full effort, and the largest districts.
    static let fewKinds = 3
  }

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

  /// Annealing's part of the schedule.
  enum Annealing {
    /// Moves for each unit of the annealings, one after the other, doubled from there on as many times as are listed by
    /// number of rounds: a short one brings most of the gain at once.
    static let firstMoves = 2_500
    static let moves = 20_000
    /// Units from which on annealings grow slower with the rounds, and how many times their length doubles at the most.
    static let slowCount = 500
    static let mostDoublings = 3
    /// Temperature at the start of every other annealing, a share of the mean cost of a unit.
    static let cool = 0.1
    /// Groups tried beyond those of the plan: one, and one for so many groups.
    static let groupsPerMore = 50
  }

  /// Ruin and recreate.
  enum Ruin {
    /// Iterations for each unit of a district; fewer with a limit of groups, where each takes longer.
    static let iterationsPerUnit = 10
    static let iterationsPerUnitOfLimited = 1
  }

  /// Set packing.
  enum Packing {
    static let rounds = 800
    static let patience = 40
    static let columns = 1_500
    static let nodes = 1_000
    /// The same where there are many kinds.
    static let roundsOfKinds = 200
    static let patienceOfKinds = 30
    static let columnsOfKinds = 800
    static let nodesOfKinds = 200
    /// A safety net for one problem.
    static let seconds = 10.0
  }

  /// The first plan.
  enum FirstPlan {
    /// Prices of a cent of an envelope's money, tried by turns: the dearer it is, the smaller the groups, and some fit an
    /// envelope that those of the bound's prices do not.
    static let dearRates = [0.3, 0.6, 0.9, 1.2, 2, 3.9]
  }

  /// Diving.
  enum Dive {
    /// Share from which on a group is taken.
    static let sureShare = 0.9
    /// Share of the groups of a plan that are taken at each step whatever their share, and how many at the least: a step for
    /// each two groups instead of four takes twice as long on Bretagne and comes out no better.
    static let leastTaken = 0.04
    static let fewestTaken = 2
    /// How near its optimum the relaxation of each step is taken, a share.
    static let closeness = 2e-5
  }

  /// The best plan over the groups of several plans.
  enum Recombination {
    static let columns = 3_000
    static let nodes = 200
  }

  /// The exact finish's first try.
  enum FirstTry {
    static let nodes = 1
    static let poolNodes = 60
    static let groups = 400_000
    /// The same of a tiny problem, which mostly ends there (real Guyane of 30 OG, 2.8 % below its relaxation: 2 s).
    static let nodesOfTiny = 30
    static let poolNodesOfTiny = 500
    static let groupsOfTiny = 4_000_000
  }
}
