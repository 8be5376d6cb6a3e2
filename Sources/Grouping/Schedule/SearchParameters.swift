/// Every tuned number of the search, with its unit, its range and why it is what it is: here the schedule and what runs
/// before the search; the rest by part, in the files beside this one.
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
    /// Of a node of the search over known groups, for each group and for each unit.
    static let poolColumn = 15
    static let poolUnit = 1_000
  }

  /// Price of a resource, as a share of the usual one, beyond which it is not looked for: four times what a group is paid.
  static let highestPrice = 4.0

  /// Which part runs when.
  enum Schedule {
    /// Units up to which the exact finish comes before the long search, a small problem being sooner proven than improved:
    /// up to the first number it is left to its end, up to the second it gets a first try.
    static let tinyCount = 80
    static let smallCount = 120
    /// Units up to which no set packing comes before the exact finish: it takes seconds where that takes one (real Guyane of
    /// 30 OG), and finds what it needs on larger ones (real Corse of 72 OG: 14 s instead of over 38).
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

  /// The first plan.
  enum FirstPlan {
    /// Prices of a cent of an envelope's money, tried by turns: the dearer it is, the smaller the groups, and some fit an
    /// envelope that those of the bound's prices do not.
    static let dearRates = [0.3, 0.6, 0.9, 1.2, 2, 3.9]
  }

  /// The exact finish's first try.
  enum FirstTry {
    static let nodes = 1
    static let poolNodes = 60
    static let groups = 400_000
    /// The same of a tiny problem, which mostly ends there (real Guyane of 30 OG, 2.8 % below its relaxation: 1 s).
    static let nodesOfTiny = 30
    static let poolNodesOfTiny = 500
    static let groupsOfTiny = 4_000_000
  }

  /// Pricing.
  enum Pricing {
    /// Porteurs that a thread takes at a time: few enough that none waits for the last.
    static let porteursAtATime = 16
    /// Cells of tables and lists that a thread fills between two looks at the clock: some hundredths of a second, and more than
    /// a round over any ordinary register.
    static let cellsPerLook = 20_000_000
    /// Cells of a table over weight and side at the most; they are numbered in 16 bits.
    static let mostCells = 8_000
    /// How far beyond the last round's losses the lists of the next keep losses, as shares of their spread and of how far
    /// prices have moved. Measured on a dense region of 2,000 units: fewer and the lists often do not fill up, more and they
    /// fill up slowly.
    static let spread = 0.1
    static let moves = 1.0
  }
}
