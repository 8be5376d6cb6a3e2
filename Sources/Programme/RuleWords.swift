import Wording

extension Route {
  /// As a heading.
  public var wording: Wording {
    switch self {
    case .regional: Wording(fr: "Appel régional", en: "Regional call")
    case .multiregional: Wording(fr: "Plusieurs régions", en: "Several regions")
    case .national: Wording(fr: "Appel national", en: "National call")
    }
  }
}

extension Preference {
  /// What it means for the DUI of a grappe.
  public var duiWording: Wording {
    switch self {
    case .ignore: Wording(fr: "indifférent", en: "any")
    case .prefer: Wording(fr: "un DUI commun est préféré", en: "one DUI for all is preferred")
    case .require: Wording(fr: "un DUI commun est exigé", en: "one DUI for all is required")
    }
  }
}

extension Campaign.Limits {
  /// The number of ESSMS, for a cell: `15 à 49`, `≥ 15`.
  public var shortWording: Wording {
    guard let maximum else { return Wording(fr: "≥ \(minimum)", en: "≥ \(minimum)") }
    return Wording(fr: "\(minimum) à \(maximum)", en: "\(minimum) to \(maximum)")
  }

  /// ESSMS and OG, and what is to be verified: `de 15 à 49 ESSMS (minimum à vérifier), au moins 2 OG`.
  public var wording: Wording {
    let mark = essmsMark
    let ogMark = minimumOgCertainty.mark
    let french = maximum.map { "de \(minimum) à \($0) ESSMS" } ?? "au moins \(minimum) ESSMS, sans maximum"
    let english = maximum.map { "\(minimum) to \($0) ESSMS" } ?? "at least \(minimum) ESSMS, no maximum"
    return Wording(
      fr:
        "\(french)\(mark.map { " (\($0.fr))" } ?? "") ; au moins \(minimumOg) OG\(ogMark.map { " (\($0.fr))" } ?? "")",
      en: "\(english)\(mark.map { " (\($0.en))" } ?? ""); at least \(minimumOg) OG\(ogMark.map { " (\($0.en))" } ?? "")"
    )
  }

  /// What is to be verified of the number of ESSMS; nil when all of it was published.
  public var essmsMark: Wording? {
    switch (minimumCertainty, maximumCertainty) {
    case (.published, .published): nil
    case (.inferred, .inferred): Certainty.inferred.mark
    case (.inferred, .published): Wording(fr: "minimum à vérifier", en: "minimum to be verified")
    case (.published, .inferred): Wording(fr: "maximum à vérifier", en: "maximum to be verified")
    }
  }
}

extension Campaign.FilingWindow {
  /// `du 15 janvier 2024 au 15 septembre 2024`; says which day is not known.
  public var wording: Wording {
    let first = opens.flatMap { CalendarDay(iso: $0) }?.wording
    let last = closes.flatMap { CalendarDay(iso: $0) }?.wording
    return switch (first, last) {
    case (let first?, let last?): Wording(fr: "du \(first.fr) au \(last.fr)", en: "from \(first.en) to \(last.en)")
    case (let first?, nil):
      Wording(fr: "à partir du \(first.fr), clôture non trouvée", en: "from \(first.en), the closing day was not found")
    case (nil, let last?):
      Wording(fr: "jusqu'au \(last.fr), ouverture non trouvée", en: "until \(last.en), the opening day was not found")
    case (nil, nil): Wording(fr: "dates non trouvées", en: "dates not found")
    }
  }
}

extension Bareme.Unit {
  /// `par ESSMS`.
  public var wording: Wording {
    switch self {
    case .essms: Wording(fr: "par ESSMS", en: "per ESSMS")
    case .essmsOfSmallOg: Wording(fr: "par ESSMS de petit OG", en: "per ESSMS of a small OG")
    case .smallOg: Wording(fr: "par petit OG", en: "per small OG")
    case .grappe: Wording(fr: "par grappe", en: "per grappe")
    }
  }
}

extension Campaign.Standing {
  /// What stands beside the campaign's name; nil for one that is documented.
  public var mark: Wording? {
    switch self {
    case .documented: nil
    case .reported: Wording(fr: "rapportée, à vérifier", en: "reported, to be verified")
    }
  }
}

extension Campaign {
  /// `barème 2021-T2`, to be verified unless it is documented for this campaign.
  public var baremeWording: Wording {
    baremeVerified
      ? Wording(fr: "barème \(bareme)", en: "barème \(bareme)")
      : Wording(
        fr: "barème \(bareme), à vérifier sur l'instruction", en: "barème \(bareme), to be verified on the instruction")
  }
}

extension Envelopes.Split {
  public var wording: Wording {
    switch self {
    case .proRataOfEssms:
      Wording(fr: "au prorata des ESSMS éligibles", en: "pro rata of the eligible ESSMS")
    }
  }
}
