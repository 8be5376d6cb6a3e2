import Wording

/// Reads the category of a row by its code and, where that is none, by its label.
struct CategoryCells {
  enum Found: Equatable {
    case eligible(Category)
    /// Of other establishments: hospitals, pharmacies…
    case other
    /// Told already: the row cannot be used.
    case unknown

    /// Nil unless it is eligible.
    var category: Category? { if case .eligible(let category) = self { category } else { nil } }
  }

  private let categories: Categories
  private let includesEdge: Bool

  init(includesEdge: Bool) throws(Failure) {
    categories = try .bundled()
    self.includesEdge = includesEdge
  }

  /// The category of the row at hand, and what is wrong with it told.
  ///
  /// FINESS codes of establishments are three digits: all 150 of five regions' extracts are. Which codes exist is not asked,
  /// since the nomenclature grows; a label that is an ESSMS's tells of a code that is not its own.
  ///
  /// - Parameter isClosed: whether nothing is lost with the row.
  func found(
    _ cursor: LegacyCursor, _ form: RowForm, of number: FinessNumber, isClosed: Bool = false,
    at origin: RegisterDraft.Origin, into draft: inout RegisterDraft
  ) throws(Failure) -> Found {
    guard let place = form.category else { return .other }
    let cell = cursor.bytes(place)
    let label = form.label.map { cursor.text($0) } ?? ""
    var code = String(decoding: cell, as: UTF8.self)
    let isPlain = form.fit(cell, at: place) == .fits
    if !isPlain {
      guard let told = Self.respelt(code) ?? categories.category(nearLabel: label)?.code else {
        if isClosed { return .other }
        return try unknown(cursor.text(place), label, number, origin, &draft)
      }
      code = told
    }
    let labelled = categories.category(label: label).flatMap {
      categories.eligible($0.code, includingEdge: includesEdge)
    }
    // Two doubts about one code are too many.
    if !isPlain, let labelled, labelled.code != code {
      return try unknown(cursor.text(place), label, number, origin, &draft)
    }
    guard let category = categories.eligible(code, includingEdge: includesEdge) else {
      if labelled != nil && !isClosed { return try unknown(code, label, number, origin, &draft) }
      return .other
    }
    if !isPlain || labelled.map({ $0.code != code }) == true {
      try draft.report(
        .doubtfulCategory, at: origin, value: Self.value(cursor.text(place), label), finess: number,
        expected: Wording(fr: code, en: code))
    }
    return .eligible(category)
  }

  /// The code that spreadsheets and scripts write as `183.0`, `183,00` or `0183`; nil for anything else.
  private static func respelt(_ text: String) -> String? {
    let parts = text.utf8.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    guard let whole = parts.first, parts.count <= 2, whole.allSatisfy(\.isDigit),
      parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 == UInt8(ascii: "0") } })
    else { return nil }
    let digits = whole.drop { $0 == UInt8(ascii: "0") }
    return digits.count == 3 ? String(Substring(digits)) : nil
  }

  private func unknown(
    _ code: String, _ label: String, _ number: FinessNumber, _ origin: RegisterDraft.Origin,
    _ draft: inout RegisterDraft
  ) throws(Failure) -> Found {
    try draft.report(
      .unknownCategory, at: origin, value: Self.value(code, label), finess: number,
      expected: Wording(
        fr: "une catégorie FINESS de trois chiffres, comme 500, et son libellé",
        en: "a FINESS category of three digits, such as 500, and its label"))
    return .unknown
  }

  private static func value(_ code: String, _ label: String) -> String {
    shortened(label.isEmpty ? code : code + ";" + label)
  }
}
