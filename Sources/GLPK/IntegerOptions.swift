import CGLPK

/// How to search for integer solutions.
public struct IntegerOptions: Sendable {
  /// Families of cutting planes to tighten the relaxations with.
  public struct Cuts: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Gomory's mixed integer cuts.
    public static let gomory = Cuts(rawValue: 1)
    /// Mixed integer rounding.
    public static let mixedIntegerRounding = Cuts(rawValue: 2)
    /// Mixed covers, from knapsack rows.
    public static let cover = Cuts(rawValue: 4)
    /// Cliques, from set packing rows.
    public static let clique = Cuts(rawValue: 8)
    public static let all: Cuts = [.gomory, .mixedIntegerRounding, .cover, .clique]
  }

  /// Which fractional column to branch on.
  public enum Branching: Sendable, Hashable {
    case firstFractional, lastFractional, mostFractional, driebeckTomlin, pseudocosts
  }

  /// Which open node to take next.
  public enum Backtracking: Sendable, Hashable {
    case depthFirst, breadthFirst, bestBound, bestProjection
  }

  /// In seconds. The optimiser looks at the clock between steps, so a long step can overrun it.
  public var timeLimit: Double?
  /// The nodes that may be looked at; unlike a time limit it gives the same answer each time.
  public var nodeLimit: Int?
  /// Ends the search once |incumbent - bound| is within this share of |incumbent|; 0 searches to the end.
  public var relativeGap: Double
  public var cuts: Cuts
  /// Simplifies the problem first.
  public var presolve: Bool
  public var branching: Branching
  public var backtracking: Backtracking
  /// Rounds the relaxations' solutions in search of feasible ones.
  public var rounding: Bool
  /// Looks for a first solution with the feasibility pump.
  public var feasibilityPump: Bool
  /// Improves solutions with proximity search for at most this time, in seconds; nil leaves it out.
  public var proximitySearch: Double?
  /// Only solutions with at least as good an objective are looked for.
  public var objectiveCutoff: Double?
  public var verbosity: Verbosity

  public init(
    timeLimit: Double? = nil, nodeLimit: Int? = nil, relativeGap: Double = 0, cuts: Cuts = [], presolve: Bool = false,
    branching: Branching = .driebeckTomlin, backtracking: Backtracking = .bestBound, rounding: Bool = true,
    feasibilityPump: Bool = false, proximitySearch: Double? = nil, objectiveCutoff: Double? = nil,
    verbosity: Verbosity = .errors
  ) {
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.relativeGap = relativeGap
    self.cuts = cuts
    self.presolve = presolve
    self.branching = branching
    self.backtracking = backtracking
    self.rounding = rounding
    self.feasibilityPump = feasibilityPump
    self.proximitySearch = proximitySearch
    self.objectiveCutoff = objectiveCutoff
    self.verbosity = verbosity
  }
}

extension IntegerOptions {
  /// Refuses what GLPK would abort on; the time limit is checked where it starts.
  func validate() throws(GLPKError) {
    if let nodeLimit, nodeLimit < 0 {
      throw .invalidArgument("node limit \(nodeLimit), expected 0 or more")
    }
    guard relativeGap >= 0, relativeGap.isFinite else {
      throw .invalidArgument("relative gap \(relativeGap), expected 0 or more")
    }
    if let proximitySearch, !(proximitySearch >= 0) {
      throw .invalidArgument("proximity search of \(proximitySearch) s, expected 0 or more")
    }
    if let objectiveCutoff, !objectiveCutoff.isFinite {
      throw .invalidArgument("objective cutoff \(objectiveCutoff), expected a finite number")
    }
  }

  /// The options as GLPK takes them; the shim adds its callback and the time limit.
  var parameters: glp_iocp {
    var parameters = glp_iocp()
    glp_init_iocp(&parameters)
    parameters.msg_lev = verbosity.encoded
    parameters.br_tech = branching.encoded
    parameters.bt_tech = backtracking.encoded
    parameters.mip_gap = relativeGap
    parameters.gmi_cuts = flag(cuts.contains(.gomory))
    parameters.mir_cuts = flag(cuts.contains(.mixedIntegerRounding))
    parameters.cov_cuts = flag(cuts.contains(.cover))
    parameters.clq_cuts = flag(cuts.contains(.clique))
    parameters.presolve = flag(presolve)
    parameters.sr_heur = flag(rounding)
    parameters.fp_heur = flag(feasibilityPump)
    parameters.ps_heur = flag(proximitySearch != nil)
    if let proximitySearch { parameters.ps_tm_lim = Int32(min((proximitySearch * 1000).rounded(.up), 1e9)) }
    return parameters
  }

  private func flag(_ on: Bool) -> Int32 { on ? GLP_ON : GLP_OFF }
}

extension IntegerOptions.Branching {
  fileprivate var encoded: Int32 {
    switch self {
    case .firstFractional: GLP_BR_FFV
    case .lastFractional: GLP_BR_LFV
    case .mostFractional: GLP_BR_MFV
    case .driebeckTomlin: GLP_BR_DTH
    case .pseudocosts: GLP_BR_PCH
    }
  }
}

extension IntegerOptions.Backtracking {
  fileprivate var encoded: Int32 {
    switch self {
    case .depthFirst: GLP_BT_DFS
    case .breadthFirst: GLP_BT_BFS
    case .bestBound: GLP_BT_BLB
    case .bestProjection: GLP_BT_BPH
    }
  }
}
