/// Where a search for integer solutions stands.
public struct IntegerProgress: Sendable, Hashable {
  /// The nodes looked at so far.
  public let nodes: Int
  /// The nodes still to be looked at.
  public let openNodes: Int
  /// The objective of the best solution found, if any was.
  public let incumbent: Double?
  /// No solution has a better objective than this; infinite before the first relaxation.
  public let bound: Double
  /// Since the search began.
  public let seconds: Double

  /// |incumbent - bound| as a share of |incumbent|, if there is an incumbent.
  public var relativeGap: Double? { incumbent.map { shareOfGap($0, bound) } }
}

/// What a progress function answers.
public enum SearchDecision: Sendable, Hashable {
  case proceed, stop
}

/// How a search for integer solutions ended.
public struct IntegerOutcome: Sendable, Hashable {
  public enum Status: Sendable, Hashable {
    /// The solution is proven to be a best one.
    case optimal
    /// There is a solution; a better one may exist.
    case feasible
    /// No solution exists, or none within the cutoff.
    case infeasible
    /// The objective of the relaxation has no limit.
    case unbounded
    /// The search ended before it found a solution, or proved that there is none.
    case undecided
  }

  /// Why the search ended.
  public enum Reason: Sendable, Hashable {
    /// Nothing was left to search.
    case completed
    /// The relative gap that was asked for.
    case gapReached
    case timeLimit, nodeLimit
    /// The progress function said so.
    case stopped
    /// A relaxation could not be solved.
    case failed
  }

  public let status: Status
  public let reason: Reason
  /// The solution's objective, if there is a solution.
  public let objective: Double?
  /// No solution has a better objective than this; infinite where nothing is known. Where there is no solution it is
  /// the cutoff, or infinitely bad.
  public let bound: Double
  /// The solution, one value for each column, whole where the column is integer; empty if there is none.
  public let values: [Double]
  /// The nodes looked at.
  public let nodes: Int

  /// |objective - bound| as a share of |objective|, if there is a solution.
  public var relativeGap: Double? { objective.map { shareOfGap($0, bound) } }
}

/// GLPK's own measure, so that it compares with the gap asked for.
private func shareOfGap(_ incumbent: Double, _ bound: Double) -> Double {
  incumbent == bound ? 0 : abs(incumbent - bound) / (abs(incumbent) + .ulpOfOne)
}
