import Plans
import Wording

// Codes of the programme's rules, in words.
extension Words {
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

/// When the parts of a grappe's funding are paid.
struct PaymentWords {
  let dossier: Dossier

  /// One for each payment, as the campaign's file has it where the plan's payments are the campaign's.
  ///
  /// - Returns: the event, and whether it is to be verified.
  func events(of payments: [Plan.Payment]) -> [(event: String, isDoubtful: Bool)] {
    let known = dossier.campaign?.payments ?? []
    let isSame = known.map(\.share) == payments.map(\.percent)
    return payments.enumerated().map { place, payment in
      isSame
        ? (known[place].when.wording.text(in: dossier.language), known[place].certainty != .published)
        : (Self.event(payment.event).text(in: dossier.language), true)
    }
  }

  /// - Parameter event: of a payment; one without words here is given back as it stands.
  static func event(_ event: String) -> Wording {
    switch event {
    case "signature": Wording(fr: "à la signature de la convention", en: "at the signature of the agreement")
    case "usage":
      Wording(fr: "une fois les cibles d’usage atteintes", en: "once the usage targets are reached")
    default: Wording(fr: event, en: event)
    }
  }

  /// Sums over the plan's grappes, where all are paid by the same schedule; none otherwise.
  var totals: [(event: String, percent: Int, amount: Euros, isDoubtful: Bool)] {
    guard let first = dossier.plan.grappes.first?.payments, !first.isEmpty else { return [] }
    let schedule = first.map { [$0.event, String($0.percent)] }
    guard dossier.plan.grappes.allSatisfy({ $0.payments.map { [$0.event, String($0.percent)] } == schedule }) else {
      return []
    }
    return events(of: first).enumerated().map { place, words in
      (
        words.event, first[place].percent, Euros.sum(dossier.plan.grappes.lazy.map { $0.payments[place].amount }),
        words.isDoubtful
      )
    }
  }
}
