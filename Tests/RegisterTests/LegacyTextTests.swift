import Testing

@testable import Register

@Suite struct LegacyTextTests {
  @Test(arguments: [
    ("EHPAD LES LILAS", "EHPAD LES LILAS"),
    ("", ""),
    ("  CMPP  INTERSECTORIEL\tALOES ", "CMPP INTERSECTORIEL ALOES"),
    ("\"\"\"\"\"PHARMACIE X\"\"\"\"\"", "PHARMACIE X"),
    (#""CENTRE ""AVEL MOR""""#, #"CENTRE "AVEL MOR""#),
    (#""LA MAISON D'ENFANTS""LES IRIS""""#, #"LA MAISON D'ENFANTS"LES IRIS""#),
    ("\"\"\"SESSAD  LANBELI\"\"\"", "SESSAD LANBELI"),
    (#""SAD DU GCSMS ""ESTUAIRE SERVICE A DOM"#, #"SAD DU GCSMS "ESTUAIRE SERVICE A DOM"#),
    (#""FOYER DEPARTEMENTAL ENFANCE ""BALADE""#, #"FOYER DEPARTEMENTAL ENFANCE "BALADE"#),
    (#""SESSAD ""A SCALINA"" - APF""#, #"SESSAD "A SCALINA" - APF"#),
    (#""LES LILAS" ET "LES ROSES""#, #""LES LILAS" ET "LES ROSES""#),
    (#"EHPAD "LES LILAS""#, #"EHPAD "LES LILAS""#),
    (#""LES LILAS"#, "LES LILAS"),
    (#"LES LILAS""#, "LES LILAS"),
    ("\"", ""), ("\"\"", ""), ("\"\"\"\"\"", ""),
    ("FOYER\u{1B}[31mROUGE", "FOYER [31mROUGE"),
  ])
  func `names without the register's quotes`(raw: String, name: String) {
    #expect(LegacyText.name(raw) == name)
  }

  @Test(arguments: [
    ("35000 RENNES", "RENNES"), ("22023 ST BRIEUC CEDEX 1", "ST BRIEUC"), ("97085 JARRY CEDEX", "JARRY"),
    ("1440 VIRIAT", "VIRIAT"), ("  97150  ST MARTIN ", "ST MARTIN"), ("VIRIAT", "VIRIAT"), ("01440", ""), ("", ""),
    ("75007 PARIS 07", "PARIS 07"),
  ])
  func towns(raw: String, town: String) {
    #expect(LegacyText.town(raw) == town)
  }

  /// Days that the calendar has, by its rule of 1582, and others.
  @Test(arguments: [
    ("2026-02-28", true), ("2026-02-29", false), ("2026-02-30", false), ("2024-02-29", true), ("1900-02-29", false),
    ("2000-02-29", true), ("2026-04-31", false), ("2026-12-31", true), ("2026-12-32", false), ("2026-00-10", false),
    ("2026-13-01", false), ("2026-01-00", false), ("9999-99-99", false), ("2026-1-1", false), ("2026/01/01", false),
    ("", false),
  ])
  func `days of the calendar`(text: String, isDay: Bool) {
    #expect(LegacyText.date(text) == (isDay ? text : nil))
    let spelt = text.split(separator: "-").reversed().joined(separator: "/")
    #expect(SpreadsheetDamage.date(Array(spelt.utf8)) == (isDay ? text : nil))
  }

  @Test func `all of Windows-1252`() throws {
    let bytes = (0...255).map { UInt8($0) }
    let text = Array(LegacyEncoding.windows1252.text(bytes).unicodeScalars)
    #expect(text.count == 256)
    #expect(text[0x80] == "€")
    #expect(text[0x92] == "’")
    #expect(text[0x9F] == "Ÿ")
    #expect(text[0x81] == "\u{FFFD}")
    #expect(text[0xE9] == "é")
    #expect(LegacyEncoding(of: bytes) == .windows1252)
    #expect(LegacyEncoding(of: Array("été".utf8)) == .utf8)
  }

  @Test(arguments: [
    ("870262.2", 870262.2), ("6571540,8", 6571540.8), ("-12.5", -12.5), ("0", 0),
    ("123456789012345678901", 1.2345678901234568e20), (".5", 0.5), ("12.", 12), ("", nil), ("-", nil), (".", nil),
    ("1.2.3", nil), ("12 3", nil), ("1e999", nil), ("nan", nil),
    // A spreadsheet has thrown digits away.
    ("8.7E+05", nil),
  ])
  func numbers(text: String, value: Double?) {
    var cursor = LegacyCursor(Array("x;\(text)".utf8))
    let hasRecord = cursor.advance()
    #expect(hasRecord)
    #expect(cursor.number(1)?.value == value)
  }
}
