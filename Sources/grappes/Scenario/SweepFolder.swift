import CSystem
import Files
import Foundation
import Plans
import Reporting
import Wording

/// The folder of a sweep, with a folder for each task, which appears whole or not at all.
struct SweepFolder {
  let path: String

  static let manifest = "manifest.json"

  /// Makes the folder when it is not there.
  ///
  /// - Parameter names: of the sweep's own documents that are to come.
  /// - Throws: `Failure` (unwritable) that says why not, (usage) when the command has read one of them.
  init(path: String, for names: [String] = SweepDocuments.names) throws(Failure) {
    self.path = path
    _ = try OutputFolder(path: path, for: names)
  }

  /// Writes documents of the sweep itself.
  func write(_ documents: [(name: String, contents: Data)]) throws(Failure) {
    try OutputFolder(path: path).write(documents)
  }

  /// Gives a task's folder its contents, in the place of all that it held.
  ///
  /// They are gathered under another name, beside it, that no one else uses; the last step is a renaming. A program that
  /// is killed meanwhile leaves that other folder, which goes when the task is done again.
  ///
  /// - Throws: `Failure` (unwritable).
  func write(_ documents: [(name: String, contents: Data)], of task: SweepManifest.Task) throws(Failure) {
    let place = "\(path)/\(task.folder)"
    let draft = beside(task, "draft")
    let before = beside(task, "before")
    do throws(Failure) {
      if let clash = Self.clash(place) { throw clash }
      try OutputFolder(path: draft, shownAs: place).write(documents)
      try Interruption.held { () throws(Failure) in
        // In one step, where the file system knows how.
        if csystem_exchange(draft, place) == 0 {
          rename(draft, before)
          return
        }
        if rename(place, before) != 0, errno != ENOENT { throw OutputFolder.failure(place, errno) }
        guard rename(draft, place) == 0 else {
          let code = errno
          rename(before, place)
          throw OutputFolder.failure(place, code)
        }
      }
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
    try? FileManager.default.removeItem(atPath: before)
  }

  /// Sees, before any of them is done, that the folder of no task that is to be done holds a file that the command reads:
  /// it goes with all it holds.
  ///
  /// - Throws: `Failure` (usage).
  func requireFree(for tasks: [SweepManifest.Task]) throws(Failure) {
    for task in tasks {
      guard let clash = Self.clash("\(path)/\(task.folder)"), task.state(in: path).name != .done else { continue }
      throw clash
    }
  }

  private static func clash(_ place: String) -> Failure? {
    guard let read = FilesRead.path(inside: place) else { return nil }
    return Failure(
      .usage,
      fr: "\(place) : ce dossier, refait en entier, contient \(read), que la commande lit ; attendu : un autre dossier",
      en: "\(place): this folder, made anew as a whole, holds \(read), which the command reads; expected another folder"
    )
  }

  /// Removes what a killed program left of a task, and puts back what it had taken away.
  func removeLeftovers(of task: SweepManifest.Task) {
    let place = URL(fileURLWithPath: "\(path)/\(task.folder)")
    let folder = place.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if access(place.path, F_OK) != 0,
      let before = names.first(where: { $0.hasPrefix(".\(place.lastPathComponent).before-") })
    {
      rename(folder.appendingPathComponent(before).path, place.path)
    }
    for name in names where name.hasPrefix(".\(place.lastPathComponent).") {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  private func beside(_ task: SweepManifest.Task, _ purpose: String) -> String {
    let place = URL(fileURLWithPath: "\(path)/\(task.folder)")
    // Hidden, and so that no two machines choose the same.
    return place.deletingLastPathComponent().path + "/.\(place.lastPathComponent).\(purpose)-\(UUID().uuidString)"
  }
}
