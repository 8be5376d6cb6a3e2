import ArgumentParser
import Geography
import Planning
import Plans
import Programme
import Register
import Wording

extension Preference: ExpressibleByArgument {}
extension Plan.UnknownDUI: ExpressibleByArgument {}
extension Plan.Mode: ExpressibleByArgument {}
extension Plan.DistanceKind: ExpressibleByArgument {}

/// A user's own campaigns and barèmes.
struct CampaignFiles: ParsableArguments {
  @Option(
    name: .customLong("campaign-file"), parsing: .unconditionalSingleValue,
    help:
      "Fichier YAML d'une campagne ou d'un barème, qui s'ajoute à ceux du programme ou les remplace ; peut être répété.",
    completion: .file())
  var paths: [String] = []

  @Option(
    help: "Fichier YAML d'un scénario : ses paramètres et ses règles ; ce qui est donné ici l'emporte.",
    completion: .file())
  var scenario: String?

  /// The program's campaigns and those of `--campaign-file`.
  func own() throws(Failure) -> RuleBook { try RuleBook.bundled().adding(paths: paths) }

  /// These, and those of the scenario.
  func rules() throws(Failure) -> RuleBook {
    let own = try own()
    return try file()?.rules(adding: own).book ?? own
  }

  /// The scenario's file; nil when none is given.
  ///
  /// - Throws: `Failure` also when it describes several scenarios.
  func file() throws(Failure) -> ScenarioFile? {
    guard let scenario else { return nil }
    let file = try ScenarioFile(path: scenario)
    try file.requireSingle()
    return file
  }
}

/// What is known of the ESSMS and wanted of the grappes.
struct KnowledgeOptions: ParsableArguments {
  @Option(help: "situation.csv : DUI, financements et souhaits des ESSMS.", completion: .file())
  var situation: String?

  @Option(
    help: "Trajets par la route, que fait « grappes distances » : les distances sont alors les leurs.",
    completion: .file())
  var distances: String?

  @Option(help: "constraints.csv : OG à grouper, à séparer, porteurs, grappes existantes.", completion: .file())
  var constraints: String?

  /// What is typed, else what the scenario names.
  func roads(or file: ScenarioFile?) throws(Failure) -> RoadDistances? {
    let named = try file?.distances
    return try (distances ?? named).map { path throws(Failure) in try RoadDistances.read(path: path) }
  }

  /// What is typed, else what the scenario names.
  func paths(or file: ScenarioFile?) throws(Failure) -> (situation: String?, constraints: String?) {
    let (named, wanted) = (try file?.situation, try file?.constraints)
    return (situation ?? named, constraints ?? wanted)
  }
}

/// The campaign and the prices that make a grouping problem of a register. What is typed counts more than what the scenario
/// file says.
struct RuleOptions: ParsableArguments {
  @Option(help: "Campagne dont les règles s'appliquent ; 2024 sans elle.")
  var campaign: String?

  @Option(help: "Barème qui paie cette campagne à la place du sien ; « grappes campaigns » les nomme.")
  var bareme: String?

  @OptionGroup var files: CampaignFiles
  @OptionGroup var knowledge: KnowledgeOptions

  @Option(
    help: """
      Ce qui compte : weighted (financement attendu moins le prix des distances), fundingFirst (le financement, puis les \
      distances) ou spreadFirst (aucune distance, puis le financement).
      """)
  var objective: Plan.Mode?

  @Option(help: "Voies ouvertes, séparées par des virgules : regional, multiregional, national.")
  var routes: String?

  @Option(help: "Un seul DUI par grappe : ignore, prefer ou require.")
  var dui: Preference?

  @Option(help: "Un seul secteur par grappe : ignore, prefer ou require.")
  var sectors: Preference?

  @Option(name: .customLong("unknown-dui"), help: "Ce que compte un ESSMS au DUI inconnu : acquisition ou compliance.")
  var unknownDui: Plan.UnknownDUI?

  @Option(
    name: .customLong("envelope"), parsing: .unconditionalSingleValue,
    help: "Enveloppe qui limite le plan : 53=4000000, national=1500000, ou campaign ; peut être répété.")
  var envelopes: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Probabilité qu'un OG se retire : hypothèse, 0.05 sans elle ; 0 quand personne ne se retire.")
  var withdrawal: Double?

  @Option(parsing: .unconditional, help: "Prix de la distance, en euros par ESSMS et par km au siège du porteur (100).")
  var spreadPrice: Double?

  @Option(
    parsing: .unconditional, help: "Distance la plus grande entre le siège d'un membre et celui du porteur, en km (60)."
  )
  var radius: Double?

  @Flag(
    help: """
      Le modèle nu, auquel on compare d'autres solveurs : distances à vol d'oiseau. Une option donnée à côté l'emporte.
      """)
  var plain = false

  @Option(
    help: """
      Comment se mesurent les distances : terre (par les communes voisines, les ponts et les bateaux réguliers) ou \
      grandCercle (à vol d'oiseau) ou route (par --distances) ; terre sans cette option, route avec --distances.
      """)
  var distance: Plan.DistanceKind?

  @Option(
    parsing: .unconditional,
    help: "Par la route : durée la plus longue entre ces sièges, en minutes, à la place de --radius.")
  var radiusMinutes: Double?

