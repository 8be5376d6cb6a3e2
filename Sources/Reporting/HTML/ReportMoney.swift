import Plans
import Wording

/// The plan's money, item by item over all grappes, with how sure each amount is, and what is to be expected of it.
struct ReportMoney {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  var content: [String: Any] {
    [
      "hasMoney": !plan.grappes.isEmpty, "moneyRows": rows, "moneyTotal": numbers.money(plan.totals.funding),
      "moneyRisk": numbers.money(plan.totals.expectedFunding - plan.totals.funding),
      "moneyExpected": numbers.money(plan.totals.expectedFunding),
      "moneyHasRisk": plan.totals.expectedFunding != plan.totals.funding, "moneyPayments": payments,
      "moneyHasPayments": !payments.isEmpty,
    ]
  }

  private struct Item: Hashable {
    let name: String
    let unit: Euros
    let hasShare: Bool
  }

  /// One for each item and unit amount, in the order of the grappes' lines.
  private var rows: [[String: Any]] {
    var order: [Item] = []
    var sums: [Item: (count: Int, amount: Euros)] = [:]
    for line in plan.grappes.lazy.flatMap(\.funding.lines) {
      let item = Item(name: line.item, unit: line.unit, hasShare: line.share != nil)
      if sums[item] == nil { order.append(item) }
      let before = sums[item] ?? (0, Euros(0))
      sums[item] = (before.count + line.count, before.amount + line.amount)
    }
    let words = ItemWords(dossier: dossier)
    return order.compactMap { item in
      sums[item].map { sum in
        let share = Wording(fr: "part éligible seulement", en: "eligible share only").text(in: dossier.language)
        return [
          "moneyItem": words.label(item.name), "moneyCount": numbers.integer(sum.count),
          "moneyUnit": [numbers.money(item.unit), words.per(item.name)].filter { !$0.isEmpty }.joined(separator: " ")
            + (item.hasShare ? ", \(share)" : ""),
          "moneyAmount": numbers.money(sum.amount), "moneyCertainty": words.certainty(item.name),
          "moneyNote": words.note(item.name),
        ]
      }
    }
  }

  private var payments: [[String: Any]] {
    PaymentWords(dossier: dossier).totals.map { payment in
      [
        "paymentShare": numbers.percent(Double(payment.percent) / 100), "paymentWhen": payment.event,
        "paymentSum": numbers.money(payment.amount),
        "paymentDoubtful": payment.isDoubtful
          ? Wording(fr: "à vérifier", en: "to be verified").text(in: dossier.language) : "",
      ]
    }
  }
}
