import Geography
import Plans
import Register
import Wording

/// What there is to say of a grappe, in sentences; shared by `explain` and the report.
struct GrappeSentences {
  let dossier: Dossier
  let grappe: Plan.Grappe

  private var numbers: NumberFormat { dossier.numbers }
  private var parameters: Plan.Parameters { dossier.plan.parameters }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  /// The porteur first, then by distance to it; km from seat to seat.
  var members: [(member: Plan.Member, km: Double)] {
    grappe.members.map { member in
      (member: member, km: dossier.plan.km(of: member, in: grappe))
    }.sorted { a, b in
      let (first, second) = (a.member.og == grappe.porteur, b.member.og == grappe.porteur)
      return first == second ? (a.km, a.member.og) < (b.km, b.member.og) : first
    }
  }

  var size: String {
    let regions = Set(grappe.members.map(\.region)).sorted().map(dossier.name(of:))
    let across = regions.count > 1 ? say(", dans \(regions.count) régions", ", in \(regions.count) regions") : ""
    return say(
      "\(numbers.integer(grappe.essmsCount))\u{A0}ESSMS de \(numbers.integer(grappe.ogCount))\u{A0}OG\(across) ; un ESSMS est en moyenne à \(numbers.km(grappe.spread.meanKm)) du siège du porteur, le plus loin à \(numbers.km(grappe.spread.maxKm)).",
      "\(numbers.integer(grappe.essmsCount))\u{A0}ESSMS of \(numbers.integer(grappe.ogCount))\u{A0}OG\(across); an ESSMS is on average \(numbers.km(grappe.spread.meanKm)) from the porteur’s seat, the farthest \(numbers.km(grappe.spread.maxKm))."
    )
  }

  /// Total and lines.
  var funding: String {
    let lines = grappe.funding.lines.map { line in
      "\(ItemWords(dossier: dossier).short(line.item))\(say(" : ", ": "))\(numbers.integer(line.count))\u{A0}×\u{A0}\(numbers.money(line.unit))"
        + share(line)
    }
    let list = lines.isEmpty ? "" : " (" + lines.joined(separator: say(" ; ", "; ")) + ")"
    return say(
      "Financement : \(numbers.money(grappe.funding.total))\(list). \(dossier.baremeLabel.capitalisedFirst).",
      "Funding: \(numbers.money(grappe.funding.total))\(list). \(dossier.baremeLabel.capitalisedFirst).")
  }

  private func share(_ line: Plan.FundingLine) -> String {
    line.share.map { say(", part éligible \(numbers.percent($0))", ", eligible share \(numbers.percent($0))") } ?? ""
  }

  /// Exact probability, that by weight where it differs, expected funding.
  var probability: String {
    let exact = ProbabilityWords(dossier: dossier).text(grappe.probability)
    let byWeight = ProbabilityWords(dossier: dossier).text(grappe.weightProbability)
    let other =
      exact == byWeight
      ? "" : say(" (\(byWeight) d’après le seul nombre d’ESSMS)", " (\(byWeight) by number of ESSMS alone)")
    return say(
      "Probabilité que la grappe aille au bout : \(exact)\(other) ; financement attendu : \(numbers.money(grappe.expectedFunding)).",
      "Probability that the grappe goes through: \(exact)\(other); expected funding: \(numbers.money(grappe.expectedFunding))."
    )
  }

  /// nil when the plan does not say.
  var payments: String? {
    guard !grappe.payments.isEmpty else { return nil }
    let events = PaymentWords(dossier: dossier).events(of: grappe.payments)
    let parts = zip(grappe.payments, events).map { payment, words in
      "\(numbers.money(payment.amount)) (\(numbers.percent(Double(payment.percent) / 100))) " + words.event
    }
    let doubt = events.contains { $0.isDoubtful } ? say(" Échéancier à vérifier.", " Schedule to be verified.") : ""
    return say("Versements : ", "Payments: ") + parts.joined(separator: say(" ; ", "; ")) + "." + doubt
  }

  var filing: String {
    let route = Words.route(grappe.route).text(in: dossier.language)
    let place = FilingPlace.phrase(grappe.filedWith, in: dossier.language)
    let dates =
      grappe.windows.isEmpty
      ? days(grappe.opens, grappe.deadline)
      : grappe.windows.enumerated().map { place, window in
        let note = window.note.map { ShownText.cleaned($0) }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
        let text = days(window.opens, window.closes) + (note.map { " (\($0))" } ?? "")
        return place == 0 ? text : text.hasPrefix(", ") ? String(text.dropFirst()) : text
      }.joined(separator: say(" ; ou", "; or"))
    return say(
      "À déposer par la voie \(route), \(place)\(dates).", "To be filed on the \(route) route, \(place)\(dates)."
    )
  }

