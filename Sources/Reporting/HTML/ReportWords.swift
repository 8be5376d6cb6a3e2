import Wording

/// The fixed words of the report, by the names under which its templates call them: `{{w.map}}`.
enum ReportWords {
  static func table(in language: Language) -> [String: String] {
    all.mapValues { $0.text(in: language) }
  }

  static let all: [String: Wording] = [
    "programme": Wording(fr: "Programme ESMS numérique", en: "ESMS numérique programme"),
    "campaign": Wording(fr: "Campagne", en: "Campaign"),
    "contents": Wording(fr: "Sommaire", en: "Contents"),
    "skip": Wording(fr: "Aller aux grappes", en: "Skip to the grappes"),
    "essential": Wording(fr: "L’essentiel", en: "In a minute"),
    "proof": Wording(fr: "Que vaut ce plan ?", en: "How good is this plan?"),
    "map": Wording(fr: "Carte", en: "Map"),
    "zoomIn": Wording(fr: "Agrandir", en: "Zoom in"),
    "zoomOut": Wording(fr: "Réduire", en: "Zoom out"),
    "zoomReset": Wording(fr: "Vue d’ensemble", en: "Whole map"),
    "wheelHint": Wording(
      fr: "Ctrl + molette pour agrandir, ou cliquez d’abord sur la carte",
      en: "Ctrl + wheel to zoom, or click the map first"),
    "legend": Wording(fr: "Légende", en: "Legend"),
    "legendPorteur": Wording(fr: "porteur, avec le numéro de la grappe", en: "porteur, with the grappe’s number"),
    "legendSmall": Wording(
      fr: "porteur sans place pour le numéro (agrandir)", en: "porteur without room for the number (zoom in)"),
    "legendPoint": Wording(fr: "ESSMS d’un membre (1, 2, 5, 9 et plus)", en: "ESSMS of a member (1, 2, 5, 9 or more)"),
    "legendLink": Wording(fr: "lien d’un membre à son porteur", en: "link from a member to its porteur"),
    "legendBoat": Wording(fr: "le même, en bateau", en: "the same, by boat"),
    "legendThread": Wording(
      fr: "vers les autres ESSMS d’un membre, pour la grappe montrée",
      en: "to a member’s other ESSMS, for the grappe being shown"),
    "legendAlone": Wording(fr: "OG qui dépose seul", en: "OG that files alone"),
    "legendUngrouped": Wording(fr: "OG non groupé", en: "ungrouped OG"),
    "legendColours": Wording(
      fr: "Une couleur par grappe ; deux grappes voisines n’ont pas la même.",
      en: "One colour for each grappe; grappes next to each other differ."),
    "table": Wording(fr: "Les grappes en un tableau", en: "The grappes in one table"),
    "tableNote": Wording(
      fr: "Un clic sur un titre de colonne trie le tableau.", en: "A click on a column’s title sorts the table."),
    "grappes": Wording(fr: "Les grappes une à une", en: "The grappes one by one"),
    "search": Wording(
      fr: "Chercher une commune, un OG, un ESSMS, une grappe, un numéro",
      en: "Find a commune, an OG, an ESSMS, a grappe, a number"),
    "results": Wording(fr: "Trouvés", en: "Found"),
    "clear": Wording(fr: "Tout montrer", en: "Show all"),
    "filter": Wording(fr: "Filtrer le tableau", en: "Filter the table"),
    "allRegions": Wording(fr: "toutes", en: "all"),
    "mapKeys": Wording(
      fr:
        "Au clavier : les flèches vont de grappe en grappe, Entrée ouvre sa fiche, + et − agrandissent et réduisent, 0 montre tout.",
      en: "By keyboard: arrows go from grappe to grappe, Enter opens its card, + and − zoom, 0 shows all."),
    "mapTable": Wording(fr: "La carte en un tableau", en: "The map as a table"),
    "money": Wording(fr: "L’argent, poste par poste", en: "The money, item by item"),
    "unit": Wording(fr: "Montant unitaire", en: "Amount for each"),
    "certainty": Wording(fr: "Certitude", en: "Certainty"),
    "moneyTotal": Wording(fr: "Financement si toutes aboutissent", en: "Funding if all go through"),
    "moneyRisk": Wording(fr: "Risque de retrait et d’échec", en: "Risk of withdrawal and failure"),
    "assumption": Wording(fr: "hypothèse de l’outil", en: "an assumption of the tool"),
    "calendar": Wording(fr: "Calendrier", en: "Calendar"),
    "filedWith": Wording(fr: "Auprès de", en: "With"),
    "route": Wording(fr: "Voie", en: "Route"),
    "opening": Wording(fr: "Ouverture", en: "Opens"),
    "closing": Wording(fr: "Dernier jour", en: "Last day"),
    "grappeCount": Wording(fr: "Grappes", en: "Grappes"),
    "late": Wording(
      fr: "Un dossier déposé après la clôture est non recevable. Dates à relire dans l’appel à projets.",
      en: "A dossier filed after the close is not admissible. Read the dates again in the call for projects."),
    "noMatch": Wording(fr: "Aucune grappe", en: "No grappe"),
    "matches": Wording(fr: "grappe(s) sur", en: "grappe(s) of"),
    "matchesOutside": Wording(fr: "OG hors grappe, plus bas", en: "OG outside grappes, further down"),
    "number": Wording(fr: "Grappe", en: "Grappe"),
    "porteur": Wording(fr: "Porteur", en: "Porteur"),
    "porteurTag": Wording(fr: "porteur", en: "porteur"),
    "funding": Wording(fr: "Financement", en: "Funding"),
    "amounts": Wording(fr: "Montants :", en: "Amounts:"),
    "expected": Wording(fr: "Financement attendu", en: "Expected funding"),
    "probability": Wording(fr: "Probabilité d’aller au bout", en: "Probability of going through"),
    "meanKm": Wording(fr: "Distance moyenne", en: "Mean distance"),
    "maxKm": Wording(fr: "Distance max.", en: "Max. distance"),
    "diameterKm": Wording(fr: "Étendue", en: "Diameter"),
    "members": Wording(fr: "Membres", en: "Members"),
    "member": Wording(fr: "Organisme gestionnaire", en: "Organisme gestionnaire"),
    "finess": Wording(fr: "FINESS", en: "FINESS"),
    "distance": Wording(fr: "Au porteur", en: "To porteur"),
    "item": Wording(fr: "Poste", en: "Item"),
    "detail": Wording(fr: "Détail", en: "Detail"),
    "amount": Wording(fr: "Montant", en: "Amount"),
    "total": Wording(fr: "Total", en: "Total"),
    "seeOnMap": Wording(fr: "Voir sur la carte", en: "See on the map"),
    "file": Wording(fr: "À déposer", en: "To be filed"),
    "by": Wording(fr: "au plus tard le", en: "by"),
    "noDeadline": Wording(fr: "date limite non connue", en: "deadline not known"),
    "dui": Wording(fr: "DUI visé", en: "Target DUI"),
    "duiUnknown": Wording(
      fr: "non déterminé : inconnu, ou plusieurs chez les membres",
      en: "not set: not known, or several among the members"),
    "sectors": Wording(fr: "Publics", en: "Sectors"),
    "ungrouped": Wording(fr: "OG non groupés", en: "Ungrouped OG"),
    "ungroupedNone": Wording(
      fr: "Tous les OG à grouper sont dans une grappe.", en: "Every OG to be grouped is in a grappe."),
    "reason": Wording(fr: "Motif", en: "Reason"),
    "price": Wording(fr: "Prix de sa place", en: "Price of its place"),
    "priceNote": Wording(
      fr:
        "Le prix d’une place est ce que l’OG apporterait, à la marge, à un plan qui saurait l’accueillir ; il vient de la preuve.",
      en:
        "The price of a place is what the OG would bring, at the margin, to a plan with room for it; it comes from the proof."
    ),
    "standalone": Wording(fr: "OG qui déposent seuls", en: "OG that file alone"),
    "standaloneNote": Wording(
      fr: "Ces OG atteignent seuls le minimum d’ESSMS.", en: "These OG reach the minimum number of ESSMS alone."),
    "standaloneNone": Wording(
      fr: "Aucun OG n’atteint seul le minimum.", en: "No OG reaches the minimum alone."),
    "excluded": Wording(fr: "ESSMS écartés", en: "ESSMS left out"),
    "excludedNone": Wording(fr: "Aucun ESSMS n’est écarté.", en: "No ESSMS is left out."),
    "count": Wording(fr: "Nombre", en: "Number"),
    "opens": Wording(fr: "à partir du", en: "from"),
    "weightProbability": Wording(fr: "D’après le seul nombre d’ESSMS", en: "By number of ESSMS alone"),
    "payments": Wording(fr: "Versements", en: "Payments"),
    "insights": Wording(fr: "Solidité", en: "How solid"),
    "rules": Wording(fr: "Règles et enveloppes", en: "Rules and envelopes"),
    "envelopes": Wording(fr: "Enveloppes", en: "Envelopes"),
    "envelope": Wording(fr: "Enveloppe", en: "Envelope"),
    "spent": Wording(fr: "Dépensé par le plan", en: "Spent by the plan"),
    "sourceWord": Wording(fr: "Source", en: "Source"),
    "rulePrices": Wording(fr: "Ce que coûtent les règles", en: "What the rules cost"),
    "region": Wording(fr: "Région", en: "Region"),
    "priceMinimum": Wording(fr: "Minimum −1 ESSMS, au plus", en: "Minimum −1 ESSMS, at most"),
    "priceRadius": Wording(fr: "Rayon +10 km, au plus", en: "Radius +10 km, at most"),
    "priceEnvelope": Wording(fr: "Un euro d’enveloppe de plus", en: "A further euro of envelope"),
    "situation": Wording(
      fr: "Ce que dit la situation, et ce qu’on ignore", en: "What the situation tells, and what is not known"),
    "method": Wording(fr: "Paramètres et provenance", en: "Parameters and provenance"),
    "parameters": Wording(fr: "Paramètres", en: "Parameters"),
    "provenance": Wording(fr: "Provenance", en: "Provenance"),
    "files": Wording(fr: "Fichiers lus", en: "Files read"),
    "fileName": Wording(fr: "Fichier", en: "File"),
    "fileRole": Wording(fr: "Rôle", en: "Role"),
    "fileDate": Wording(fr: "Date", en: "Date"),
    "contoursSource": Wording(fr: "Contours :", en: "Outlines:"),
  ]
}
