import Plans

extension PlanSheets {
  /// What a director reads in a minute: what is proposed, what it is worth, how that is proven, what it stands on.
  var summary: Workbook.Sheet {
    Workbook.Sheet(
      name: say("Synthèse", "Summary"),
      columns: [Column(title: title), Column(title: ""), Column(title: "", wraps: true)],
      rows: question + result + leftOut + proof + assumptions, layout: .page)
  }

  private var title: String {
    say(
      "Plan de grappes, campagne \(dossier.campaignLabel) : \(dossier.regionNames)",
      "Plan of grappes, campaign \(dossier.campaignLabel): \(dossier.regionNames)")
  }

  private var question: [[Cell]] {
    [
      [.heading(say("Le plan", "The plan"))],
      [.text(say("Campagne", "Campaign")), .text(dossier.campaignLabel)],
      [
        .text(say("Régions", "Regions")),
        .text(plan.regions.count > 3 ? numbers.integer(plan.regions.count) : dossier.regionNames),
      ],
      [.text(say("Barème", "Barème")), .text(plan.bareme), .text(dossier.baremeLabel)],
      [
        .text(say("État", "Status")), .text(say(Words.status(plan.status))),
        .text(ProofWords(dossier: dossier).short),
      ],
    ]
  }

  private var result: [[Cell]] {
    let totals = plan.totals
    let sizes = plan.grappes.map(\.essmsCount)
    let (least, most) = (numbers.integer(sizes.min() ?? 0), numbers.integer(sizes.max() ?? 0))
    return [
      [
        .text(say("Grappes", "Grappes")), .integer(totals.grappes),
        .text(sizes.isEmpty ? "" : say("de \(least) à \(most) ESSMS", "of \(least) to \(most) ESSMS")),
      ],
      [.text(say("OG groupés", "OG grouped")), .integer(totals.og)],
      [.text(say("ESSMS groupés", "ESSMS grouped")), .integer(totals.essms)],
      [.text(say("Financement", "Funding")), .money(totals.funding), .text(dossier.baremeLabel)],
      [
        .text(say("Financement attendu", "Expected funding")), .money(totals.expectedFunding),
        .text(
          say("le financement, fois la probabilité de chaque grappe", "the funding, times each grappe’s probability")),
      ],
      [
        .text(say("Distance moyenne", "Mean distance")), .km(totals.meanKm),
        .text(say("d’un ESSMS au siège de son porteur", "from an ESSMS to the seat of its porteur")),
      ],
    ]
  }

  private var leftOut: [[Cell]] {
    let essms = { (counts: [Int]) in
      Cell.text(
        say(
          "et leurs \(numbers.integer(counts.reduce(0, +))) ESSMS",
          "and their \(numbers.integer(counts.reduce(0, +))) ESSMS"))
    }
    let reasons: [[Cell]] = Plan.Reason.allCases.compactMap { reason in
      let own = plan.ungrouped.filter { $0.reason == reason }
      guard !own.isEmpty else { return nil }
      return [.text("   " + say(Words.reason(reason))), .integer(own.count), essms(own.map(\.essms.count))]
    }
    return [
      [.heading(say("Hors des grappes", "Outside the grappes"))],
      [
        .text(say("OG non groupés", "OG ungrouped")), .integer(plan.ungrouped.count),
        essms(plan.ungrouped.map(\.essms.count)),
      ],
    ] + reasons + [
      [
        .text(say("OG qui déposent seuls", "OG that file alone")), .integer(plan.standalone.count),
        essms(plan.standalone.map(\.essms.count)),
      ],
      [.text(say("ESSMS écartés", "ESSMS left out")), .integer(plan.excluded.count)],
      [
        .text(say("Établissements d’autres catégories", "Establishments of other categories")), .integer(plan.notEssms),
        .text(say("ne relèvent pas du programme", "are outside the programme")),
      ],
    ]
  }

  private var proof: [[Cell]] {
    [
      [.heading(say("Ce que vaut le plan", "What the plan is worth"))],
      [.text(say("Valeur du plan", "Value of the plan")), .cents(plan.totals.value)],
      [
        .text(say("Maximum prouvé", "Proven maximum")), .cents(plan.bound),
        .text(say("sous ces règles, aucun plan ne vaut plus", "under these rules no plan is worth more")),
      ],
      [.text(say("Écart", "Gap")), .share(plan.gap), .text(say("au plus", "at most"))],
    ] + ProofWords(dossier: dossier).sentences.map { [.note($0)] }
  }

  private var assumptions: [[Cell]] {
    [[.heading(say("Ce sur quoi il repose", "What it stands on"))]]
      + (Assumptions(dossier: dossier).sentences + Assumptions(dossier: dossier).campaignNotes + [amountsNote]).map {
        [.note($0)]
      }
  }
}
