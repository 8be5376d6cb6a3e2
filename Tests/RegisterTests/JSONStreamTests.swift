import Testing
import Wording

@testable import Register

/// Documents that are damaged, or made to do harm, end in one line that says where.
@Suite struct JSONStreamTests {
  typealias Documents = FinessPlusDocuments

  static let good = Documents.text([Documents.og([Documents.establishment("350000010")])])

  static func failure(_ text: String) -> Failure? {
    Extracts.failure([InputFile(path: "some/file.json", bytes: Array(text.utf8))])
  }

  @Test(arguments: [
    ("{", "stops before its end"), ("{\"pmej\": []}", "no establishment"), ("\n [", "stops before its end"),
    ("{\"pmej\": [{\"ege\": [}]}", "line 1, record 1"), ("{\"pmej\": [{}]} x", "the document's end"),
    ("{\"a\" 1}", "expected \":\""), ("{\"a\": 1 \"b\": 2}", "expected \",\" or \"}\""),
    ("{\"a\": [1, }", "JSON value"),
    ("{\"a\": nul}", "\"null\""), ("{\"a\": \"x\ny\"}", "quote is missing"), ("{\"a\": \"\\x\"}", "JSON escape"),
    ("{\"a\": \"\\u12g4\"}", "JSON escape"), ("{a: 1}", "a key"), ("{\"pmej\": {}}", "a list ["),
    ("{\"pmej\": [3]}", "an object {"), ("{}", "no list pmej"), ("[]", "no establishment"),
    ("{\n\n\"a\": tru}", "line 3: "), ("{\"pmej\": [{\"activitesAutorisees\": []}]}", "finess-activites"),
    ("{\"a\": \(String(repeating: "9", count: 100))}", "shorter number"),
  ])
  func `a document that is no register`(text: String, words: String) {
    let failure = Self.failure(text)
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en.hasPrefix("some/file.json") == true)
    #expect(failure?.wording.fr.hasPrefix("some/file.json") == true)
    #expect(failure?.wording.en.contains(words) == true, "\(failure?.wording.en ?? "read")")
    #expect(failure?.wording.en.contains("\n") == false)
  }

  /// Until an OG's number has been read, the document may be any file of the machine.
  @Test(arguments: [
    "{\"a\": hunter2}", "{hunter2: 1}", "{\"a\" hunter2}", "[hunter2]", "[{\"a\": 1} hunter2]",
    "{\"a\": \"hunter2\n\"}",
    "{\"a\": \"\\hunter2\"}", "{\"pmej\": hunter2}", "{\"pmej\": \"hunter2\"}", "{\"pmej\": [\"hunter2\"]}",
    "{} hunter2",
    "{\"pmej\": [{\"informationsGeneralesPMEJ\": {\"denominationPm\": \"X\", \"a\": hunter2}}]}",
    "{\"pmej\": []} hunter2",
    "{\"hunter2\": [1 2]}", "{\"hunter2\": \"hunter2\"}", "[{\"hunter2\": \"hunter2\"}]",
  ])
  func `nothing of a document of another kind is quoted`(text: String) {
    let failure = Self.failure(text)
    #expect(failure?.kind == .data)
    for words in [failure?.wording.fr, failure?.wording.en] {
      #expect(words?.contains("hunter2") == false, "\(words ?? "")")
    }
  }

  @Test func `what is wrong in a FINESS+ document is quoted`() {
    let failure = Self.failure(Self.good.replacing("\"typeBudget\": [\"01\"]", with: "\"typeBudget\": [oops]"))
    #expect(failure?.wording.fr.contains("« oops]") == true && failure?.wording.en.contains("\"oops]") == true)
  }

  @Test(arguments: ["[", "{\"a\":", "{\"ege\": [", "{\"pmej\":["]) func `nesting without end`(opening: String) {
    let failure = Self.failure("{\"x\": " + String(repeating: opening, count: 100_000))
    #expect(failure?.wording.en.contains("nested levels") == true)
  }

  @Test func `a text without end`() {
    for start in ["{\"x\": \"", "{\"", "{\"pmej\": [{\"informationsGeneralesPMEJ\": {\"denominationPm\": \""] {
      let failure = Self.failure(start + String(repeating: "x", count: 1_100_000))
      #expect(failure?.wording.en.contains("more than a megabyte") == true)
      #expect(failure?.wording.en.utf8.count ?? 0 < 300)
    }
  }

  @Test func `a record without end`() {
    var json = JSONStream(path: "a.json", start: Array("{\"pmej\": [{\"x\": [".utf8), longestRecord: 1 << 20) {
      () throws(Failure) in Array(String(repeating: "1,", count: 1 << 16).utf8)
    }
    var draft = RegisterDraft(.init(strict: true))
    let file = draft.open(path: "a.json", name: "a.json")
    let failure = #expect(throws: Failure.self) {
      try FinessPlusReader(includesEdge: false).read(&json, file: file, into: &draft)
    }
    #expect(failure?.wording.en.contains("record 1: a record of more than 1 MiB") == true)
  }

  @Test func `what stands before the records may be long`() throws {
    let filler = "{\"gco\": [" + String(repeating: "1,", count: 1 << 20) + "1],"
    var pieces = [Array(Self.good.utf8.dropFirst())]
    var json = JSONStream(path: "a.json", start: Array(filler.utf8), longestRecord: 1 << 20) {
      () throws(Failure) in pieces.popLast()
    }
    var draft = RegisterDraft(.init(strict: true))
    let file = draft.open(path: "a.json", name: "a.json")
    _ = try FinessPlusReader(includesEdge: false).read(&json, file: file, into: &draft)
    #expect(try draft.register(sources: []).essms.count == 1)
  }

  @Test func `every cut of a document is a failure`() {
    let bytes = Array(Self.good.utf8)
    for length in 1..<bytes.count - 1 {
      let failure = Extracts.failure([InputFile(path: "a.json", bytes: Array(bytes[..<length]))])
      #expect(failure?.kind == .data)
    }
    #expect(Self.failure(Self.good) == nil)
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func `pieces of any length`(length: Int) throws {
    let bytes = Array(Self.good.utf8)
    var position = length
    var json = JSONStream(path: "a.json", start: Array(bytes[..<length])) { () throws(Failure) in
      guard position < bytes.count else { return nil }
      defer { position += length }
      return Array(bytes[position..<min(bytes.count, position + length)])
    }
    var draft = RegisterDraft(.init(strict: true))
    let file = draft.open(path: "a.json", name: "a.json")
    #expect(try FinessPlusReader(includesEdge: false).read(&json, file: file, into: &draft) == "2026-08-13")
    let register = try draft.register(sources: [])
    #expect(register.essms == (try RegisterReader().read([InputFile(path: "a.json", bytes: bytes)])).essms)
    #expect(register.essms.count == 1)
  }
}
