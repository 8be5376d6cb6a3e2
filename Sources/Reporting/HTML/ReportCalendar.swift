import Plans
import Programme
import Wording

/// When the plan's dossiers are filed: each window of the call that some grappe uses, in the order of closing days.
struct ReportCalendar {
  let dossier: Dossier

  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  var content: [String: Any] {
    let rows = rows
    return ["calendarRows": rows, "hasCalendar": !rows.isEmpty]
  }

  private var rows: [[String: Any]] {
    FilingWindow.all(of: dossier.plan).sorted { a, b in
      // ISO days sort as text; what has no closing day stands last.
      (a.window.deadline ?? "~", a.window.filedWith) < (b.window.deadline ?? "~", b.window.filedWith)
    }.map { window, grappes in
      let known = self.known(window, grappes)
      return [
        "windowRoute": Words.route(window.route).text(in: dossier.language).capitalisedFirst,
        "windowPlace": ShownText.cleaned(window.filedWith),
        "windowOpens": window.opens.map(numbers.date) ?? say("non connue", "not known"),
        "windowCloses": window.deadline.map(numbers.date) ?? say("non connu", "not known"),
        "windowGrappes": numbers.integer(grappes.count),
        "windowCertainty": known.map { $0.basis.certainty == .published ? say("publiée", "published") : nil }
          .flatMap { $0 } ?? say("à vérifier", "to be verified"),
        "windowSource": known?.basis.source?.wording.text(in: dossier.language) ?? "",
        "windowNote": known?.note?.wording.text(in: dossier.language) ?? "",
      ]
    }
  }

  /// The window as the campaign's file has it; nil when the file has none with these days.
  private func known(_ window: FilingWindow, _ grappes: [Plan.Grappe]) -> Campaign.FilingWindow? {
    guard let campaign = dossier.campaign, let route = Route(rawValue: window.route.rawValue),
      let grappe = grappes.first
    else { return nil }
    return campaign.windows(route, region: grappe.region)
      .first { $0.opens == window.opens && $0.closes == window.deadline }
  }
}
