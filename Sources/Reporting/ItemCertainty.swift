import Programme
import Wording

/// How sure an amount of the barème is, in words.
struct ItemCertainty {
  let dossier: Dossier

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  /// Of the amount, then of the unit it is paid by.
  ///
  /// - Parameter item: nil where the barème is not known.
  func text(_ item: Bareme.Item?) -> String {
    guard let item else { return say("à vérifier", "to be verified") }
    let amount =
      item.certainty == .published
      ? dossier.plan.baremeVerified
        ? say("montant publié", "amount published")
        : say(
          "montant publié pour \(dossier.plan.bareme), à vérifier pour \(dossier.plan.campaign)",
          "amount published for \(dossier.plan.bareme), to be verified for \(dossier.plan.campaign)")
      : say("montant à vérifier", "amount to be verified")
    return item.perCertainty == .published
      ? amount : amount + say(" ; unité de compte à vérifier", "; unit to be verified")
  }
}
