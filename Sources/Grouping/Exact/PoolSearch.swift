import Dispatch

/// Branch and cut over groups that are all known: what is left of a node once every group that a better plan could hold
/// has been enumerated. Pricing is a look at each, so any cut is welcome.
///
/// Branches on pairs of units, together or apart (Ryan and Foster 1981), and on the number of groups that an area's
/// porteurs have. The two best nodes are worked on at a time, each by a worker of its own, on two threads or on one: the
/// search is the same.
final class PoolSearch {
  /// What the search works on.
  struct Task: Sendable {
    let leaders: Leaders
    let store: ColumnStore
    let counts: [CountRow]
    let cuts: [SubsetRowCut]
    /// Duals of the node that the columns come from, and its bound in cents.
    let duals: Duals
    let bound: Double
    /// See `Leaders.missingPrice`.
    let missingPrice: Double
    let threads: Int
    let shouldStop: @Sendable () -> Bool
    let secondsLeft: @Sendable () -> Double
    /// Each unit and those that can join it, the nearest first.
    let near: [[Int32]]

    init(
      leaders: Leaders, store: ColumnStore, counts: [CountRow], cuts: [SubsetRowCut], duals: Duals, bound: Double,
      missingPrice: Double, threads: Int, shouldStop: @escaping @Sendable () -> Bool,
      secondsLeft: @escaping @Sendable () -> Double
    ) {
      self.leaders = leaders
      self.store = store
      self.counts = counts
      self.cuts = cuts
      self.duals = duals
      self.bound = bound
      self.missingPrice = missingPrice
      self.threads = max(1, threads)
      self.shouldStop = shouldStop
      self.secondsLeft = secondsLeft
      near = (0..<leaders.joint.unitCount).map { leaders.near($0) }
    }
  }

  private let task: Task
  private let workers: PoolWorkers

  var store: ColumnStore { task.store }

  /// Value of the best plan known, in cents.
  private(set) var floor: Double
  /// The columns of a better plan than was known; nil when there is none.
  private(set) var best: [Int]?
  private(set) var nodes = 0
  /// Called after each node with the bound in cents.
  var report: ((Double) -> Void)?

  /// See `BranchAndPrice.spend`.
  var spend: (Int) -> Bool = { _ in true }
  /// Nodes at the most.
  var nodeLimit = Int.max

  init(_ environment: borrowing Solver.Environment, _ task: Task, floor: Double) throws(SolverFailure) {
    self.task = task
    self.floor = floor
    workers = try PoolWorkers(environment, task)
  }

  /// Room for floating point, in cents: values are whole.
  static let tolerance = 0.2

  private var goal: Double { floor + 1 - Self.tolerance }

  /// - Returns: whether the search came to its end, so that nothing beats `floor`; and else the bound of what is left.
  func run() throws(SolverFailure) -> (isExhausted: Bool, bound: Double) {
    defer { workers.dismiss() }
    var open = [
      PoolNode(active: Array(0..<Int32(task.store.count)), bound: task.bound, counts: task.counts)
    ]
    var created = 1
    while true {
      var batch: [PoolNode] = []
      while batch.count < PoolWorkers.count, let index = Self.next(open), open[index].bound >= goal {
        batch.append(open.remove(at: index))
      }
      guard !batch.isEmpty else { return (true, floor) }
      let bound = batch.reduce(-.infinity) { max($0, $1.bound) }
      if task.shouldStop() || nodes >= nodeLimit { return (false, bound) }
      nodes += batch.count
      let isSpent = !spend(batch.reduce(0) { $0 + work($1) })
      let results = try workers.process(batch, goal: goal)
      var isStopped = false
      for (node, ending) in results {
        switch ending {
        case .done: break
        case .stopped:
          isStopped = true
          open.append(node)
        case .plan(let columns, let value):
          if value > floor {
            floor = value
            best = columns
          }
        case .branch(let branching):
          for var child in node.children(branching, store: task.store) {
            child.number = created
            created += 1
            open.append(child)
          }
        }
      }
      let left = max(floor, open.reduce(-.infinity) { max($0, $1.bound) })
      if isStopped || isSpent { return (false, left) }
      report?(left)
    }
  }

  /// Steps of work that a node takes, about.
  private func work(_ node: PoolNode) -> Int {
    SearchParameters.Work.poolColumn * node.active.count + SearchParameters.Work.poolUnit * task.leaders.joint.unitCount
  }

  /// Best bound first, the deeper and then the younger among equals.
  private static func next(_ open: [PoolNode]) -> Int? {
    open.indices.max { a, b in
      (open[a].bound, open[a].depth, open[a].number) < (open[b].bound, open[b].depth, open[b].number)
    }
  }
}
