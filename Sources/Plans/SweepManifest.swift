import Foundation
import Geography
import Register
import Wording

/// A sweep as a list of independent tasks: what `manifest.json` holds. Any of them can be done on any machine that sees the
/// same files, in any order.
public struct SweepManifest: Sendable, Equatable, Codable {
  public static let schema = "grappes/sweep/1"

  /// A file of the register.
  public struct RegisterFile: Sendable, Equatable, Codable {
    /// Absolute.
    public var path: String
    public var sha256: String

    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// One scenario over regions that are planned together.
  public struct Task: Sendable, Equatable, Codable {
    /// From 1.
    public var number: Int
    /// The scenario's file, absolute.
    public var file: String
    /// Name of the scenario among those of the file.
    public var scenario: String
    /// The choice of the file's matrix, as it would be written there; none without one.
    public var values: [String: String]
    /// Sorted.
    public var regions: [RegionCode]
    /// SHA-256 over all that the plan depends on but the clock.
    public var digest: String

    public init(
      number: Int, file: String, scenario: String, values: [String: String], regions: [RegionCode], digest: String
    ) {
      self.number = number
      self.file = file
      self.scenario = scenario
      self.values = values
      self.regions = regions
      self.digest = digest
    }

    /// Where it puts its plan, from the sweep's folder: `rayon-radiusKm=40/53`, or `…/24+53` for regions planned together.
    public var folder: String { "\(scenario)/\(regions.map(\.rawValue).joined(separator: "+"))" }
  }

  public var schema: String
  /// Of the program.
  public var version: String
  /// Of the sentences in the plans.
  public var language: Language
  /// Whether bad rows of the register are refused.
  public var strict: Bool
  /// Overrides the scenarios' own, in seconds; nil to leave it.
  public var timeLimit: Double?
  public var registers: [RegisterFile]
  public var tasks: [Task]

  public init(
    version: String, language: Language, strict: Bool, timeLimit: Double?, registers: [RegisterFile], tasks: [Task]
  ) {
    schema = Self.schema
    self.version = version
    self.language = language
    self.strict = strict
    self.timeLimit = timeLimit
    self.registers = registers
    self.tasks = tasks
  }

  /// - Throws: `Failure` (usage) when there is no such task.
  public func task(_ number: Int) throws(Failure) -> Task {
    guard let task = tasks.first(where: { $0.number == number }) else {
      throw Failure(
        .usage, fr: "--task \(number) : attendu de 1 à \(tasks.count)",
        en: "--task \(number): expected from 1 to \(tasks.count)")
    }
    return task
  }

  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) when it is no manifest; it names the key.
  public static func read(path: String) throws(Failure) -> SweepManifest {
    let expected = Wording(
      fr: "le manifest.json d'un balayage (« grappes scenario tasks » l'écrit)",
      en: "the manifest.json of a sweep (\"grappes scenario tasks\" writes it)")
    let manifest = try JSONDocument.read(Self.self, path: path, expected: expected)
    guard manifest.schema == schema, manifest.tasks.allSatisfy(\.isSound), manifest.areDistinct else {
      throw Failure(
        .data, fr: "\(path) : schéma « \(manifest.schema) » ou noms de tâches ; attendu : \(expected.fr)",
        en: "\(path): schema \"\(manifest.schema)\" or names of tasks; expected \(expected.en)")
    }
    return manifest
  }
}

extension SweepManifest {
  /// Whether no two tasks share a number or a folder: side by side, one would remove what the other writes.
  fileprivate var areDistinct: Bool {
    Set(tasks.map(\.number)).count == tasks.count && Set(tasks.map(\.folder)).count == tasks.count
  }
}

extension SweepManifest.Task {
  /// Whether its folder lies in the sweep's.
  fileprivate var isSound: Bool {
    !scenario.isEmpty && !scenario.hasPrefix(".") && !scenario.contains("/") && !regions.isEmpty
      && regions.count == Set(regions).count
      && regions.allSatisfy { $0.rawValue.allSatisfy { $0.isASCII && $0.isNumber } && !$0.rawValue.isEmpty }
  }
}
