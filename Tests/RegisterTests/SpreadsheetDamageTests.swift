import Testing

@testable import Register

@Suite struct SpreadsheetDamageTests {
  @Test(arguments: [
    ("352000.5", 352000.5, false), ("-1.679", -1.679, false), ("6789000", 6_789_000, false),
    ("352000,5", 352000.5, true), ("6 789 000,5", 6_789_000.5, true), ("6\u{A0}789\u{A0}000", 6_789_000, true),
    ("6\u{202F}789\u{202F}000,25", 6_789_000.25, true), ("6.789.000,5", 6_789_000.5, true),
    ("6,789,000.5", 6_789_000.5, true), ("6.789.000", 6_789_000, true), ("\u{2212}1,679", -1.679, true),
    // A lone comma is a decimal one.
    ("352,000", 352, true),
  ])
  func `numbers that are certain`(text: String, value: Double, isRespelt: Bool) throws {
    let number = try #require(SpreadsheetDamage.coordinate(text))
    #expect(number.value == value)
    #expect(number.isRespelt == isRespelt)
  }

  @Test(arguments: [
    "", " ", "x", "nan", "inf", "0x10", "6,79E+06", "6.79e6", "1.2.3", "1,2,3", "6 78 000", "6 789 000 5", "1234 567,5",
    "1-2", "--1", "1,", "6 789.000,5", String(repeating: "9", count: 400),
  ])
  func `numbers that are not`(text: String) { #expect(SpreadsheetDamage.coordinate(text) == nil) }

  @Test(arguments: ["2.6E+13", "2,62E+13", "3e8", "1,00E+07"]) func scientific(text: String) throws {
    // One digit before and one after, or it is no number.
    #expect(SpreadsheetDamage.isScientific(text))
  }

  @Test(arguments: ["2E", "E+13", "26200006000018", "2.6F+13", "2E+1E3", ""]) func `not scientific`(text: String) {
    #expect(!SpreadsheetDamage.isScientific(text))
  }

  @Test(arguments: [
    ("31/12/2020", "2020-12-31"), ("04/04/1904", "1904-04-04"), ("5/3/2026", nil), ("12/31/2020", nil),
    ("00/01/2020", nil), ("2020-12-31", nil), ("31/12/20", nil), ("", nil), ("31/12/2O20", nil),
  ])
  func dates(text: String, date: String?) { #expect(SpreadsheetDamage.date(Array(text.utf8)) == date) }

  /// SIRET of real hospitals begin so; a digit lost elsewhere, or two digits changed places, is not repaired.
  @Test func `the zero of a SIRET`() {
    #expect(SpreadsheetDamage.siret("4712038100018") == "04712038100018")
    #expect(SpreadsheetDamage.siret("04712038100018") == nil)
    #expect(SpreadsheetDamage.siret("4172038100018") == nil)
    #expect(SpreadsheetDamage.siret("6200006000018") == nil)
    #expect(SpreadsheetDamage.siret("471203810001") == nil)
  }

  /// Every change of one digit, and every exchange of two neighbours but 0 and 9, breaks the key (Luhn, 1960).
  @Test func `the key tells one wrong digit`() {
    let number = Array("010000024".utf8)
    #expect(SpreadsheetDamage.hasCheckDigit(number))
    for place in number.indices {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != number[place] {
        var changed = number
        changed[place] = digit
        #expect(!SpreadsheetDamage.hasCheckDigit(changed))
      }
    }
    #expect(!SpreadsheetDamage.hasCheckDigit("2A0000022".utf8))
    #expect(!SpreadsheetDamage.hasCheckDigit("".utf8))
  }
}
