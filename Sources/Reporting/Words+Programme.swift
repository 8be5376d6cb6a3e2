import Plans
import Wording

// Codes of the programme's rules, in words.
extension Words {
  /// - Parameter event: of a payment; one without words here is given back as it stands.
  static func payment(_ event: String) -> Wording {
    switch event {
    case "signature": Wording(fr: "à la signature avec l’ARS", en: "at the signature with the ARS")
    case "usage":
      Wording(
        fr: "une fois les cibles d’usage atteintes (DUI actif, messages par MSSanté, DMP alimenté)",
        en: "once the usage targets are reached (DUI active, messages by MSSanté, DMP fed)")
    default: Wording(fr: event, en: event)
    }
  }

  static func envelope(_ source: Plan.Envelope.Source) -> Wording {
    switch source {
    case .typed: Wording(fr: "saisie", en: "typed")
    case .proRata: Wording(fr: "au prorata, hypothèse", en: "pro rata, an assumption")
    }
  }

  static func preference(_ preference: Plan.Preference) -> Wording {
    switch preference {
    case .ignore: Wording(fr: "indifférent", en: "not looked at")
    case .prefer: Wording(fr: "un seul de préférence", en: "one, by preference")
    case .require: Wording(fr: "un seul, obligatoire", en: "one, compulsory")
    }
  }

  static func unknownDui(_ choice: Plan.UnknownDUI) -> Wording {
    switch choice {
    case .acquisition: Wording(fr: "compté comme acquisition", en: "counted as acquisition")
    case .compliance: Wording(fr: "compté comme mise en conformité", en: "counted as upgrade")
    }
  }
}
