import Foundation
import Plans
import Wording

/// Every document that goes with a plan.
public enum Documents {
  /// A document by its name, not made yet.
  public struct Planned: Sendable {
    public let name: String
    private let body: @Sendable () throws -> Data

    init(_ name: String, _ body: @escaping @Sendable () throws -> Data) {
      self.name = name
      self.body = body
    }

    /// - Throws: `Failure` when a resource of the program is missing, or the document cannot be made.
    public func contents() throws -> Data { try body() }
  }

  /// The names that documents may have, whatever the plan.
  public static let names = [
    "grappes.csv", "membres.csv", "plan.geojson", "plan.qml", "plan.xlsx", "plan.ics", "report.html", "mouvements.csv",
  ]

  /// - Returns: `grappes.csv`, `membres.csv`, `plan.geojson` with its style `plan.qml`, `plan.xlsx`, `plan.ics` and
  ///   `report.html`, in this order, and `mouvements.csv` when there was an earlier plan. The same dossier gives the same
  ///   bytes.
  public static func planned(_ dossier: Dossier) -> [Planned] {
    [
      Planned("grappes.csv") { Data(GrappesCSV.render(dossier).utf8) },
      Planned("membres.csv") { Data(MembresCSV.render(dossier).utf8) },
      Planned("plan.geojson") { try PlanGeoJSON.render(dossier) },
      Planned("plan.qml") { Data(try PlanQML.render(dossier.language).utf8) },
      Planned("plan.xlsx") { try PlanXLSX.render(dossier) },
      Planned("plan.ics") { Data(PlanICS.render(dossier).utf8) },
      Planned("report.html") { Data(try HTMLReport.render(dossier).utf8) },
    ]
      + (dossier.plan.moves == nil
        ? [] : [Planned("mouvements.csv") { Data(MouvementsCSV.render(dossier).utf8) }])
  }

  /// All of them, made.
  ///
  /// - Throws: `Failure` when a resource of the program is missing, or the workbook cannot be made.
  public static func all(_ dossier: Dossier) throws -> [(name: String, contents: Data)] {
    try planned(dossier).map { ($0.name, try $0.contents()) }
  }
}
