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
  ///   - path: a new file, or one that is replaced.
  /// - Returns: units and binary columns written.
  /// - Throws: `Failure` when the region is not there or not told, when the file cannot be written.
  public static func write(
    _ register: Register, region: RegionCode?, scenario: Scenario, format: Format, path: String
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
    let problem = try RegionProblem(register, region: region, scenario: scenario, essmsInAll: register.essmsCounts)
    let model = CompactModel(instance: problem.instance, labels: problem.units.map(\.og.og.text))
    do {
      try SolverThread.run { environment in
        let problem = try model.problem(environment)
        switch format {
        case .lp: try problem.write(lp: path)
        case .mps: try problem.write(mps: path)
        }
      }
    } catch {
      throw Failure(
        .unwritable, fr: "\(path) : écriture du modèle impossible (\(error))",
        en: "\(path): the model cannot be written (\(error))")
    }
    return (problem.units.count, model.columnCount)
  }
}
