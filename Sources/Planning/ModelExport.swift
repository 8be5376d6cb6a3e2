import Foundation
import GLPK
import Geography
import Grouping
import Register
import Wording

/// The grouping problem of a region, or of regions planned together, as a file that any other solver reads.
public enum ModelExport {
  public enum Format: String, Sendable, CaseIterable {
    /// CPLEX LP.
    case lp
    /// Free MPS.
    case mps
  }

  /// Columns that half of the machine's memory holds, but not fewer than 1 GB does: measured, 660 bytes each with their rows.
  private static let mostColumns = min(
    50_000_000, max(1_500_000, Int(clamping: ProcessInfo.processInfo.physicalMemory / 1_400)))

  /// Writes the compact model: maximise value in euros over binary columns y (porteur) and x (porteur, member), named by
  /// the FINESS numbers of the OG; its optimum is the best plan's objective.
  ///
  /// - Parameters:
  ///   - regions: nil for all that the register holds; they must be planned together.
  ///   - path: a new file, or one that is written over.
  ///   - shown: what the file is called in failures, when `path` is its draft.
  /// - Returns: units and binary columns written.
  /// - Throws: `Failure` when a region is not there, when the regions are no one problem, when the model is too large, when
  ///   the file cannot be written.
  public static func write(
    _ register: Register, regions: [RegionCode]?, scenario: Scenario, format: Format, path: String,
    shownAs shown: String? = nil, told: ([Wording]) -> Void = { _ in }
  ) throws(Failure) -> (units: Int, columns: Int) {
    try scenario.validate()
    try register.requireLocated()
    let chosen = try Planner.choose(regions, of: register)
    let known = scenario.situation.map { register.applying($0) } ?? register
    let builder = DomainBuilder(known, essmsInAll: register.essmsCounts, scenario: scenario)
    let parts = try builder.parts(chosen)
    guard parts.groups.count == 1 else { throw apart(parts.groups) }
    let effects = WithoutEffect(scenario: scenario, register: register, known: known, regions: chosen, parts: parts)
    told(effects.remarks + spreadLeftOut(scenario))
    let domain = try builder.domain(0, of: parts)
    let model = domain.compactModel
    if model.columnCount == 0 { told([nothing]) }
    guard model.columnCount <= mostColumns else { throw tooLarge(model.columnCount) }
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

  /// Two searches, one after the other, are no single model: it is that of the first.
  private static func spreadLeftOut(_ scenario: Scenario) -> [Wording] {
    guard scenario.objective == .fundingFirst else { return [] }
    return [
      Wording(
        fr: "objectif fundingFirst : le modèle dit le financement seul, et non les distances qui départagent ensuite",
        en: "objective fundingFirst: the model tells the funding alone, not the distances that decide after it")
    ]
  }

  private static let nothing = Wording(
    fr: "aucune grappe n'est possible sous ces règles : le modèle n'a pas de colonne, et vaut 0",
    en: "no grappe can be formed under these rules: the model has no column, and is worth 0")

  private static func apart(_ groups: [[RegionCode]]) -> Failure {
    let list = groups.map { $0.map(\.rawValue).joined(separator: "+") }.joined(separator: ", ")
    return Failure(
      .usage,
      fr: "ces régions ne font pas un seul problème, mais plusieurs (\(list)) ; un modèle en demande un, par --region",
      en: "these regions are not one problem but several (\(list)); a model takes a single one, by --region")
  }

  private static func tooLarge(_ columns: Int) -> Failure {
    Failure(
      .usage,
      fr:
        "le modèle aurait \(columns) colonnes binaires, attendu \(mostColumns) au plus : moins de régions, de voies ou de "
        + "DUI, un rayon plus court, ou --withdrawal 0, qui n'a qu'un palier de probabilité",
      en:
        "the model would have \(columns) binary columns, expected \(mostColumns) at most: fewer regions, routes or DUI, a "
        + "shorter radius, or --withdrawal 0, which has a single level of probability")
  }

  private static func unwritable(_ path: String, reason: String) -> Failure {
    Failure(
      .unwritable, fr: "\(path) : écriture du modèle impossible (\(reason))",
      en: "\(path): the model cannot be written (\(reason))")
  }
}

extension Domain {
  /// OG that must be together have their columns together, under the number of the one whose seat they would have.
  fileprivate var compactModel: CompactModel {
    let leaders = kinds.enumerated().compactMap { kind, of in of.leader.map { (kind, label($0.unit)) } }
    return CompactModel(
      problem, labels: firstSeats.map { label($0) },
      porteurLabels: Dictionary(leaders, uniquingKeysWith: { one, _ in one }))
  }

  /// An OG of several regions is a unit in each.
  private func label(_ unit: Int) -> String {
    regions.count == 1 ? units[unit].og.og.text : "\(units[unit].og.og.text)@\(units[unit].region.rawValue)"
  }
}
