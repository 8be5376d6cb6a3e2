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
      return count > 0 ? (count, Self.name(kind)) : nil
    }
    let french = kinds.map { "\($0.0) \($0.1.fr)" }.joined(separator: ", ")
    let english = kinds.map { "\($0.0) \($0.1.en)" }.joined(separator: ", ")
    return Wording(
      fr: " (\(french) ; \(first.file), ligne \(first.line) : « \(first.value) »)",
      en: " (\(english); \(first.file), line \(first.line): \"\(first.value)\")")
  }

  /// After a number: the same for one and for many.
  private static func name(_ kind: RegisterProblem.Kind) -> Wording {
    switch kind {
    case .malformedLine: Wording(fr: "mal formée(s)", en: "malformed")
    case .badNumber, .scientificNumber: Wording(fr: "sans numéro FINESS lisible", en: "without a FINESS number")
    case .shiftedRow: Wording(fr: "aux cellules hors de leurs colonnes", en: "with cells out of their columns")
    case .unknownCategory: Wording(fr: "de catégorie inconnue", en: "of unknown category")
    case .unknownDepartement: Wording(fr: "de département inconnu", en: "of unknown département")
    case .badCoordinate: Wording(fr: "aux coordonnées inutilisables", en: "with unusable coordinates")
    case .duplicate: Wording(fr: "en double", en: "duplicate")
    default: Wording(fr: "autre(s)", en: "other")
    }
  }
}
