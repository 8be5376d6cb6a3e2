import Register
import Wording

// What changes from one register to the next: short enough for a column of a table.
extension Words {
  static func change(_ kind: RegisterDifference.Change.Kind) -> Wording {
    let metres = RegisterDifference.movedBeyondMetres
    return switch kind {
    case .opened: Wording(fr: "Ouverts", en: "Opened")
    case .closed: Wording(fr: "Fermés ou disparus", en: "Closed or gone")
    case .moved:
      Wording(
        fr: "Déplacés (autre commune, ou plus de \(metres) m)", en: "Moved (another commune, or beyond \(metres) m)")
    case .takenOver: Wording(fr: "Repris par un autre OG", en: "Taken over by another OG")
    case .otherCategory: Wording(fr: "Autre catégorie, même public", en: "Another category, same public")
    case .otherSector: Wording(fr: "Autre public", en: "Another public")
    case .admitted: Wording(fr: "Situés (position inconnue avant)", en: "Placed (place not known before)")
    case .leftOut: Wording(fr: "Écartés (position perdue)", en: "Left out (place lost)")
    }
  }

  static func change(_ kind: RegisterDifference.OGChange.Kind) -> Wording {
    switch kind {
    case .appeared: Wording(fr: "Apparus", en: "Appeared")
    case .disappeared: Wording(fr: "Disparus", en: "Disappeared")
    case .grew: Wording(fr: "Agrandis", en: "Grew")
    case .shrank: Wording(fr: "Réduits", en: "Shrank")
    }
  }

  static func crossing(_ crossing: RegisterDifference.OGChange.Crossing) -> Wording {
    switch crossing {
    case .standsAlone: Wording(fr: "Déposent seuls désormais", en: "Stand alone now")
    case .needsGrappe: Wording(fr: "Ont besoin d’une grappe désormais", en: "Need a grappe now")
    }
  }

  /// A FINESS category; nil when it is none of an ESSMS.
  static func category(_ code: String) -> Category? {
    guard let all = try? Categories.bundled() else { return nil }
    return all.category(code)
  }

  static func presence(_ presence: RegisterDifference.Presence) -> Wording {
    switch presence {
    case .open: Wording(fr: "ouvert", en: "open")
    case .leftOut: Wording(fr: "écarté", en: "left out")
    case .closed: Wording(fr: "fermé", en: "closed")
    case .missing: Wording(fr: "absent", en: "missing")
    }
  }
}

extension RegisterDifference.Change {
  /// `from` or `to` in words.
  func shown(_ code: String, in language: Language) -> String {
    switch kind {
    case .opened, .closed, .admitted, .leftOut:
      RegisterDifference.Presence(rawValue: code).map { Words.presence($0).text(in: language) } ?? code
    case .moved, .takenOver: code
    case .otherCategory, .otherSector:
      Words.category(code).map { "\(code) \($0.label)" } ?? code
    }
  }
}
