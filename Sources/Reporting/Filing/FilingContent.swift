import Geography
import Plans
import Programme
import Register
import Wording

/// What the templates of a grappe's folder are filled with.
struct FilingContent {
  let aid: FilingAid
  let grappe: Plan.Grappe

  private var dossier: Dossier { aid.dossier }
  private var plan: Plan { dossier.plan }
  private var language: Language { dossier.language }
  private var numbers: NumberFormat { dossier.numbers }
  private var sentences: GrappeSentences { GrappeSentences(dossier: dossier, grappe: grappe) }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  var content: [String: Any] {
    let money = FilingMoney(dossier: dossier, grappe: grappe)
    var content: [String: Any] = [
      "w": FilingWords.table(in: language), "lang": language.rawValue, "id": grappe.id,
      "campaign": dossier.campaignLabel,
      "title": say("Dossier de la grappe \(grappe.id)", "Dossier of grappe \(grappe.id)"),
      "porteurName": grappe.porteurName, "porteurNumber": ShownNames.number(grappe.porteur, beside: grappe.porteurName),
      "region": dossier.name(of: grappe.region), "route": Words.route(grappe.route).text(in: language),
      "size": sentences.size, "filedWith": grappe.filedWith, "filing": sentences.filing,
      "dui": grappe.dui ?? "", "existing": sentences.existing ?? "", "insights": sentences.insights,
      "hasInsights": !sentences.insights.isEmpty,
      "essmsText": numbers.integer(grappe.essmsCount), "ogText": numbers.integer(grappe.ogCount),
      "deadline": grappe.deadline.map(numbers.date) ?? say("non connu, à vérifier", "not known, to be checked"),
      "opens": grappe.opens.map(numbers.date) ?? "",
      "windowNotes": windowNotes, "hasWindowNotes": !windowNotes.isEmpty,
      "sectors": sectors, "members": members, "missingSiret": missingSiret,
      "contacts": contacts, "contactsTitle": aid.lists.contacts.title.text(in: language),
      "groups": groups, "guides": aid.lists.guides.titles, "guidesTitle": aid.lists.guides.title.text(in: language),
      "guidesNote": aid.lists.guides.note.text(in: language), "provenance": provenance,
      "usageTitle": aid.lists.usage.title.text(in: language), "usageNote": aid.lists.usage.note.text(in: language),
      "usageItems": aid.lists.usage.items.map(item), "usageIntro": usageIntro,
    ]
    content.merge(money.content) { $1 }
    return content
  }

  /// The campaign's own words on the filing windows.
  private var windowNotes: [String] {
    let route: Programme.Route =
      switch grappe.route {
      case .regional: .regional
      case .multiregional: .multiregional
      case .national: .national
      }
    return (dossier.campaign?.windows(route, region: grappe.region) ?? []).compactMap { window in
      let days = [window.opens, window.closes].compactMap { $0 }.map(numbers.date).joined(separator: " – ")
      let doubt = window.basis.certainty.mark.map { " (\($0.text(in: language)))" } ?? ""
      guard let note = window.note?.wording.text(in: language) else { return nil }
      return (days.isEmpty ? "" : days + say(" : ", ": ")) + note + doubt
    }
  }

  private var sectors: String {
    grappe.sectors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\(Words.sector($0.key).text(in: language)) \(numbers.integer($0.value))"
    }.joined(separator: say(" ; ", "; "))
  }

  private var members: [[String: Any]] {
    sentences.members.map { member, km in
      let places = member.essms.map(aid.members.place)
      return [
        "memberName": member.name, "memberNumber": ShownNames.number(member.og, beside: member.name),
        "isPorteur": member.og == grappe.porteur,
        "memberCount": numbers.integer(member.essms.count), "memberKm": numbers.km(km),
        "memberRegion": member.region == grappe.region ? "" : dossier.name(of: member.region),
        "places": places.map(place),
      ]
    }
  }

  private func place(_ place: FilingMembers.Place) -> [String: Any] {
    let dui = place.dui.map { $0.isEmpty ? say("aucun", "none") : $0 }
    return [
      "number": place.number.text,
      "name": place.isHeld ? place.name : say("absent du registre donné", "not in the register given"),
      "category": place.categoryLabel, "siret": place.siret, "hasSiret": !place.siret.isEmpty,
      "town": Self.town(place.town), "dui": dui ?? say("non connu", "not known"), "hasDui": dui != nil,
    ]
  }

  /// The address line without the post code that opens it.
  private static func town(_ line: String) -> String {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].count == 5, words[0].allSatisfy(\.isNumber) else { return line }
    return String(words[1])
  }

  private var missingSiret: String {
    let places = grappe.members.flatMap(\.essms).map(aid.members.place)
    let missing = places.count { $0.siret.isEmpty }
    guard missing > 0 else { return "" }
    return say(
      "\(numbers.integer(missing)) SIRET à compléter sur \(numbers.integer(places.count)).",
      "\(numbers.integer(missing)) SIRET of \(numbers.integer(places.count)) to be completed.")
  }

  /// The authority that the dossier goes to, the ARS of the members' regions, the regional bodies.
  private var contacts: [String] {
    var lines = [
      say(
        "\(grappe.filedWith) : c’est là que le dossier est déposé.", "\(grappe.filedWith): the dossier is filed there.")
    ]
    let regions = try? Regions.bundled()
    for code in Set(grappe.members.map(\.region)).sorted() {
      guard let ars = regions?.region(code)?.ars, !ars.isEmpty, ars != grappe.filedWith else { continue }
      lines.append(say("\(ars), où sont des membres.", "\(ars), where there are members."))
    }
    return lines + [aid.lists.contacts.grades.text(in: language)]
  }

  private var groups: [[String: Any]] {
    aid.lists.checks.map { group in
      var items = group.items.map(item)
      if group.exclusivity == true {
        items += (dossier.campaign?.exclusivity ?? []).map { statement in
          checked(
            statement.text.wording.text(in: language), statement.basis.certainty.mark,
            say("Campagne \(dossier.campaignLabel)", "Campaign \(dossier.campaignLabel)"))
        }
      }
      return ["groupTitle": group.title.text(in: language), "items": items]
    }
  }

  private func item(_ item: FilingLists.Item) -> [String: Any] {
    checked(item.text.text(in: language), item.certainty.warning, item.source?.text(in: language) ?? "")
  }

  private func checked(_ text: String, _ warning: Wording?, _ source: String) -> [String: Any] {
    ["itemText": text, "warning": warning?.text(in: language) ?? "", "source": source]
  }

  /// What part of the money the targets hold back, when the plan says.
  private var usageIntro: String {
    guard grappe.payments.count > 1, let last = grappe.payments.last else {
      return aid.lists.usage.intro.text(in: language)
    }
    return aid.lists.usage.share.text(in: language)
      .replacing("{percent}", with: numbers.percent(Double(last.percent) / 100))
      .replacing("{amount}", with: numbers.money(last.amount))
  }

  private var provenance: String {
    let files = dossier.registerFiles
    return say(
      "Préparé par Grappes \(plan.provenance.version) d’après un plan fait du registre \(files). Ce document aide à remplir un dossier ; il n’est ni un formulaire du programme ni une décision.",
      "Prepared by Grappes \(plan.provenance.version) after a plan made from the register \(files). This document helps to fill in a dossier; it is neither a form of the programme nor a decision."
    )
  }
}
