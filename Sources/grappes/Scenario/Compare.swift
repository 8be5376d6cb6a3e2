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
    var found: [(name: String, path: String)] = []
    for path in plans { found += try PlanFolder.plans(in: path) }
    var named: [(name: String, plan: Plan)] = []
    for (name, path) in PlanFolder.distinct(found) { named.append((name, try PlanFile.read(path: path))) }
    let report = ComparisonReport(PlanComparison(named), contours: try contours(), language: language.language)
    if let out {
      let documents = try report.documents(csv: csv.kind)
      try OutputFolder(path: out, for: documents.map(\.name)).write(documents)
    }
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
    let found = below.filter { $0 == "plan.json" || $0.hasSuffix("/plan.json") }.sorted(by: Self.isBefore).map {
      place in
      (place == "plan.json" ? own : String(place.dropLast("/plan.json".count)), "\(path)/\(place)")
    }
    guard !found.isEmpty else {
      throw Failure(
        .data, fr: "\(path) : aucun plan.json dans ce dossier", en: "\(path): no plan.json in this folder")
    }
    return found
  }

  /// Numbers in names by their value: `radiusKm=50` before `radiusKm=100`.
  private static func isBefore(_ a: String, _ b: String) -> Bool {
    let order = a.compare(b, options: .numeric)
    return order == .orderedSame ? a < b : order == .orderedAscending
  }

  /// Plans of one name are told apart by the folder above; where that is the same too, the second becomes `name (2)`.
  static func distinct(_ plans: [(name: String, path: String)]) -> [(name: String, path: String)] {
    let namesakes = Dictionary(grouping: plans, by: \.name)
    let above = namesakes.mapValues { Set($0.map(longer)).count }
    var seen: [String: Int] = [:]
    return plans.map { plan in
      guard let same = namesakes[plan.name]?.count, same > 1 else { return plan }
      if above[plan.name] == same { return (longer(plan), plan.path) }
      seen[plan.name, default: 0] += 1
      let count = seen[plan.name] ?? 1
      return (count == 1 ? plan.name : "\(plan.name) (\(count))", plan.path)
    }
  }

  /// The name with the folder above it.
  private static func longer(_ plan: (name: String, path: String)) -> String {
    var parts = URL(fileURLWithPath: plan.path).standardizedFileURL.pathComponents
    if parts.last == "plan.json" { parts.removeLast() }
    return parts.suffix(plan.name.split(separator: "/").count + 1).joined(separator: "/")
  }
}
