import Plans
import Wording

/// What a grappe may receive, in a letter's fields: the amounts of its dossier, and what is expected of them.
struct LetterMoney {
  let dossier: Dossier
  let grappe: Plan.Grappe

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  var fields: [String: Any] {
    let money = FilingMoney(dossier: dossier, grappe: grappe)
    return [
      "lines": money.lines.map { line in
        [
          "item": cut(line["item"], 60), "detail": cut(line["detail"], 80), "amount": cut(line["amount"]),
          "certainty": cut(line["lineCertainty"]),
        ]
      },
      "payments": money.payments.map { payment in
        [
          "paymentEvent": cut(payment["event"]), "paymentShare": cut(payment["percent"]),
          "paymentAmount": cut(payment["paymentAmount"]), "paymentCertainty": cut(payment["paymentCertainty"]),
        ]
      },
      "total": numbers.money(grappe.funding.total), "expected": numbers.money(grappe.expectedFunding),
      "common": numbers.money(
        Euros.sum(
          grappe.funding.lines.lazy.filter { dossier.bareme?.item($0.item)?.per == .grappe }.map(\.amount))),
      "bareme": LetterContent.cut(dossier.baremeLabel),
      "probability": ProbabilityWords(dossier: dossier).text(grappe.probability), "expectedNote": expectedNote,
    ]
  }

  private func cut(_ value: Any?, _ longest: Int = LetterContent.longestText) -> String {
    LetterContent.cut(value as? String ?? "", longest)
  }

  /// What the expected funding supposes, none of it published.
  private var expectedNote: String {
    let share = numbers.percent(plan.parameters.withdrawal, places: 1)
    let withdrawal =
      plan.parameters.withdrawal > 0
      ? say("chaque OG se retire avec une probabilité de \(share)", "each OG withdraws with a probability of \(share)")
      : say("aucun OG ne se retire", "no OG withdraws")
    let success =
      plan.parameters.success.isEmpty
      ? say("tout dossier déposé est retenu", "every dossier filed is selected")
      : say("les chances d’un dossier suivent sa taille", "a dossier’s odds follow its size")
    let odds = ProbabilityWords(dossier: dossier).text(grappe.probability)
    return say(
      "Financement attendu : \(odds) du total ; hypothèses de l’outil, non publiées : \(withdrawal), \(success)",
      "Expected funding: \(odds) of the total; assumptions of the tool, not published: \(withdrawal), \(success)")
  }
}
