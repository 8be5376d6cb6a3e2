import Plans
import Register
import Wording

/// What the plan was asked for, and what it was made from.
struct ReportMethod {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  private func fact(_ name: String, _ value: String) -> [String: Any] {
    ["factName": name, "factValue": value]
  }

  var content: [String: Any] {
    [
      "parameterFacts": parameters, "provenanceFacts": provenance, "sourceFiles": files,
      "contoursSourceText": dossier.contours.source + " " + dossier.contours.licence,
      "distanceNote": DistanceWords(dossier).note, "hasContours": !dossier.contours.source.isEmpty,
      "version": plan.provenance.version,
    ]
  }

  private var parameters: [[String: Any]] {
    let p = plan.parameters
    let maximum = p.maximum.map(byRegion) ?? say("aucun", "none")
    return [
      fact(say("Objectif", "Objective"), Words.mode(p.mode).text(in: dossier.language)),
      fact(say("Minimum d’ESSMS", "Minimum of ESSMS"), byRegion(p.minimum)),
      fact(say("Maximum d’ESSMS", "Maximum of ESSMS"), maximum),
      fact(say("Rayon autour du porteur", "Radius around the porteur"), numbers.km(p.radiusKm)),
      fact(
        say("Prix de la distance", "Price of distance"),
        say("\(plain(p.spreadPrice)) € par ESSMS et par km", "€\(plain(p.spreadPrice)) for each ESSMS and km")),
      fact(say("Distances", "Distances"), DistanceWords(dossier).measure),
      fact(
        say("Probabilité de retrait d’un OG", "Probability that an OG withdraws"),
        numbers.percent(p.withdrawal, places: 1) + say(", hypothèse de l’outil", ", an assumption of the tool")),
      fact(say("Barème", "Barème"), dossier.baremeLabel),
      p.work.map { fact(say("Travail accordé", "Work granted"), numbers.integer($0) + say(" pas", " steps")) }
        ?? fact(say("Durée accordée", "Time limit"), plain(p.timeLimit) + " s"),
      fact(say("Écart visé", "Gap aimed at"), numbers.percent(p.gapTarget, places: 2)),
    ] + extensions
  }

  /// Routes, software and sectors: said when they are not the usual ones.
  private var extensions: [[String: Any]] {
    let p = plan.parameters
    var facts: [[String: Any]] = []
    if p.routes != [.regional] {
      let names = p.routes.map { Words.route($0).text(in: dossier.language) }.joined(separator: ", ")
      facts.append(fact(say("Voies ouvertes", "Routes open"), names))
    }
    for (key, limits) in p.routeLimits.sorted(by: { $0.key < $1.key }) {
      let route = (Plan.Route(rawValue: key).map(Words.route) ?? Wording(fr: key, en: key)).text(in: dossier.language)
      let most = limits.maximum.map { say(" à \($0)", " to \($0)") } ?? say(" au moins", " at least")
      facts.append(
        fact(
          say("Voie \(route)", "\(route.capitalisedFirst) route"),
          "\(limits.minimum)\(most) ESSMS, " + say("\(limits.minimumOg) OG au moins", "\(limits.minimumOg) OG at least")
        ))
    }
    if !p.minimumOg.isEmpty { facts.append(fact(say("Minimum d’OG", "Minimum of OG"), byRegion(p.minimumOg))) }
    for (name, preference) in [
      (say("DUI de la grappe", "DUI of the grappe"), p.dui), (say("Public", "Sector"), p.sectors),
    ]
    where preference != .ignore {
      facts.append(fact(name, Words.preference(preference).text(in: dossier.language)))
    }
    if p.dui == .prefer || p.sectors == .prefer {
      facts.append(
        fact(
          say("Prix d’un ESSMS qui diffère", "Price of an ESSMS that differs"), numbers.euros(p.preferencePrice)))
    }
    if plan.situation != nil {
      facts.append(
        fact(say("DUI non connu", "DUI not known"), Words.unknownDui(p.unknownDui).text(in: dossier.language)))
    }
    return facts
  }

  private var provenance: [[String: Any]] {
    let p = plan.provenance
    return [
      fact(say("Statut", "Status"), Words.status(plan.status).text(in: dossier.language)),
      fact(
        say("La recherche a cessé car", "The search ended since"),
        Words.stop(plan.search.stop).text(in: dossier.language)),
      fact(say("Durée de la recherche", "Time of the search"), numbers.decimal(p.seconds, places: 1) + " s"),
    ] + (SpentWords(dossier: dossier).parts.map { [fact(say("dont", "of which"), $0)] } ?? []) + [
      fact(say("Graine", "Seed"), String(p.seed)),
      fact(say("Solveur", "Solver"), p.solver),
      fact(say("Version de Grappes", "Version of Grappes"), p.version),
    ]
  }

  private var files: [[String: Any]] {
    let named =
      plan.provenance.register.map { (say("registre", "register"), $0) }
      + [plan.provenance.situation].compactMap { $0 }.map { (say("situation", "situation"), $0) }
      + [plan.provenance.constraints].compactMap { $0 }.map { (say("contraintes", "constraints"), $0) }
    return named.map { role, file in
      [
        "sourceRole": role, "sourceName": file.file, "sourceDate": file.date.map(numbers.date) ?? "–",
        "sourceSha": file.sha256, "sourceShaShort": String(file.sha256.prefix(12)) + "…",
      ]
    }
  }

  /// "15", or "15 (Bretagne), 8 (Corse)" when regions differ.
  private func byRegion(_ table: [String: Int]) -> String {
    let values = plan.regions.compactMap { region in table[region.rawValue].map { (region, $0) } }
    guard let first = values.first else { return "–" }
    guard !values.allSatisfy({ $0.1 == first.1 }) else { return numbers.integer(first.1) }
    return values.map { "\(numbers.integer($0.1)) (\(dossier.name(of: $0.0)))" }.joined(separator: ", ")
  }

  private func plain(_ x: Double) -> String {
    numbers.decimal(x, places: x.rounded() == x ? 0 : 2)
  }
}
