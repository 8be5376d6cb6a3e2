import Foundation
import Geography
import Plans
import Programme
import Register
import Wording

/// Scenarios over a register, as independent tasks: one for each scenario and each set of regions that it plans together.
///
/// Regions are planned together where a grappe might join them, since a route crosses regions, or where they share the
/// national envelope or a constraint; with the regional route alone each region is a task. A task's plan is that of these
/// regions planned by themselves, and each has the scenario's whole time limit.
public struct Sweep: Sendable {
  /// Whose tasks these are.
  public let manifest: SweepManifest
  /// What scenarios ask for without effect, each remark once, with the first scenario that it is of.
  public let remarks: [(scenario: String, remark: Wording)]

  /// A scenario that is ready to be planned.
  public struct Prepared: Sendable {
    public let planner: Planner
    /// The scenario's own campaigns among them.
    public let book: RuleBook
    /// The scenario by itself, as YAML.
    public let resolved: String
  }

  /// Names what is to be done.
  ///
  /// - Parameters:
  ///   - scenarios: paths of scenario files.
  ///   - registers: paths of the register's files, in the order in which they were read.
  ///   - regions: counts more than the scenarios' own; nil to leave these, or all that the register holds.
  ///   - settings: what holds for all scenarios.
  /// - Throws: `Failure` of the first scenario that is wrong; (usage) when two files would share a folder.
  public init(
    scenarios: [String], register: Register, registers: [String], regions: [RegionCode]?, settings: SweepSettings
  ) throws(Failure) {
    var tasks: [SweepManifest.Task] = []
    var seen: [String: String] = [:]
    var remarks: [(scenario: String, remark: Wording)] = []
    var told: Set<Wording> = []
    for path in scenarios {
      for variant in try ScenarioFile(path: path).variants() {
        if let other = seen.updateValue(path, forKey: variant.name) {
          throw Failure(
            .usage,
            fr: "\(path) : le scénario \(variant.name) est déjà dans \(other) ; attendu un autre nom de fichier",
            en: "\(path): scenario \(variant.name) is in \(other) already; expected another file name")
        }
        let file = settings.applied(to: variant.file)
        let planner = try settings.prepared(file).planner
        let canonical = try file.canonical()
        let own = try file.regions()
        let parts = try planner.parts(register, regions: regions ?? own) { found in
          for remark in found where told.insert(remark).inserted { remarks.append((variant.name, remark)) }
        }
        for part in parts {
          tasks.append(
            .init(
              number: tasks.count + 1, file: URL(fileURLWithPath: path).standardizedFileURL.path,
              scenario: variant.name,
              values: Dictionary(uniqueKeysWithValues: variant.values.map { ($0.key, $0.value) }),
              regions: part, digest: settings.digest(canonical, register: register, regions: part)))
        }
      }
    }
    self.remarks = remarks
    manifest = SweepManifest(
      version: settings.version, language: settings.language, strict: settings.strict, timeLimit: settings.timeLimit,
      registers: zip(registers, register.sources).map { path, source in
        .init(path: URL(fileURLWithPath: path).standardizedFileURL.path, sha256: source.sha256)
      }, tasks: tasks)
  }
}

/// What holds for all scenarios of a sweep.
public struct SweepSettings: Sendable {
  /// Of the program.
  public var version: String
  public var language: Language
  public var strict: Bool
  /// Overrides the scenarios' own, in seconds.
  public var timeLimit: Double?
  /// Of each task.
  public var threads = 1

  public init(version: String, language: Language, strict: Bool, timeLimit: Double?) {
    self.version = version
    self.language = language
    self.strict = strict
    self.timeLimit = timeLimit
  }

  public init(_ manifest: SweepManifest, version: String) {
    self.init(
      version: version, language: manifest.language, strict: manifest.strict, timeLimit: manifest.timeLimit)
  }

  /// The scenario of a task, read anew.
  ///
  /// - Throws: `Failure` (data) when what it depends on is not what it was when the task was named.
  public func prepared(_ task: SweepManifest.Task, register: Register) throws(Failure) -> Sweep.Prepared {
    let variant = try ScenarioFile(path: task.file).variants().first { $0.name == task.scenario }
    let file = variant.map { applied(to: $0.file) }
    guard let file, try digest(file.canonical(), register: register, regions: task.regions) == task.digest else {
      throw Failure(
        .data,
        fr: "\(task.file) : le scénario \(task.scenario), un fichier qu'il nomme, le registre ou le programme a changé "
          + "depuis le manifeste ; attendu un manifeste refait",
        en:
          "\(task.file): scenario \(task.scenario), a file that it names, the register or the program has changed since "
          + "the manifest; expected a manifest made anew")
    }
    return try prepared(file.restricted(to: task.regions))
  }

  func applied(to file: ScenarioFile) -> ScenarioFile { timeLimit.map(file.limiting) ?? file }

  func prepared(_ file: ScenarioFile) throws(Failure) -> Sweep.Prepared {
    var (scenario, book) = try file.scenario(adding: RuleBook.bundled())
    scenario.language = language
    scenario.threads = threads
    return Sweep.Prepared(
      planner: try Planner(scenario: scenario, version: version), book: book, resolved: file.resolved)
  }

  /// SHA-256 over all that a plan depends on, but for the clock: the scenario with the files that it names, the register's
  /// files in their order, the regions, the language of its sentences and the program's version.
  func digest(_ canonical: String, register: Register, regions: [RegionCode]) -> String {
    let lines =
      ["grappes run 1", "program \(version)", "language \(language.rawValue)"]
      + regions.map { "region \($0)" } + register.sources.map { "register \($0.file) \($0.sha256)" }
    return InputFile.sha256(Array((lines.joined(separator: "\n") + "\n\n" + canonical).utf8))
  }
}
