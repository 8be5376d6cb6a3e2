import Geography
import Wording

/// A number that is the same for two rows whose texts have the same ASCII characters, whatever the format, the encoding
/// and the quoting (FNV-1a).
struct RegisterFingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes where byte < 0x80 && byte != .quote { mix(byte) }
    mix(0xFF)
  }

  private mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}

// What the readers of all formats expect of a cell.

extension FinessNumber {
  static let expected = Wording(fr: "un numéro FINESS de 9 caractères", en: "a FINESS number of 9 characters")
}

extension Departement {
  static let expected = Wording(fr: "un département, comme 35, 2A ou 9A", en: "a département, such as 35, 2A or 9A")
}

extension Departements {
  /// The département of a commune's INSEE code; nil when there is none.
  ///
  /// Saint-Barthélemy (977) and Saint-Martin (978) count as Guadeloupe, to whose ARS they belong.
  func departement(commune: String) -> Departement? {
    let start = commune.prefix(2)
    guard start == "97" else { return departement(code: String(start)) }
    let code = String(commune.prefix(3))
    return departement(code: code == "977" || code == "978" ? "971" : code)
  }
}

extension RegisterDraft {
  /// A SIRET of 14 digits; empty, and reported, when it is another thing.
  mutating func siret(_ text: String, at origin: Origin) throws(Failure) -> String {
    if text.isEmpty || text.utf8.count == 14 && text.utf8.allSatisfy(\.isDigit) { return text }
    try report(.badSiret, at: origin, value: shortened(text), expected: Wording(fr: "14 chiffres", en: "14 digits"))
    return ""
  }

  /// The FINESS number that a cell holds; nil, and reported, when there is none.
  mutating func finessNumber(_ text: String, at origin: Origin) throws(Failure) -> FinessNumber? {
    if let number = FinessNumber(text) { return number }
    // Départements 01 to 09 begin with a zero, which spreadsheets take off.
    if text.utf8.count == 8, let number = FinessNumber("0" + text) {
      try report(.lostZero, at: origin, value: text, expected: Wording(fr: number.text, en: number.text))
      return number
    }
    try report(.badNumber, at: origin, value: shortened(text), expected: FinessNumber.expected)
    return nil
  }
}
