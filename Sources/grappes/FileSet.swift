import Files
import Foundation
import Wording

/// Files of a folder that are written together, one after the other: in the end all are in place, or none is.
///
/// Every output of several files passes through here. Until `finish` nothing of the folder has changed but hidden drafts,
/// which go when the set is given up, by the program or, when it was killed, by the next one that looks into the folder.
final class FileSet {
  private let folder: OutputFolder
  private let journal: FolderJournal
  private var streams: [String: (descriptor: Int32, draft: String)] = [:]

  /// - Throws: `Failure` (unwritable).
  init(in folder: OutputFolder) throws(Failure) {
    self.folder = folder
    do throws(FolderJournal.Refusal) {
      journal = try FolderJournal(in: folder.path)
    } catch {
      throw Self.failure(error, folder)
    }
  }

  /// A set that was not finished is none.
  deinit {
    for stream in streams.values { close(stream.descriptor) }
    journal.abandon()
  }

  /// Adds a whole file: `name`, or `folder/name` below.
  ///
  /// - Throws: `Failure` (unwritable), (usage) when the command has read what stands in its place.
  func write(_ data: Data, as name: String) throws(Failure) {
    let code = OutputFolder.save(data, to: try draft(of: name))
    guard code == 0 else { throw OutputFolder.failure(folder.place(of: name), code) }
  }

  /// Adds a file that `put` then fills piece by piece.
  func open(_ name: String) throws(Failure) {
    let draft = try draft(of: name)
    let descriptor = Foundation.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputFolder.failure(folder.place(of: name), errno) }
    streams[name] = (descriptor, draft)
  }

  /// Adds to the end of a file that was opened.
  ///
  /// - Throws: `Failure` (unwritable).
  func put(_ bytes: [UInt8], name: String) throws(Failure) {
    guard let stream = streams[name] else { return }
    let code = bytes.withUnsafeBytes { OutputFolder.put($0, on: stream.descriptor) }
    guard code == 0 else { throw OutputFolder.failure(folder.place(of: name), code) }
  }

  /// Removes a file that no longer belongs to the others, when they are put in place.
  func remove(_ name: String) throws(Failure) {
    if let clash = OutputFolder.clash(folder.place(of: name)) { throw clash }
    guard !OutputFolder.isFolder(folder.place(of: name)) else { return }
    do throws(FolderJournal.Refusal) {
      try journal.addRemoval(of: name)
    } catch {
      throw Self.failure(error, folder)
    }
  }

  /// Puts all files in place.
  ///
  /// - Throws: `Failure` (unwritable); the folder is then as it was before.
  func finish() throws(Failure) {
    let open = streams
    streams = [:]
    var failed: Failure?
    for (name, stream) in open.sorted(by: { $0.key < $1.key }) {
      let code = OutputFolder.finish(stream.descriptor)
      if code != 0, failed == nil { failed = OutputFolder.failure(folder.place(of: name), code) }
    }
    if let failed {
      journal.abandon()
      throw failed
    }
    do throws(FolderJournal.Refusal) {
      try journal.commit()
    } catch {
      throw Self.failure(error, folder)
    }
  }

  private func draft(of name: String) throws(Failure) -> String {
    let place = folder.place(of: name)
    if let clash = OutputFolder.clash(place) { throw clash }
    if let obstacle = OutputFolder.obstacle(place) { throw obstacle }
    do throws(FolderJournal.Refusal) {
      return try journal.add(name)
    } catch {
      throw Self.failure(error, folder)
    }
  }

  private static func failure(_ refusal: FolderJournal.Refusal, _ folder: OutputFolder) -> Failure {
    let place = refusal.name.isEmpty ? folder.path : folder.place(of: refusal.name)
    guard refusal.code == EBUSY, refusal.name.isEmpty else { return OutputFolder.failure(place, refusal.code) }
    return Failure(
      .unwritable, fr: "\(place) : un autre programme y écrit ; attendu : qu'il ait fini",
      en: "\(place): another program is writing there; expected that it has ended")
  }
}