  @Option(
    parsing: .unconditional,
    help: "Par la route : prix du temps, en euros par ESSMS et par minute, à la place de --spread-price.")
  var minutePrice: Double?

  @Option(parsing: .unconditional, help: "Facteur appliqué à toutes les distances (1).")
  var detour: Double?

  /// - Throws: `Failure` when there is no such campaign, or a file is wrong.
  func made() throws(Failure) -> Scenario {
    let file = try files.file()
    let (book, name) = try chosen(file)
    let (rules, bareme) = try book.campaign(name)
    var made = Scenario(campaign: rules, bareme: bareme)
    made.restatedLimits = book.restated[name] ?? []
    made.distance = Scenario.usualDistance
    if plain { made.turnPlain() }
    try file?.apply(to: &made)
    if let objective { made.objective = objective }
    if let routes { made.routes = try Self.routes(routes) }
    if let dui { made.dui = dui }
    if let sectors { made.sectors = sectors }
    if let unknownDui { made.unknownDui = unknownDui }
    if let withdrawal { made.withdrawal = withdrawal }
    if let spreadPrice { made.spreadPrice = spreadPrice }
    if let radius { made.radiusKm = radius }
    made.roads = try knowledge.roads(or: file)
    if made.roads != nil { made.distance = .route }
    if let distance { made.distance = distance }
    if let radiusMinutes { made.radiusMinutes = radiusMinutes }
    if let minutePrice { made.minutePrice = minutePrice }
    if let detour { made.detour = detour }
    for envelope in envelopes { try Self.add(envelope, to: &made.envelopes) }
    let known = try knowledge.paths(or: file)
    made.situation = try known.situation.map { path throws(Failure) in try Situation.read(path: path) }
    made.constraints = try known.constraints.map { path throws(Failure) in try Constraints.read(path: path) }
    return made
  }

  /// What is given and changes nothing in the command at hand.
  ///
  /// - Parameter keys: of a scenario, without effect there.
  func withoutEffect(_ keys: [String] = []) throws(Failure) -> [Wording] {
    let file = try files.file()
    let ignored = keys.filter { file?.names($0) == true }.map { key in
      Wording(
        fr: "\(key) du scénario : sans effet pour cette commande",
        en: "\(key) of the scenario: without effect for this command")
    }
    let (book, name) = try chosen(file)
    let own = try files.own()
    let bundled = try RuleBook.bundled()
    let added =
      own.campaigns.filter { bundled.campaigns[$0.key] != $0.value }.keys.sorted()
      + own.baremes.filter { bundled.baremes[$0.key] != $0.value }.keys.sorted()
    let (chosen, bareme) = try book.campaign(name)
    // A scenario's rules, or --bareme, may stand on a campaign of these files, under its name.
    let isUsed = added.contains(name) || added.contains(bareme.name) || file?.names("rules") == true
    guard !files.paths.isEmpty, !isUsed else { return ignored }
    let list = added.isEmpty ? "–" : added.joined(separator: ", ")
    return ignored + [
      Wording(
        fr:
          "--campaign-file : sans effet, la campagne choisie est \(chosen.name) ; le fichier donne \(list) (--campaign)",
        en:
          "--campaign-file: without effect, the campaign chosen is \(chosen.name); the file gives \(list) (--campaign)")
    ]
  }

  /// What is typed, else what the scenario names; nil for all regions.
  func regions(_ typed: RegionOption) throws(Failure) -> [RegionCode]? {
    let own = try files.file()?.regions()
    return typed.codes ?? own
  }

  /// The campaigns there are, the scenario's among them.
  func book() throws(Failure) -> RuleBook { try chosen(files.file()).book }

  private func chosen(_ file: ScenarioFile?) throws(Failure) -> (book: RuleBook, name: String) {
    let own = try files.own()
    let (book, name) = try file?.rules(adding: own, campaign: campaign) ?? (own, campaign ?? ScenarioFile.usualCampaign)
    return (try bareme.map { bareme throws(Failure) in try book.paying(name, by: bareme) } ?? book, name)
  }

  private static func routes(_ text: String) throws(Failure) -> [Route] {
    var routes: [Route] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.filter { !$0.isWhitespace }.lowercased()
      guard let route = Route(rawValue: name) else {
        throw Failure(
          .usage, fr: "--routes « \(part) » : attendu regional, multiregional ou national, séparées par des virgules",
          en: "--routes \"\(part)\": expected regional, multiregional or national, separated by commas")
      }
      if !routes.contains(route) { routes.append(route) }
    }
    return routes
  }

  private static func add(_ text: String, to wish: inout Scenario.EnvelopeWish) throws(Failure) {
    if text == "campaign" {
      wish.usesCampaign = true
      return
    }
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let euros = Int(parts[1].filter { $0 != "_" && $0 != " " }), !parts[0].isEmpty else {
      throw Failure(
        .usage, fr: "--envelope « \(text) » : attendu REGION=EUROS, national=EUROS ou campaign",
        en: "--envelope \"\(text)\": expected REGION=EUROS, national=EUROS or campaign")
    }
    wish.typed[String(parts[0])] = euros
  }
}
