import Foundation
import Synchronization

/// Several files of a folder that take their places together: after a kill or an error at any moment, all old or all new.
///
/// The files are written under draft names that the journal, a hidden file in the folder, lists. Once all are whole a last
/// line commits it; only then are they renamed, and the journal goes. Who finds a journal whose program is no more settles
/// it: a committed one is completed, which takes renamings alone, any other is undone. The program at work holds a lock
/// on its journal, which ends with it. Other files of the folder are not touched.
public final class FolderJournal {
  /// What the system refused, and for which file.
  public struct Refusal: Error, Sendable {
    /// Below the folder; empty for the folder itself.
    public let name: String
    /// As errno has it.
    public let code: Int32
  }

  static let name = ".grappes-journal"
  static let commitLine = "commit"
  /// For which a writer waits for another to finish, in seconds.
  private static let patience = 10.0

  private let folder: String
  private let path: String
  /// -1 once it is closed.
  private var descriptor: Int32
  private var changes: [JournalChange] = []
  private var newFolders: [String] = []
  private var isCommitted = false

  /// Begins a journal, when the folder's last one has been settled.
  ///
  /// - Throws: `Refusal`; its code is `EBUSY` when another program is still writing there.
  public init(in folder: String) throws(Refusal) {
    self.folder = folder
    path = "\(folder)/\(Self.name)"
    let end = ContinuousClock.now + .seconds(Self.patience)
    while true {
      Self.settle(folder)
      let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
      if made >= 0 {
        if flock(made, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK, JournalLock.holds(made, path) {
          descriptor = made
          return
        }
        close(made)
      } else if errno != EEXIST {
        throw Refusal(name: "", code: errno)
      }
      guard ContinuousClock.now < end else { throw Refusal(name: "", code: EBUSY) }
      usleep(20_000)
    }
  }

  deinit { abandon() }

  /// Adds a file that is to be written: `name`, or `folder/name` for one of a folder below, which is made when it is not
  /// there.
  ///
  /// - Returns: the draft's path, for the caller to write.
  public func add(_ name: String) throws(Refusal) -> String {
    if let slash = name.lastIndex(of: "/") {
      let below = String(name[..<slash])
      if access("\(folder)/\(below)", F_OK) != 0 {
        newFolders.append(below)
        try note(JournalChange(newFolder: below))
        guard mkdir("\(folder)/\(below)", 0o777) == 0 || errno == EEXIST else {
          throw Refusal(name: name, code: errno)
        }
      }
    }
    let change = JournalChange(final: name)
    changes.append(change)
    try note(change)
    return "\(folder)/\(change.draft)"
  }

  /// Adds a file that is to go when the others take their places.
  public func addRemoval(of name: String) throws(Refusal) {
    let change = JournalChange(removal: name)
    changes.append(change)
    try note(change)
  }

  /// Puts all files in place; their drafts are whole and on the disk.
  ///
  /// - Throws: `Refusal`; everything is then as it was before.
  public func commit() throws(Refusal) {
    guard descriptor >= 0 else { return }
    do throws(Refusal) {
      for place in changes.indices { try changes[place].keepOld(in: folder) }
      isCommitted = true
      try put(Self.commitLine)
    } catch {
      abandon()
      throw error
    }
    for place in changes.indices {
      let code = changes[place].apply(in: folder)
      guard code == 0 else {
        rollBack(before: place + 1)
        throw Refusal(name: changes[place].final, code: code)
      }
    }
    JournalChange.flush(folder)
    for change in changes { change.removeOld(in: folder) }
    leave()
  }

  /// Removes the drafts and the folders made for them; nothing once the files are in place.
  public func abandon() {
    guard descriptor >= 0 else { return }
    // A committed journal would be completed with what drafts are left.
    if isCommitted {
      guard unlink(path) == 0 || errno == ENOENT else { return closeAndForget() }
    }
    for change in changes { change.removeDraft(in: folder) }
    for below in newFolders.reversed() { rmdir("\(folder)/\(below)") }
    if isCommitted { closeAndForget() } else { leave() }
  }

  /// The new contents return to their drafts before the old ones return to their names: until the journal is gone a kill
  /// still ends in all the new.
  private func rollBack(before end: Int) {
    for change in changes[..<end].reversed() where !change.undo(in: folder) {
      // Who comes next completes what could not be undone.
      closeAndForget()
      return
    }
    abandon()
  }

  private func note(_ change: JournalChange) throws(Refusal) {
    guard let line = change.line else { throw Refusal(name: change.final, code: EINVAL) }
    try put(line)
  }

  private func put(_ line: String) throws(Refusal) {
    JournalStops.step()
    let bytes = Array((line + "\n").utf8)
    let written = write(descriptor, bytes, bytes.count)
    guard written == bytes.count else { throw Refusal(name: "", code: written < 0 ? errno : ENOSPC) }
    guard line == Self.commitLine else { return }
    // The names of the drafts are on the disk before what relies on them.
    JournalChange.flush(folder)
    for below in Set(changes.compactMap(\.below)) { JournalChange.flush("\(folder)/\(below)") }
    guard fsync(descriptor) == 0 else { throw Refusal(name: "", code: errno) }
  }

  private func leave() {
    JournalStops.step()
    unlink(path)
    closeAndForget()
  }

  private func closeAndForget() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}

extension FolderJournal {
  /// Settles what a program that is no more left in a folder; a running one that has committed is waited for. Where there is
  /// nothing to settle this is one call of the system.
  public static func settle(_ folder: String) {
    let path = "\(folder)/\(name)"
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let end = ContinuousClock.now + .seconds(5)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      // One that is not committed has moved nothing yet.
      guard JournalText(path).isCommitted, ContinuousClock.now < end else { return }
      usleep(10_000)
    }
    guard JournalLock.holds(descriptor, path) else { return }
    let text = JournalText(path)
    if text.isCommitted {
      var changes = text.changes
      for place in changes.indices {
        guard changes[place].apply(in: folder, again: true) == 0 else { return }
      }
      JournalChange.flush(folder)
      for change in changes { change.removeOld(in: folder) }
    } else {
      for change in text.changes { change.removeDraft(in: folder) }
      for below in text.newFolders.reversed() { rmdir("\(folder)/\(below)") }
    }
    unlink(path)
  }

  /// Settles the folder that a file lies in.
  public static func settle(beside file: String) {
    guard let slash = file.lastIndex(of: "/") else { return settle(".") }
    settle(slash == file.startIndex ? "/" : String(file[..<slash]))
  }
}

/// The lock of a journal.
enum JournalLock {
  /// Whether the journal is still the one that is open: another program may have settled it meanwhile.
  static func holds(_ descriptor: Int32, _ path: String) -> Bool {
    var (held, named) = (stat(), stat())
    return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0 && held.st_dev == named.st_dev
      && held.st_ino == named.st_ino
  }
}

/// Where a test has the program end, as by a power cut: before the step of this number.
enum JournalStops {
  static let variable = "GRAPPES_TEST_END_AT_STEP"
  private static let last = ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  private static let count = Atomic<Int>(0)

  static func step() {
    guard let last else { return }
    if count.add(1, ordering: .relaxed).newValue == last { kill(getpid(), SIGKILL) }
  }
}
