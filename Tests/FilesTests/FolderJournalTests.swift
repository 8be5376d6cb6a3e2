import Foundation
import Testing

@testable import Files

/// Files that take their places together.
@Suite struct FolderJournalTests {
  private static let names = ["a.txt", "b.txt", "below/c.txt", "new/d.txt"]

  private func makeFolder() throws -> TestFolder {
    let folder = try TestFolder()
    for name in ["a.txt", "b.txt", "below/c.txt", "gone.txt", "mine.txt"] { try folder.write(name, "old") }
    return folder
  }

  private func fill(_ journal: FolderJournal) throws {
    for name in Self.names { try Data("new".utf8).write(to: URL(fileURLWithPath: try journal.add(name))) }
    try journal.addRemoval(of: "gone.txt")
    try journal.addRemoval(of: "never.txt")
  }

  @Test func `all take their places, others stay`() throws {
    let folder = try makeFolder()
    let journal = try FolderJournal(in: folder.path)
    try fill(journal)
    #expect(try folder.contents()["a.txt"] == "old")
    try journal.commit()
    #expect(
      try folder.contents() == [
        "a.txt": "new", "b.txt": "new", "below": "", "below/c.txt": "new", "new": "", "new/d.txt": "new",
        "mine.txt": "old",
      ])
  }

  @Test func `none takes its place when one is given up`() throws {
    let folder = try makeFolder()
    let before = try folder.contents()
    do {
      let journal = try FolderJournal(in: folder.path)
      try fill(journal)
    }
    #expect(try folder.contents() == before)
  }

  /// A folder in its place refuses the renaming, wherever the file stands among the others.
  @Test(arguments: names) func `what was put in place returns when one cannot be`(name: String) throws {
    let folder = try makeFolder()
    try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    try folder.write("\(name)/file.txt", "mine")
    let before = try folder.contents()
    let journal = try FolderJournal(in: folder.path)
    try fill(journal)
    do {
      try journal.commit()
      Issue.record("a file took a folder's place")
    } catch {
      #expect(error.name == name)
    }
    #expect(try folder.contents() == before)
  }

  @Test func `a second writer waits for the first, and gives up`() throws {
    let folder = try makeFolder()
    let first = try FolderJournal(in: folder.path)
    #expect(throws: FolderJournal.Refusal.self) { try FolderJournal(in: folder.path) }
    try fill(first)
    try first.commit()
    #expect(try folder.contents()["a.txt"] == "new")
  }

  @Test(arguments: [
    #"{"final":"../mine","draft":"../.mine.x-1","before":"../.before-mine.x-1","isRemoval":false,"isNewFolder":false}"#,
    #"{"final":"mine.txt","draft":"a.txt","before":".before-mine.txt.x-1","isRemoval":false,"isNewFolder":false}"#,
    #"{"final":"mine.txt","draft":".mine.txt.x-1","before":"a.txt","isRemoval":true,"isNewFolder":false}"#,
    #"{"final":"below/x/c.txt","draft":"a.txt","before":"b.txt","isRemoval":false,"isNewFolder":false}"#, "{", "",
  ])
  func `a journal that is not ours moves nothing`(line: String) throws {
    let folder = try makeFolder()
    let before = try folder.contents()
    try folder.write(".grappes-journal", "\(line)\ncommit\n")
    FolderJournal.settle(folder.path)
    #expect(try folder.contents() == before)
  }

  @Test func `a last line that is not whole does not commit`() throws {
    let folder = try makeFolder()
    let before = try folder.contents()
    let line =
      #"{"final":"a.txt","draft":".a.txt.x-1","before":".before-a.txt.x-1","isRemoval":false,"isNewFolder":false}"#
    for (end, text) in [("commi", "old"), ("commit", "old"), ("commit\n", "new")] {
      try folder.write(".a.txt.x-1", "new")
      try folder.write(".grappes-journal", "\(line)\n\(end)")
      FolderJournal.settle(beside: "\(folder.path)/mine.txt")
      #expect(try folder.contents() == before.merging(["a.txt": text]) { $1 })
    }
  }
}
