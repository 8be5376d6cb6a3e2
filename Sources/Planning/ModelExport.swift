import Foundation
import GLPK
import Geography
import Grouping
import Register
import Wording

/// The grouping problem of one region as a file that any other solver reads.
public enum ModelExport {
  public enum Format: String, Sendable, CaseIterable {
    /// CPLEX LP.
    case lp
    /// Free MPS.
    case mps
  }

  /// Writes the compact model: maximise value in euros over binary columns y (porteur) and x (porteur, member), named by
  /// the FINESS numbers of the OG; its optimum is the best plan's value.
  ///
  /// - Parameters:
  ///   - region: nil when the register holds one region only.
  ///   - path: a new file, or one that is written over.
  ///   - shown: what the file is called in failures, when `path` is its draft.
  /// - Returns: units and binary columns written.
  /// - Throws: `Failure` when the region is not there or not told, when the file cannot be written.
  public static func write(
    _ register: Register, region: RegionCode?, scenario: Scenario, format: Format, path: String,
    shownAs shown: String? = nil, told: ([Wording]) -> Void = { _ in }
  ) throws(Failure) -> (units: Int, columns: Int) {
    try scenario.validate()
    try register.requireLocated()
    let regions = try Planner.choose(region.map { [$0] }, of: register)
    guard let region = regions.first, regions.count == 1 else {
      let list = regions.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .usage, fr: "le registre contient plusieurs régions (\(list)) ; un modèle en demande une seule, par --region",
        en: "the register holds several regions (\(list)); a model takes a single one, by --region")
    }
    let known = scenario.situation.map { register.applying($0) } ?? register
    let builder = DomainBuilder(known, essmsInAll: register.essmsCounts, scenario: scenario)
    let parts = try builder.parts([region])
    told(
      WithoutEffect(
        scenario: scenario, register: register, known: known, regions: [region], parts: parts
      ).remarks)
    let domain = try builder.domain(0, of: parts)
    guard domain.problem.isPlain, let instance = domain.problem.kinds.first?.instance else {
      throw Failure(
        .usage,
        fr: "le modèle compact ne dit ni un DUI ou un secteur commun, ni contraintes, enveloppes ou plusieurs voies ; "
          + "attendu un scénario sans eux",
        en:
          "the compact model tells neither one DUI or sector, nor constraints, envelopes or several routes; expected a "
          + "scenario without them")
    }
    let model = CompactModel(instance: instance, labels: domain.units.map(\.og.og.text))
    do {
      try SolverThread.run { environment in
        let problem = try model.problem(environment)
        switch format {
        case .lp: try problem.write(lp: path)
        case .mps: try problem.write(mps: path)
        }
      }
    } catch {
      throw unwritable(shown ?? path, reason: "\(error)".replacing(path, with: shown ?? path))
    }
    return (domain.units.count, model.columnCount)
  }

  private static func unwritable(_ path: String, reason: String) -> Failure {
    Failure(
      .unwritable, fr: "\(path) : écriture du modèle impossible (\(reason))",
      en: "\(path): the model cannot be written (\(reason))")
  }
}
