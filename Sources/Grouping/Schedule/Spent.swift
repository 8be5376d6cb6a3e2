extension Optimiser {
  /// How long each part of a search took, in seconds of the clock. The parts do not overlap.
  public struct Spent: Sendable, Equatable {
    /// Lowering the bound, and evaluating it in whole cents.
    public var bound = 0.0
    /// Plans made of nothing but prices.
    public var firstPlan = 0.0
    /// Ruin and recreate, with its local search.
    public var neighbourhoods = 0.0
    /// Set packing over generated columns.
    public var columns = 0.0
    /// The exact finish.
    public var tree = 0.0

    public init() {}

    public mutating func add(_ other: Spent) {
      bound += other.bound
      firstPlan += other.firstPlan
      neighbourhoods += other.neighbourhoods
      columns += other.columns
      tree += other.tree
    }
  }
}
