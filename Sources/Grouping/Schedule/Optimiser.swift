/// Solves a problem: bound, first plan, improvement, exact finish, in this order, until the plan is proven, good enough,
/// cannot be improved any more, or time or work is up.
///
/// The same problem, options and seed give the same outcome whatever the number of threads and the time limit, unless the
/// outcome's stop is `timeLimit` or `interrupted`.
public struct Optimiser: Sendable {
  public struct Options: Sendable {
    /// Wall-clock limit in seconds.
    public var timeLimit = 60.0
    /// Steps of work after which the search ends; nil for no limit. What a step is, see `Outcome.work`.
    public var workLimit: Int?
    /// Seconds beyond the limit that a first plan may take where there is none.
    public var grace = 1.0
    /// Gap at which the plan is good enough, a share.
    public var gap = 0.0
    public var seed: UInt64 = 1
    /// At least 1.
    public var threads = 1
    /// Rounds without gain after which the search ends; nil for a number that suits the size. A round over few units is
    /// short, so small problems get more of them.
    public var patience: Int?
    /// Temperatures of the annealing inside districts, from the end to the start, in cents.
    public var temperatures = SearchParameters.Ruin.temperatures

    public init() {}
  }

  /// Where the search stands.
  public struct Progress: Sendable {
    public let phase: Phase
    public let seconds: Double
    /// Value of the best plan and bound in cents; nil before there is one.
    public let value: Int?
    public let bound: Int?
    public let groups: Int

    public init(phase: Phase, seconds: Double, value: Int?, bound: Int?, groups: Int) {
      self.phase = phase
      self.seconds = seconds
      self.value = value
      self.bound = bound
      self.groups = groups
    }
  }

  public enum Phase: Sendable, Hashable {
    case bound, improvement, exact
  }

  /// Why the search ended: `timeLimit` wherever the clock has decided anything on the way, even when the search went on to
  /// end by itself, since it may find another plan next time. Value and bound tell what is proven all the same.
  public enum Stop: Sendable {
    case proven, gap, noImprovement, workLimit, timeLimit, interrupted
  }

  public struct Outcome: Sendable {
    /// By kind, then by porteur.
    public let groups: [JointGroup]
    /// In cents.
    public let value: Int
    public let certificate: Certificate
    public let stop: Stop
    public let spent: Spent
    /// Steps of work done, counted the same way whatever the threads: about moves of the annealing, some 70 ns each.
    public let work: Int
    /// In cents: no plan is worth more, as the tree of the exact finish has shown; nil when it has not run, or not shown
    /// more than the certificate does.
    public let treeBound: Int?
    /// Compulsory units for which no group was found.
    public let missing: [Int]
    /// Whether an exhaustive search has shown that no plan holds all compulsory units.
    public let isInfeasible: Bool

    /// In cents: no plan is worth more.
    public var bound: Int { treeBound ?? certificate.bound }
    /// Whether an exhaustive search has shown that no plan is worth more than this one.
    public var isExhausted: Bool { treeBound == value }
  }

  public var options: Options
  /// Kinds that are solved each by itself before all are solved together; no two of them share a unit.
  public var first: [Int] = []
  /// A plan to start from; groups that the problem does not admit are left out of it.
  public var start: [JointGroup] = []
  /// What an earlier search of this problem, or of one that it restricts, has shown.
  public var known: KnownProof?

  public init(options: Options = Options()) {
    self.options = options
  }

  /// - Parameters:
  ///   - progress: called now and then, never from two threads at once.
  ///   - isInterrupted: whether the user wants to stop; asked often, from any thread.
  public func solve(
    _ joint: JointInstance, progress: (Progress) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> Outcome {
    let run = OptimiserRun(
      joint: joint, options: options, first: first, known: known, isInterrupted: isInterrupted)
    run.take(start.compactMap { joint.group(kind: $0.kind, porteur: $0.porteur, members: $0.members) })
    return run.solve(progress: progress)
  }
}
