import Plans
import Programme
import Wording

/// What stands behind the totals and was published by nobody, and what the totals count; shared by the report and the
/// terminal.
struct Assumptions {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  var sentences: [String] {
    [reported, withdrawal, success, software, placement, probabilities, payments].compactMap { $0 }
      + DistanceWords(dossier).sentences + uncounted
  }

  /// What the campaign's file adds to its rules; each says where it stands on doubtful ground.
  var campaignNotes: [String] {
    (dossier.campaign?.notes ?? []).map { statement in
      let mark = statement.basis.certainty.mark.map { say(" (\($0.fr))", " (\($0.en))") } ?? ""
      let note = statement.basis.note.map { " " + $0.wording.text(in: dossier.language) } ?? ""
      let source = statement.basis.source.map { say(" Source : \($0.fr).", " Source: \($0.en).") } ?? ""
      return say("Campagne ", "Campaign ") + plan.campaign + say(" : ", ": ")
        + statement.text.wording.text(in: dossier.language) + mark + note + source
    }
  }

  /// nil for a campaign that is documented.
  private var reported: String? {
    guard plan.campaignStanding != nil else { return nil }
    return say(
      "La campagne \(plan.campaign) est rapportée par une source indirecte : dates, montants, seuils et obligation de se grouper sont à vérifier.",
      "Campaign \(plan.campaign) is reported by an indirect source: dates, amounts, thresholds and whether grouping is compulsory are to be verified."
    )
  }

  /// What the barème has and no amount counts.
  private var uncounted: [String] {
    (dossier.bareme?.uncounted ?? []).map { item in
      let what = Wording(
        fr: "\(item.label.fr), \(numbers.money(Euros(item.euros))) \(item.per.wording.fr)",
        en: "\(item.label.en), \(numbers.money(Euros(item.euros))) \(item.per.wording.en)")
      let note = item.note.map { say(" ; ", "; ") + $0.wording.text(in: dossier.language) } ?? "."
      return say("Dans le barème et non compté : \(what.fr)", "In the barème and not counted: \(what.en)") + note
    }
  }

  private var withdrawal: String {
    guard plan.parameters.withdrawal > 0 else {
      return say(
        "Hypothèse de l’outil, non publiée : aucun OG ne se retire.",
        "An assumption of the tool, not published: no OG withdraws.")
    }
    let share = numbers.percent(plan.parameters.withdrawal, places: 1)
    return say(
      "Hypothèse de l’outil, non publiée : chaque OG se retire avec une probabilité de \(share), sans lien avec les autres.",
      "An assumption of the tool, not published: each OG withdraws with a probability of \(share), whatever the others do."
    )
  }

  private var success: String {
    let bands = plan.parameters.success
    guard !bands.isEmpty else {
      return say(
        "Hypothèse aussi : tout dossier déposé est retenu ; aucune probabilité de succès n’a été publiée.",
        "An assumption too: every dossier filed is selected; no odds were published.")
    }
    let list = bands.map(band).joined(separator: say(" ; ", "; "))
    return say(
      "Probabilité qu’un dossier soit retenu, hypothèse du scénario : \(list).",
      "Probability that a dossier is selected, an assumption of the scenario: \(list).")
  }

  /// Without a situation no DUI is known; nil with one.
  private var software: String? {
    guard plan.situation == nil, !plan.grappes.isEmpty else { return nil }
    let counted = Words.unknownDui(plan.parameters.unknownDui).text(in: dossier.language)
    let required =
      dossier.campaign?.dui.preference == .require
      ? say(
        " La campagne exige un DUI commun : le plan ne peut pas le vérifier.",
        " The campaign requires one DUI for each grappe: the plan cannot verify it.") : ""
    return say(
      "Le DUI des ESSMS n’est pas connu : chacun est \(counted).\(required)",
      "The DUI of the ESSMS are not known: each is \(counted).\(required)")
  }

  /// nil when all places are the register's.
  private var placement: String? {
    let count = plan.placedAtCommune.count
    guard count > 0 else { return nil }
    return count == 1
      ? say(
        "1 ESSMS sans coordonnées utilisables dans le registre est placé à la mairie de sa commune.",
        "1 ESSMS without usable coordinates in the register is placed at its commune’s town hall.")
      : say(
        "\(numbers.integer(count)) ESSMS sans coordonnées utilisables dans le registre sont placés à la mairie de leur commune.",
        "\(numbers.integer(count)) ESSMS without usable coordinates in the register are placed at their commune’s town hall."
      )
  }

  private func band(_ band: Plan.SuccessBand) -> String {
    "\(scope(of: band)), \(numbers.percent(band.probability, places: 1))"
  }

  /// Of which grappes a probability of success is told.
  func scope(of band: Plan.SuccessBand) -> String {
    let size: String =
      switch (band.from, band.to) {
      case (let from?, let to?): say("de \(from) à \(to) ESSMS", "\(from) to \(to) ESSMS")
      case (let from?, nil): say("à partir de \(from) ESSMS", "from \(from) ESSMS on")
      case (nil, let to?): say("jusqu’à \(to) ESSMS", "up to \(to) ESSMS")
      case (nil, nil): say("toute taille", "any size")
      }
    let kind =
      switch band.homogeneous {
      case true?: say(", un seul DUI et un seul public", ", one DUI and one sector")
      case false?: say(", plusieurs DUI ou publics", ", several DUI or sectors")
      case nil: ""
      }
    return size + kind
  }

  /// Whether some grappe's exact probability differs from that by weight.
  var hasTwoProbabilities: Bool {
    plan.parameters.withdrawal > 0 || plan.grappes.contains { $0.probability != $0.weightProbability }
  }

  private var probabilities: String? {
    guard hasTwoProbabilities, !plan.grappes.isEmpty else { return nil }
    return say(
      "La valeur du plan, que le maximum prouvé borne, compte la probabilité d’après le nombre d’ESSMS ; le financement attendu compte la probabilité exacte de chaque grappe.",
      "The plan’s value, which the proven maximum bounds, counts probability by number of ESSMS; expected funding counts each grappe’s exact probability."
    )
  }

  private var payments: String? {
    let totals = PaymentWords(dossier: dossier).totals
    guard !totals.isEmpty else { return nil }
    let parts = totals.map {
      "\(numbers.money($0.amount)) (\(numbers.percent(Double($0.percent) / 100))) \($0.event)"
    }
    let doubt = totals.contains { $0.isDoubtful } ? say(" Échéancier à vérifier.", " Schedule to be verified.") : ""
    return say("Versements du financement : ", "Payments of the funding: ")
      + parts.joined(separator: say(" ; ", "; ")) + "." + doubt
  }
}
