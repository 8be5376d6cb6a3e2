import Foundation
import Geography
import Plans
import Testing
import Wording

@testable import Reporting

/// Names that mean something to a spreadsheet, a browser, a calendar or a terminal, carried as the name of every OG through
/// every document: each has to be harmless there, and to be read there by a person.
@Suite struct HostileNamesTests {
  static let names = [
    "=HYPERLINK(\"x\")", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "+33 2 99 00 00 00", "-2+3", "＝1+1", "A, =1+1; @x\t-1",
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "<!-- x --> &lt;b&gt; &amp;",
    "\" onmouseover=\"alert(1)\" x='", "`${alert(1)}` {{{style}}} {{#rows}}", "javascript:alert(1)", "\"; --",
    "'; DROP TABLE og; --", "🍇👩‍👩‍👧‍👦🇫🇷 e\u{301}", String(repeating: "LONG NOM ", count: 44) + "FIN.",
    "\u{202E}FDP.exe\u{202C} \u{2066}دار الرعاية\u{2069} 12", "UN\nDEUX\r\nTROIS\u{2028}QUATRE\u{85}CINQ",
    "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nX:1", "NUL\u{0}ET\u{7}\u{1B}[31mROUGE\u{9B}2J", "_x0041_ A\u{FFFE}B", "53-001",
    "1E5", "12/03/2024", "TRUE", "../../etc/passwd %s %n \\N{1} \\",
  ]

  /// What a person has to find of a name: no control, no mark that turns text round, one blank for each run of them.
  static func readable(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x00...0x20, 0x7F...0x9F, 0x2028, 0x2029: scalars.append(" ")
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C: continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }

  static func dossier(_ name: String, csv: CSVKind = .fr) throws -> Dossier {
    var plan = try RichPlan.plan(names: [name])
    plan.grappes[0].sectors["PA"] = 12
    plan.moves = [
      .init(
        og: plan.grappes[0].members[1].og, name: name, region: RegionCode("53"), from: plan.grappes[0].porteur, to: nil,
        gain: Euros(-1_000))
    ]
    return Dossier(plan: plan, contours: try SamplePlan.contours(), csv: csv)
  }

  @Test(arguments: names) func `plan.json gives it back as it was`(name: String) throws {
    let plan = try Self.dossier(name).plan
    let again = try PlanFile.read(PlanFile.data(plan), path: "plan.json")
    #expect(again == plan)
    #expect(again.grappes[0].members[0].name.unicodeScalars.elementsEqual(name.unicodeScalars))
  }

  /// Half of a pair is no text: it is refused in one line, or stands as the sign for what is no text.
  @Test(arguments: ["\\ud83d", "A\\udc00B", "\\ud83d\\ud83d"]) func `a lone surrogate harms nothing`(code: String)
    throws
  {
    let text = String(decoding: try PlanFile.data(Self.dossier("SURROGATE").plan), as: UTF8.self)
    do {
      let plan = try PlanFile.read(Data(text.replacing("SURROGATE", with: code).utf8), path: "plan.json")
      #expect(plan.grappes[0].members[0].name.unicodeScalars.contains("\u{FFFD}"))
    } catch {
      #expect(error.kind == .data)
      #expect(!error.wording.fr.contains("\n"))
    }
  }

