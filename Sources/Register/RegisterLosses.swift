import Wording

/// What was lost of a register of which nothing is left: how many rows by kind, and the first of them.
struct RegisterLosses {
  private let losses: [RegisterProblem]

  init(_ problems: [RegisterProblem]) {
    losses = problems.filter { $0.losesRow || $0.kind == .unknownDepartement || $0.kind == .badCoordinate }
  }

  /// The failure to throw when nothing is left.
  func failure(_ files: [String], nothing: Wording, expected: Wording) -> Failure {
    let files = files.joined(separator: ", ")
    let told = counted
    return Failure(
      .data, fr: "\(files) : \(nothing.fr)\(told.fr) ; attendu : \(expected.fr)",
      en: "\(files): \(nothing.en)\(told.en); expected \(expected.en)")
  }

  private var counted: Wording {
    guard let first = losses.first else { return Wording(fr: "", en: "") }
    let kinds = RegisterProblem.Kind.allCases.compactMap { kind in
      let count = losses.count { $0.kind == kind }
      return count > 0 ? Self.told(kind, count) : nil
    }
    let french = kinds.map(\.fr).joined(separator: ", ")
    let english = kinds.map(\.en).joined(separator: ", ")
    return Wording(
      fr: " (\(french) ; \(first.file), ligne \(first.line) : « \(first.value) »)",
      en: " (\(english); \(first.file), line \(first.line): \"\(first.value)\")")
  }

  private static func told(_ kind: RegisterProblem.Kind, _ count: Int) -> Wording {
    let s = count > 1 ? "s" : ""
    let name =
      switch kind {
      case .malformedLine: Wording(fr: "mal formée\(s)", en: "malformed")
      case .badNumber: Wording(fr: "sans numéro FINESS lisible", en: "without a FINESS number")
      case .scientificNumber:
        Wording(fr: "au numéro FINESS en notation 3,5E+08", en: "with a FINESS number as 3.5E+08")
      case .shiftedRow: Wording(fr: "aux cellules hors de leurs colonnes", en: "with cells out of their columns")
      case .unknownCategory: Wording(fr: "de catégorie inconnue", en: "of unknown category")
      case .unknownDepartement: Wording(fr: "de département inconnu", en: "of unknown département")
      case .badCoordinate: Wording(fr: "aux coordonnées inutilisables", en: "with unusable coordinates")
      case .duplicate: Wording(fr: "en double", en: "duplicate")
      default: Wording(fr: "inutilisable\(s)", en: "unusable")
      }
    return Wording(fr: "\(count) ligne\(s) \(name.fr)", en: "\(count) row\(s) \(name.en)")
  }
}
