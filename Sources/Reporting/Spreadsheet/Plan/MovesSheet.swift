import Plans

extension PlanSheets {
  /// A row for each OG whose porteur is not the earlier plan's, those that bring most first.
  var moves: Workbook.Sheet {
    let words = MoveWords(dossier: dossier)
    return Workbook.Sheet(
      name: say("Mouvements", "Moves"),
      columns: ["OG", say("FINESS de l’OG", "FINESS of the OG"), say("Région", "Region")].map { Column(title: $0) }
        + words.header.dropFirst().map { Column(title: $0) },
      rows: words.sorted.map { move in
        [
          .text(move.name), .text(move.og.text), .text(dossier.name(of: move.region)),
          .text(move.from.map(words.name) ?? ""), .text(move.to.map(words.name) ?? ""),
          move.gain.map { .money($0) } ?? .empty,
        ]
      }, notes: [words.note])
  }
}
