import Plans
import Wording

/// Title, key figures and the proof in plain words.
struct ReportSummary {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  var content: [String: Any] {
    [
      "title": title, "status": ProofWords(dossier: dossier).short, "statusClass": plan.status.rawValue,
      "lead": lead, "figures": figures, "proofSentences": ProofWords(dossier: dossier).sentences,
      "hasBar": plan.bound.cents > 0 && plan.totals.value.cents > 0, "barShare": barShare,
      "barValue": numbers.money(plan.totals.value), "barBound": numbers.money(plan.bound, rounding: .up),
      "assumptions": Assumptions(dossier: dossier).sentences + Assumptions(dossier: dossier).campaignNotes,
      "barValueName": say("Ce plan", "This plan"), "barBoundName": say("Maximum prouvé", "Proven maximum"),
    ]
  }

  private var title: String {
    let count = numbers.integer(plan.grappes.count)
    let what =
      plan.grappes.isEmpty
      ? say("aucune grappe proposée", "no grappe proposed")
      : plan.grappes.count == 1
        ? say("1 grappe proposée", "1 grappe proposed") : say("\(count) grappes proposées", "\(count) grappes proposed")
    return dossier.language == .fr ? "\(dossier.regionNames)\u{A0}: \(what)" : "\(dossier.regionNames): \(what)"
  }

  private var ungroupedEssms: Int { plan.ungrouped.reduce(0) { $0 + $1.essms.count } }

  private var lead: String {
    guard !plan.grappes.isEmpty else {
      return say(
        "Aucune grappe ne peut être formée, ou aucune ne vaut d’être formée, sous ces règles. Les motifs, OG par OG, sont plus bas.",
        "No grappe can be formed, or none is worth forming, under these rules. The reasons, OG by OG, stand below.")
    }
    let (t, n) = (plan.totals, numbers)
    return say(
      "\(n.integer(t.og)) OG et leurs \(n.integer(t.essms)) ESSMS déposeraient ensemble \(n.integer(t.grappes)) \(t.grappes == 1 ? "dossier" : "dossiers"), pour \(n.shortMoney(t.expectedFunding)) de financement attendu. Un ESSMS est en moyenne à \(n.km(t.meanKm)) du siège de son porteur.",
      "\(n.integer(t.og)) OG and their \(n.integer(t.essms)) ESSMS would file \(n.integer(t.grappes)) \(t.grappes == 1 ? "project" : "projects") together, for \(n.shortMoney(t.expectedFunding)) of expected funding. An ESSMS is on average \(n.km(t.meanKm)) from the seat of its porteur."
    )
  }

  private var figures: [[String: Any]] {
    let (t, n) = (plan.totals, numbers)
    let sizes = plan.grappes.map(\.essmsCount)
    let smallest = n.integer(sizes.min() ?? 0)
    let largest = n.integer(sizes.max() ?? 0)
    let alone = plan.standalone.count
    return [
      figure(
        n.integer(t.grappes), t.grappes == 1 ? say("grappe", "grappe") : say("grappes", "grappes"),
        sizes.isEmpty ? "" : say("de \(smallest) à \(largest) ESSMS", "of \(smallest) to \(largest) ESSMS")),
      figure(
        n.integer(t.essms), say("ESSMS groupés", "ESSMS grouped"), share(t.essms, of: t.essms + ungroupedEssms)),
      figure(
        n.integer(t.og), say("OG groupés", "OG grouped"),
        share(t.og, of: t.og + plan.ungrouped.count)
          + (alone == 0 ? "" : say(" ; \(n.integer(alone)) déposent seuls", "; \(n.integer(alone)) file alone"))),
      figure(
        n.shortMoney(t.expectedFunding), say("financement attendu", "expected funding"),
        t.expectedFunding == t.funding
          ? dossier.baremeLabel
          : say("sur \(n.shortMoney(t.funding)) ; ", "of \(n.shortMoney(t.funding)); ") + dossier.baremeLabel),
      figure(
        n.km(t.meanKm), say("distance moyenne", "mean distance"),
        say("d’un ESSMS au siège de son porteur", "from an ESSMS to its porteur’s seat")),
    ]
  }

  private func figure(_ value: String, _ name: String, _ note: String) -> [String: Any] {
    ["figure": value, "figureName": name, "figureNote": note]
  }

  /// "sur 1 790 à grouper (99,9 %)"; the share is rounded down, so that 100 % means all.
  private func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    let percent = numbers.percent(
      (Double(part) / Double(whole) * 1000).rounded(.down) / 1000, places: part == whole ? 0 : 1)
    return say(
      "sur \(numbers.integer(whole)) à grouper (\(percent))", "of \(numbers.integer(whole)) to group (\(percent))")
  }

  /// Width of the value's bar where the bound's is 100.
  private var barShare: String {
    SVGPath.number(min(100, max(0, Double(plan.totals.value.cents) / Double(max(plan.bound.cents, 1)) * 100)))
  }
}

