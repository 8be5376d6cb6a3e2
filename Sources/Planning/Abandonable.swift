import Dispatch
import Foundation
import Synchronization

/// Work that is left to itself once the user has stopped waiting for it: what takes seconds in one piece, and is of no use
/// any more.
enum Abandonable {
  /// - Parameters:
  ///   - isInterrupted: asked from the calling thread.
  ///   - work: done on a thread of its own.
  /// - Returns: what the work gives; nil when it was abandoned.
  static func result<Result: Sendable>(
    isInterrupted: () -> Bool, of work: @escaping @Sendable () -> Result
  ) -> Result? {
    let outcome = Outcome<Result>()
    let thread = Thread {
      outcome.value.withLock { $0 = work() }
      outcome.isThere.signal()
    }
    thread.stackSize = stackSize
    thread.start()
    while outcome.isThere.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      if isInterrupted() { return nil }
    }
    return outcome.value.withLock { $0 }
  }

  private final class Outcome<Result: Sendable>: Sendable {
    let value = Mutex<Result?>(nil)
    let isThere = DispatchSemaphore(value: 0)
  }

  /// In bytes: as the first thread's.
  private static let stackSize = 8 << 20
}
