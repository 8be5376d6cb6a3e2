import Foundation
import Synchronization

/// A program run to its end in a process group of its own, all of which goes with it; what it prints goes nowhere.
struct BrowserRun {
  enum Outcome {
    case ended(Int32)
    /// With the system's error.
    case unstarted(Int32)
    case tooLong
    /// With the signal's number.
    case interrupted(Int32)
  }

  private let path: String
  private let arguments: [String]
  private let home: String

  /// - Parameter home: where the program may keep what it would keep in the user's folders.
  init(_ path: String, _ arguments: [String], home: String) {
    self.path = path
    self.arguments = arguments
    self.home = home
  }

  /// The group that a signal to this program ends; 0 when there is none.
  private static let group = Atomic<Int32>(0)
  private static let interruption = Atomic<Int32>(0)

  /// Runs it, and kills it after so many seconds or when this program is told to end.
  func outcome(within seconds: Double) -> Outcome {
    let before = Self.watch()
    defer { Self.unwatch(before) }
    var process: pid_t = 0
    let code = spawn(&process)
    guard code == 0 else { return .unstarted(code) }
    Self.group.store(process, ordering: .sequentiallyConsistent)
    defer { Self.group.store(0, ordering: .sequentiallyConsistent) }
    let end = ContinuousClock.now + .seconds(seconds)
    var isLate = false
    var pause: UInt32 = 2_000
    // Not reaped yet: until it is, nobody else gets its number.
    while !Self.hasEnded(process) {
      isLate = isLate || ContinuousClock.now >= end
      if isLate || Self.interruption.load(ordering: .sequentiallyConsistent) != 0 { kill(-process, SIGKILL) }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = Self.interruption.load(ordering: .sequentiallyConsistent)
    if signal != 0 { return .interrupted(signal) }
    if isLate { return .tooLong }
    // As a shell has it.
    return .ended(status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
  }

  private static func hasEnded(_ process: pid_t) -> Bool {
    var info = siginfo_t()
    let code = waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT | WNOHANG)
    return code != 0 ? errno != EINTR : info.si_signo == SIGCHLD
  }

  private func spawn(_ process: inout pid_t) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&usual)
    for signal in [SIGPIPE, SIGXFSZ] + Self.signals { sigaddset(&usual, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let environment = ProcessInfo.processInfo.environment
      .merging(["XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home]) { $1 }
    let words = ([path] + arguments).map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for word in words + variables { free(word) } }
    return posix_spawn(&process, path, &actions, &attributes, words + [nil], variables + [nil])
  }

  // MARK: Signals

  private static let signals = Interruption.signals

  /// - Returns: what was to be done on these signals before.
  private static func watch() -> [sigaction] {
    interruption.store(0, ordering: .sequentiallyConsistent)
    group.store(0, ordering: .sequentiallyConsistent)
    return signals.map { signal in
      var (new, old) = (sigaction(), sigaction())
      new.__sigaction_handler.sa_handler = { signal in
        BrowserRun.interruption.store(signal, ordering: .sequentiallyConsistent)
        let group = BrowserRun.group.load(ordering: .sequentiallyConsistent)
        if group > 0 { kill(-group, SIGKILL) }
      }
      sigaction(signal, &new, &old)
      return old
    }
  }

  private static func unwatch(_ before: [sigaction]) {
    for (signal, old) in zip(signals, before) {
      var old = old
      sigaction(signal, &old, nil)
    }
  }
}
