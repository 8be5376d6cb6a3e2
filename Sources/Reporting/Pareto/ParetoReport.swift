import Foundation
import Plans
import Wording

/// A front as people read it: the table for the terminal, a CSV, a plot, a page.
public struct ParetoReport: Sendable {
  let front: ParetoFront
  let dossier: Dossier

  /// - Parameter dossier: of the plan of one of the points, for the regions, the barème and the language.
  public init(_ front: ParetoFront, dossier: Dossier) {
    self.front = front
    self.dossier = dossier
  }

  var numbers: NumberFormat { dossier.numbers }

  func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  /// What `documents` makes.
  public static let names = ["pareto.json", "pareto.csv", "pareto.svg", "pareto.html"]

  /// `pareto.json`, `pareto.csv`, `pareto.svg` and `pareto.html`, in this order. The same front gives the same bytes.
  ///
  /// - Throws: `Failure` when a resource of the program is missing.
  public func documents() throws -> [(name: String, contents: Data)] {
    let templates = try TemplateSet(["pareto", "pareto-plot"], kind: .html)
    let plot = ParetoPlot(self).content
    return [
      ("pareto.json", try JSONDocument.data(front)),
      ("pareto.csv", Data(csv.utf8)),
      ("pareto.svg", Data(templates.render("pareto-plot", plot).utf8)),
      ("pareto.html", Data(templates.render("pareto", try page.merging(plot) { own, _ in own }).utf8)),
    ]
  }

  /// The table and what it rests on, each line ended.
  ///
  /// - Parameters: as for `TerminalTables`.
  public func text(width: Int = 80, useColour: Bool = false) -> String {
    let width = min(max(width, 60), 80)
    // A narrow terminal has no room for the counts.
    let columns = header.indices.filter { width >= 76 || !Self.counts.contains($0) }
    let table = TextTable(
      header: columns.map { header[$0] }, rows: front.points.map { point in columns.map { cells(point)[$0] } },
      foot: nil,
      textColumns: [0], flexible: 0, width: width, useColour: useColour)
    return table.text + "\n" + sentences.map { Paragraph.folded($0, to: width) }.joined()
  }

  /// Columns of the header that tell how many.
  private static let counts: Set<Int> = [4, 5]

  var header: [String] {
    [
      "Point", "€/km", say("Fin. attendu", "Exp. funding"), "ESSMS·km",
      "Grappes", "ESSMS", say("Manque ≤", "Missing ≤"),
    ]
  }

  func cells(_ point: ParetoFront.Point) -> [String] {
    [
      point.name + (point.name == front.knee ? " *" : ""), price(point), numbers.money(point.funding),
      numbers.decimal(point.spreadKm, places: 0), numbers.integer(point.grappes), numbers.integer(point.essms),
      numbers.money(point.missing, rounding: .up),
    ]
  }

  /// Of distance; a word at the ends.
  private func price(_ point: ParetoFront.Point) -> String {
    switch point.mode {
    case .fundingFirst: say("aucun", "none")
    case .spreadFirst: "∞"
    case .weighted: numbers.decimal(point.spreadPrice ?? 0, places: 2)
    }
  }

  /// What the table means and what it is worth.
  var sentences: [String] {
    var told = [
      say(
        "Financement attendu tel que la recherche le compte : aux probabilités par taille, préférences déduites. Aucun point n’en domine un autre ; « manque ≤ », ce qui manque au plus, va jusqu’à la limite que les \(front.searches) recherches prouvent pour tout plan de cette distance.",
        "Expected funding as the search counts it: at the probabilities by size, less preferences. No point dominates another; “missing ≤”, the most that may be missing, reaches to the limit that the \(front.searches) searches prove for every plan of that distance."
      )
    ]
    if front.interrupted {
      told.insert(
        say(
          "Front interrompu avant la fin : chaque point tient, mais il en manque peut-être, et les limites seraient plus serrées.",
          "Front interrupted before its end: each point holds, but some may be missing, and the limits would be tighter."
        ),
        at: 0)
    }
    if let knee = front.knee {
      told.append(
        say(
          "* \(knee) est le coude : le point le plus haut au-dessus de la corde entre les extrémités, axes ramenés à 0…1 (Das, 1999). Repère empirique, qui dépend des extrémités.",
          "* \(knee) is the knee: the point highest above the chord between the ends, both axes scaled to 0…1 (Das, 1999). A rule of thumb that depends on the ends."
        ))
    }
    if front.withdrawn > 0 {
      let count = numbers.integer(front.withdrawn)
      told.append(
        say(
          "Retirés, car dominés ou répétés : \(count).", "Withdrawn, since dominated or repeated: \(count)."))
    }
    told.append(say("Montants : \(dossier.baremeLabel).", "Amounts: \(dossier.baremeLabel)."))
    return told.map(ShownText.cleaned)
  }

  private var csv: String {
    var table = CSVTable(
      header: [
        "point", "objectif", "prix_distance", "financement_attendu_compte", "financement_attendu", "distance_essms_km",
        "grappes", "og", "essms", "limite_prouvee", "manque_au_plus", "coude", "bareme",
      ], kind: dossier.csv)
    for point in front.points {
      table.add([
        .text(point.name), .text(point.mode.rawValue), point.spreadPrice.map { .decimal($0, 2) } ?? .text(""),
        .money(point.funding), .money(point.expectedFunding), .decimal(point.spreadKm, 3), .integer(point.grappes),
        .integer(point.og), .integer(point.essms), .money(point.limit), .money(point.missing),
        .text(point.name == front.knee ? "oui" : "non"), .text(dossier.baremeLabel),
      ])
    }
    return table.text
  }

  private var page: [String: Any] {
    get throws {
      let title = say("Financement contre distance", "Funding against distance")
      return [
        "lang": dossier.language.rawValue, "title": title, "regions": dossier.regionNames,
        "style": try PrintStyle.sheet("report.css", title: title), "header": Array(header.dropFirst()),
        "rows": front.points.map { point in
          [
            "knee": point.name == front.knee, "name": point.name, "cells": Array(cells(point).dropFirst()),
            "plan": "\(point.name)/report.html",
          ] as [String: Any]
        }, "sentences": sentences, "plotWords": plotWords,
      ]
    }
  }

  private var plotWords: String {
    say(
      "En haut à gauche on voudrait être : plus de financement, moins de distance. Zone rayée : aucun plan n’y est, c’est prouvé. Entre elle et les points, rien n’est prouvé ni trouvé.",
      "Up and to the left is where one would be: more funding, less distance. Hatched: no plan stands there, which is proven. Between it and the points nothing is proven, nothing found."
    )
  }
}
