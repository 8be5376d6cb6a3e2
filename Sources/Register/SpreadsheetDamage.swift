import Wording

/// What spreadsheets do to a register that is opened and saved again, and how much of it can be undone for certain.
enum SpreadsheetDamage {
  /// Whether a number became `2,6E+13`: the digits that it does not show are gone.
  static func isScientific(_ text: String) -> Bool {
    let others = text.utf8.filter { !$0.isDigit }
    return text.utf8.first?.isDigit == true && others.count < text.utf8.count - 1
      && others.count(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) == 1
      && others.allSatisfy(Array("eE+.,".utf8).contains)
  }

  /// The ISO date of `31/12/2020`; nil for anything else.
  ///
  /// Two digits for the day, then for the month, as spreadsheets in French write them. Those in English put the month first
  /// and write `5/3/2026`, which is refused.
  static func date(_ bytes: some BidirectionalCollection<UInt8>) -> String? {
    guard bytes.count == 10 else { return nil }
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2, 4], parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else { return nil }
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    return LegacyText.date(texts.reversed().joined(separator: "-"))
  }

  /// A finite number of metres or degrees, and whether a spreadsheet spelled it.
  static func coordinate(_ text: String) -> (value: Double, isRespelt: Bool)? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    if isPlain, let value = Double(text) { return value.isFinite ? (value, false) : nil }
    return number(text).flatMap { $0.isFinite ? ($0, true) : nil }
  }

  /// A number of metres or degrees as a spreadsheet writes it: `6 789 000,5`, `6.789.000,5`, `6,789,000.5`.
  ///
  /// A lone comma is a decimal one. An exponent has lost digits, so it is no number here.
  static func number(_ text: String) -> Double? {
    var digits = ""
    var isNegative = false
    var groups: [Int] = []
    var separators: [Character] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        digits.unicodeScalars.append(scalar)
        if groups.isEmpty { groups.append(0) }
        groups[groups.count - 1] += 1
      case "-", "\u{2212}":
        guard digits.isEmpty, !isNegative else { return nil }
        isNegative = true
      case " ", "\u{A0}", "\u{2009}", "\u{202F}", ".", ",":
        guard !groups.isEmpty else { return nil }
        separators.append(scalar == "." || scalar == "," ? Character(scalar) : " ")
        groups.append(0)
      default: return nil
      }
    }
    guard let first = groups.first, let last = groups.last, last > 0 else { return nil }
    // The last separator is the decimal one when it stands there once and is no space.
    let hasDecimals = separators.last.map { mark in mark != " " && separators.count { $0 == mark } == 1 } ?? false
    let wholes = hasDecimals ? groups.dropLast() : groups[...]
    let marks = Set(hasDecimals ? separators.dropLast() : separators[...])
    guard marks.count <= 1, wholes.count == 1 || (first <= 3 && wholes.dropFirst().allSatisfy { $0 == 3 }) else {
      return nil
    }
    let decimals = hasDecimals ? last : 0
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return Double((isNegative ? "-" : "") + digits[..<point] + "." + digits[point...] + (decimals == 0 ? "0" : ""))
  }

  /// A SIRET that lost one or two zeros in front, put right; nil when that is not certain.
  ///
  /// Certain when both check digits hold, the SIREN's and the SIRET's: digits lost elsewhere pass once in a hundred times.
  static func siret(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard (12...13).contains(bytes.count), bytes.allSatisfy(\.isDigit) else { return nil }
    let whole = String(repeating: "0", count: 14 - bytes.count) + text
    guard hasCheckDigit(whole.utf8), hasCheckDigit(whole.utf8.prefix(9)) else { return nil }
    return whole
  }

  /// Whether the last of some digits is their check digit (Luhn, US patent 2 950 048), as in every SIREN, SIRET and
  /// FINESS number: all 14,437 FINESS numbers of Bretagne, Nouvelle-Aquitaine, Corse and Guadeloupe that are digits alone,
  /// and their SIRET, pass.
  static func hasCheckDigit(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return false }
    var sum = 0
    for (place, byte) in digits.reversed().enumerated() {
      let digit = Int(byte - UInt8(ascii: "0")) * (place.isMultiple(of: 2) ? 1 : 2)
      sum += digit > 9 ? digit - 9 : digit
    }
    return sum.isMultiple(of: 10)
  }
}
