/// Why a call to the solver did not do what it was asked.
public enum GLPKError: Error, Sendable, Hashable {
  /// An argument that GLPK would refuse, or silently misread; refused before the call, the problem is as it was.
  case invalidArgument(String)
  /// GLPK found itself in a state it does not know how to leave, with what it printed about it. Where it was solving,
  /// every problem of the thread has been carried over to a fresh environment, with its basis; where it was changing or
  /// writing a problem, that problem is lost and the others were carried over.
  case fatal(String)
  /// The problem was lost in an earlier ``fatal(_:)``, or the thread's environment has been closed.
  case environmentLost
  /// Called from inside a progress function, where GLPK is at work already.
  case busy
  /// The problem belongs to another thread. The types prevent it; unsafe code can still bring it about.
  case foreignThread
  /// There is no result to read: nothing has been solved yet, or the last solve ended without any.
  case noSolution
  /// The file could not be written, with what GLPK printed about it.
  case unwritable(path: String, reason: String)
  /// No thread could be started, with the system's error number.
  case threadUnavailable(Int32)
  /// No memory was left for the solver.
  case outOfMemory
}

extension GLPKError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidArgument(let what): "solver: \(what)"
    case .fatal(let message): "GLPK gave up: \(message)"
    case .environmentLost: "the solver's problem was lost in an earlier error"
    case .busy: "the solver cannot be called from its own progress function"
    case .foreignThread: "the solver's problem belongs to another thread"
    case .noSolution: "the solver has no solution to read"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .threadUnavailable(let number): "no thread could be started for the solver (error \(number))"
    case .outOfMemory: "no memory was left for the solver"
    }
  }
}
