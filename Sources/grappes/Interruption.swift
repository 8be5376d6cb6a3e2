import ArgumentParser
import Foundation
import Synchronization
import Wording

/// Signals that ask the program to end: Ctrl-C, Ctrl-\, a terminal that closes, `kill`, a limit of processor time.
///
/// Before and after a search the first one ends the program, with one line and the code that a shell gives. During a search
/// it asks the search to end and keep its best plan; more of them, from impatience, change nothing, until half a minute has
/// shown that the search does not listen. While files are put in place all wait. A large plan's documents take longer than
/// anybody waits: its own file is written before them, and a signal then ends the program.
enum Interruption {
  static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU]
  /// After the first signal, in seconds, from when on another one ends the program during a search too.
  private static let patience: Int = 30

  /// The number of the first signal, its second by the monotonic clock, and what is under way.
  private static let first = Atomic<Int32>(0)
  private static let firstSecond = Atomic<Int>(0)
  private static let isWatched = Atomic<Bool>(false)
  private static let holders = Atomic<Int>(0)

  /// What the handler prints: made before, since a handler may not make a string.
  nonisolated(unsafe) private static var farewell = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// To be called once, before anything else is under way.
  static func install() {
    let line = Wording(fr: "grappes: interrompu", en: "grappes: interrupted").text(in: Terminal.language)
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: line.utf8.count + 1)
    _ = bytes.initialize(from: Array((line + "\n").utf8))
    // Written here, before there is a second thread or a handler, and never again.
    farewell = UnsafeBufferPointer(bytes)
    var watched = sigset_t()
    sigemptyset(&watched)
    for number in signals {
      var before = sigaction()
      sigaction(number, nil, &before)
      // Under nohup a terminal that closes is no reason to end.
      if number == SIGHUP, isIgnored(before) { continue }
      signal(number) { Interruption.take($0) }
      sigaddset(&watched, number)
    }
    // A program that started this one from a thread of its own may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &watched, nil)
  }

  /// From here on there is a search whose plan is to be kept.
  static func watch() { isWatched.store(true, ordering: .sequentiallyConsistent) }

  /// From here on what the search has found is safe: a signal ends the program again.
  static func unwatch() { isWatched.store(false, ordering: .sequentiallyConsistent) }

  /// Does what must not be cut short; what would end the program waits until it is done.
  static func held<Result, Problem: Error>(_ work: () throws(Problem) -> Result) throws(Problem) -> Result {
    holders.add(1, ordering: .sequentiallyConsistent)
    defer { release() }
    return try work()
  }

  /// A file under way that goes when a signal ends the program, by its path for the system; one at a time.
  private static let draft = Atomic<UInt>(0)

  /// Does work that a signal may end, and takes its draft away then.
  static func drafting<Result, Problem: Error>(
    _ path: String, _ work: () throws(Problem) -> Result
  ) throws(Problem) -> Result {
    let name = strdup(path)
    draft.store(UInt(bitPattern: name), ordering: .sequentiallyConsistent)
    defer {
      draft.store(0, ordering: .sequentiallyConsistent)
      free(name)
    }
    return try work()
  }

  static var isRequested: Bool { first.load(ordering: .relaxed) != 0 }

  /// As a shell has it: 128 and the signal's number.
  static var exitCode: Int32 { 128 + max(first.load(ordering: .relaxed), SIGINT) }

  /// Says that the program was interrupted, for a command that keeps nothing of what was under way.
  static func ended() -> ExitCode {
    say()
    return ExitCode(exitCode)
  }

  /// The one line, on standard error.
  static func say() { write(STDERR_FILENO, farewell.baseAddress, farewell.count) }

  private static func release() {
    guard holders.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 else { return }
    let number = first.load(ordering: .sequentiallyConsistent)
    if number != 0, !isWatched.load(ordering: .sequentiallyConsistent) { end(number) }
  }

  /// On a signal: nothing here may wait or ask for memory.
  private static func take(_ number: Int32) {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let isFirst = first.compareExchange(expected: 0, desired: number, ordering: .sequentiallyConsistent).exchanged
    if isFirst { firstSecond.store(now.tv_sec, ordering: .sequentiallyConsistent) }
    if holders.load(ordering: .sequentiallyConsistent) > 0 { return }
    guard isWatched.load(ordering: .sequentiallyConsistent) else { return end(number) }
    // Each second over the limit brings another one of these.
    guard !isFirst, number != SIGXCPU, now.tv_sec - firstSecond.load(ordering: .sequentiallyConsistent) >= patience
    else { return }
    end(number)
  }

  private static func end(_ number: Int32) {
    if let name = UnsafePointer<CChar>(bitPattern: draft.load(ordering: .sequentiallyConsistent)) { unlink(name) }
    say()
    _exit(128 + number)
  }

  /// Functions cannot be compared; the one that stands for ignoring is the address 1.
  private static func isIgnored(_ action: sigaction) -> Bool {
    withUnsafeBytes(of: action.__sigaction_handler) { $0.loadUnaligned(as: UInt.self) } == 1
  }
}
