import Synchronization

/// The clock of one search: when it ends at the latest, and whether the time has decided anything on the way.
///
/// Whatever makes the search do less, or other things, for want of time asks here and nowhere else. A search for which
/// `hasDecided` is still false at its end gives the same plan for every time limit, number of threads and load; one for
/// which it is true may give another plan next time, and says so.
final class SearchClock: Sendable {
  private let start = ContinuousClock.now
  /// In seconds, from the start on.
  let limit: Double
  private let userInterrupts: @Sendable () -> Bool
  private let decided = Atomic<Bool>(false)

  /// - Parameter isInterrupted: whether the user wants to stop; asked often, from any thread.
  init(limit: Double, isInterrupted: @escaping @Sendable () -> Bool) {
    self.limit = limit
    userInterrupts = isInterrupted
  }

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

  /// Tells whether to stop, for want of time or since the user says so; for those who know of no clock.
  func stopper(share: Double = 1, grace: Double = 0) -> @Sendable () -> Bool {
    { self.userInterrupts() || self.isOver(share: share, grace: grace) }
  }
}
