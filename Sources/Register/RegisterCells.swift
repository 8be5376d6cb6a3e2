import Geography
import Wording

// What the readers of all formats expect of a cell.

extension FinessNumber {
  static let expected = Wording(fr: "un numéro FINESS de 9 caractères", en: "a FINESS number of 9 characters")

  /// What the département of registration is told by: the first two characters, four overseas (`9701`).
  var territory: Substring.UTF8View {
    let isOverseas = text.hasPrefix("97") || text.hasPrefix("98")
    return text.utf8.prefix(isOverseas ? 4 : 2)
  }
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

  /// The INSEE code of the commune that a cell names: three digits inside its département, or the whole code, as copies
  /// have it; empty when it names none of that département.
  func communeCode(_ cursor: LegacyCursor, _ place: Int, in departement: Departement) -> String {
    if let digits = cursor.digits(place, width: 3) { return departement.communeCode(digits) }
    let code = cursor.text(place).uppercased()
    let isWhole = code.utf8.count == 5 && code.utf8.dropFirst(2).allSatisfy(\.isDigit)
    return isWhole && self.departement(commune: code) == departement ? code : ""
  }
}

extension RegisterDraft {
  /// What tells whether a number of eight digits lost its zero: départements 01 to 09 begin with one, which spreadsheets
  /// take off.
  enum Evidence {
    /// The row's own département, in two characters: the number begins so.
    case departement(String)
    /// The same, or the number's check digit: the OG may be registered in another département.
    case departementOrCheckDigit(String)
    /// The row is only joined to an establishment that has the number.
    case joined

    fileprivate func proves(_ number: FinessNumber) -> Bool {
      switch self {
      case .departement(let code): number.text.hasPrefix(code) && code.utf8.count == 2
      case .departementOrCheckDigit(let code):
        Evidence.departement(code).proves(number) || SpreadsheetDamage.hasCheckDigit(number.text.utf8)
      case .joined: true
      }
    }
  }

  /// The FINESS number that a cell holds; nil, and reported, when there is none.
  mutating func finessNumber(
    _ text: String, at origin: Origin, evidence: Evidence
  ) throws(Failure) -> FinessNumber? {
    if let number = FinessNumber(text) { return number }
    if text.utf8.count == 8, let number = FinessNumber("0" + text), evidence.proves(number) {
      try report(
        .lostZero, at: origin, value: text, finess: number, expected: Wording(fr: number.text, en: number.text))
      return number
    }
    let kind = SpreadsheetDamage.isScientific(text) ? RegisterProblem.Kind.scientificNumber : .badNumber
    try report(kind, at: origin, value: shortened(text), expected: FinessNumber.expected)
    return nil
  }

  /// The FINESS number in a cell of the record at hand; nil, and reported, when there is none.
  mutating func finessNumber(
    _ cursor: LegacyCursor, _ place: Int, at origin: Origin, evidence: @autoclosure () -> Evidence
  ) throws(Failure) -> FinessNumber? {
    if let number = FinessNumber(bytes: cursor.bytes(place)) { return number }
    return try finessNumber(cursor.text(place), at: origin, evidence: evidence())
  }

  /// Tells of a code that is one digit shorter than it is in every extract, or two for a commune's three.
  mutating func noteLostZero(
    _ cursor: LegacyCursor, _ place: Int, width: Int, of number: FinessNumber, at origin: Origin
  ) throws(Failure) {
    let cell = cursor.bytes(place)
    guard cell.count < width, width < 5 || cell.count == 4, let code = cursor.digits(place, width: width) else {
      return
    }
    try report(
      .lostZero, at: origin, value: cursor.text(place), finess: number, expected: Wording(fr: code, en: code))
  }

  /// A SIRET of 14 digits; empty, and reported, when it is another thing. Of those that are missing the draft tells in the
  /// end, when no file has them.
  mutating func siret(_ text: String, of number: FinessNumber, at origin: Origin) throws(Failure) -> String {
    if text.isEmpty { return text }
    if text.utf8.count == 14 && text.utf8.allSatisfy(\.isDigit) { return text }
    let expected = Wording(fr: "14 chiffres", en: "14 digits")
    if let whole = SpreadsheetDamage.siret(text) {
      try report(.lostZero, at: origin, value: text, finess: number, expected: expected)
      return whole
    }
    let kind = SpreadsheetDamage.isScientific(text) ? RegisterProblem.Kind.scientificSiret : .badSiret
    try report(kind, at: origin, value: shortened(text), finess: number, expected: expected)
    return ""
  }

  /// A name as people write it, out of the register's.
  ///
  /// - Parameter isMisspelt: whether its bytes are no text in the file's encoding.
  mutating func cleanName(
    _ raw: String, of number: FinessNumber, isMisspelt: Bool = false, at origin: Origin
  ) throws(Failure) -> String {
    if isMisspelt || !raw.utf8.allSatisfy({ $0 < 0x80 }) && raw.unicodeScalars.contains("\u{FFFD}") {
      try report(
        .badEncoding, at: origin, value: shortened(raw), finess: number,
        expected: Wording(fr: "du texte en UTF-8 ou Windows-1252", en: "text in UTF-8 or Windows-1252"))
    }
    let name = LegacyText.name(raw)
    if LegacyText.hasControls(raw) {
      try report(
        .controlCharacter, at: origin, value: shortened(name), finess: number,
        expected: Wording(fr: "un nom sans caractère de contrôle", en: "a name without control characters"))
    }
    return name
  }

  /// Notes the oddities of an ESSMS's name.
  ///
  /// Source of the length: the short name of the old register, of which 3 % of the ESSMS's names have just that many
  /// characters.
  mutating func noteName(_ raw: String, of number: FinessNumber, at origin: Origin) {
    if raw.utf8.count >= Self.shortNameLength, raw.unicodeScalars.count == Self.shortNameLength {
      note(.cutName, at: origin, of: number, value: shortened(raw))
    }
    if raw.utf8.contains(.quote) { note(.quotedName, at: origin, of: number, value: shortened(raw)) }
  }

  private static let shortNameLength = 38

  /// Notes an opening date that is a placeholder, and a spreadsheet's spelling of dates.
  mutating func noteDate(
    _ bytes: ArraySlice<UInt8>, of number: FinessNumber, at origin: Origin
  ) throws(Failure) {
    // ISO dates have no slash, and nearly all years are of no interest.
    var text = bytes
    var spelt: [UInt8] = []
    if bytes.contains(UInt8(ascii: "/")), let date = SpreadsheetDamage.date(bytes) {
      try report(
        .spreadsheetDate, at: origin, value: String(decoding: bytes, as: UTF8.self), finess: number,
        expected: Wording(fr: date, en: date))
      spelt = Array(date.utf8)
      text = spelt[...]
    }
    if text.starts(with: "190".utf8), Self.placeholderDates.contains(where: { text.elementsEqual($0.utf8) }) {
      note(.placeholderDate, at: origin, of: number, value: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// In the real register they open establishments that are much younger.
  private static let placeholderDates = ["1901-01-01", "1904-04-04"]
}
