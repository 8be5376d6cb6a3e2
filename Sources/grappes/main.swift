import ArgumentParser
import CSystem
import Foundation
import Wording

// A reader that closes early (`grappes … | head`) is no failure of ours; a file over the shell's limit is a write that fails.
signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)
StandardStreams.fillGaps()
Interruption.install()
csystem_hush_libraries()

// Whatever `ulimit -s` leaves the main thread and those that others start.
csystem_set_thread_stack(8 << 20)
let thread = Thread { exit(Grappes.run()) }
thread.stackSize = 16 << 20
thread.start()
while true { pause() }

extension Grappes {
  /// Does what the command line asks for.
  ///
  /// - Returns: the exit code.
  fileprivate static func run() -> Int32 {
    do {
      var command = try Grappes.parseAsRoot()
      try command.run()
      return 0
    } catch let failure as Failure {
      NewFolders.removeEmpty()
      Terminal.complain(failure.wording.text(in: Terminal.language))
      return failure.kind.exitCode
    } catch let code as ExitCode {
      NewFolders.removeEmpty()
      return code.rawValue
    } catch {
      let code = Grappes.exitCode(for: error)
      if code.isSuccess { return show(Grappes.fullMessage(for: error)) }
      if code == .validationFailure {
        // The library's message without the usage that it prints below: one line.
        Terminal.complain(Grappes.message(for: error).split(separator: "\n").joined(separator: " "))
        return 64
      }
      Terminal.complain(
        Wording(fr: "erreur interne : \(error)", en: "internal error: \(error)").text(in: Terminal.language))
      return 70
    }
  }

  /// Prints what was asked for, such as help or the version.
  private static func show(_ text: String) -> Int32 {
    do throws(Failure) {
      try Terminal.show(text + "\n")
      return 0
    } catch {
      Terminal.complain(error.wording.text(in: Terminal.language))
      return error.kind.exitCode
    }
  }
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
