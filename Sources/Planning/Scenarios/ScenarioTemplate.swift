import Wording

/// A scenario file to begin with: every key with its default, explained and commented out.
public enum ScenarioTemplate {
  /// - Returns: YAML in which two keys stand, all others to be uncommented.
  public static func text(in language: Language) -> String {
    let head = Wording(
      fr: """
        # Scénario de Grappes. Toute clé est facultative : celles en commentaire montrent ce qui vaut sans elles, ou un
        # exemple. « grappes scenario validate » vérifie le fichier ; ce qui est tapé sur la ligne de commande l'emporte.
        # Les chemins partent du dossier de ce fichier.
        """,
      en: """
        # A Grappes scenario. Every key is optional: those in comments show what holds without them, or an example.
        # "grappes scenario validate" checks the file; what is typed on the command line counts more.
        # Paths start from this file's folder.
        """)
    return head.text(in: language) + "\n"
      + entries.map { "\n# \($0.what.text(in: language))\n\($0.lines.text(in: language))\n" }.joined()
  }

  private struct Entry {
    let what: Wording
    let lines: Wording

    init(_ lines: String, fr: String, en: String) {
      what = Wording(fr: fr, en: en)
      self.lines = Wording(fr: lines, en: lines)
    }
  }

  private static let entries = [
    Entry(
      "# extends: base.yaml", fr: "Fichier que celui-ci change, clé par clé ; null y reprend une clé.",
      en: "File that this one changes, key by key; null takes a key of it back."),
    Entry(
      "campaign: \"2024\"", fr: "Campagne ; « grappes campaigns » les nomme.",
      en: "Campaign; \"grappes campaigns\" names them."),
    Entry(
      "# campaignFile: [campaign.yaml]", fr: "Fichiers de campagne ou de barème à soi.",
      en: "Campaign or barème files of one's own."),
    Entry(
      "# rules: {routes: {regional: {limits: {minimum: 12}}}}",
      fr: "Ce qui diffère dans la campagne, comme dans un fichier de campagne.",
      en: "What differs in the campaign, as in a campaign file."),
    Entry(
      "# regions: [\"24\", \"53\"]", fr: "Codes INSEE des régions ; sans elle, toutes celles du registre.",
      en: "INSEE codes of the regions; without it all that the register holds."),
    Entry(
      "# situation: situation.csv", fr: "DUI, financements et souhaits des ESSMS.",
      en: "DUI, funding and wishes of the ESSMS."),
    Entry(
      "# constraints: constraints.csv", fr: "OG à grouper, à séparer, porteurs, grappes existantes.",
      en: "OG to group, to keep apart, porteurs, existing grappes."),
    Entry(
      "# from: plan.json", fr: "Plan antérieur, ou lignes grappe;og, d'où part la recherche.",
      en: "Earlier plan, or grappe;og lines, that the search starts from."),
    Entry(
      "# stability: 0", fr: "Avec from : euros que compte chaque OG qui garde son porteur.",
      en: "With from: euros that each OG counts which keeps its porteur."),
    Entry(
      "# objective: weighted", fr: "Ce qui compte : weighted, fundingFirst ou spreadFirst.",
      en: "What counts: weighted, fundingFirst or spreadFirst."),
    Entry(
      "# routes: [regional]", fr: "Voies ouvertes : regional, multiregional, national.",
      en: "Routes open: regional, multiregional, national."),
    Entry(
      "# spreadPrice: 100", fr: "Prix de la distance, en euros par ESSMS et par km.",
      en: "Price of distance, in euros for each ESSMS and km."),
    Entry(
      "# radiusKm: 60", fr: "Distance la plus grande entre les sièges d'un membre et du porteur, en km.",
      en: "Greatest distance between the seats of a member and of the porteur, in km."),
    Entry(
      "# distance: terre",
      fr: "Comment se mesurent les distances : terre (communes voisines, ponts, bateaux), grandCercle ou route.",
      en: "How distances are measured: terre (neighbouring communes, bridges, boats), grandCercle or route."),
    Entry(
      "# distances: trajets.csv",
      fr: "Trajets par la route, que fait « grappes distances » ; distance est alors route.",
      en: "Ways by road, as \"grappes distances\" makes them; distance is route then."),
    Entry(
      "# radiusMinutes: 45", fr: "Par la route : durée la plus longue entre ces sièges, à la place de radiusKm.",
      en: "By road: longest time between these seats, in place of radiusKm."),
    Entry(
      "# minutePrice: 80", fr: "Par la route : prix en euros par ESSMS et par minute, à la place de spreadPrice.",
      en: "By road: price in euros for each ESSMS and minute, in place of spreadPrice."),
    Entry("# detour: 1", fr: "Facteur appliqué à toutes les distances.", en: "Factor of every distance."),
    Entry(
      "# withdrawal: 0.05", fr: "Probabilité qu'un OG se retire : une hypothèse.",
      en: "Probability that an OG withdraws: an assumption."),
    Entry(
      "# dui: ignore", fr: "Un seul DUI par grappe : ignore, prefer ou require ; sans elle, comme dit la campagne.",
      en: "One DUI in a grappe: ignore, prefer or require; without it, as the campaign says."),
    Entry(
      "# sectors: ignore", fr: "Un seul secteur par grappe : ignore, prefer ou require.",
      en: "One sector in a grappe: ignore, prefer or require."),
    Entry(
      "# preferencePrice: 1000", fr: "Avec prefer : euros par ESSMS qui diffère ; une convention de l'outil.",
      en: "With prefer: euros for each ESSMS that differs; a convention of the tool."),
    Entry(
      "# unknownDui: acquisition", fr: "Ce que compte un ESSMS au DUI inconnu : acquisition ou compliance.",
      en: "What an ESSMS of unknown DUI counts as: acquisition or compliance."),
    Entry(
      "# probabilities: [{from: 15, to: 19, probability: 0.4}, {from: 20, probability: 0.5}]",
      fr: "Exemple : chances de succès par taille ; la première bande qui convient vaut, 1 où aucune ne convient.",
      en: "Example: chances of success by size; the first band that fits counts, 1 where none does."),
    Entry(
      "# envelopes: {\"24\": 9000000, national: 1500000}",
      fr: "Exemple : enveloppes en euros, par région et pour l'appel national ; ou campaign.",
      en: "Example: envelopes in euros, by region and for the national call; or campaign."),
    Entry(
      "timeLimit: 60", fr: "Durée de la recherche, en secondes ; pour chaque région dans un balayage.",
      en: "Time for the search, in seconds; for each region in a sweep."),
    Entry(
      "# work: 1000000000", fr: "Travail accordé, en pas (search.work d'un plan) ; le même donne le même plan.",
      en: "Work granted, in steps (search.work of a plan); the same gives the same plan."),
    Entry(
      "# gap: 0", fr: "Écart prouvé qui suffit : 0.001 pour 0,1 %.", en: "Proven gap that is enough: 0.001 for 0.1%."),
    Entry(
      "# plain: false", fr: "Vrai : le modèle nu, auquel on compare d'autres solveurs (distances à vol d'oiseau).",
      en: "True: the bare model that other solvers are compared with (great circles)."),
    Entry("# seed: 1", fr: "Graine du hasard.", en: "Seed of chance."),
    Entry(
      "# matrix: {radiusKm: [40, 60], dui: [ignore, require]}",
      fr: "Exemple : balayage ; chaque choix de valeurs est un scénario (grappes scenario run).",
      en: "Example: a sweep; each choice of values is a scenario (grappes scenario run)."),
  ]
}
