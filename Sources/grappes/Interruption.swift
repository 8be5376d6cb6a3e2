import Foundation
import Synchronization

/// Ctrl-C: the first asks the search to end and keep its best plan, the second ends the program.
enum Interruption {
  private static let requests = Atomic<Int>(0)

  static func watch() {
    let handler: @convention(c) (Int32) -> Void = { _ in
      if Interruption.requests.add(1, ordering: .relaxed).oldValue >= 1 { _exit(130) }
    }
    signal(SIGINT, handler)
    signal(SIGTERM, handler)
  }

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