  private func days(_ opens: String?, _ closes: String?) -> String {
    switch (opens.map(numbers.date), closes.map(numbers.date)) {
    case (let first?, let last?): say(", du \(first) au \(last)", ", from \(first) to \(last)")
    case (nil, let last?): say(", au plus tard le \(last)", ", by \(last)")
    case (let first?, nil):
      say(", à partir du \(first) ; date limite non connue", ", from \(first) on; deadline not known")
    case (nil, nil): say(" ; date limite non connue", "; deadline not known")
    }
  }

  /// nil when not known or not one.
  var dui: String? {
    grappe.dui.map { say("DUI visé : \($0).", "Target DUI: \($0).") }
  }

  var existing: String? {
    grappe.existing.map { say("Continue la grappe existante « \($0) ».", "Continues the existing grappe “\($0)”.") }
  }

  var runnerUp: String? {
    guard let insight = grappe.insight else { return nil }
    guard let other = insight.runnerUp else {
      return say("Aucun autre membre ne peut être porteur.", "No other member may be porteur.")
    }
    let name = named(other)
    return other.cost > .zero
      ? say(
        "Porteur de rechange : \(name) ; la valeur de la grappe y perdrait \(numbers.money(other.cost)).",
        "Second choice of porteur: \(name); the grappe’s value would lose \(numbers.money(other.cost)).")
      : say(
        "Porteur de rechange : \(name), sans perte de valeur.",
        "Second choice of porteur: \(name), without loss of value.")
  }

  /// The OG each of whose withdrawals sinks the grappe.
  var critical: String? {
    guard let insight = grappe.insight else { return nil }
    guard !insight.critical.isEmpty else {
      return say(
        "Aucun retrait d’un seul OG ne la fait tomber sous son minimum.",
        "No single OG’s withdrawal takes it below its minimum.")
    }
    if insight.critical.count == grappe.members.count {
      return say(
        "Le retrait de n’importe lequel de ses OG la fait tomber sous son minimum.",
        "Any one OG’s withdrawal takes it below its minimum.")
    }
    let names = Dictionary(grappe.members.map { ($0.og, $0.name) }, uniquingKeysWith: { first, _ in first })
    let list = insight.critical.map { named($0, names[$0] ?? $0.text) }.listed(dossier.language, most: 12)
    return say(
      "Le retrait d’un seul de ces OG la fait tomber sous son minimum : \(list).",
      "The withdrawal of any one of these OG takes it below its minimum: \(list).")
  }

  /// The OG that would cost least to add.
  var cheapest: String? {
    guard let other = grappe.insight?.cheapest else { return nil }
    let name = named(other)
    let besides =
      parameters.envelopes.isEmpty ? "" : say(", si l’enveloppe le permettait", ", if the envelope allowed it")
    return other.cost < .zero
      ? say(
        "OG non groupé à ajouter : \(name) ; la valeur de la grappe y gagnerait \(numbers.money(.zero - other.cost))\(besides).",
        "Ungrouped OG to add: \(name); the grappe’s value would gain \(numbers.money(.zero - other.cost))\(besides).")
      : say(
        "OG non groupé le moins coûteux à ajouter : \(name) ; la valeur de la grappe y perdrait \(numbers.money(other.cost)).",
        "Ungrouped OG that costs least to add: \(name); the grappe’s value would lose \(numbers.money(other.cost)).")
  }

  /// Runner-up, critical OG, cheapest OG to add.
  var insights: [String] { [runnerUp, critical, cheapest].compactMap { $0 } }

  private func named(_ other: Plan.Alternative) -> String { named(other.og, other.name) }

  /// Name and number, or the number once where the register has no name.
  func named(_ og: FinessNumber, _ name: String) -> String {
    name.contains(og.text) ? name : "\(name) (\(og.text))"
  }
}

/// A probability in words: never "100 %" for less than certain.
struct ProbabilityWords {
  let dossier: Dossier

  func text(_ share: Double) -> String {
    let numbers = dossier.numbers
    if share >= 1 { return numbers.percent(1) }
    return share > 0.999 ? "> " + numbers.percent(0.999, places: 1) : numbers.percent(share, places: 1)
  }
}

extension [String] {
  /// Joined by commas, the count of those left out at the end.
  func listed(_ language: Language, most: Int) -> String {
    guard count > most + 1 else { return joined(separator: ", ") }
    let more = NumberFormat(language).integer(count - most)
    return prefix(most).joined(separator: ", ")
      + Wording(fr: " et \(more) autres", en: " and \(more) more").text(in: language)
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
