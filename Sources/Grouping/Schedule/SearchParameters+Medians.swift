extension SearchParameters {
  /// The capacitated p-median.
  enum Medians {
    /// Cells that pricing all nodes once may fill, some seconds of work; beyond, a plan is drawn to start from.
    static let mostCellsOfRound = 5e9
    /// Plans drawn, and rounds of each in which medians move.
    static let starts = 4
    static let roundsOfStart = 20
    /// Nodes whose surroundings tell what a group costs: all of them would take longer than the search where there are many.
    static let mostSampled = 2_500
    /// What a group costs, divided by these, is the temperature of ruin and recreate at the end and at the start.
    static let cold = 100.0
    static let hot = 4.0
    /// How much dearer leaving a node out is than the longest way; and how many times dearer it becomes when the best plan
    /// leaves one out all the same.
    static let penalty = 1 + 1.0 / 256
    static let penaltyGrowth = 8.0
  }
}
