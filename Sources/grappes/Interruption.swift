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
      if number == SIGHUP, isIgnored(before) { continue }
      signal(number, handler)
      sigaddset(&signals, number)
    }
    // A program that started this one from a thread of its own may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Functions cannot be compared; the one that stands for ignoring is the address 1.
  private static func isIgnored(_ action: sigaction) -> Bool {
    withUnsafeBytes(of: action.__sigaction_handler) { $0.loadUnaligned(as: UInt.self) } == 1
  }

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
