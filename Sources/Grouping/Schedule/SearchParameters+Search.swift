extension SearchParameters {
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
    /// Temperature at the start of the others and at the end, as shares of the mean cost of a unit. These and those below
    /// measured on Bretagne, Nouvelle-Aquitaine and synthetic regions of 2,000 units.
    static let hot = 0.5
    static let cold = 0.02
    /// Price of a missing unit of weight at the start and at the end, as shares of what a unit of weight earns on average.
    static let lenient = 0.06
    static let strict = 0.4
    /// When groups that cannot be filled fall apart, a share of the way, by turns. Early leaves time to mend, late time to
    /// fill: which is better depends on the region (synthetic Auvergne-Rhône-Alpes: 0.4; Nouvelle-Aquitaine: 0.6).
    static let cuts = [0.4, 0.6]
    /// Share of that time after which those fall apart that surely cannot be filled.
    static let firstCut = 0.6
    /// What the price of an envelope's money changes by where twice as much is drawn as there is, at the start and at the
    /// end; and what a cent beyond it costs at the end.
    static let yielding = 0.2
    static let stiff = 1_000.0
    static let wall = 10.0
    /// A share of an envelope that is kept back: cheaper than to run into the wall.
    static let reserve = 1e-5
    /// Steps of the temperature.
    static let steps = 400
    /// Units in an area at most, about: 4 bytes for each pair of them.
    static let areaSize = 2_500
    /// Runs over a region that is one area: so many whatever the number of threads, or the plan would depend on it.
    static let runs = 2
    /// Near units that moves are drawn from. Measured on Bretagne and Nouvelle-Aquitaine.
    static let nearest = 48
    /// How many times dearer a unit of weight too much is than one that is missing, where there are several kinds: where units
    /// are left over, a group that takes one too many earns by it.
    static let tooMuchOfKinds = 3.0
    /// Kinds up to which every move may convert a group, which looks at every kind. Where there are more, only moves whose draw
    /// of sixteen is so high: Bretagne with 15 DUI spent two thirds of the time there.
    static let fewKinds = 8
    static let convertingRelocate: UInt64 = 7
    static let convertingSwap: UInt64 = 15
    /// At each step of the temperature one group for so many units is tried to be dissolved or formed.
    static let unitsPerRenewal = 50
  }

  /// Ruin and recreate.
  enum Ruin {
    /// Iterations for each unit of a district; fewer with a limit of groups, where each takes longer.
    static let iterationsPerUnit = 10
    static let iterationsPerUnitOfLimited = 1
    /// Groups dissolved at once, at the most.
    static let mostGroups = 5
    /// Porteurs priced for each group formed, at the most.
    static let tries = 10
    /// Nearest units that local search swaps a unit with.
    static let swapReach = 40
    /// Share by which prices are blurred at the most.
    static let noise = 0.05
    /// Temperatures from the end to the start, in cents: about a percent and a third of what the members' ways to a group cost.
    static let temperatures = 10_000.0...300_000.0
  }

  /// Set packing.
  enum Packing {
    static let rounds = 800
    static let patience = 40
    static let columns = 1_500
    static let nodes = 300
    /// The same where there are many kinds.
    static let roundsOfKinds = 200
    static let patienceOfKinds = 30
    static let columnsOfKinds = 800
    static let nodesOfKinds = 200
    /// A safety net for one problem, beyond what the nodes let it take.
    static let seconds = 60.0
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
}