/// What the bound proves, in words; shared with the terminal.
struct ProofWords {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var isOptimal: Bool { plan.status == .optimal || plan.gap <= 0 }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  var short: String {
    let above = dossier.numbers.percentAbove(plan.gap)
    if plan.status == .empty, plan.gap <= 0 { return say("Rien à grouper, prouvé", "Nothing to group, proven") }
    if isOptimal { return say("Meilleur plan possible, prouvé", "Best possible plan, proven") }
    if plan.grappes.isEmpty { return say("Aucune grappe trouvée", "No grappe found") }
    if plan.status == .interrupted {
      return say(
        "Recherche interrompue ; à moins de \(above) du meilleur", "Search interrupted; within \(above) of the best")
    }
    return say("À moins de \(above) du meilleur plan, prouvé", "Within \(above) of the best plan, proven")
  }

  /// Bound and gap.
  var bound: String {
    let n = dossier.numbers
    let most = n.money(plan.bound, rounding: .up)
    if isOptimal {
      return say(
        "Sous ces règles, aucun plan ne peut valoir plus de \(most) ; celui-ci les vaut : c’est un meilleur plan possible.",
        "Under these rules no plan can be worth more than \(most); this one is worth that: no plan is better.")
    }
    if plan.grappes.isEmpty {
      return say(
        "La recherche n’a trouvé aucune grappe, sans prouver qu’il n’y en a pas : sous ces règles, aucun plan ne peut valoir plus de \(most).",
        "The search found no grappe, and has not proven that there is none: under these rules no plan can be worth more than \(most)."
      )
    }
    return say(
      "Sous ces règles, aucun plan ne peut valoir plus de \(most) ; celui-ci vaut \(n.money(plan.totals.value)) : il est à moins de \(n.percentAbove(plan.gap)) du meilleur.",
      "Under these rules no plan can be worth more than \(most); this one is worth \(n.money(plan.totals.value)): it is within \(n.percentAbove(plan.gap)) of the best."
    )
  }

  /// How probability is counted in the value, where there are two ways.
  private var byWeight: String {
    Assumptions(dossier: dossier).hasTwoProbabilities
      ? say(" (probabilité d’après le nombre d’ESSMS)", " (probability by number of ESSMS)") : ""
  }

  /// What else the value loses.
  private var preferences: String {
    let p = plan.parameters
    let what = [
      p.dui == .prefer ? say("dont le DUI n’est pas celui de sa grappe", "whose DUI is not its grappe’s") : nil,
      p.sectors == .prefer ? say("d’un autre public que sa grappe", "of another sector than its grappe") : nil,
    ].compactMap { $0 }
    guard !what.isEmpty, p.preferencePrice > 0 else { return "" }
    let price = dossier.numbers.euros(p.preferencePrice)
    return say(
      ", et \(price) pour chaque ESSMS \(what.joined(separator: " ou "))",
      ", and \(price) for each ESSMS \(what.joined(separator: " or "))")
  }

  var sentences: [String] {
    let n = dossier.numbers
    let price = n.decimal(
      plan.parameters.spreadPrice, places: plan.parameters.spreadPrice.rounded() == plan.parameters.spreadPrice ? 0 : 2)
    let meaning = say(
      "La valeur d’un plan est son financement attendu\(byWeight), moins \(price) € pour chaque kilomètre entre un ESSMS et le siège de son porteur\(preferences).",
      "A plan is worth its expected funding\(byWeight), less €\(price) for each kilometre between an ESSMS and the seat of its porteur\(preferences)."
    )
    let proof =
      switch plan.search.exhausted.isEmpty && plan.search.treeBounds.isEmpty {
      case true:
        say(
          "La preuve est une liste de prix inscrite dans plan.json, que « grappes check » refait de bout en bout.",
          "The proof is a list of prices kept in plan.json, which “grappes check” goes through again from scratch.")
      case false:
        say(
          "Dans une région au moins, ce maximum vient d’un arbre de recherche (génération de colonnes) que « grappes check » ne rejoue pas ; les prix inscrits dans plan.json prouvent à eux seuls \(n.money(plan.search.certifiedBound, rounding: .up)).",
          "In one region at least this maximum comes from a search tree (branch and price) that “grappes check” does not replay; the prices kept in plan.json prove \(n.money(plan.search.certifiedBound, rounding: .up)) by themselves."
        )
      }
    return [bound, meaning, proof]
  }
}
