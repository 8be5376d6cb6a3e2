import Geography
import Plans
import Wording

/// The page of a comparison: the plans' figures, a small map of each, region by region, the cores, who moves.
struct ComparisonPage {
  /// Cores, and OG that move, told in the page; the CSV has all.
  private static let mostCores = 40
  private static let mostMoves = 60

  private let report: ComparisonReport
  private var comparison: PlanComparison { report.comparison }

  init(_ report: ComparisonReport) {
    self.report = report
  }

  func html() throws(Failure) -> String {
    let templates = try TemplateSet(["comparison"], kind: .html)
    let title = report.say("Comparaison de plans", "Plans compared")
    return templates.render(
      "comparison",
      [
        "lang": report.language.rawValue, "style": try PrintStyle.sheet("report.css", title: title),
        "title": title, "header": Array(report.header.dropFirst()),
        "rows": comparison.entries.map { entry in
          ["name": ShownText.cleaned(entry.name), "cells": Array(report.cells(entry).dropFirst())] as [String: Any]
        },
        "sentences": report.sentences, "regions": regions, "coresTitle": report.say("Noyaux", "Cores"),
        "cores": Array(cores.prefix(Self.mostCores)),
        "coresMore": more(cores.count, shown: Self.mostCores), "changes": changes,
        "colourNote": report.say(
          "Une grappe a la couleur de celle du premier plan de sa région à laquelle elle répond ; les grises n’en ont pas.",
          "A grappe has the colour of that of its region’s first plan that it answers to; grey ones have none."),
      ])
  }

  private func more(_ count: Int, shown: Int) -> String {
    guard count > shown else { return "" }
    let rest = report.numbers.integer(count - shown)
    return report.say("Et \(rest) de plus, dans le classeur.", "And \(rest) more, in the workbook.")
  }

  private var cores: [[String: Any]] {
    comparison.cores.map { core in
      [
        "size": report.say("\(core.count) OG", "\(core.count) OG"),
        "names": core.map { name($0) }.joined(separator: " · "),
      ]
    }
  }

  private func name(_ unit: PlanComparison.Unit) -> String {
    ShownText.cleaned(report.name(unit))
  }

  /// Maps, one region after the other.
  private var regions: [[String: Any]] {
    let colours = comparison.entries.map(colours)
    return Set(comparison.entries.flatMap(\.plan.regions)).sorted().compactMap { region in
      let maps = comparison.entries.enumerated().compactMap { place, entry -> [String: Any]? in
        guard entry.plan.regions.contains(region) else { return nil }
        let dossier = report.dossier(entry)
        guard let map = MapSVG(region: region, dossier: dossier, colours: colours[place]) else { return nil }
        let count = entry.plan.grappes.count { $0.region == region }
        return [
          "mapTitle": ShownText.cleaned(entry.name), "grappes": "\(count) \(count == 1 ? "grappe" : "grappes")",
          "svg": map.svg,
        ]
      }
      guard !maps.isEmpty, let entry = comparison.entries.first else { return nil }
      return ["regionName": report.dossier(entry).name(of: region), "maps": maps]
    }
  }

  /// A CSS colour for each grappe of the plan, by id.
  private func colours(_ entry: PlanComparison.Entry) -> [String: String] {
    let first = comparison.entries[entry.base]
    let given = HTMLReport.colours(of: first.plan)
    return Dictionary(
      zip(entry.plan.grappes, entry.matches).map { grappe, match in
        (grappe.id, match.flatMap { given[first.plan.grappes[$0].id] } ?? "#7b7682")
      }, uniquingKeysWith: { first, _ in first })
  }

  /// For each plan but the first of its regions who moves, from where to where.
  private var changes: [[String: Any]] {
    let none = "–"
    return comparison.entries.enumerated().filter { $0 != $1.base }.map { _, entry in
      let first = comparison.entries[entry.base]
      return [
        "changeTitle": report.say(
          "De « \(ShownText.cleaned(first.name)) » à « \(ShownText.cleaned(entry.name)) » : \(entry.moved.count) OG changent",
          "From “\(ShownText.cleaned(first.name))” to “\(ShownText.cleaned(entry.name))”: \(entry.moved.count) OG move"),
        "moves": entry.moved.prefix(Self.mostMoves).map { unit in
          [
            "og": ShownNames.number(unit.og, beside: name(unit)), "ogName": name(unit),
            "before": first.grappe(of: unit)?.id ?? none,
            "after": entry.grappe(of: unit)?.id ?? none,
          ] as [String: Any]
        },
        "movesMore": more(entry.moved.count, shown: Self.mostMoves),
        "wasIn": ShownText.cleaned(first.name), "isIn": ShownText.cleaned(entry.name),
        "ogTitle": "OG", "nameTitle": report.say("Nom", "Name"), "hasMoves": !entry.moved.isEmpty,
      ]
    }
  }
}
