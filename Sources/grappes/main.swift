import ArgumentParser
import Foundation
import Wording

// A reader that closes early (`grappes … | head`) is no failure of ours.
signal(SIGPIPE, SIG_IGN)

do {
  var command = try Grappes.parseAsRoot()
  try command.run()
} catch let failure as Failure {
  NewFolders.removeEmpty()
  Terminal.complain(failure.wording.text(in: Terminal.language))
  exit(failure.kind.exitCode)
} catch let code as ExitCode {
  NewFolders.removeEmpty()
  exit(code.rawValue)
} catch {
  let code = Grappes.exitCode(for: error)
  if code.isSuccess { Grappes.exit(withError: error) }
  if code == .validationFailure {
    // The library's message without the usage that it prints below: one line.
    Terminal.complain(Grappes.message(for: error).split(separator: "\n").joined(separator: " "))
    exit(64)
  }
  Terminal.complain(
    Wording(fr: "erreur interne : \(error)", en: "internal error: \(error)").text(in: Terminal.language))
  exit(70)
}

extension Failure.Kind {
  /// As sysexits.h has them.
  var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .data: 65
    case .unreadable: 66
    case .unwritable: 73
    }
  }
}
