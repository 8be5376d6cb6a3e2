import Foundation
import Wording

enum StandardOutput {
  /// - Throws: `Failure` (unwritable). A reader that closes early is no failure.
  static func show(_ text: String) throws(Failure) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EPIPE {
        return
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        throw Failure(
          .unwritable, fr: "sortie standard : écriture impossible (\(reason))",
          en: "standard output: cannot be written (\(reason))")
      }
    }
  }
}
