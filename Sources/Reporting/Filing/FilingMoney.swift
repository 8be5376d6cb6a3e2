import Plans
import Wording

/// Amounts of a grappe by item with how sure each is, and when they are paid.
struct FilingMoney {
  let dossier: Dossier
  let grappe: Plan.Grappe

  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  var content: [String: Any] {
    [
      "lines": lines, "total": numbers.money(grappe.funding.total), "baremeLabel": dossier.baremeLabel,
      "payments": payments, "hasPayments": !grappe.payments.isEmpty,
    ]
  }

  var lines: [[String: Any]] {
    let words = ItemWords(dossier: dossier)
    return grappe.funding.lines.map { line in
      let share = line.share.map {
        say(", part éligible \(numbers.percent($0))", ", eligible share \(numbers.percent($0))")
      }
      let per = words.per(line.item)
      return [
        "item": words.label(line.item),
        "detail": "\(numbers.integer(line.count))\u{A0}×\u{A0}\(numbers.money(line.unit))"
          + (per.isEmpty ? "" : " " + per) + (share ?? ""),
        "amount": numbers.money(line.amount), "lineCertainty": words.certainty(line.item),
      ]
    }
  }

  var payments: [[String: Any]] {
    zip(grappe.payments, PaymentWords(dossier: dossier).events(of: grappe.payments)).map { payment, words in
      [
        "event": words.event, "percent": numbers.percent(Double(payment.percent) / 100),
        "paymentAmount": numbers.money(payment.amount),
        "paymentCertainty": words.isDoubtful ? say("à vérifier", "to be verified") : "",
      ]
    }
  }
}
