import Synchronization

/// What a search may spend: time on the clock, and work, which is counted.
///
/// Whatever makes the search do less, or other things, for want of time asks here and nowhere else. A search for which
/// `hasDecided` is still false at its end gives the same plan for every time limit, number of threads and load; one for
/// which it is true may give another plan next time, and says so. Work is counted by the parts themselves, always at the
/// same places whatever the threads, so that a search that ends by work is the same each time.
final class Budget: Sendable {
  private let start = ContinuousClock.now
  /// In seconds, from the start on.
  let limit: Double
  /// Steps of work at the most; nil for any number.
  let workLimit: Int?
  private let userInterrupts: @Sendable () -> Bool
  private let decided = Atomic<Bool>(false)
  private let done = Atomic<Int>(0)

  /// - Parameters:
  ///   - workLimit: see `SearchParameters.Work` for what a step is.
  ///   - isInterrupted: whether the user wants to stop; asked often, from any thread.
  init(limit: Double, workLimit: Int? = nil, isInterrupted: @escaping @Sendable () -> Bool) {
    self.limit = limit
    self.workLimit = workLimit
    userInterrupts = isInterrupted
  }

  // MARK: Work

  /// Steps done so far.
  var work: Int { done.load(ordering: .relaxed) }

  func spend(_ steps: Int) { done.add(steps, ordering: .relaxed) }

  /// Whether this share of the work is done. Asked only where the work so far is the same whatever the threads.
  func isSpent(share: Double = 1) -> Bool {
    guard let workLimit else { return false }
    return Double(work) >= share * Double(workLimit)
  }

  // MARK: Clock

  /// Since the start: to be told, not to decide by.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// For limits handed on: whoever ends by them calls `decide`.
  var secondsLeft: Double { limit - seconds }

  var isInterrupted: Bool { userInterrupts() }

  /// Whether the time has changed what the search did.
  var hasDecided: Bool { decided.load(ordering: .relaxed) }

  /// The time has changed what the search does.
  func decide() { decided.store(true, ordering: .relaxed) }

  /// Whether this share of the limit is over; what is asked for is then left undone.
  ///
  /// - Parameter grace: seconds beyond it that are granted.
  func isOver(share: Double = 1, grace: Double = 0) -> Bool {
    guard seconds >= share * limit + grace else { return false }
    decide()
    return true
  }

  /// Tells whether to stop, for want of time or since the user says so; for those who know of no clock, on any thread.
  func stopper(share: Double = 1, grace: Double = 0) -> @Sendable () -> Bool {
    { self.userInterrupts() || self.isOver(share: share, grace: grace) }
  }
}
