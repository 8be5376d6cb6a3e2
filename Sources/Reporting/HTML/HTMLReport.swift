import Foundation
import Geography
import Plans
import Wording

/// The report: one HTML file that needs nothing else and asks nothing of the network, for reading, printing, sending.
///
/// All that comes from the plan is escaped; the page's own policy forbids it to load anything.
public enum HTMLReport {
  /// - Throws: `Failure` when a resource of the program is missing.
  /// - Complexity: linear in the plan, but for the colouring of grappes, O(*g*² log *g*).
  public static func render(_ dossier: Dossier) throws(Failure) -> String {
    let templates = try ReportTemplates()
    let other = dossier.told(in: dossier.language.other)
    // The other language travels inside, packed to a tenth: a report may be mailed to whoever reads only that one.
    let packed = Gzip.packed(Array(page(other, templates, [:]).utf8))
    return page(dossier, templates, packed.map { ["otherPacked": $0.base64EncodedString()] } ?? [:])
  }

  private static func page(
    _ dossier: Dossier, _ templates: ReportTemplates, _ extra: [String: Any]
  ) -> String {
    let plan = dossier.plan
    let colours = colours(of: plan)
    let maps: [[String: Any]] = plan.regions.enumerated().compactMap { place, region in
      guard let map = MapSVG(region: region, dossier: dossier, colours: colours, namesTowns: true)
      else { return nil }
      return [
        "index": place, "svg": map.svg, "mapName": dossier.name(of: region), "several": plan.regions.count > 1,
        "tall": map.frame.width < map.frame.height * 1.15,
      ]
    }
    let cards = ReportCards(dossier: dossier, colours: colours)
    let other = dossier.language.other
    var content: [String: Any] = [
      "otherLang": other.rawValue, "otherName": Wording(fr: "Français", en: "English").text(in: other),
      "otherLabel": Wording(fr: "Lire ce rapport en français", en: "Read this report in English").text(in: other),
      "w": ReportWords.table(in: dossier.language),
      "lang": dossier.language.rawValue,
      "script": templates.script,
      "campaignName": dossier.campaignLabel,
      "baremeLabel": dossier.baremeLabel,
      "maps": maps,
      "hasMaps": !maps.isEmpty,
      "tallMap": maps.count == 1 && maps.first?["tall"] as? Bool == true,
      "hasUngroupedMark": !plan.ungrouped.isEmpty,
      "hasAloneMark": !plan.standalone.isEmpty,
      "hasBoatMark": plan.grappes.contains { grappe in grappe.members.contains { $0.boats != nil } },
      "hasGrappes": !plan.grappes.isEmpty,
      "grappeCount": plan.grappes.count,
      "cards": plan.grappes.map(cards.card),
      "rows": plan.grappes.map(cards.row),
      "filterRegions": plan.regions.map { ["filterCode": $0.rawValue, "filterName": dossier.name(of: $0)] },
      "totalEssms": dossier.numbers.integer(plan.totals.essms), "totalOg": dossier.numbers.integer(plan.totals.og),
      "totalMean": dossier.numbers.km(plan.totals.meanKm),
      "totalMax": dossier.numbers.km(plan.grappes.map(\.spread.maxKm).max() ?? 0),
    ]
    content.merge(ReportSummary(dossier: dossier).content) { _, new in new }
    content.merge(ReportLeftOut(dossier: dossier).content) { _, new in new }
    content.merge(MoveWords(dossier: dossier).content) { _, new in new }
    content.merge(ReportMoney(dossier: dossier).content) { _, new in new }
    content.merge(ReportCalendar(dossier: dossier).content) { _, new in new }
    content.merge(ReportRules(dossier: dossier).content) { _, new in new }
    content.merge(ReportMethod(dossier: dossier).content) { _, new in new }
    content.merge(extra) { _, new in new }
    content["style"] = templates.style + PrintStyle.margins(content["title"] as? String ?? "")
    return templates.page(content)
  }

  /// A CSS colour for each grappe, by id.
  static func colours(of plan: Plan) -> [String: String] {
    let seats = plan.grappes.map { grappe in
      // Degrees of longitude shrink with the latitude; near enough to say who is next to whom.
      PlanePoint(x: grappe.seat.lon * cos(grappe.seat.lat * .pi / 180), y: grappe.seat.lat)
    }
    let assigned = GrappeColours.assign(to: seats)
    return Dictionary(
      zip(plan.grappes, assigned).map { ($0.id, Palette.colours[$1]) }, uniquingKeysWith: { first, _ in first })
  }
}
