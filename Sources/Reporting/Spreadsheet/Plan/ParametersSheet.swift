import Geography
import Plans
import Register

extension PlanSheets {
  /// Everything the plan was asked for, how the search went, and what the plan was made from.
  var parameters: Workbook.Sheet {
    Workbook.Sheet(
      name: say("Paramètres", "Parameters"),
      columns: [
        Column(title: say("Paramètre", "Parameter")), Column(title: say("Valeur", "Value")),
        Column(title: say("Date", "Date")), Column(title: say("Remarque", "Remark"), wraps: true),
      ],
      rows: asked + limits + chances + envelopes + knowledge + search + files, layout: .page)
  }

  private func row(_ name: String, _ value: Cell, _ remark: String = "") -> [Cell] {
    [.text(name), value, .empty, .text(remark)]
  }

  private var assumption: String { say("hypothèse de l’outil", "an assumption of the tool") }

  private var asked: [[Cell]] {
    let p = plan.parameters
    return [
      [.heading(say("Ce qui était demandé", "What was asked for"))],
      row(say("Campagne", "Campaign"), .text(dossier.campaignLabel)),
      row(say("Barème", "Barème"), .text(plan.bareme), dossier.baremeLabel),
      row(say("Régions", "Regions"), .text(plan.regions.map(\.rawValue).joined(separator: " ")), dossier.regionNames),
      row(say("Objectif", "Objective"), .text(p.mode.rawValue), say(Words.mode(p.mode))),
      row(
        say("Prix de la distance", "Price of distance"), .decimal(p.spreadPrice),
        say("€ par ESSMS et par km", "€ for each ESSMS and km")),
      row(say("Rayon autour du porteur", "Radius around the porteur"), .km(p.radiusKm)),
      row(
        say("Distances", "Distances"), .text(p.distance.rawValue), say(DistanceWords.name(p.distance))),
      row(
        say("Facteur des distances", "Factor of distances"), .decimal(p.detour)),
      row(
        say("Voies ouvertes", "Routes open"),
        .text(p.routes.map { say(Words.route($0)) }.joined(separator: ", "))),
      row(say("DUI de la grappe", "DUI of the grappe"), .text(say(Words.preference(p.dui)))),
      row(say("Public de la grappe", "Sector of the grappe"), .text(say(Words.preference(p.sectors)))),
      row(
        say("Prix d’un ESSMS qui diffère", "Price of an ESSMS that differs"), .decimal(p.preferencePrice),
        say("€ par ESSMS, quand un seul est préféré", "€ for each ESSMS, where one is preferred")),
      row(say("DUI non connu", "DUI not known"), .text(say(Words.unknownDui(p.unknownDui)))),
    ]
      + (p.stability.map {
        [
          row(
            say("Garder son porteur", "Keeping one’s porteur"), .cents($0.price),
            say(
              "par OG ; \(numbers.integer($0.porteurs.count)) OG groupés dans le plan antérieur",
              "for each OG; \(numbers.integer($0.porteurs.count)) OG grouped in the earlier plan"))
        ]
      } ?? [])
  }

  private var limits: [[Cell]] {
    let p = plan.parameters
    let regional: [[Cell]] = plan.regions.flatMap { region in
      let name = dossier.name(of: region)
      let (minimum, most, og) = (
        p.minimum[region.rawValue], p.maximum?[region.rawValue], p.minimumOg[region.rawValue]
      )
      return [
        minimum.map { row(say("Minimum d’ESSMS", "Minimum of ESSMS"), .integer($0), name) },
        row(
          say("Maximum d’ESSMS", "Maximum of ESSMS"), most.map { .integer($0) } ?? .text(say("aucun", "none")), name),
        og.map { row(say("Minimum d’OG", "Minimum of OG"), .integer($0), name) },
      ].compactMap { $0 }
    }
    let crossing: [[Cell]] = p.routeLimits.sorted { $0.key < $1.key }.flatMap { key, limits in
      let route = say("voie ", "") + (Plan.Route(rawValue: key).map { say(Words.route($0)) } ?? key) + say("", " route")
      return [
        row(say("Minimum d’ESSMS", "Minimum of ESSMS"), .integer(limits.minimum), route),
        row(
          say("Maximum d’ESSMS", "Maximum of ESSMS"),
          limits.maximum.map { .integer($0) } ?? .text(say("aucun", "none")), route),
        row(say("Minimum d’OG", "Minimum of OG"), .integer(limits.minimumOg), route),
      ]
    }
    return [[.heading(say("Taille d’une grappe", "Size of a grappe"))]] + regional + crossing
  }

