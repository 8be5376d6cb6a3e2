import Foundation
import Synchronization

/// Ctrl-C: the first asks the search to end and tell its best so far, the second ends the program.
enum Interruption {
  private static let requests = Atomic<Int>(0)

  static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if Interruption.requests.add(1, ordering: .relaxed).oldValue >= 1 { _exit(130) }
      }
    }
  }

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
