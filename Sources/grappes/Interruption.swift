import Foundation
import Synchronization

/// Ctrl-C, or the terminal that closes: the first asks the search to end and keep its best plan, the second ends the program.
enum Interruption {
  private static let requests = Atomic<Int>(0)

  static func watch() {
    let handler: @convention(c) (Int32) -> Void = { _ in
      if Interruption.requests.add(1, ordering: .relaxed).oldValue >= 1 { _exit(130) }
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var before = sigaction()
      sigaction(number, nil, &before)
      // Under nohup a terminal that closes is no reason to end.
      if number == SIGHUP, before.__sigaction_handler.sa_handler == SIG_IGN { continue }
      signal(number, handler)
      sigaddset(&signals, number)
    }
    // A program that started this one from a thread of its own may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
