import Wording

/// What the columns of a row hold, by form: enough to see that cells stand in columns that are not theirs.
struct RowForm {
  /// What a column holds.
  enum Content {
    case text, number, commune, departement, town, phone, category, label, aggregate, siret, siren, activity, date,
      schoolNumber, shortCode, coordinate
    /// Hints only: where texts are told apart from each other.
    case streetNumber, streetKind, seldom
  }

  /// How a cell goes with what its column holds.
  enum Fit {
    /// It has the form.
    case fits
    /// Empty, or a damaged cell of the form.
    case may
    case not
  }

  /// By place.
  let contents: [Content]
  /// The place of the category; nil where rows have none.
  let category: Int?
  /// The place of the category's label; nil where rows have none.
  let label: Int?
  /// The places whose cells every way to line up a row must agree on.
  let decisive: [Int]
  /// How many cells a whole row has at least.
  let least: Int
  /// Places that a row whose cells have not moved shows at a glance.
  let glance: [Int]

  init(_ contents: [Content]) {
    self.contents = contents
    // Some years have no number of schools at the end.
    least = contents.count - (contents.last == .schoolNumber ? 1 : 0)
    category = contents.firstIndex(of: .category)
    label = contents.firstIndex(of: .label)
    let decisive: Set<Content> = [.number, .commune, .departement, .category, .siret, .coordinate]
    self.decisive = contents.indices.filter { decisive.contains(contents[$0]) }
    // A cell too many or too few in front of one of these shows in it.
    let glance: [Int?] = [
      category, contents.firstIndex(of: .aggregate), contents.firstIndex(of: .departement),
      contents.firstIndex(of: .date),
    ]
    self.glance = glance.compactMap(\.self)
  }

  static let expected = Wording(
    fr: "chaque cellule dans sa colonne (un séparateur de trop ou de moins ?)",
    en: "each cell in its column (a separator too many or too few?)")

  /// A 502 line.
  static let establishment: RowForm = {
    var contents = [Content](repeating: .text, count: 32)
    for (place, content) in [
      (1, Content.number), (2, .number), (5, .seldom), (6, .seldom), (7, .streetNumber), (8, .streetKind),
      (10, .seldom), (11, .seldom), (12, .commune), (13, .departement), (15, .town), (16, .phone), (17, .phone),
      (18, .category), (19, .label), (20, .aggregate), (21, .label), (22, .siret), (23, .activity), (24, .shortCode),
      (25, .label), (26, .shortCode), (27, .label), (28, .date), (29, .date), (30, .date), (31, .schoolNumber),
    ] { contents[place] = content }
    return RowForm(contents)
  }()

  /// A 501 line: nothing in it is a category of ESSMS, so its own category is any short code.
  static let og: RowForm = {
    var contents = [Content](repeating: .text, count: 23)
    for (place, content) in [
      (1, Content.number), (4, .seldom), (5, .streetNumber), (6, .streetKind), (8, .seldom), (9, .seldom),
      (10, .seldom), (11, .commune), (12, .town), (13, .departement), (15, .phone), (16, .shortCode), (17, .label),
      (18, .shortCode), (19, .label), (20, .siren), (21, .activity), (22, .date),
    ] { contents[place] = content }
    return RowForm(contents)
  }()

  /// How a cell goes with a column; what stands beyond the last column must be empty.
  func fit(_ cell: ArraySlice<UInt8>, at place: Int) -> Fit {
    guard contents.indices.contains(place) else { return cell.isEmpty ? .may : .not }
    return contents[place].fit(cell)
  }
}

extension RowForm.Content {
  /// Whether it never speaks against a cell.
  var isHint: Bool { [.text, .streetNumber, .streetKind, .seldom].contains(self) }

  func fit(_ cell: ArraySlice<UInt8>) -> RowForm.Fit {
    guard let first = cell.first else { return self == .seldom ? .fits : .may }
    let digits = cell.count(where: \.isDigit)
    let isAllDigits = digits == cell.count
    switch self {
    case .text: return .may
    case .seldom: return .may
    case .streetNumber: return isAllDigits && digits <= 4 ? .fits : .may
    case .streetKind: return digits == 0 && cell.count <= 4 ? .fits : .may
    case .number: return FinessNumber(bytes: cell) != nil ? .fits : cell.count <= 10 && digits > 0 ? .may : .not
    case .commune: return cell.count <= 5 && digits >= cell.count - 1 ? .fits : .not
    case .departement: return first.isDigit && cell.count <= 3 ? .fits : .not
    case .town:
      let code = cell.prefix(while: \.isDigit)
      return (4...5).contains(code.count) && cell.dropFirst(code.count).first == 0x20 ? .fits : .may
    case .phone:
      if cell.contains(where: \.isLetter) || digits < 4 { return .not }
      return (9...10).contains(digits) ? .fits : .may
    case .category: return isAllDigits && digits == 3 ? .fits : .not
    case .label: return cell.contains(where: \.isLetter) ? .fits : .not
    case .aggregate: return isAllDigits && digits == 4 ? .fits : .not
    case .siret, .siren:
      let width = self == .siret ? 14 : 9
      if isAllDigits { return digits == width ? .fits : digits >= width - 4 ? .may : .not }
      return digits > 0 && cell.count <= width + 4 && first.isDigit && digits * 2 >= cell.count ? .may : .not
    case .activity:
      return (4...5).contains(cell.count) && digits == cell.count - 1 ? .fits : cell.count <= 6 ? .may : .not
    case .date:
      let isSpelt = cell.allSatisfy { $0.isDigit || "-/:TZ+. ".utf8.contains($0) }
      if isSpelt && cell.count >= 10 && digits >= 8 { return .fits }
      return isSpelt && digits >= 6 ? .may : .not
    case .schoolNumber: return cell.count == 8 && digits == 7 ? .fits : .not
    case .shortCode: return cell.count <= 4 ? .fits : .not
    case .coordinate: return digits > 0 && !cell.contains(where: \.isLetter) ? .fits : .may
    }
  }
}

extension UInt8 {
  /// Whether it is a letter, or a byte of one above ASCII.
  var isLetter: Bool { self >= 0x80 || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")) }
}
