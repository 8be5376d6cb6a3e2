import Wording

/// The fixed words of a grappe's folder, by the names under which its templates call them: `{{w.members}}`.
enum FilingWords {
  static func table(in language: Language) -> [String: String] {
    all.mapValues { $0.text(in: language) }
  }

  static let all: [String: Wording] = [
    "programme": Wording(fr: "Programme ESMS numérique", en: "ESMS numérique programme"),
    "colon": Wording(fr: "\u{A0}:", en: ":"),
    "campaign": Wording(fr: "campagne", en: "campaign"),
    "porteur": Wording(fr: "Porteur", en: "Porteur"),
    "porteurTag": Wording(fr: "porteur", en: "porteur"),
    "route": Wording(fr: "Voie", en: "Route"),
    "region": Wording(fr: "Région", en: "Region"),
    "filedWith": Wording(fr: "À déposer auprès de", en: "To be filed with"),
    "opens": Wording(fr: "Ouverture", en: "Opens"),
    "deadline": Wording(fr: "Dernier jour de dépôt", en: "Last day to file"),
    "late": Wording(
      fr: "Un dossier déposé après la clôture est non recevable. Date à vérifier dans l’appel à projets.",
      en: "A dossier filed after the close is not admissible. To be checked in the call for projects."),
    "dui": Wording(fr: "DUI visé", en: "Target DUI"),
    "duiUnknown": Wording(fr: "à choisir avec les membres", en: "to be chosen with the members"),
    "sectors": Wording(fr: "Publics", en: "Sectors"),
    "insights": Wording(fr: "Solidité de la grappe", en: "How solid the grappe is"),
    "members": Wording(fr: "Membres", en: "Members"),
    "essms": Wording(fr: "ESSMS", en: "ESSMS"),
    "legal": Wording(fr: "FINESS juridique", en: "FINESS juridique"),
    "geographic": Wording(fr: "FINESS géo.", en: "FINESS géo."),
    "name": Wording(fr: "Nom", en: "Name"),
    "category": Wording(fr: "Catégorie", en: "Category"),
    "siret": Wording(fr: "SIRET", en: "SIRET"),
    "town": Wording(fr: "Commune", en: "Commune"),
    "duiInPlace": Wording(fr: "DUI en place", en: "DUI in place"),
    "missing": Wording(fr: "à compléter", en: "to be completed"),
    "atKm": Wording(fr: "du porteur", en: "from the porteur"),
    "money": Wording(fr: "Financement", en: "Funding"),
    "item": Wording(fr: "Poste", en: "Item"),
    "detail": Wording(fr: "Compte", en: "Count"),
    "amount": Wording(fr: "Montant", en: "Amount"),
    "certainty": Wording(fr: "Certitude", en: "Certainty"),
    "total": Wording(fr: "Total", en: "Total"),
    "payments": Wording(fr: "Versements", en: "Payments"),
    "when": Wording(fr: "Quand", en: "When"),
    "share": Wording(fr: "Part", en: "Share"),
    "checklist": Wording(fr: "Liste de contrôle", en: "Checklist"),
    "source": Wording(fr: "Source", en: "Source"),
    "paiNote": Wording(
      fr:
        "Matière à reprendre dans PAI numérique. Les rubriques de l’outil ne sont pas dans les données de Grappes : à répartir en le remplissant. Les crochets sont à compléter.",
      en:
        "Matter for PAI numérique. The tool’s headings are not in Grappes’ data: to be shared out while filling it in. Brackets are to be completed."
    ),
    "projectTitle": Wording(fr: "Intitulé du projet", en: "Title of the project"),
    "presentation": Wording(fr: "Présentation", en: "Presentation"),
    "together": Wording(
      fr: "Les organismes gestionnaires listés plus bas déposent ensemble un seul projet, porté par",
      en: "The organismes gestionnaires listed below file one project together, led by"),
    "contactPerson": Wording(
      fr: "Personne à joindre : [nom, fonction, courriel, téléphone]",
      en: "Contact: [name, position, e-mail, telephone]"),
    "thread": Wording(
      fr: "Fil commun du projet : [public, territoire, logiciel, coopérations antérieures]",
      en: "The project’s thread in common: [public served, territory, software, earlier cooperation]"),
    "governance": Wording(
      fr: "Pilotage et règles de reversement : [à compléter]", en: "Steering and rules of passing on: [to be completed]"
    ),
    "schedule": Wording(
      fr: "Calendrier de déploiement : [à compléter]", en: "Deployment calendar: [to be completed]"),
  ]
}
