import Plans
import Testing

@testable import Reporting

@Suite struct NumberFormatTests {
  private let french = NumberFormat(.fr)
  private let english = NumberFormat(.en)

  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1000, "1\u{202F}000", "1,000"),
    (1_234_567, "1\u{202F}234\u{202F}567", "1,234,567"),
    (-1000, "\u{2212}1\u{202F}000", "\u{2212}1,000"),
  ])
  func integers(n: Int, fr: String, en: String) {
    #expect(french.integer(n) == fr)
    #expect(english.integer(n) == en)
  }

  @Test(arguments: [
    (12.34, 1, "12,3"), (12.35, 1, "12,4"), (0.05, 1, "0,1"), (-0.04, 1, "0,0"), (1234.5, 1, "1\u{202F}234,5"),
    (9.999, 2, "10,00"),
    (.nan, 1, "–"), (.infinity, 0, "–"), (1e300, 6, "–"),
  ])
  func decimals(x: Double, places: Int, expected: String) {
    #expect(french.decimal(x, places: places) == expected)
  }

  @Test func money() {
    #expect(french.money(Euros(cents: 123_456_750)) == "1\u{202F}234\u{202F}568\u{202F}€")
    #expect(english.money(Euros(-5)) == "\u{2212}€5")
    #expect(french.money(Euros(cents: 101), rounding: .up) == "2\u{202F}€")
    #expect(french.shortMoney(Euros(68_451_370)) == "68,5\u{202F}M€")
    #expect(english.shortMoney(Euros(68_451_370)) == "€68.5\u{202F}M")
    #expect(french.shortMoney(Euros(999_999)) == "999\u{202F}999\u{202F}€")
  }

  @Test(arguments: [
    (0.0087, "0,88\u{202F}%"), (0.00871, "0,88\u{202F}%"), (0.0, "0,01\u{202F}%"), (0.005, "0,51\u{202F}%"),
    (.nan, "–"),
  ])
  func percentAboveIsStrictlyMore(share: Double, expected: String) {
    #expect(french.percentAbove(share) == expected)
  }

  @Test func dates() {
    #expect(french.date("2024-09-15") == "15 septembre 2024")
    #expect(french.date("2024-06-01") == "1er juin 2024")
    #expect(english.date("2024-06-01") == "1 June 2024")
    #expect(french.date("bientôt") == "bientôt")
  }
}
