import Synchronization

/// The exact finish.
extension OptimiserRun {
  /// Branch and price, as long as there is time. Lowers the bound and takes up better plans as they come.
  ///
  /// - Parameter isWhole: false for a first try: the root, and a few nodes over known groups if they are not too many.
  /// - Returns: why it ended; `noImprovement` when it came to such a limit.
  func finish(_ prices: Prices, isWhole: Bool, _ progress: (Optimiser.Progress) -> Void) -> Optimiser.Stop {
    report(.exact, progress)
    timed(\.tree) { grow(prices, isWhole: isWhole, progress) }
    // Plans are worth whole cents.
    bound = (bound + PoolSearch.tolerance).rounded(.down)
    return ending ?? .noImprovement
  }

  private func grow(_ prices: Prices, isWhole: Bool, _ progress: (Optimiser.Progress) -> Void) {
    let goodEnough = Flag()
    let isOver = budget.stopper()
    var task = BranchAndPrice(
      joint: joint, threads: options.threads, shouldStop: { goodEnough.isSet || isOver() },
      secondsLeft: { [budget] in budget.secondsLeft })
    task.spend = { [budget] steps in
      budget.spend(steps)
      return !budget.isSpent()
    }
    if !isWhole {
      typealias Try = SearchParameters.FirstTry
      task.nodeLimit = isTiny ? Try.nodesOfTiny : Try.nodes
      task.poolNodeLimit = isTiny ? Try.poolNodesOfTiny : Try.poolNodes
      task.enumerationLimits.root = isTiny ? min(task.enumerationLimits.root, Try.groupsOfTiny) : Try.groups
    }
    let columns = groups + pool.promising(joint, prices: prices, slack: .infinity, most: 6 * joint.unitCount)
    let floor = missing.isEmpty ? value : nil
    // The tree calls from its own thread while this one waits for it, so that nothing here is touched by two at once.
    withoutActuallyEscaping(progress) { progress in
      nonisolated(unsafe) let run = self
      nonisolated(unsafe) let progress = progress
      // A failure of the simplex costs the proof, nothing more.
      let outcome = try? task.run(floor: floor, prices: prices.units, rates: prices.rates, columns: columns) {
        better, bound in
        if let better { run.take(better) }
        run.bound = min(run.bound, bound)
        if run.options.gap > 0, run.missing.isEmpty, run.gap <= run.options.gap { goodEnough.set() }
        run.report(.exact, progress)
      }
      guard let outcome else { return }
      if let better = outcome.groups { take(better) }
      isInfeasible = outcome.isInfeasible
      if !isInfeasible { bound = min(bound, outcome.bound) }
      if let prices = outcome.rootPrices {
        let other = Certificate(
          joint, prices: prices, rates: outcome.rootRates ?? [], threads: options.threads,
          shouldStop: budget.stopper())
        if other.bound < certificate.bound { certificate = other }
      }
    }
  }
}

/// Something that has happened, told from one thread to another.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
}
