import Foundation
import Synchronization

/// The files that this run has read: what none of its outputs may replace.
///
/// Each reader notes what it opens, each writer asks before it begins. A file is known by its device and inode, so that
/// links, `./`, `..` and another case on a disk that ignores it are no way around.
public enum FilesRead {
  private struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  private static let paths = Mutex<[Identity: String]>([:])

  /// Notes a file that has been opened. What is no plain file cannot be replaced, and is not noted.
  ///
  /// - Parameter path: as the user wrote it.
  public static func note(_ status: stat, as path: String) {
    guard status.st_mode & S_IFMT == S_IFREG else { return }
    paths.withLock { $0[Identity(status)] = path }
  }

  /// The file read that stands at a place, as the user wrote it; nil when none does.
  public static func path(at place: String) -> String? {
    guard let identity = identity(place) else { return nil }
    return paths.withLock { $0[identity] }
  }

  /// The first file read that lies in a folder, however deep.
  public static func path(inside folder: String) -> String? {
    guard !paths.withLock({ $0.isEmpty }) else { return nil }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.lazy.compactMap { path(at: "\(folder)/\($0)") }.first
  }

  /// Lets an output replace what stands at a place, as a plan that starts from the earlier one does.
  public static func release(_ place: String) {
    guard let identity = identity(place) else { return }
    paths.withLock { $0[identity] = nil }
  }

  /// Whether two paths lead to one file.
  public static func isOne(_ path: String, _ other: String) -> Bool {
    identity(path).map { $0 == identity(other) } ?? false
  }

  private static func identity(_ path: String) -> Identity? {
    var status = stat()
    return stat(path, &status) == 0 ? Identity(status) : nil
  }
}
