import Foundation
import Synchronization

/// The folders that this run has made for its output: those that a failure leaves empty go again.
enum NewFolders {
  private static let paths = Mutex<[String]>([])

  /// To be called before a folder is made: notes it, and each above it, that is not there yet.
  static func note(_ path: String) {
    var missing: [String] = []
    var place = path[...]
    while !place.isEmpty, access(String(place), F_OK) != 0, missing.count < 100 {
      missing.append(String(place))
      // By hand: Foundation's deletingLastPathComponent ends the program on some names without a separator.
      place = place[..<(place.dropLast().lastIndex(of: "/") ?? place.startIndex)]
    }
    paths.withLock { $0 += missing.reversed() }
  }

  /// Removes those that hold nothing, the innermost first; the system keeps the others.
  static func removeEmpty() {
    for path in paths.withLock({ $0 }).reversed() { rmdir(path) }
  }
}
