import Foundation

/// A line of a folder's journal: one file that is written or removed, or a folder made for others.
struct JournalChange: Codable {
  /// Below the folder.
  let final: String
  /// Where it is written first; where the old contents are kept until the end.
  let draft: String
  let before: String
  var isRemoval = false
  var isNewFolder = false
  /// Whether something stood in its place, and whether it has a second name by now.
  private var hadOld = false
  private var isKept = false

  private enum CodingKeys: String, CodingKey { case final, draft, before, isRemoval, isNewFolder }

  init(final: String) {
    self.final = final
    let (folder, name) = Self.parts(final)
    draft = Self.below(folder, name)
    before = Self.below(folder, "before-\(name)")
  }

  init(removal name: String) {
    self.init(final: name)
    isRemoval = true
  }

  init(newFolder: String) {
    self.init(final: newFolder)
    isNewFolder = true
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    final = try values.decode(String.self, forKey: .final)
    draft = try values.decode(String.self, forKey: .draft)
    before = try values.decode(String.self, forKey: .before)
    isRemoval = try values.decode(Bool.self, forKey: .isRemoval)
    isNewFolder = try values.decode(Bool.self, forKey: .isNewFolder)
  }

  var line: String? { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } }

  /// The folder below that it lies in.
  var below: String? { Self.parts(final).folder }

  /// Whether its names are such as this program gives: a journal from elsewhere must not move other files.
  var isOwn: Bool {
    let (folder, name) = Self.parts(final)
    let draftPart = Self.parts(draft)
    let beforePart = Self.parts(before)
    return ![name, folder ?? "x"].contains { ["", ".", ".."].contains($0) || $0.contains("/") }
      && draftPart.folder == folder && draftPart.name.hasPrefix(".\(name).")
      && beforePart.folder == folder && beforePart.name.hasPrefix(".before-\(name).")
  }

  // MARK: Steps

  /// Gives the old contents a second name; where links are not known this waits for `apply`.
  mutating func keepOld(in root: String) throws(FolderJournal.Refusal) {
    let (final, before) = ("\(root)/\(self.final)", "\(root)/\(self.before)")
    var status = stat()
    hadOld = lstat(final, &status) == 0
    guard hadOld else { return }
    // A renaming would take it away with all it holds.
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FolderJournal.Refusal(name: self.final, code: EISDIR) }
    JournalStops.step()
    unlink(before)
    isKept = link(final, before) == 0
  }

  /// Puts it in place.
  ///
  /// - Parameter again: whether it may have been done already, or in part.
  /// - Returns: 0, or the system's error.
  mutating func apply(in root: String, again: Bool = false) -> Int32 {
    guard !isNewFolder else { return 0 }
    let (final, draft, before) = ("\(root)/\(self.final)", "\(root)/\(self.draft)", "\(root)/\(self.before)")
    JournalStops.step()
    if isRemoval {
      guard again || hadOld else { return 0 }
      if hadOld, !isKept { return rename(final, before) == 0 ? 0 : errno }
      return unlink(final) == 0 || errno == ENOENT ? 0 : errno
    }
    if hadOld, !isKept {
      guard rename(final, before) == 0 else { return errno }
      isKept = true
    }
    guard rename(draft, final) != 0 else { return 0 }
    return again && errno == ENOENT ? 0 : errno
  }

  /// - Returns: whether everything is as it was before `apply`, done or in part.
  func undo(in root: String) -> Bool {
    guard !isNewFolder else { return true }
    let (final, draft, before) = ("\(root)/\(self.final)", "\(root)/\(self.draft)", "\(root)/\(self.before)")
    if !isRemoval, access(draft, F_OK) != 0, rename(final, draft) != 0 { return false }
    guard hadOld, access(before, F_OK) == 0 else { return true }
    // A second name of what is there already stays after such a renaming.
    return rename(before, final) == 0
  }

  func removeOld(in root: String) {
    JournalStops.step()
    unlink("\(root)/\(before)")
  }

  func removeDraft(in root: String) {
    guard !isNewFolder else { return }
    JournalStops.step()
    if !isRemoval { unlink("\(root)/\(draft)") }
    unlink("\(root)/\(before)")
  }

  /// Has the disk hold a folder's names.
  static func flush(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func parts(_ path: String) -> (folder: String?, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (nil, path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  private static func below(_ folder: String?, _ name: String) -> String {
    let draft = DraftName.name(of: name)
    return folder.map { "\($0)/\(draft)" } ?? draft
  }
}

/// What a journal on disk says.
struct JournalText {
  private(set) var changes: [JournalChange] = []
  private(set) var newFolders: [String] = []
  private(set) var isCommitted = false

  /// Nothing when it cannot be read. A last line that is not whole counts for nothing: it was never relied on.
  init(_ path: String) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    let decoder = JSONDecoder()
    for line in lines {
      if line.elementsEqual(FolderJournal.commitLine.utf8) {
        isCommitted = true
      } else if let change = try? decoder.decode(JournalChange.self, from: line), change.isOwn {
        if change.isNewFolder { newFolders.append(change.final) } else { changes.append(change) }
      }
    }
  }
}
