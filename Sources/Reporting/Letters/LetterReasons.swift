import Plans
import Programme
import Wording

/// Why these OG are grouped, and how far they are, in sentences said to them.
struct LetterReasons {
  let dossier: Dossier
  let grappe: Plan.Grappe

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  var all: [String] { [threshold, common, publics, software, solidity, existing].compactMap { $0 } }

  /// Fewest ESSMS of a grappe of this route in this region; nil when the plan does not tell.
  var minimum: Int? {
    grappe.route == .regional
      ? plan.parameters.minimum[grappe.region.rawValue] : plan.parameters.routeLimits[grappe.route.rawValue]?.minimum
  }

  /// "Personnes âgées 12, Domicile 4", the most frequent first.
  var sectors: String {
    let all = grappe.sectors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\(LetterContent.cut(Words.sector($0.key).text(in: dossier.language), 40)) \(numbers.integer($0.value))"
    }
    return all.listed(dossier.language, most: 10)
  }

  /// What nobody reaches alone.
  private var threshold: String? {
    guard let minimum else { return nil }
    let region = dossier.name(of: grappe.region)
    let route: Programme.Route? = Programme.Route(rawValue: grappe.route.rawValue)
    let limits = route.flatMap { dossier.campaign?.limits($0, region: grappe.region) }
    let isDoubtful = limits.map { $0.minimum != minimum || $0.minimumCertainty != .published } ?? true
    let doubt = isDoubtful ? say(", à vérifier", ", to be verified") : ""
    let together = numbers.integer(grappe.essmsCount)
    let rule = say(
      "Un dossier demande au moins \(numbers.integer(minimum))\u{A0}ESSMS (\(region), campagne \(plan.campaign)\(doubt))",
      "A dossier needs at least \(numbers.integer(minimum))\u{A0}ESSMS (\(region), campaign \(plan.campaign)\(doubt))")
    return grappe.members.count > 1 && grappe.members.allSatisfy { $0.essms.count < minimum }
      ? rule
        + say(
          " : aucun d’entre vous ne les a seul, ensemble vous en avez \(together).",
          ": none of you has them alone, together you have \(together).")
      : rule + say(" : ensemble vous en avez \(together).", ": together you have \(together).")
  }

  /// Money that is paid to a grappe and to no OG alone.
  private var common: String? {
    let lines = grappe.funding.lines.filter { dossier.bareme?.item($0.item)?.per == .grappe }
    guard !lines.isEmpty else { return nil }
    let names = lines.map { line in
      let item = dossier.bareme?.item(line.item)?.label.wording ?? Words.item(line.item)
      return LetterContent.cut(item.text(in: dossier.language), 60).lowercasedFirst
    }
    let amount = numbers.money(Euros.sum(lines.map(\.amount)))
    return say(
      "La grappe reçoit \(amount) en commun : \(names.listed(dossier.language, most: 4)).",
      "The grappe receives \(amount) in common: \(names.listed(dossier.language, most: 4)).")
  }

  private var publics: String? {
    guard grappe.sectors.count == 1, let only = grappe.sectors.keys.first else {
      return sectors.isEmpty ? nil : say("Publics accueillis : \(sectors).", "Sectors: \(sectors).")
    }
    let name = LetterContent.cut(Words.sector(only).text(in: dossier.language), 40).lowercasedFirst
    return say("Tous vos ESSMS servent le même public : \(name).", "All your ESSMS serve the same sector: \(name).")
  }

  private var software: String? {
    grappe.dui.map { LetterContent.cut($0) }.map {
      say("Un même dossier usager informatisé (DUI) est visé : \($0).", "One DUI is aimed at for all: \($0).")
    }
  }

  /// What a withdrawal would do, without naming anyone.
  private var solidity: String? {
    guard let insight = grappe.insight, grappe.members.count > 1 else { return nil }
    return insight.critical.isEmpty
      ? say(
        "Si l’un de vous renonçait, la grappe resterait au-dessus du minimum.",
        "If one of you stepped back, the grappe would stay above the minimum.")
      : say(
        "Chacun compte : le seul retrait de l’un de vous peut faire passer la grappe sous le minimum.",
        "Each counts: one of you stepping back may take the grappe below the minimum.")
  }

  private var existing: String? {
    grappe.existing.map { LetterContent.cut($0) }.map {
      say("Elle continue la grappe existante « \($0) ».", "It continues the existing grappe “\($0)”.")
    }
  }

  /// From seat to seat, then of the ESSMS.
  var distance: String {
    let members = GrappeSentences(dossier: dossier, grappe: grappe).members
    let farthest = members.map(\.km).max() ?? 0
    let detour = DistanceWords(dossier).measure
    let seats =
      members.count > 1
      ? say(
        "Vos sièges sont à \(numbers.km(farthest)) au plus de celui du porteur. ",
        "Your seats are \(numbers.km(farthest)) at most from the porteur’s. ") : ""
    return seats
      + say(
        "Un ESSMS de la grappe est en moyenne à \(numbers.km(grappe.spread.meanKm)) du siège du porteur, le plus loin à \(numbers.km(grappe.spread.maxKm)) (distances \(detour) ; siège : l’ESSMS médian de l’OG).",
        "An ESSMS of the grappe is on average \(numbers.km(grappe.spread.meanKm)) from the porteur’s seat, the farthest \(numbers.km(grappe.spread.maxKm)) (distances \(detour); seat: the OG’s median ESSMS)."
      )
  }
}
