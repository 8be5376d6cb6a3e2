import Wording

/// Cells as values.
extension TableFile {
  /// A cell that must hold a FINESS number.
  func finessNumber(_ row: Row, _ column: Int) throws(Failure) -> FinessNumber {
    let text = row.cells[column]
    guard let number = FinessNumber(text) ?? FinessNumber(text.uppercased()) else {
      let hint = Self.hint(onNumber: text)
      throw failure(
        row, column: column, value: text,
        expected: Wording(
          fr: "un numéro FINESS de neuf caractères, comme 350000010" + (hint.map { " ; \($0.fr)" } ?? ""),
          en: "a FINESS number of nine characters, such as 350000010" + (hint.map { "; \($0.en)" } ?? "")))
    }
    return number
  }

  /// What has become of a number that is none.
  private static func hint(onNumber text: String) -> Wording? {
    let bytes = Array(text.utf8)
    let digits = bytes.count(where: \.isDigit)
    let others = bytes.filter { !$0.isDigit }
    if others.isEmpty && digits == 8 {
      return Wording(
        fr: "le zéro de tête a sans doute été perdu dans un tableur : 0\(text)",
        en: "a spreadsheet has probably lost its leading zero: 0\(text)")
    }
    if others.isEmpty && digits == 14 {
      return Wording(fr: "quatorze chiffres sont un SIRET", en: "fourteen digits are a SIRET")
    }
    if SpreadsheetDamage.isScientific(text) {
      return Wording(
        fr:
          "un tableur l'a changé en notation scientifique, des chiffres sont perdus : mettez la colonne au format texte",
        en: "a spreadsheet has turned it into scientific notation and lost digits: format the column as text")
    }
    if digits == 9 { return Wording(fr: "sans espace ni autre signe", en: "without spaces or other signs") }
    return nil
  }

  /// A cell of yes or no; nil when it is empty.
  func flag(_ row: Row, _ column: Int) throws(Failure) -> Bool? {
    let text = row.cells[column]
    if text.isEmpty { return nil }
    guard let value = Self.flag(text) else {
      throw failure(
        row, column: column, value: text, expected: Wording(fr: "oui, non ou vide", en: "oui, non or empty"))
    }
    return value
  }

  /// What a word of agreement says; nil when it is none.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "oui", "o", "yes", "y", "true", "vrai", "1": true
    case "non", "n", "no", "false", "faux", "0": false
    default: nil
    }
  }

  /// A cell that holds a share, in ten-thousandths; nil when it is empty.
  ///
  /// `0,6`, `0.6`, `60 %`. Rounded to the nearest; a share above 0 never becomes 0.
  func share(_ row: Row, _ column: Int) throws(Failure) -> Int? {
    let text = row.cells[column]
    if text.isEmpty { return nil }
    guard let share = Self.share(text) else {
      throw failure(
        row, column: column, value: text,
        expected: Wording(
          fr: "une part de 0 à 1, comme 0,6 ou 60 %, ou vide", en: "a share from 0 to 1, such as 0.6 or 60 %, or empty")
      )
    }
    return share
  }

  private static func share(_ text: String) -> Int? {
    var number = Substring(text)
    let isPercent = number.last == "%"
    if isPercent {
      number.removeLast()
      while number.last?.isWhitespace == true { number.removeLast() }
    }
    let parts = number.utf8.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    guard parts.count <= 2, let whole = parts.first, parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else { return nil }
    let decimals = parts.count == 2 ? Array(parts[1]) : []
    guard !whole.isEmpty || !decimals.isEmpty, whole.drop(while: { $0 == UInt8(ascii: "0") }).count <= 3 else {
      return nil
    }
    // Ten-thousandths take four decimals, two of them when the number is a percentage.
    let kept = isPercent ? 2 : 4
    var value = whole.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    for place in 0..<kept {
      value = value * 10 + (place < decimals.count ? Int(decimals[place] - UInt8(ascii: "0")) : 0)
    }
    let rest = decimals.dropFirst(kept)
    let isOver = rest.contains { $0 != UInt8(ascii: "0") }
    guard value < 10_000 || (value == 10_000 && !isOver) else { return nil }
    if let next = rest.first, next >= UInt8(ascii: "5") { value += 1 }
    return value == 0 && isOver ? 1 : value
  }
}