  private var chances: [[Cell]] {
    let p = plan.parameters
    return [
      [.heading(say("Probabilités", "Probabilities"))],
      row(
        say("Probabilité de retrait d’un OG", "Probability that an OG withdraws"), .share(p.withdrawal), assumption),
    ]
      + p.success.map {
        row(
          say("Probabilité de succès", "Probability of success"), .share($0.probability),
          Assumptions(dossier: dossier).scope(of: $0)
            + say(", hypothèse du scénario", ", an assumption of the scenario"))
      }
  }

  private var envelopes: [[Cell]] {
    let national = "national"
    let sorted = plan.parameters.envelopes.sorted {
      ($0.key == national ? 1 : 0, $0.key) < ($1.key == national ? 1 : 0, $1.key)
    }
    guard !sorted.isEmpty else { return [] }
    return [[.heading(say("Enveloppes", "Envelopes"))]]
      + sorted.flatMap { key, envelope in
        let name = key == national ? say("Appel national", "National call") : dossier.name(of: RegionCode(key))
        return [
          row(
            say("Enveloppe", "Envelope"), .cents(envelope.amount), "\(name), \(say(Words.envelope(envelope.source)))"),
          row(say("Dépensé", "Spent"), .cents(envelope.spent), name),
        ]
      }
  }

  /// What the situation tells; nothing without one.
  private var knowledge: [[Cell]] {
    let told = RuleFacts(dossier: dossier).situation
    guard !told.isEmpty else { return [] }
    return [[.heading(say("Ce que dit la situation", "What the situation tells"))]]
      + told.map { row($0.name.capitalisedFirst, .text($0.value)) }
  }

  private var search: [[Cell]] {
    let (search, made) = (plan.search, plan.provenance)
    let listed = { (regions: [RegionCode]) in regions.map(\.rawValue).joined(separator: " ") }
    var rows: [[Cell]] = [
      [.heading(say("La recherche", "The search"))],
      row(say("État", "Status"), .text(say(Words.status(plan.status)))),
      row(say("A cessé car", "Ended since"), .text(say(Words.stop(search.stop)))),
      plan.parameters.work.map { row(say("Travail accordé", "Work granted"), .integer($0), say("pas", "steps")) }
        ?? row(say("Durée accordée", "Time limit"), .decimal(plan.parameters.timeLimit), "s"),
      row(
        say("Durée", "Time"), .tenths(made.seconds), "s" + (SpentWords(dossier: dossier).parts.map { " : \($0)" } ?? "")
      ),
      row(say("Écart visé", "Gap aimed at"), .share(plan.parameters.gapTarget)),
      row(say("Écart prouvé", "Gap proven"), .share(plan.gap)),
      row(say("Valeur", "Value"), .cents(plan.totals.value)),
      row(say("Maximum prouvé", "Proven maximum"), .cents(plan.bound)),
      row(
        say("Maximum que prouvent les prix seuls", "Maximum that prices prove alone"), .cents(search.certifiedBound)),
    ]
    if !search.exhausted.isEmpty {
      rows.append(
        row(say("Régions parcourues entièrement", "Regions searched exhaustively"), .text(listed(search.exhausted))))
    }
    for (region, bound) in search.treeBounds.sorted(by: { $0.key < $1.key }) {
      rows.append(
        row(
          say("Maximum prouvé par l’arbre", "Maximum proven by the tree"), .cents(bound),
          dossier.name(of: RegionCode(region))))
    }
    for domain in search.domains where domain.count > 1 {
      rows.append(row(say("Régions planifiées ensemble", "Regions planned together"), .text(listed(domain))))
    }
    return rows + [
      // A number that nobody adds up, and that a spreadsheet may have no room for.
      row(say("Graine", "Seed"), .text(String(made.seed))), row(say("Solveur", "Solver"), .text(made.solver)),
      row(say("Version de Grappes", "Version of Grappes"), .text(made.version)),
    ]
  }

  private var files: [[Cell]] {
    let made = plan.provenance
    let named =
      made.register.map { (say("Registre", "Register"), $0) }
      + [made.situation].compactMap { $0 }.map { (say("Situation", "Situation"), $0) }
      + [made.constraints].compactMap { $0 }.map { (say("Contraintes", "Constraints"), $0) }
    return [[.heading(say("Fichiers", "Files"))]]
      + named.map { role, file in
        [.text(role), .text(file.file), day(file.date), .text("SHA-256 \(file.sha256)")]
      }
  }
}
