import Plans
import Programme
import Wording

/// The barème's items, in words: what they pay, by which unit, and how sure that is. Shared by all that shows money.
struct ItemWords {
  let dossier: Dossier

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  /// - Parameter name: of an item, as plans have it.
  func label(_ name: String) -> String {
    (dossier.bareme?.item(name)?.label.wording ?? Words.item(name)).text(in: dossier.language)
  }

  /// Two or three words for a narrow cell.
  func short(_ name: String) -> String {
    let isPerEssms = dossier.bareme?.item(name)?.isPaidBesides == true
    let words = isPerEssms && name == Bareme.equipment ? Words.equipmentPerEssms : Words.item(name)
    return words.text(in: dossier.language)
  }

  /// "par ESSMS"; empty when the rules do not know the item.
  func per(_ name: String) -> String {
    dossier.bareme?.item(name)?.per.wording.text(in: dossier.language) ?? ""
  }

  /// What the barème's file adds; empty when it adds nothing.
  func note(_ name: String) -> String {
    dossier.bareme?.item(name)?.note?.wording.text(in: dossier.language) ?? ""
  }

  /// Of the amount, then of the unit it is paid by.
  func certainty(_ name: String) -> String {
    guard let item = dossier.bareme?.item(name) else { return say("à vérifier", "to be verified") }
    let amount =
      item.certainty == .published
      ? dossier.plan.baremeVerified
        ? say("montant publié", "amount published")
        : say(
          "montant publié (barème \(dossier.plan.bareme)), à vérifier pour \(dossier.plan.campaign)",
          "amount published (barème \(dossier.plan.bareme)), to be verified for \(dossier.plan.campaign)")
      : say("montant à vérifier", "amount to be verified")
    return item.perCertainty == .published
      ? amount : amount + say(" ; unité de compte à vérifier", "; unit to be verified")
  }
}
