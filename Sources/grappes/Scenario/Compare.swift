import ArgumentParser
import Foundation
import Plans
import Reporting
import Wording

struct ScenarioCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Met des plans côte à côte : totaux, noyaux, qui change de grappe.",
    discussion: """
      Exemple : grappes scenario compare front --out comparaison

      Un dossier est fouillé jusqu'au fond : chaque plan.json y porte le nom de son dossier. Le premier plan est celui \
      auquel on compare.
      """)

  @Argument(help: "Des plan.json, ou des dossiers qui en contiennent.", completion: .file())
  var plans: [String]

  @Option(
    help: "Dossier où écrire les tableaux CSV, le classeur XLSX et la page ; rien sans elle.", completion: .directory)
  var out: String?

  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  func run() throws {
    var named: [(name: String, plan: Plan)] = []
    for path in plans {
      for found in try PlanFolder.plans(in: path) {
        named.append((found.name, try PlanFile.read(path: found.path)))
      }
    }
    let report = ComparisonReport(
      PlanComparison(PlanFolder.distinct(named)), contours: try contours(), language: language.language)
    if let out { try OutputFolder(path: out).write(report.documents(csv: csv.kind)) }
    var text = report.text(width: Terminal.width(of: STDOUT_FILENO), useColour: Terminal.usesColour)
    if let out {
      text +=
        "\n"
        + Wording(fr: "Comparaison : \(out)/comparison.html\n", en: "Comparison: \(out)/comparison.html\n")
        .text(in: language.language)
    }
    try Terminal.show(text)
  }
}

/// Plans on disk, and what to call them.
enum PlanFolder {
  /// - Parameter path: of a plan, which is called after its folder when it is a `plan.json`, else after itself; or of a
  ///   folder that is searched for `plan.json`, each called after its folder's place in it. By name.
  /// - Throws: `Failure` (data) when a folder holds none.
  static func plans(in path: String) throws(Failure) -> [(name: String, path: String)] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      let url = URL(fileURLWithPath: path)
      let file = url.lastPathComponent
      return [(file == "plan.json" ? url.deletingLastPathComponent().lastPathComponent : file, path)]
    }
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    let own = URL(fileURLWithPath: path).lastPathComponent
    let found = below.filter { $0 == "plan.json" || $0.hasSuffix("/plan.json") }.sorted().map { place in
      (place == "plan.json" ? own : String(place.dropLast("/plan.json".count)), "\(path)/\(place)")
    }
    guard !found.isEmpty else {
      throw Failure(
        .data, fr: "\(path) : aucun plan.json dans ce dossier", en: "\(path): no plan.json in this folder")
    }
    return found
  }

  /// The second of a name becomes `name (2)`.
  static func distinct(_ plans: [(name: String, plan: Plan)]) -> [(name: String, plan: Plan)] {
    var seen: [String: Int] = [:]
    return plans.map { name, plan in
      seen[name, default: 0] += 1
      let count = seen[name] ?? 1
      return (count == 1 ? name : "\(name) (\(count))", plan)
    }
  }
}
