import Foundation
import Plans
import Wording

/// Every document that goes with a plan.
public enum Documents {
  /// - Returns: `grappes.csv`, `membres.csv`, `plan.geojson` with its style `plan.qml`, `plan.xlsx`, `plan.ics` and
  ///   `report.html`, in this order, and `mouvements.csv` when there was an earlier plan. The same dossier gives the same
  ///   bytes.
  /// - Throws: `Failure` when a resource of the program is missing, or the workbook cannot be made.
  public static func all(_ dossier: Dossier) throws -> [(name: String, contents: Data)] {
    [
      ("grappes.csv", Data(GrappesCSV.render(dossier).utf8)),
      ("membres.csv", Data(MembresCSV.render(dossier).utf8)),
      ("plan.geojson", try PlanGeoJSON.render(dossier)),
      ("plan.qml", Data(try PlanQML.render(dossier.language).utf8)),
      ("plan.xlsx", try PlanXLSX.render(dossier)),
      ("plan.ics", Data(PlanICS.render(dossier).utf8)),
      ("report.html", Data(try HTMLReport.render(dossier).utf8)),
    ] + (dossier.plan.moves == nil ? [] : [("mouvements.csv", Data(MouvementsCSV.render(dossier).utf8))])
  }
}
