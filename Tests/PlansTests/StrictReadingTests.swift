import Foundation
import Testing
import Wording

@testable import Plans

/// A plan file is read to the letter: what other programs would refuse, or read in another way, is refused, in one line.
@Suite struct StrictReadingTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the failure says, in English.
    let told: String
    /// The line that it names; nil where it depends on the plan.
    let line: Int?
    let change: @Sendable (String) -> String

    init(_ name: String, _ told: String, line: Int? = nil, _ change: @escaping @Sendable (String) -> String) {
      self.name = name
      self.told = told
      self.line = line
      self.change = change
    }

    var testDescription: String { name }
  }

  /// Puts text at the start of the document's object.
  private static func first(_ text: String) -> @Sendable (String) -> String {
    { "{" + text + $0.dropFirst() }
  }

  /// Changes what follows a key, where it stands first.
  private static func value(_ key: String, _ text: String) -> @Sendable (String) -> String {
    { plan in
      guard let range = plan.firstRange(of: "\"\(key)\" : "), let end = plan[range.upperBound...].firstIndex(of: "\n")
      else { return plan }
      let comma = plan[plan.index(before: end)] == "," ? "," : ""
      return plan.replacingCharacters(in: range.upperBound..<end, with: text + comma)
    }
  }

  static let damages = [
    Damage(
      "a key twice", "key \"bareme\" twice in one object, expected each key once", line: 2, first("\"bareme\":\"x\",")),
    Damage("a key twice, once escaped", "key \"bareme\" twice", line: 2, first("\"b\\u0061reme\":\"x\",")),
    Damage("a key twice, far apart", "key \"status\" twice") { $0.dropLast(2) + ", \"status\" : \"optimal\"}\n" },
    Damage("a key that no plan has", "comment: a key that this format does not have", line: 1, first("\"comment\":1,")),
    Damage("a key misspelt", "totals.funds: a key that this format does not have") {
      $0.replacing("\"totals\" : {", with: "\"totals\" : { \"funds\" : 1,")
    },
    Damage("another case", "Gap: a key that this format does not have", first("\"Gap\":0,")),
    Damage("a comma too many in an object", "expected a key") { $0.replacing("\n}\n", with: ",\n}\n") },
    Damage("a comma too many in a list", "expected a JSON value") {
      $0.replacing("\"regions\" : [", with: "\"regions\" : [ \"01\", ],\n\"x\" : [")
    },
    Damage("a comment", "this is no JSON, expected a JSON value", line: 1) { "/* x */ " + $0 },
    Damage("a comment on a line", "expected the document's end") { $0 + "// x" },
    Damage("something behind", "\"{}\", expected the document's end") { $0 + "{}" },
    Damage("not a number", "\"NaN\", expected a JSON value", value("gap", "NaN")),
    Damage("infinite", "\"Infinity\", expected a JSON value", value("gap", "Infinity")),
    Damage("beyond numbers", "\"1e999\", expected a JSON number", value("gap", "1e999")),
    Damage("a leading zero", "\"007\", expected a JSON number", value("notEssms", "007")),
    Damage("a plus", "\"+1\", expected a JSON value", value("notEssms", "+1")),
    Damage("a point without a digit", "\"1.\", expected a JSON number", value("notEssms", "1.")),
    Damage("hexadecimal", "expected", value("notEssms", "0x10")),
    Damage("a decimal comma", "expected a key", value("gap", "0,5")),
    Damage("single quotes", "\"'2024'\", expected a JSON value", value("campaign", "'2024'")),
    Damage("half of a surrogate pair", "expected a JSON escape", value("campaign", "\"\\ud83d\"")),
    Damage("an escape of no kind", "expected a JSON escape", value("campaign", "\"\\x41\"")),
    Damage("a line break in a text", "a quote is missing", value("campaign", "\"20\n24\"")),
    Damage("a fraction of a cent", "a value that this key takes", value("bound", "1000.005")),
    Damage("a text for a number", "\"1\", expected a number", value("bound", "\"1\"")),
    Damage("a mode of no kind", "parameters.mode: \"best\"", value("mode", "\"best\"")),
  ]

  @Test(arguments: damages) func `a plan that is not JSON to the letter`(damage: Damage) throws {
    let text = String(decoding: try PlanFile.data(Sample.plan.get()), as: UTF8.self)
    let failure = Sample.failure(Data(damage.change(text).utf8))
    #expect(failure?.kind == .data)
    let told = failure?.wording.en ?? ""
    #expect(told.contains(damage.told), "\(told)")
    #expect(!told.contains(where: \.isNewline) && failure?.wording.fr.contains(where: \.isNewline) == false)
    #expect(told.contains(", line "))
    if let line = damage.line { #expect(told.contains(", line \(line):"), "\(told)") }
  }

  @Test(arguments: [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian, .utf32, .utf32LittleEndian])
  func `another encoding`(encoding: String.Encoding) throws {
    let text = String(decoding: try PlanFile.data(Sample.plan.get()), as: UTF8.self)
    let told = Sample.failure(try #require(text.data(using: encoding)))?.wording.en ?? ""
    #expect(told.contains(encoding == .utf32 || encoding == .utf32LittleEndian ? "UTF-32" : "UTF-16"), "\(told)")
    #expect(told.contains("UTF-8"), "\(told)")
  }

  /// A file of another kind is not shown.
  @Test(arguments: ["root:x:0:0:root:/root:/bin/sh\n", "<!doctype html>", "og;name", "\u{1B}[2J"])
  func `no text of another file`(text: String) {
    let told = Sample.failure(Data(text.utf8))?.wording
    #expect(told?.en.hasSuffix("line 1: this is no JSON, expected a JSON value; not a plan") == true)
    #expect(told?.fr.contains(text.prefix(4)) == false)
  }

  private struct Small: Decodable {
    let schema: String?
    let a: Int
  }

  private static func small(_ text: String) -> Failure? {
    #expect(throws: Failure.self) {
      try JSONDocument.value(
        Small.self, of: Array(text.utf8), path: "x.json", schema: "grappes/small/1",
        expected: Wording(fr: "pas un petit", en: "not a small one"))
    }
  }

  /// Of JSON that names no schema of the program's nothing is shown; of its own, what is wrong.
  @Test(arguments: [
    "\"a\": \"hunter2\"", "\"a\": hunter2", "\"a\": 1, \"b\": \"\\hunter2\"",
    "\"hunter2\": 1, \"hunter2\": 2, \"a\": 1",
    "\"a\": 1, \"hunter2\": 3", "\"a\": 1} hunter2 {",
  ])
  func `only documents of its own are quoted`(members: String) throws {
    for start in ["{", "{\"schema\": \"other/1\", ", "{\"schema\": \"hunter2\", "] {
      let told = try #require(Self.small(start + members + "}")).wording
      for words in [told.fr, told.en] { #expect(!words.contains("hunter2") && !words.contains("other"), "\(words)") }
    }
    let own = try #require(Self.small("{\"schema\": \"grappes/small/1\", " + members + "}")).wording
    #expect(own.en.contains("hunter2") && own.fr.contains("hunter2"), "\(own.en)")
    let other = try #require(Self.small("{\"schema\": \"grappes/large/1\", \"a\": 1}")).wording
    #expect(other.en.contains("schema \"grappes/large/1\""))
  }

  @Test func `bytes that are no UTF-8`() throws {
    var bytes = try PlanFile.data(Sample.plan.get())
    let name = try #require(bytes.firstRange(of: Data("\"2024\"".utf8)))
    bytes[name.lowerBound + 1] = 0xE9
    let told = Sample.failure(bytes)?.wording.en ?? ""
    #expect(told.contains("no UTF-8"), "\(told)")
  }

  /// The mark in front, other white space, other escapes and another order of keys say the same.
  @Test func `the same plan in other bytes`() throws {
    let plan = try Sample.plan.get()
    let bytes = try PlanFile.data(plan)
    #expect(try Sample.read(Data([0xEF, 0xBB, 0xBF]) + bytes) == plan)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(try Sample.read(Data(text.replacing("\n", with: "\r\n\t").utf8)) == plan)
    #expect(try Sample.read(Data(text.replacing("\"2024\"", with: "\"20\\u0032\\u0034\"").utf8)) == plan)
    #expect(try Sample.read(JSONSerialization.data(withJSONObject: Sample.json())) == plan)
  }

  /// Keys that plans of earlier versions lack, one by one.
  @Test(arguments: [
    "language", "moves", "rulePrices", "placedAtCommune", "situation", "parameters.routes", "parameters.envelopes",
    "parameters.stability", "search.treeBounds", "search.domains", "search.spreadProven", "search.spent",
  ])
  func `a plan of an earlier version`(key: String) throws {
    var json = try Sample.json()
    let steps = key.split(separator: ".").map(String.init)
    if steps.count == 2 {
      var part = try #require(json[steps[0]] as? [String: Any])
      part[steps[1]] = nil
      json[steps[0]] = part
    } else {
      json[key] = nil
    }
    let plan = try Sample.read(JSONSerialization.data(withJSONObject: json))
    #expect(try plan.grappes == Sample.plan.get().grappes)
  }

  @Test func `characters by escapes`() throws {
    let tree = try JSONTree(Array(#"{"\u00e9" : "\ud83d\ude00\n\/\"\\"}"#.utf8))
    #expect(tree.text(1) == "é")
    #expect(tree.text(2) == "😀\n/\"\\")
    #expect(tree.path(of: 2) == "é")
  }

  @Test(arguments: [1, 63, 64, 65, 10_000]) func `levels`(levels: Int) {
    let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    let tree = try? JSONTree(Array(text.utf8))
    #expect((tree != nil) == (levels <= 64))
  }
}
