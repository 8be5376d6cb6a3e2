import CGLPK

/// A thread's GLPK environment: what the library keeps for that thread, and what it prints.
///
/// Only ``SolverThread/run(_:)`` makes one. It can neither be copied nor sent to another thread, and is freed when the
/// thread ends; problems are made from it and stay on its thread.
public struct Environment: ~Copyable {
  /// Opens the calling thread's environment.
  init() throws(GLPKError) {
    try check(cglpk_open())
  }

  deinit {
    cglpk_close()
  }

  /// The last lines that GLPK printed, the oldest first. Nothing of it reaches the standard output.
  ///
  /// - Parameter limit: the number of lines wanted at most; the library's last 32 KiB are kept.
  public func terminal(limit: Int = 200) -> [String] {
    terminalText().split(separator: "\n", omittingEmptySubsequences: true).suffix(max(0, limit)).map(String.init)
  }

  /// Forgets what was printed so far.
  public func clearTerminal() {
    cglpk_clear_terminal()
  }
}

@available(*, unavailable)
extension Environment: Sendable {}

/// The version of the GLPK library in use.
public enum SolverVersion {
  /// For example "GLPK 5.0".
  public static var text: String { "GLPK " + String(cString: glp_version()) }
}

/// The end of what this thread's environment printed.
func terminalText() -> String {
  let capacity = (1 << 15) + 1
  let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
    count = buffer.withMemoryRebound(to: CChar.self) { cglpk_terminal($0.baseAddress, capacity) }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Turns the shim's answer into an error.
func check(_ result: cglpk_result) throws(GLPKError) {
  switch result {
  case CGLPK_OK: return
  case CGLPK_FATAL: throw .fatal(fatalMessage())
  case CGLPK_BUSY: throw .busy
  case CGLPK_FOREIGN: throw .foreignThread
  case CGLPK_NO_MEMORY: throw .outOfMemory
  case CGLPK_NO_SOLUTION: throw .noSolution
  default: throw .environmentLost
  }
}

/// GLPK's two lines about its last fatal error, as one.
private func fatalMessage() -> String {
  String(cString: cglpk_message()).split(separator: "\n").joined(separator: "; ")
}
