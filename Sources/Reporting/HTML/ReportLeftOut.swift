import Plans
import Register
import Wording

/// Everyone who is in no grappe, and why.
struct ReportLeftOut {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  var content: [String: Any] {
    [
      "ungroupedRows": ungroupedRows, "hasUngrouped": !plan.ungrouped.isEmpty,
      "ungroupedSummary": ungroupedSummary,
      "standaloneRows": standaloneRows, "hasStandalone": !plan.standalone.isEmpty,
      "excludedRows": excludedRows, "hasExcluded": !plan.excluded.isEmpty, "notEssms": notEssms,
      "severalRegions": plan.regions.count > 1,
    ]
  }

  private var words: EssmsWords { EssmsWords(dossier: dossier) }

  private var ungroupedRows: [[String: Any]] {
    plan.ungrouped.map { unit in
      let row: [String: Any] = [
        "outName": unit.name, "outOg": unit.og.text, "outNumber": ShownNames.number(unit.og, beside: unit.name),
        "outRegion": dossier.name(of: unit.region),
        "outEssms": numbers.integer(unit.essms.count),
        "outReason": Words.reason(unit.reason).text(in: dossier.language),
        "outDetail": dossier.sentence(unit.detail) ?? "",
        "outNearest": NearestWords(dossier: dossier).sentence(unit.nearest) ?? "",
        "outPrice": numbers.money(unit.price),
        "outNumbers": unit.essms.map(\.text).joined(separator: " "), "outPlaces": words.places(unit.essms),
      ]
      return row.merging(words.list(unit.essms)) { $1 }
    }
  }

  /// How many for each reason, the most frequent first.
  private var ungroupedSummary: [[String: Any]] {
    counted(plan.ungrouped.map(\.reason)).map { reason, count in
      ["reasonName": Words.reason(reason).text(in: dossier.language), "reasonCount": numbers.integer(count)]
    }
  }

  private var standaloneRows: [[String: Any]] {
    plan.standalone.map { unit in
      let row: [String: Any] = [
        "aloneName": unit.name, "aloneOg": unit.og.text,
        "aloneNumber": ShownNames.number(unit.og, beside: unit.name), "aloneRegion": dossier.name(of: unit.region),
        "aloneEssms": numbers.integer(unit.essms.count),
        "aloneNumbers": unit.essms.map(\.text).joined(separator: " "), "alonePlaces": words.places(unit.essms),
      ]
      return row.merging(words.list(unit.essms)) { $1 }
    }
  }

  private var excludedRows: [[String: Any]] {
    counted(plan.excluded.map(\.reason)).map { reason, count in
      ["exclusionName": Words.exclusion(reason).text(in: dossier.language), "exclusionCount": numbers.integer(count)]
    }
  }

  private var notEssms: String {
    let count = numbers.integer(plan.notEssms)
    return Wording(
      fr: "\(count) établissements d’autres catégories (hôpitaux, pharmacies…) ne relèvent pas du programme.",
      en: "\(count) establishments of other categories (hospitals, pharmacies…) are outside the programme."
    ).text(in: dossier.language)
  }

  private func counted<Code: Hashable & RawRepresentable<String>>(_ codes: [Code]) -> [(Code, Int)] {
    Dictionary(grouping: codes, by: { $0 }).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
  }
}
