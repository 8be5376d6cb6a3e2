import Plans

/// `mouvements.csv`: one line for each OG whose porteur is not the earlier plan's.
public enum MouvementsCSV {
  static let header = ["og", "nom_og", "region", "porteur_avant", "porteur_maintenant", "bareme", "apport"]

  public static func render(_ dossier: Dossier) -> String {
    var table = CSVTable(header: header, kind: dossier.csv)
    for move in dossier.plan.moves ?? [] {
      table.add([
        .text(move.og.text), .text(move.name), .text(move.region.rawValue), .text(move.from?.text ?? ""),
        .text(move.to?.text ?? ""), .text(dossier.baremeLabel), move.gain.map { .money($0) } ?? .text(""),
      ])
    }
    return table.text
  }
}