  @Test(arguments: names, CSVKind.allCases) func `CSV has no formula, and every cell in its place`(
    name: String, kind: CSVKind
  ) throws {
    let dossier = try Self.dossier(name, csv: kind)
    for (text, header, place) in [
      (GrappesCSV.render(dossier), GrappesCSV.header, 4), (MembresCSV.render(dossier), MembresCSV.header, 3),
      (MouvementsCSV.render(dossier), MouvementsCSV.header, 1),
    ] {
      let lines = text.replacing("\u{FEFF}", with: "").components(separatedBy: "\r\n").dropLast()
      #expect(lines.count > 1)
      for line in lines {
        let cells = csvCells(line, kind)
        #expect(cells.count == header.count, "\(line)")
        #expect(!cells.contains(where: runs), "\(line)")
        // Opened under another separator, or by a program that knows no quotes.
        for separator in ";,\t" { #expect(!line.split(separator: separator).map(String.init).contains(where: runs)) }
      }
      let told = csvCells(String(lines[1]), kind)[place]
      // Nothing but apostrophes has come to it.
      #expect(told.replacing("'", with: "") == Self.readable(name).replacing("'", with: ""))
      #expect(told.hasSuffix(String(Self.readable(name).suffix(1))))
    }
  }

  /// Whether a spreadsheet might run a cell: it begins with a sign and is no number.
  private func runs(_ cell: String) -> Bool {
    let text = cell.unicodeScalars.drop {
      $0 == "\"" || $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
    guard let first = text.first, "=+-@|%＝＋－＠".unicodeScalars.contains(first) else { return false }
    return String(text).wholeMatch(of: #/-\d+([.,]\d+)?"?/#) == nil
  }

  @Test(arguments: names) func `the workbook holds it as text`(name: String) throws {
    let book = try ReadWorkbook(PlanXLSX.render(Self.dossier(name)))
    let readable = Self.readable(name).replacing("\u{FFFE}", with: "")
    for sheet in book.sheets {
      for (reference, cell) in sheet.cells where cell.formula != nil {
        #expect(cell.number != nil && sheet.cells["A\(reference.drop { $0.isLetter })"]?.text == "Total")
      }
    }
    #expect(try book.sheet("Membres").row(2)[2] == readable)
    #expect(try book.sheet("Grappes").row(2)[2] == readable)
    #expect(try book.sheet("Non groupés").row(2)[0] == readable)
    #expect(try book.sheet("Mouvements").row(2)[0] == readable)
  }

  @Test(arguments: names) func `GeoJSON holds it as text`(name: String) throws {
    let document = try JSONSerialization.jsonObject(with: PlanGeoJSON.render(Self.dossier(name)))
    let features = try #require((document as? [String: Any])?["features"] as? [[String: Any]])
    let told = features.compactMap { ($0["properties"] as? [String: Any])?["name"] as? String }
    #expect(told.count == features.count && Set(told) == [Self.readable(name)])
  }

  @Test(arguments: names) func `the calendar has no line of its making`(name: String) throws {
    let lines = { (name: String) throws -> [String] in
      let text = PlanICS.render(try Self.dossier(name))
      let raw = text.components(separatedBy: "\r\n")
      #expect(raw.allSatisfy { $0.utf8.count <= 75 })
      #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\r" && $0 != "\n" })
      // By bytes: a line may be folded within what a person takes for one character.
      let unfolded = text.replacingOccurrences(of: "\r\n ", with: "", options: .literal)
      return unfolded.components(separatedBy: "\r\n")
    }
    let (made, plain) = (try lines(name), try lines("ALPHA"))
    let key = { (line: String) in String(line.prefix { $0 != ":" }) }
    #expect(made.map(key) == plain.map(key))
    let description = try #require(made.first { $0.hasPrefix("DESCRIPTION:") })
    let unescaped = description.replacing("\\,", with: ",").replacing("\\;", with: ";").replacing("\\\\", with: "\\")
    #expect(unescaped.contains(" : \(Self.readable(name)) ("))
  }

  @Test(arguments: names, [80, 120]) func `the terminal's tables stay straight`(name: String, width: Int) throws {
    let dossier = try Self.dossier(name)
    let tables = TerminalTables(dossier, width: width, useColour: false)
    #expect(!tables.text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    #expect(!tables.text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    for line in tables.text.split(separator: "\n") { #expect(TextWidth.columns(String(line)) <= width) }
    let rows = tables.grappes.split(separator: "\n")
    #expect(Set(rows.map { TextWidth.columns(String($0)) }).count == 1)
    #expect(rows.count == 3 + dossier.plan.grappes.count + 1)
    #expect(rows[2].contains(Self.readable(name).prefix(20)))
  }

  @Test(arguments: names) func `the report has no element or attribute of its making`(name: String) throws {
    let page = HTMLTokens(try HTMLReport.render(Self.dossier(name)))
    let plain = HTMLTokens(try HTMLReport.render(Self.dossier("ALPHA")))
    let shape = { (page: HTMLTokens) in page.tags.map { [$0.name] + $0.attributes.keys.sorted() } }
    #expect(shape(page) == shape(plain))
    #expect(page.comments == plain.comments)
    #expect(!page.tags.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    #expect(
      page.tags.allSatisfy { tag in
        ["href", "src"].allSatisfy { !(tag.attributes[$0] ?? "").lowercased().hasPrefix("javascript") }
      })
    #expect(HTMLTokens.decoded(page.text).contains(Self.readable(name)))
  }
}
