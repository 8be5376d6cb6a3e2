import Geography
import Plans
import Wording

/// What the report tells of each grappe.
struct ReportCards {
  let dossier: Dossier
  /// CSS colour of each grappe, by id.
  let colours: [String: String]

  private var numbers: NumberFormat { dossier.numbers }

  /// A line of the table of all grappes.
  func row(_ grappe: Plan.Grappe) -> [String: Any] {
    common(grappe).merging([
      "rowRegion": grappe.region.rawValue, "expectedValue": grappe.expectedFunding.cents,
      "meanValue": grappe.spread.meanKm,
      "maxValue": grappe.spread.maxKm, "fundingValue": grappe.funding.total.cents,
    ]) { _, new in new }
  }

  func card(_ grappe: Plan.Grappe) -> [String: Any] {
    let lines: [[String: Any]] = grappe.funding.lines.map { line in
      [
        "lineItem": ItemWords(dossier: dossier).short(line.item),
        "lineDetail": "\(numbers.integer(line.count)) × \(numbers.money(line.unit))",
        "lineAmount": numbers.money(line.amount),
      ]
    }
    let sectors: [[String: Any]] = grappe.sectors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { sector in
      [
        "sectorName": Words.sector(sector.key).text(in: dossier.language), "sectorCount": numbers.integer(sector.value),
      ]
    }
    var content = common(grappe)
    content["lines"] = lines
    content["cardSectors"] = sectors
    content["cardMembers"] = members(grappe)
    content["cardProbability"] = ProbabilityWords(dossier: dossier).text(grappe.probability)
    let sentences = GrappeSentences(dossier: dossier, grappe: grappe)
    let hasWeight = grappe.probability != grappe.weightProbability
    content["cardWeight"] = hasWeight ? ProbabilityWords(dossier: dossier).text(grappe.weightProbability) : ""
    content["cardPayments"] = payments(grappe)
    content["cardInsights"] = sentences.insights
    content["hasInsights"] = !sentences.insights.isEmpty
    content["cardExisting"] = sentences.existing ?? ""
    content["cardOpens"] = grappe.opens.map(numbers.date) ?? ""
    content["cardDui"] = grappe.dui ?? ""
    content["hasDui"] = grappe.dui != nil
    content["hasDeadline"] = grappe.deadline != nil
    content["cardDeadline"] = grappe.deadline.map(numbers.date) ?? ""
    content["cardFiledWith"] = grappe.filedWith
    return content
  }

  private func payments(_ grappe: Plan.Grappe) -> [[String: Any]] {
    zip(grappe.payments, PaymentWords(dossier: dossier).events(of: grappe.payments)).map { payment, words in
      [
        "paymentEvent": "\(numbers.percent(Double(payment.percent) / 100)) \(words.event)",
        "paymentAmount": numbers.money(payment.amount),
        "paymentDoubt": words.isDoubtful
          ? Wording(fr: "à vérifier", en: "to be verified").text(in: dossier.language) : "",
      ]
    }
  }

  private func common(_ grappe: Plan.Grappe) -> [String: Any] {
    [
      "otherRoute": grappe.route != .regional, "cardRoute": Words.route(grappe.route).text(in: dossier.language),
      "id": grappe.id, "short": grappe.shortNumber, "colour": colours[grappe.id] ?? Palette.colours[0],
      "porteurName": grappe.porteurName, "porteurNumber": ShownNames.number(grappe.porteur, beside: grappe.porteurName),
      "essmsText": numbers.integer(grappe.essmsCount), "essmsValue": grappe.essmsCount,
      "ogText": numbers.integer(grappe.ogCount), "ogValue": grappe.ogCount,
      "fundingText": numbers.money(grappe.funding.total), "expectedText": numbers.money(grappe.expectedFunding),
      "meanText": numbers.km(grappe.spread.meanKm), "maxText": numbers.km(grappe.spread.maxKm),
      "diameterText": numbers.km(grappe.spread.diameterKm),
    ]
  }

  /// The porteur first, then by distance to it.
  private func members(_ grappe: Plan.Grappe) -> [[String: Any]] {
    let words = EssmsWords(dossier: dossier)
    return GrappeSentences(dossier: dossier, grappe: grappe).members.map { member, _ in
      let content: [String: Any] = [
        "og": member.og.text, "memberName": member.name,
        "memberNumber": ShownNames.number(member.og, beside: member.name), "memberPlaces": words.places(member.essms),
        "isPorteur": member.og == grappe.porteur,
        "memberEssms": numbers.integer(member.essms.count), "memberKm": DistanceWords(dossier).text(member, in: grappe),
        "essmsNumbers": member.essms.map(\.text).joined(separator: " "),
        "elsewhere": member.region == grappe.region ? "" : dossier.name(of: member.region),
      ]
      return content.merging(words.list(member.essms)) { $1 }
    }
  }
}
