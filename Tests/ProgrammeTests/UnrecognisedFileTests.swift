import Foundation
import Programme
import Testing
import Wording

/// A slip in a path may name any file of the machine: the failures of a file that is none of the program's quote nothing
/// of it.
@Suite struct UnrecognisedFileTests {
  @Test(arguments: [
    "root:x:0:0:hunter2:/root\n", "hunter2\n", "- hunter2\n- b\n", "password: hunter2\n", "hunter2: 1\nhunter2: 2\n",
    "hunter2: {a: 1}\nuser: hunter2\n", "\"hunter2\"\n", "{\"hunter2\": [1, 2]}\n", "name: x\nhunter2: y\n",
    "a: [hunter2\nb: c\n", "hunter2;finess\n1;2\n", "a: *hunter2\n",
  ])
  func `nothing of it is quoted`(text: String) throws {
    let files = try RuleFiles()
    let failure = #expect(throws: Failure.self) { try files.book(text) }
    let wording = try #require(failure?.wording)
    #expect(failure?.kind == .data)
    #expect(wording.en.contains("mine.yaml"))
    for words in [wording.fr, wording.en] { #expect(!words.contains("hunter2"), "\(words)") }
  }

  /// One key that is known, or nearly, is enough for the others to be named.
  @Test(arguments: [
    ("extends: \"2024\"\nhunter2: 1\n", "hunter2: unknown key"), ("extend: \"2024\"\n", "\"extends\", probably"),
    ("routes: hunter2\nname: x\nbareme: 2021-T2\n", "\"hunter2\""),
    ("opens: hunter2\nopens: 2\n", "key \"opens\" given twice"),
  ])
  func `what is wrong in one of its own files is named`(text: String, words: String) throws {
    let failure = #expect(throws: Failure.self) { try RuleFiles().book(text) }
    #expect(failure?.wording.en.contains(words) == true, "\(failure?.wording.en ?? "")")
  }
}
