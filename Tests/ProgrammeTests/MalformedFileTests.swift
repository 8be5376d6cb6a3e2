import Foundation
import Geography
import Programme
import Testing
import Wording

/// Campaign and barème files that are not as they should be: one line each, that names the file, the line, the key and
/// the value, and says what was expected.
@Suite struct MalformedFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// All stand in the error.
    let words: [String]

    init(_ text: String, _ words: String..., also: [String] = []) {
      self.text = text
      self.words = words + also
    }

    var testDescription: String { words.joined(separator: " … ") }
  }

  /// Of a campaign that extends 2024, on its second line.
  private static func changed(_ line: String, _ words: String...) -> [Case] {
    [Case("extends: 2024\n\(line)\n", "mine.yaml, line 2", also: words)]
  }

  static let limits = [
    changed(
      "routes: {regional: {limits: {minimum: fifteen}}}", "regional.limits.minimum", "\"fifteen\"", "2 to 1000000"),
    changed("routes: {regional: {limits: {minimum: \"15\"}}}", "limits.minimum", "the text \"15\"", "a whole number"),
    changed("routes: {regional: {limits: {minimum: 15.5}}}", "limits.minimum", "\"15.5\"", "a whole number"),
    changed("routes: {regional: {limits: {minimum: 1}}}", "limits.minimum", "\"1\"", "from 2"),
    changed("routes: {regional: {limits: {minimum: 0x10}}}", "limits.minimum", "\"0x10\""),
    changed("routes: {regional: {limits: {minimum: 1000001}}}", "limits.minimum", "\"1000001\"", "to 1000000"),
    changed("routes: {regional: {limits: {minimum: 99999999999999999999}}}", "limits.minimum", "a whole number"),
    changed("routes: {regional: {limits: {minimum: null}}}", "routes.regional.limits", "\"minimum\" is missing"),
    changed("routes: {regional: {limits: {minimum: [15]}}}", "limits.minimum", "a list", "a whole number"),
    changed("routes: {regional: {limits: {maximum: 14}}}", "limits.maximum", "\"14\"", "at least the minimum, 15"),
    changed("routes: {multiregional: {limits: {minimum: 60}}}", "limits.maximum", "\"49\"", "at least the minimum, 60"),
    changed("routes: {regional: {limits: {minimumOg: 1}}}", "limits.minimumOg", "\"1\"", "from 2"),
    changed("routes: {regional: {limits: {minimum: 2, maximum: 2, minimumOg: 3}}}", "limits.maximum", "minimum, 3"),
    changed("routes: {regional: {limits: 15}}", "routes.regional.limits", "\"15\"", "keys among minimum"),
    changed(
      "routes: {regional: {exceptions: [{regions: [99], minimum: 8}]}}", "exceptions[1].regions[1]", "\"99\"", "INSEE"),
    changed("routes: {regional: {exceptions: [{regions: [94, 94], minimum: 8}]}}", "regions[2]", "\"94\"", "no other"),
    changed("routes: {regional: {exceptions: [{regions: [Corse], minimum: 8}]}}", "\"Corse\"", "such as 53 or 01"),
    changed("routes: {regional: null}", "routes", "\"regional\" is missing"),
  ].flatMap { $0 }

  static let keys = [
    changed("routes: {regional: {limits: {minimun: 15}}}", "limits.minimun", "unknown key", "\"minimum\", probably"),
    changed("route: {}", "route: unknown key", "\"routes\", probably"),
    changed("Opens: 2024-01-15", "Opens: unknown key", "\"opens\", probably"),
    changed("colour: red", "colour: unknown key", "a key among name, opens"),
    changed("routes: {interregional: {limits: {minimum: 15}}}", "routes.interregional", "a key among regional"),
    changed("baremeVerified: oui", "baremeVerified", "\"oui\"", "true or false"),
    changed("dui: {preference: always}", "dui.preference", "\"always\"", "ignore, prefer, require"),
    changed("dui: {preference: prefer, certainty: sure}", "dui.certainty", "\"sure\"", "published, inferred"),
    changed("growth: true", "growth", "\"true\"", "keys among allowed"),
    changed("bareme: 2030", "bareme", "\"2030\"", "2021-T2"),
    changed("name: \"  \"", "name", "the text \"  \"", "a text"),
    changed("name: {fr: a, en: b}", "name", "keys (\"fr\"…)", "a text"),
    changed("sources: [{text: {fr: a}}]", "sources[1].text", "\"en\" is missing"),
    changed("name: a\nname: b", "line 2", "key \"name\" given twice", "once at most"),
  ].flatMap { $0 }

  static let days = [
    changed("opens: 15/01/2024", "opens", "\"15/01/2024\"", "such as 2024-09-15"),
    changed("opens: 2024-06-15", "opens", "\"2024-06-15\"", "no later than the last day of the first call, 2024-05-31"),
    changed("opens: 2024-02-30", "opens", "\"2024-02-30\"", "a calendar date"),
    changed("routes: {national: {filing: {closes: June}}}", "national.filing.closes", "\"June\""),
    changed(
      "routes: {regional: {filing: {opens: 2024-09-16}}}", "regional.filing.opens", "\"2024-09-16\"",
      "no later than the last day, 2024-09-15"),
    changed(
      "routes: {regional: {windows: [{region: 4, periods: []}]}}", "windows[1].region", "\"4\"", "such as 53 or 01"),
    changed("routes: {regional: {windows: [{region: 04, periods: []}]}}", "windows[1].periods", "at least one period"),
    changed(
      "routes: {regional: {windows: [{region: 04, periods: [{closes: 2024-06-01}, {closes: 2024-05-01}]}]}}",
      "windows[1].periods[2]", "\"2024-05-01\"", "a day after 2024-06-01"),
  ].flatMap { $0 }

  static let money = [
    changed("envelopes: {total: {euros: -1}}", "envelopes.total.euros", "\"-1\"", "euros", "from 0 to 10000000000"),
    changed("envelopes: {total: {euros: 10000000001}}", "envelopes.total.euros", "\"10000000001\""),
    changed("envelopes: {regional: {euros: 71.5}}", "envelopes.regional.euros", "\"71.5\""),
    changed("envelopes: {total: {euros: 87 000 000}}", "envelopes.total.euros", "\"87 000 000\""),
    changed("envelopes: {byRegion: [{region: 53}]}", "envelopes.byRegion[1]", "\"euros\" is missing"),
    changed("envelopes: {split: {rule: equal}}", "envelopes.split.rule", "\"equal\"", "proRataOfEssms"),
    changed("payments: [{percent: 40, when: now}, {percent: 50, when: later}]", "payments", "make 90%", "100%"),
    changed("payments: [{percent: 0, when: now}]", "payments[1].percent", "\"0\"", "from 1 to 100"),
    changed("payments: 100", "payments", "\"100\"", "a list"),
  ].flatMap { $0 }

  private static func bareme(_ part: String, _ other: String, _ words: String...) -> [Case] {
    [Case(RuleFiles.bareme.replacing(part, with: other), "mine.yaml, line", also: words)]
  }

  static let baremes = [
    bareme("euros: 8000", "euros: -8000", "line 8", "items[2].euros", "\"-8000\"", "from 0"),
    bareme("euros: 8000", "euros: 99999999999", "items[2].euros", "\"99999999999\""),
    bareme("euros: 8000", "euros: 8 k€", "items[2].euros", "\"8 k€\"", "a whole number"),
    bareme("euros: 8000", "amount: 8000", "items[2].amount", "unknown key"),
    bareme("euros: 8000\n", "eurso: 8000\n", "line 8", "items[2].eurso", "\"euros\", probably"),
    bareme("name: compliance", "name: acquisition", "line 7", "items[2].name", "no other item has"),
    bareme("name: compliance", "name: upgrade", "items[2].name", "\"upgrade\"", "acquisition or compliance"),
    bareme(
      "name: acquisition\n    euros: 20_000\n    per: essms", "name: x\n    euros: 1\n    per: grappe", "acquisition"),
    bareme("per: essms", "per: bed", "items[1].per", "\"bed\"", "essms, smallOg, grappe"),
    bareme("smallOgBelow: 10", "smallOgBelow: 0", "line 2", "smallOgBelow", "\"0\"", "from 1"),
    bareme(
      "smallOgBelow: 10", "alreadyConforming: {item: none}\nsmallOgBelow: 1", "alreadyConforming.item", "\"none\""),
  ].flatMap { $0 }

  static let files = [
    Case("", "mine.yaml: the file is empty", "YAML"), Case("# nothing\n", "the file is empty"),
    Case("---\n", "the file is empty"), Case("- a\n- b\n", "line 1", "a list", "a YAML file of a campaign"),
    Case("just words\n", "line 1", "text without keys"), Case("a: [1, 2\nb: 3\n", "malformed YAML"),
    Case("a:\n\tb: 1\n", "line 2", "a tab", "spaces"), Case("name: a\0b\n", "line 1", "control character 0", "text"),
    Case("a: 1\n\u{1B}[31m: 2\n", "line 2", "control character 27"), Case("a: *b\n", "line 1", "undefined alias"),
    Case("? [a]\n: b\n", "line 1", "a key that is not a word"), Case("a: 1\n---\nb: 2\n", "line 2", "another document"),
    Case(String(repeating: "[", count: 5_000), "line 1", "nesting"),
    Case("a: " + String(repeating: "[", count: 90) + String(repeating: "]", count: 90), "nested too deep", "32 levels"),
    Case("a: [" + String(repeating: "1,", count: 30_000) + "1]", "too many values", "20000 at most"),
    Case("a: &a [1]\nb: [" + String(repeating: "*a, ", count: 20) + "]\n", "too many references", "16 at most"),
    Case("extends: 2019\n", "line 1", "extends", "\"2019\"", "2024, 2025"),
    Case("extends: [2024]\n", "extends", "a list"),
    Case("name: x\n", "\"bareme\" is missing"), Case("name: x\nbareme: 2021-T2\n", "\"routes\" is missing"),
  ]

  @Test(arguments: limits + keys + days + money + baremes + files)
  func `one line that says where and what`(test: Case) throws {
    let files = try RuleFiles()
    let failure = #expect(throws: Failure.self) { try files.book(test.text) }
    let wording = try #require(failure?.wording)
    #expect(failure?.kind == .data)
    for text in [wording.fr, wording.en] {
      #expect(text.contains("mine.yaml"))
      #expect(!text.contains { $0.isNewline })
    }
    for word in test.words { #expect(wording.en.contains(word), "\(wording.en)") }
    #expect(wording.fr.contains(" ; attendu : "), "\(wording.fr)")
    #expect(wording.en.contains("; expected "), "\(wording.en)")
  }

  @Test func `files that cannot be read`() throws {
    let files = try RuleFiles()
    let missing = files.folder.appendingPathComponent("none.yaml").path
    for (path, words) in [
      (missing, "no such file"), (files.folder.path, "this is a folder"), ("/dev/zero", "too large"),
      ("", "no such file"),
    ] {
      let failure = #expect(throws: Failure.self) { try RuleBook.bundled().adding(paths: [path]) }
      #expect(failure?.kind == .unreadable)
      #expect(failure?.wording.en.contains(words) == true)
    }
  }

  /// In neither encoding: byte 0x81 is no character of Windows-1252, and a byte order mark announces UTF-8.
  @Test(arguments: [([], 0x81), ([0xEF, 0xBB, 0xBF], 0xE8)] as [([UInt8], UInt8)])
  func `bytes that are no text`(mark: [UInt8], byte: UInt8) throws {
    let files = try RuleFiles()
    let path = try files.write(
      "latin.yaml", Data(mark + Array("extends: 2024\nname: Bar".utf8) + [byte] + Array("me\n".utf8)))
    let failure = #expect(throws: Failure.self) { try RuleBook.bundled().adding(paths: [path]) }
    #expect(
      failure?.wording.en.contains("latin.yaml, line 2: bytes that are neither UTF-8 nor Windows-1252") == true)
  }

  @Test func `text in Windows-1252`() throws {
    let files = try RuleFiles()
    let text = Array(
      "# \u{E9}t\u{E9}\nextends: \"2024\"\nname: l'\u{E9}t\u{E9}\n".unicodeScalars.map { UInt8($0.value) })
    let book = try RuleBook.bundled().adding(paths: [files.write("latin.yaml", Data(text))])
    #expect(book.names.contains("l'été"))
  }

  /// Signs that come along with text pasted from a web page.
  @Test(arguments: ["\u{A0}", "\u{200B}", "\u{FEFF}", "\u{202F}", "\u{2060}", "\u{200E}", "\u{AD}"])
  func `invisible signs around keys and values`(sign: String) throws {
    let book = try RuleFiles().book(
      """
      extends: "2024"
      name: "\(sign)mine\(sign)"
      routes: {regional: {limits: {minimum\(sign): \(sign)10\(sign)}}}
      envelopes: {byRegion: [{region: "53\(sign)", euros: 7}]}
      """)
    let campaign = try book.campaign("mine").campaign
    #expect(campaign.limits(.regional, region: RegionCode("53"))?.minimum == 10)
    #expect(campaign.envelopes.envelope(of: RegionCode("53"))?.euros == 7)
  }

  @Test func `a sign that cannot be trimmed is told by its name`() throws {
    for text in [
      "extends:\u{A0}\"2024\"", "extends: \"2024\"\nname: mine\nroutes: {regional: {limits: {minimum: 1\u{200B}0}}}",
    ] {
      let failure = #expect(throws: Failure.self) { try RuleFiles().book(text) }
      let words = failure?.wording.en ?? ""
      #expect(words.contains("<U+00A0>") || words.contains("1<U+200B>0"), "\(words)")
    }
  }

  /// Where YAML wants a space, or where it stumbles.
  @Test(
    arguments: ["\u{A0}", "\u{200B}", "\u{FEFF}", "\u{202F}", "\u{2060}", "\u{200E}", "\u{AD}"],
    ["extends:@\"2024\"", "extends: \"2024\"\nname:@mine\n", "extends: [\"2024\"\n@name: mine\n"])
  func `the sign that broke the YAML is named`(sign: String, text: String) throws {
    let failure = #expect(throws: Failure.self) { try RuleFiles().book(text.replacing("@", with: sign)) }
    let name = "<\(sign.unicodeScalars.map(\.codePoint).joined())>"
    for words in [failure?.wording.fr, failure?.wording.en] { #expect(words?.contains(name) == true, "\(words ?? "")") }
  }

  /// The mark at the start of a file is not what broke it.
  @Test func `a mark in front is not named`() throws {
    for text in ["\u{FEFF}extends: [\"2024\"\nname: mine\n", "\u{FEFF}just words\n"] {
      let failure = #expect(throws: Failure.self) { try RuleFiles().book(text) }
      #expect(failure?.wording.en.contains("<U+FEFF>") == false, "\(failure?.wording.en ?? "")")
    }
  }

  /// Whatever is cut or changed in a good file is either read or refused.
  @Test func `no damage ends the program`() throws {
    let files = try RuleFiles()
    let good = Array(
      """
      extends: "2024"
      name: mine
      routes: {regional: {limits: {minimum: 10, maximum: 40}, filing: {closes: 2024-10-01}}}
      payments: [{percent: 100, when: {fr: "à la fin", en: "at the end"}}]
      """.utf8)
    var read = 0
    for place in good.indices {
      for byte in [UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "\n"), UInt8(ascii: "9"), 0xC3, 0x00] {
        var bytes = good
        bytes[place] = byte
        let path = try files.write("mine.yaml", Data(bytes))
        do {
          _ = try RuleBook.bundled().adding(paths: [path])
          read += 1
        } catch {
          #expect(error.kind == .data)
        }
      }
    }
    #expect(read > 0)
  }
}
