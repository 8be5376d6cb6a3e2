import ArgumentParser
import Foundation
import Wording

// A reader that closes early (`grappes-bench … | head`) is no failure of ours.
signal(SIGPIPE, SIG_IGN)

/// One line on standard error, then the end.
func fail(_ message: String, code: Int32) -> Never {
  let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
  FileHandle.standardError.write(Data("grappes-bench: \(line)\n".utf8))
  exit(code)
}

do {
  var command = try GrappesBench.parseAsRoot()
  try command.run()
} catch let failure as Failure {
  fail(failure.wording.en, code: failure.kind.exitCode)
} catch {
  let code = GrappesBench.exitCode(for: error)
  if code.isSuccess { GrappesBench.exit(withError: error) }
  // The library's message without the usage that it prints below: one line.
  if code == .validationFailure { fail(GrappesBench.message(for: error), code: 64) }
  fail("internal error: \(error)", code: 70)
}

extension Failure.Kind {
  /// As sysexits.h has them.
  fileprivate var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .data: 65
    case .unreadable: 66
    case .unwritable: 73
    }
  }
}
