import Foundation
import Synchronization

/// Ctrl-C: the first asks the search to end and keep its best plan, the second ends the program.
enum Interruption {
  private static let requests = Atomic<Int>(0)

  static func watch() {
    let handler: @convention(c) (Int32) -> Void = { _ in
      if Interruption.requests.add(1, ordering: .relaxed).oldValue >= 1 { _exit(130) }
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number, handler)
      sigaddset(&signals, number)
    }
    // A program that started this one from a thread of its own may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
