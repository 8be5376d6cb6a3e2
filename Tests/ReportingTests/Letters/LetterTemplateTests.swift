import Foundation
import Testing
import Wording

@testable import Reporting

@Suite struct LetterTemplateTests {
  private func failure(_ text: String) throws -> Failure {
    try #require(throws: Failure.self) { try LetterTemplate(text: text, path: "l.mustache") }
  }

  @Test(arguments: Language.allCases)
  func `the program's own templates are as the user's must be`(language: Language) throws {
    _ = try LetterTemplate(bundled: language)
    let other = try LetterTags.all(in: LetterTemplate.bundledText(language == .fr ? .en : .fr))
    let tags = try LetterTags.all(in: LetterTemplate.bundledText(language))
    #expect(tags.map(\.name) == other.map(\.name))
    #expect(tags.map(\.kind) == other.map(\.kind))
  }

  @Test func `the documentation's table has every field and no other`() throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../docs/letters.md")
    let told = try String(contentsOf: docs, encoding: .utf8).matches(of: /(?m)^\| `([A-Za-z]+)` \|/).map {
      String($0.1)
    }
    let lists = Array(LetterFields.lists.keys)
    #expect(told.sorted() == LetterFields.known(inside: lists))
  }

  @Test(arguments: [
    ("<p>{{id}}</p>\n{{porter}}", 2, "champ inconnu « porter » ; attendu : « porteur », sans doute"),
    ("{{id}}{{qwertzuiop}}", 1, "champ inconnu « qwertzuiop » ; attendu : un champ parmi bareme, campaign"),
    ("{{#members}}\n{{memberNme}}{{/members}}", 2, "« memberName », sans doute"),
    ("{{id}}\r\n{{memberName}}", 2, "hors de sa liste ; attendu : à l'intérieur de {{#members}}…{{/members}}"),
    ("{{^members}}{{memberName}}{{/members}}", 1, "hors de sa liste"),
    ("{{id}}{{members}}", 1, "« members » n'est pas un texte ; attendu : une section"),
    ("{{#members}}{{isPorteur}}{{/members}}", 1, "« isPorteur » n'est pas un texte"),
    ("{{#members}}\n{{#why}}\n{{#members}}{{id}}{{/members}}{{/why}}{{/members}}", 3, "à l'intérieur de lui-même"),
    ("{{id}}\n\n{{#dui}}oui", 3, "section « dui » jamais fermée ; attendu : {{/dui}}"),
    ("{{#dui}}\n{{id}}{{/opens}}", 2, "{{/opens}} dans la section « dui » ouverte ligne 1 ; attendu : {{/dui}}"),
    ("{{id}}{{/dui}}", 1, "{{/dui}} ne ferme rien"), ("{{id}}\n{{porteur", 2, "balise {{ sans fin"),
    ("{{{id}}}", 1, "balise « {{{id}} » non reçue ; attendu : un champ protégé, {{champ}}"),
    ("{{& id}}", 1, "un champ protégé"), ("{{> letter}}", 1, "non reçue"), ("{{>letter}}{{id}}", 1, "non reçue"),
    ("{{< letter}}{{/letter}}", 1, "non reçue"), ("{{$ x}}{{/x}}", 1, "non reçue"), ("{{=<% %>=}}", 1, "non reçue"),
    ("{{% CONTENT_TYPE: TEXT}}{{id}}", 1, "non reçue"), ("{{capitalized(id)}}", 1, "non reçue"),
    ("{{.}}", 1, "non reçue"), ("{{ }}", 1, "non reçue"), ("{{id\u{301}}}", 1, "non reçue"),
    ("{{id.x}}", 1, "non reçue"),
    ("", 1, "aucun champ ; attendu : un modèle de lettre"), ("Bonjour {{! rien }}", 1, "aucun champ"),
  ])
  func `what is wrong is told with its line`(text: String, line: Int, words: String) throws {
    let failure = try failure(text)
    #expect(failure.kind == .data)
    #expect(failure.wording.fr.hasPrefix("l.mustache, ligne \(line) : "), "\(failure.wording.fr)")
    #expect(failure.wording.fr.contains(words), "\(failure.wording.fr)")
    #expect(failure.wording.en.hasPrefix("l.mustache, line \(line): "), "\(failure.wording.en)")
    #expect(!failure.wording.fr.contains(where: \.isNewline) && failure.wording.fr.count < 600)
  }

  @Test func `sections in each other without end`() throws {
    let names = LetterFields.texts.prefix(LetterCheck.deepest + 1)
    let text = names.map { "{{#\($0)}}" }.joined() + names.reversed().map { "{{/\($0)}}" }.joined() + "{{id}}"
    #expect(try failure(text).wording.fr.contains("trop imbriquées"))
    let long = String(repeating: "{{#dui}}", count: 100_000) + "{{id}}"
    #expect(try failure(long).wording.fr.contains("trop imbriquées"))
  }

  @Test func `bytes that are no template`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("l.mustache")
    let check = { (bytes: Data) throws -> String in
      try bytes.write(to: file)
      return try #require(throws: Failure.self) { try LetterTemplate(path: file.path) }.wording.fr
    }
    #expect(try check(Data("{{id}}\nRép".utf8) + [0xE9] + Data("\n".utf8)).contains("ligne 2 : octets"))
    #expect(try check(Data("{{id}}\n\u{1B}[31m".utf8)).contains("ligne 2 : caractère de commande 27"))
    #expect(try check(Data(repeating: 0x61, count: LetterTemplate.largest + 1)).contains("au plus"))
    try Data("\u{FEFF}{{id}}\r\n".utf8).write(to: file)
    _ = try LetterTemplate(path: file.path)
    let missing = try #require(throws: Failure.self) { try LetterTemplate(path: folder.path + "/none") }
    #expect(missing.kind == .unreadable)
  }

  /// The library has a parser of its own: it must see what the check saw, whatever was done to the text.
  @Test func `a damaged template is refused with its line, or filled in`() throws {
    var numbers = SystemLikeGenerator(state: 42)
    let whole = Array(try LetterTemplate.bundledText(.fr))
    let pieces = [
      "{", "}", "{{", "}}", "#", "^", "/", "{{#why}}", "{{/why}}", "{{!", "\n", "{{id}}", "\u{301}", ">", " ",
    ]
    let content = try LetterContent.sample()
    var accepted = 0
    for _ in 0..<300 {
      var text = whole
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let place = Int.random(in: 0..<text.count, using: &numbers)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: text.remove(at: place)
        case 1: text.insert(contentsOf: Array(pieces.randomElement(using: &numbers) ?? ""), at: place)
        default: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...40, using: &numbers)))
        }
      }
      do {
        let template = try LetterTemplate(text: String(text), path: "l.mustache")
        let letter = template.templates.render(LetterTemplate.name, content)
        #expect(!letter.contains("{{"), "\(letter)")
        accepted += 1
      } catch {
        #expect(error.kind == .data && !error.wording.fr.contains("balise mal formée"), "\(error)")
      }
    }
    // Some edits only touch words.
    #expect(accepted > 30 && accepted < 290)
  }
}

/// Knuth's 64-bit linear congruential generator.
private struct SystemLikeGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

extension LetterContent {
  fileprivate static func sample() throws -> [String: Any] {
    let dossier = try RichPlan.dossier()
    return LetterContent(dossier: dossier, grappe: dossier.plan.grappes[0], sender: "", contact: "").fields
  }
}
