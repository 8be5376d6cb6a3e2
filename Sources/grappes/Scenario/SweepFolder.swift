import Foundation
import Plans
import Wording

/// The folder of a sweep, with a folder for each task, which appears whole or not at all.
struct SweepFolder {
  let path: String

  static let manifest = "manifest.json"

  /// Makes the folder when it is not there.
  ///
  /// - Throws: `Failure` (unwritable) that says why not.
  init(path: String) throws(Failure) {
    self.path = path
    _ = try OutputFolder(path: path)
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
      try OutputFolder(path: draft).write(documents, shownAs: place)
      if rename(place, before) != 0, errno != ENOENT { throw OutputFolder.failure(place, errno) }
      guard rename(draft, place) == 0 else { throw OutputFolder.failure(place, errno) }
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
    try? FileManager.default.removeItem(atPath: before)
  }

  /// Removes what a killed program left of a task.
  func removeLeftovers(of task: SweepManifest.Task) {
    let place = URL(fileURLWithPath: "\(path)/\(task.folder)")
    let folder = place.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
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
