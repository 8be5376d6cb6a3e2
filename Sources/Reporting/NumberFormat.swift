import Foundation
import Plans
import Wording

/// Numbers, money, distances and dates as French or English readers expect them. Built by hand rather than on a locale,
/// so that every machine writes the same bytes.
///
/// French: `1 234 567,5` with narrow no-break spaces, `1 234 €`, `0,9 %`. English: `1,234,567.5`, `€1,234`, `0.9%`.
public struct NumberFormat: Sendable {
  let language: Language

  public init(_ language: Language) {
    self.language = language
  }

  /// U+202F, the French thousands separator.
  static let narrowSpace = "\u{202F}"

  public func integer(_ n: Int) -> String {
    let digits = String(n.magnitude)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) {
        grouped += language == .fr ? Self.narrowSpace : ","
      }
      grouped.append(digit)
    }
    return n < 0 ? "\u{2212}" + grouped : grouped
  }

  /// - Parameter places: digits after the decimal mark, 0 to 6.
  func decimal(_ x: Double, places: Int) -> String {
    guard x.isFinite, x.magnitude < 1e15 else { return "–" }
    let scale = Self.power(places)
    let scaled = (x.magnitude * Double(scale)).rounded()
    guard scaled < 9e15 else { return "–" }
    let whole = Int(scaled)
    let text = integer(whole / scale) + fraction(whole % scale, places: places)
    return x < 0 && whole > 0 ? "\u{2212}" + text : text
  }

  private func fraction(_ part: Int, places: Int) -> String {
    guard places > 0 else { return "" }
    let digits = String(part)
    return (language == .fr ? "," : ".") + String(repeating: "0", count: max(0, places - digits.count)) + digits
  }

  private static func power(_ places: Int) -> Int {
    (0..<min(max(places, 0), 6)).reduce(1) { product, _ in product * 10 }
  }

  /// Whole euros, rounded to the nearest, or as `rounding` says: a bound is rounded up, so that what is written holds.
  public func money(_ amount: Euros, rounding: FloatingPointRoundingRule = .toNearestOrAwayFromZero) -> String {
    let whole = Int((Double(amount.cents) / 100).rounded(rounding))
    return currency(integer(whole))
  }

  /// Two decimals unless they are nought: `0,25 €`, `500 €`.
  func euros(_ amount: Double) -> String { currency(decimal(amount, places: amount.rounded() == amount ? 0 : 2)) }

  /// Millions to one decimal from a million on, whole euros below: `45,2 M€`.
  func shortMoney(_ amount: Euros) -> String {
    guard amount.cents.magnitude >= 100_000_000 else { return money(amount) }
    let text = decimal(Double(amount.cents) / 100_000_000, places: 1)
    return language == .fr ? text + Self.narrowSpace + "M€" : "€" + text + Self.narrowSpace + "M"
  }

  private func currency(_ text: String) -> String {
    guard language == .en else { return text + Self.narrowSpace + "€" }
    return text.hasPrefix("\u{2212}") ? "\u{2212}€" + text.dropFirst() : "€" + text
  }

  func percent(_ share: Double, places: Int = 0) -> String {
    decimal(share * 100, places: places) + percentSign
  }

  /// The smallest percentage with two decimals that is strictly more than `share`, so that "less than" stays true.
  func percentAbove(_ share: Double) -> String {
    guard share.isFinite, share.magnitude < 1e6 else { return "–" }
    let hundredths = (share * 10_000 + 1e-9).rounded(.down) + 1
    return decimal(hundredths / 100, places: 2) + percentSign
  }

  /// Of a plan to its bound: none where there is none, else rounded up.
  func gap(_ share: Double) -> String { share == 0 ? percent(0) : percentAbove(share) }

  private var percentSign: String { language == .fr ? Self.narrowSpace + "%" : "%" }

  /// One decimal under 100 km, none above.
  func km(_ distance: Double) -> String {
    decimal(distance, places: distance.magnitude < 99.95 ? 1 : 0) + Self.narrowSpace + "km"
  }

  /// `2024-09-15` → `15 septembre 2024`; text that is no ISO date is given back as it stands.
  func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return iso }
    let month = (language == .fr ? Self.frenchMonths : Self.englishMonths)[parts[1] - 1]
    let day = language == .fr && parts[2] == 1 ? "1er" : String(parts[2])
    return "\(day) \(month) \(parts[0])"
  }

  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
