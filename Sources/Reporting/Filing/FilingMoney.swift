import Plans
import Programme
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

  private var lines: [[String: Any]] {
    let bareme = dossier.bareme
    return grappe.funding.lines.map { line in
      let item = bareme?.item(line.item)
      let share = line.share.map {
        say(", part éligible \(numbers.percent($0))", ", eligible share \(numbers.percent($0))")
      }
      return [
        "item": (item?.label.wording ?? Words.item(line.item)).text(in: dossier.language),
        "detail": "\(numbers.integer(line.count))\u{A0}×\u{A0}\(numbers.money(line.unit))"
          + (item.map { " " + per($0.per) } ?? "") + (share ?? ""),
        "amount": numbers.money(line.amount), "lineCertainty": ItemCertainty(dossier: dossier).text(item),
      ]
    }
  }

  private func per(_ unit: Bareme.Unit) -> String {
    switch unit {
    case .essms: say("par ESSMS", "per ESSMS")
    case .smallOg: say("par petit OG", "per small OG")
    case .grappe: say("par grappe", "per grappe")
    }
  }

  private var payments: [[String: Any]] {
    zip(grappe.payments, PaymentWords(dossier: dossier).events(of: grappe.payments)).map { payment, words in
      [
        "event": words.event, "percent": numbers.percent(Double(payment.percent) / 100),
        "paymentAmount": numbers.money(payment.amount),
        "paymentCertainty": words.isDoubtful ? say("à vérifier", "to be verified") : "",
      ]
    }
  }
}
