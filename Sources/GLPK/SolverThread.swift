import CGLPK

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A thread of its own with a GLPK environment.
///
/// GLPK keeps one environment per thread, and a problem touched on another thread than its own aborts the process. A
/// solver thread therefore lives exactly as long as the work it is given: the environment opens before it and is freed
/// after it, and since neither the environment nor its problems are `Sendable`, neither can leave.
public enum SolverThread {
  /// Room for the deepest recursion of GLPK and of what runs beside it, in bytes: as a program's main thread.
  static let stackSize = 8 << 20

  /// Does work on a fresh thread that has a GLPK environment, and waits for it.
  ///
  /// The calling thread blocks: from asynchronous code, call it from a thread that may.
  ///
  /// ```swift
  /// let cost = try SolverThread.run { environment in
  ///   let problem = try Problem(environment)
  ///   try problem.add(columns: [.init(objective: 2, bounds: .lower(3))])
  ///   _ = try problem.solveRelaxation()
  ///   return try problem.objective
  /// }
  /// ```
  ///
  /// - Parameter body: the work; gets the thread's environment.
  /// - Returns: what `body` returned.
  /// - Throws: what `body` threw; ``GLPKError/threadUnavailable(_:)`` if no thread could be started.
  public static func run<Result: Sendable>(
    _ body: @Sendable (borrowing Environment) throws -> Result
  ) throws -> Result {
    try withoutActuallyEscaping(body) { body in
      let work = Work { (environment: borrowing Environment) in try body(environment) }
      try runToItsEnd(work)
      guard let outcome = work.outcome else { throw GLPKError.environmentLost }
      return try outcome.get()
    }
  }

  private static func runToItsEnd(_ work: AnyWork) throws(GLPKError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    var thread = pthread_t()
    let handle = Unmanaged.passRetained(work)
    let failure = pthread_create(&thread, &attributes, perform, handle.toOpaque())
    guard failure == 0 else {
      handle.release()
      throw .threadUnavailable(failure)
    }
    pthread_join(thread, nil)
  }
}

/// The new thread's first function: takes over the work it is handed and does it.
private func perform(_ handle: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let handle { Unmanaged<AnyWork>.fromOpaque(handle).takeRetainedValue().perform() }
  return nil
}

/// Work whose result type the thread's entry point need not know.
private class AnyWork {
  func perform() {}
}

private final class Work<Value>: AnyWork {
  private let body: (borrowing Environment) throws -> Value
  /// Written by the solver thread, read by the caller after joining it.
  private(set) var outcome: Result<Value, any Error>?

  init(_ body: @escaping (borrowing Environment) throws -> Value) {
    self.body = body
  }

  override func perform() {
    outcome = Result {
      let environment = try Environment()
      return try body(environment)
    }
  }
}
