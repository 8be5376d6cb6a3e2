import ArgumentParser
import Foundation
import Geography
import Planning
import Register
import Wording

struct Distances: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Demande à un serveur OSRM les minutes et les km par la route, pour planifier avec eux.",
    discussion: """
      Le fichier a une ligne par trajet, de;a;minutes;km (FINESS géographiques) : de chaque ESSMS au siège des OG proches, \
      aller et retour en moyenne ; cellules vides où il n'y a pas de route. « grappes propose --distances FICHIER » s'en \
      sert. Interrompue, la même commande reprend où elle en était.
      """)

  @OptionGroup var register: RegisterOptions
  @OptionGroup var region: RegionOption

  @Option(help: "Adresse du serveur OSRM (osrm-routed), comme http://localhost:5000.")
  var osrm: String

  @Option(name: .shortAndLong, help: "Fichier à écrire.", completion: .file())
  var output: String

  @Option(
    parsing: .unconditional,
    help: "Distance à vol d'oiseau jusqu'où demander, entre les sièges de deux OG, en km (60).")
  var radius = 60.0

  @Option(parsing: .unconditional, help: "Lieux par question, au plus ce qu'admet le serveur (100).")
  var tableSize = 100

  @Option(parsing: .unconditional, help: "Temps laissé au serveur pour une réponse, en secondes (60).")
  var timeout = 60

  @OptionGroup var language: LanguageOption

  @Flag(help: "N'imprime ni progression, ni remarques.")
  var quiet = false

  func run() throws {
    try Self.require("radius", radius, 0...25_000)
    try Self.require("table-size", Double(tableSize), 2...100_000)
    try Self.require("timeout", Double(timeout), 1...3_600)
    let server = OSRMServer(client: try HTTPClient(osrm, seconds: timeout))
    let held = try register.read()
    let file = try OutputFile(path: output)
    let questions = try RoadQuestions(
      held, regions: region.known(), radiusKm: radius, tableSize: tableSize)
    let digest = held.sources.map(\.sha256).sorted().joined(separator: " ")
    let key =
      "\(server.client.address) \(radius) \(tableSize) \(region.codes?.map(\.rawValue).sorted() ?? []) \(digest)"
    let draft = try RoadDraft(path: output + ".partiel", key: key, questions: questions)
    if !quiet, draft.done > 0 {
      note(
        "reprise : \(draft.done) questions sur \(questions.blocks.count) déjà posées",
        "going on: \(draft.done) of \(questions.blocks.count) questions asked already")
    }
    for (number, block) in questions.blocks.enumerated().dropFirst(draft.done) {
      let ways = try server.ways(block) { if !quiet { Terminal.note($0.text(in: language.language)) } }
      try draft.add(block, ways)
      if !quiet { progress(number + 1, of: questions.blocks.count) }
    }
    if !quiet, Terminal.isErrorTerminal { Terminal.draw("\n") }
    let (text, none) = try draft.finished(comment: comment)
    try file.write(text)
    draft.remove()
    let ways = questions.count - none
    try Terminal.show(
      Wording(
        fr: "\(output) : \(ways) trajets, \(none) sans route\n", en: "\(output): \(ways) ways, \(none) without a road\n"
      ).text(in: language.language))
  }

  private var comment: String {
    "# \(OSRMServer.meaning.text(in: language.language)) \(osrm.asFound(longest: 80))"
  }

  private func progress(_ count: Int, of all: Int) {
    let text = say("questions au serveur : \(count) sur \(all)", "questions to the server: \(count) of \(all)")
    if Terminal.isErrorTerminal {
      Terminal.draw("\r" + text)
    } else if count == all || count.isMultiple(of: max(1, all / 20)) {
      Terminal.note(text)
    }
  }

  private static func require(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws(Failure) {
    guard !range.contains(value) else { return }
    let (low, high) = (Int(range.lowerBound), Int(range.upperBound))
    throw Failure(
      .usage, fr: "--\(name) \(value) : attendu de \(low) à \(high)",
      en: "--\(name) \(value): expected from \(low) to \(high)")
  }

  private func note(_ fr: String, _ en: String) { Terminal.note(say(fr, en)) }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language.language) }
}

extension OSRMServer {
  static let meaning = Wording(
    fr: "minutes et km par la route, aller et retour en moyenne, demandés à",
    en: "minutes and km by road, there and back in the mean, asked of")
}
