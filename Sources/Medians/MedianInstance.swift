/// An instance of the capacitated p-median problem: choose exactly `medianCount` of the nodes as medians and assign every
/// node to one of them, a median to itself, so that no median serves more demand than its capacity and the sum of
/// distances is least.
public struct MedianInstance: Sendable, Equatable {
  public struct Node: Sendable, Equatable {
    public let x: Double
    public let y: Double
    /// Demand that the node can serve as a median.
    public let capacity: Int
    public let demand: Int

    public init(x: Double, y: Double, capacity: Int, demand: Int) {
      self.x = x
      self.y = y
      self.capacity = capacity
      self.demand = demand
    }
  }

  /// How far two nodes are apart.
  public enum Distance: String, Sendable, CaseIterable {
    /// The straight line, in the coordinates' unit.
    case euclidean
    /// The same, truncated to an integer.
    case floor

    /// What the literature takes for an instance: truncated in OR-Library's pmedcap1 (Osman and Christofides 1994),
    /// known as cpmp01 to cpmp20; real elsewhere.
    public static func usual(for name: String) -> Distance {
      if name.hasPrefix("pmedcap1-") { return .floor }
      return (1...20).contains { name == ($0 < 10 ? "cpmp0\($0)" : "cpmp\($0)") } ? .floor : .euclidean
    }

    func between(_ a: Node, _ b: Node) -> Double {
      let (x, y) = (a.x - b.x, a.y - b.y)
      // The root of a perfect square is exact, which hypot does not promise.
      let line = (x * x + y * y).squareRoot()
      return self == .floor ? line.rounded(.down) : line
    }
  }

  public let name: String
  public let medianCount: Int
  public let nodes: [Node]

  public init(name: String, medianCount: Int, nodes: [Node]) {
    self.name = name
    self.medianCount = medianCount
    self.nodes = nodes
  }

  /// The distance from each node (row) to each node (column), row by row.
  ///
  /// - Complexity: O(n²) in time and memory.
  public func distances(_ distance: Distance) -> [Double] {
    nodes.flatMap { from in nodes.map { distance.between(from, $0) } }
  }
}
