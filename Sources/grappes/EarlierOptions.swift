import ArgumentParser
import Foundation
import Planning
import Plans
import Register
import Wording

/// What the search starts from, and how much staying with it counts.
struct EarlierOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: "Part d'un plan.json antérieur, ou d'un fichier de lignes grappe;og : la recherche commence là.",
    completion: .file())
  var path: String?

  @Option(
    parsing: .unconditional,
    help:
      "Avec --from plan.json : euros que compte chaque OG qui garde son porteur ; le plan dit le prix de chaque départ."
  )
  var stability: Double?

  /// - Throws: `Failure` when the file is neither, or stability is asked for without a plan to stay with.
  func apply(to scenario: inout Scenario) throws(Failure) {
    if let path {
      let file = try InputFile(
        path: path,
        expected: Wording(fr: "un plan.json ou un fichier grappe;og", en: "a plan.json or a file of grappe;og lines"))
      if Self.isPlan(file) {
        scenario.earlier = try PlanFile.read(Data(file.bytes), path: path)
      } else {
        scenario.drawing = try DrawnGrouping.read(file)
      }
    }
    guard let stability else { return }
    guard scenario.earlier != nil else {
      throw Failure(
        .usage, fr: "--stability \(stability) : attendu aussi --from avec un plan.json",
        en: "--stability \(stability): expected --from with a plan.json as well")
    }
    scenario.stability = stability
  }

  /// By content: a plan is JSON.
  private static func isPlan(_ file: InputFile) -> Bool {
    let text = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes[3...] : file.bytes[...]
    return text.first { $0 > 0x20 } == UInt8(ascii: "{")
  }
}
