import Foundation
import Geography
import Programme
import Register
import Wording

/// One of the scenarios that a file describes: the only one, or one choice of its matrix.
public struct ScenarioVariant: Sendable {
  /// The file's name without its ending, then the values chosen: `rayon-radiusKm=40,dui=require`. A folder may bear it.
  public let name: String
  /// The keys chosen and their values as the file shows them, in its order; none without a matrix.
  public let values: [(key: String, value: String)]
  /// The file with these values.
  public let file: ScenarioFile
}

extension ScenarioFile {
  /// Whether the file has a matrix, and so may describe several scenarios.
  public var hasMatrix: Bool { record[Self.matrix] != nil }

  /// The scenarios that the file describes, in the order of its matrix, the last key changing fastest.
  ///
  /// - Throws: `Failure` (data) when the matrix names a key that is no parameter, lists nothing, or a value twice, (usage)
  ///   when the file's name begins with a point.
  public func variants() throws(Failure) -> [ScenarioVariant] {
    let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    // A folder of this name would be hidden, or be the sweep's own or the one above.
    guard !stem.hasPrefix(".") else {
      throw Failure(
        .usage, fr: "\(path) : le nom commence par un point ; attendu un nom de fichier qui nomme un dossier",
        en: "\(path): the name begins with a point; expected a file name that can name a folder")
    }
    guard let matrix = record[Self.matrix] else { return [ScenarioVariant(name: stem, values: [], file: self)] }
    let variants = try matrix.record(Self.parameters).choices().map { choice in
      let labels = choice.values.map { key, value in
        "\(key)=\(value.label ?? String(InputFile.sha256(Array(value.shown.utf8)).prefix(8)))"
      }
      return ScenarioVariant(
        name: Self.shortened(([stem] + [labels.joined(separator: ",")]).filter { !$0.isEmpty }.joined(separator: "-")),
        values: choice.values.map { ($0.key, $0.value.shown) },
        file: ScenarioFile(path: path, record: record.choosing(choice, without: Self.matrix)))
    }
    // Each scenario has a folder of its name.
    var names: Set<String> = []
    for variant in variants where !names.insert(variant.name).inserted {
      throw matrix.wrong(
        Wording(fr: "deux fois le scénario \(variant.name)", en: "scenario \(variant.name) twice"),
        expected: Wording(fr: "chaque valeur une fois", en: "each value once"))
    }
    return variants
  }

  /// A folder's name: systems take 255 bytes.
  private static func shortened(_ name: String) -> String {
    name.utf8.count <= 160 ? name : "\(name.prefix(100))-\(InputFile.sha256(Array(name.utf8)).prefix(8))"
  }

  /// Refuses a file that describes several scenarios where one is asked for.
  ///
  /// - Throws: `Failure` (data) that names the matrix.
  public func requireSingle() throws(Failure) {
    guard let matrix = record[Self.matrix] else { return }
    throw matrix.wrong(
      Wording(fr: "plusieurs scénarios", en: "several scenarios"),
      expected: Wording(
        fr: "un seul, ou « grappes scenario run » qui les lance tous",
        en: "one, or \"grappes scenario run\", which runs them all"))
  }

  /// Overrides the file's limit of the search.
  ///
  /// - Parameter timeLimit: in seconds.
  public func limiting(timeLimit: Double) -> ScenarioFile {
    ScenarioFile(path: path, record: record.setting("timeLimit", to: String(timeLimit)))
  }

  /// The file for some regions alone.
  func restricted(to regions: [RegionCode]) -> ScenarioFile {
    ScenarioFile(path: path, record: record.setting("regions", to: regions.map(\.rawValue)))
  }

  /// The file as YAML by itself: what it extends merged, paths absolute, a matrix left out.
  public var resolved: String {
    record.removing(Self.matrix).yaml { key, text in
      Self.paths.contains(key) ? URL(fileURLWithPath: text).standardizedFileURL.path : text
    }
  }

  /// Equal for scenarios that ask for the same, wherever their files lie: each path is replaced by its file's name and
  /// the digest of its bytes.
  ///
  /// - Throws: `Failure` (unreadable) for a file that the scenario names.
  public func canonical() throws(Failure) -> String {
    let digests = try digests()
    return record.removing(Self.matrix).canonical { key, text in
      guard Self.paths.contains(key) else { return text }
      return "\((text as NSString).lastPathComponent) \(digests[text] ?? "")"
    }
  }
}
