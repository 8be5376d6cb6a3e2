import Plans
import Register
import Wording

/// Codes of the plan, in words.
enum Words {
  static func reason(_ reason: Plan.Reason) -> Wording {
    switch reason {
    case .noNeighbour: Wording(fr: "Aucun voisin dans le rayon", en: "No neighbour within the radius")
    case .tooFewAround: Wording(fr: "Trop peu d’ESSMS alentour", en: "Too few ESSMS around")
    case .incompatible: Wording(fr: "Incompatible avec ses voisins", en: "Incompatible with its neighbours")
    case .envelope: Wording(fr: "Enveloppe insuffisante", en: "Envelope too small")
    case .notWorth: Wording(fr: "Vaut moins groupé que seul", en: "Worth less inside a grappe than outside")
    case .forbidden: Wording(fr: "Écarté par une contrainte", en: "Kept out by a constraint")
    case .searchLimit:
      Wording(fr: "Pas de meilleure place trouvée", en: "The search found no better place")
    }
  }

  static func exclusion(_ reason: ExclusionReason) -> Wording {
    switch reason {
    case .closed: Wording(fr: "Fermé", en: "Closed")
    case .noCoordinates: Wording(fr: "Sans coordonnées utilisables", en: "No usable coordinates")
    case .unknownDepartement: Wording(fr: "Département inconnu", en: "Unknown département")
    case .alreadyFunded: Wording(fr: "Déjà financé par le programme", en: "Already funded by the programme")
    case .fundedBySons: Wording(fr: "Financé par SONS", en: "Funded by SONS")
    case .otherEuropeanFunding:
      Wording(fr: "Autre financement européen pour le même objet", en: "Other European funding for the same object")
    case .noEligibleShare: Wording(fr: "Aucune part éligible", en: "No eligible share")
    case .optedOut: Wording(fr: "Non volontaire", en: "Opted out")
    }
  }

  /// - Parameter key: a raw value of `Sector`; another key is given back as it stands.
  static func sector(_ key: String) -> Wording {
    switch Sector(rawValue: key) {
    case .elderly: Wording(fr: "Personnes âgées", en: "Elderly")
    case .disabledAdults: Wording(fr: "Handicap, adultes", en: "Disabled adults")
    case .disabledChildren: Wording(fr: "Handicap, enfants", en: "Disabled children")
    case .homeServices: Wording(fr: "Domicile", en: "Home services")
    case .childProtection: Wording(fr: "Protection de l’enfance", en: "Child protection")
    case .housing: Wording(fr: "Hébergement et insertion", en: "Housing and inclusion")
    case .addiction: Wording(fr: "Difficultés spécifiques", en: "Addiction and precarity")
    case .youthJustice: Wording(fr: "Protection judiciaire de la jeunesse", en: "Youth justice")
    case .guardianship: Wording(fr: "Protection des majeurs", en: "Guardianship")
    case nil: Wording(fr: key, en: key)
    }
  }

  /// - Parameter key: an item of the barème; one without words here is given back as it stands.
  static let equipmentPerEssms = Wording(fr: "Équipement, par ESSMS", en: "Equipment, per ESSMS")

  static func item(_ key: String) -> Wording {
    switch key {
    case "acquisition": Wording(fr: "DUI, acquisition", en: "DUI, acquisition")
    case "conformity", "conformite", "compliance", "upgrade":
      Wording(fr: "DUI, mise en conformité", en: "DUI, upgrade")
    case "dui": Wording(fr: "DUI", en: "DUI")
    case "equipment": Wording(fr: "Équipement, par OG", en: "Equipment, per OG")
    case "contract": Wording(fr: "Passation du marché", en: "Passing the contract")
    case "steering": Wording(fr: "Pilotage de la grappe", en: "Steering of the grappe")
    default: Wording(fr: key, en: key)
    }
  }

  static func route(_ route: Plan.Route) -> Wording {
    switch route {
    case .regional: Wording(fr: "régionale", en: "regional")
    case .multiregional: Wording(fr: "multirégionale", en: "multi-regional")
    case .national: Wording(fr: "nationale", en: "national")
    }
  }

  static func stop(_ stop: Plan.Stop) -> Wording {
    switch stop {
    case .proven: Wording(fr: "valeur et borne se rejoignent", en: "value and bound met")
    case .gap: Wording(fr: "l’écart demandé était atteint", en: "the gap asked for was reached")
    case .noImprovement:
      Wording(fr: "plus aucun voisinage n’apportait de gain", en: "no neighbourhood brought a gain any more")
    case .workLimit: Wording(fr: "le travail accordé était fait", en: "the work granted was done")
    case .timeLimit:
      Wording(
        fr: "la durée accordée a borné la recherche, ou l’une de ses étapes",
        en: "the time limit cut the search, or a part of it, short")
    case .interrupted: Wording(fr: "l’utilisateur l’a interrompue", en: "the user interrupted it")
    }
  }

  static func status(_ status: Plan.Status) -> Wording {
    switch status {
    case .optimal: Wording(fr: "optimal", en: "optimal")
    case .feasible: Wording(fr: "réalisable", en: "feasible")
    case .interrupted: Wording(fr: "interrompu", en: "interrupted")
    case .empty: Wording(fr: "vide", en: "empty")
    }
  }

  static func mode(_ mode: Plan.Mode) -> Wording {
    switch mode {
    case .weighted:
      Wording(
        fr: "financement attendu moins le prix des distances", en: "expected funding less the price of distances")
    case .fundingFirst:
      Wording(
        fr: "financement attendu d'abord, puis les distances les plus courtes",
        en: "expected funding first, then the shortest distances")
    case .spreadFirst:
      Wording(
        fr: "aucune distance, puis le plus de financement attendu",
        en: "no distance at all, then the most expected funding")
    }
  }
}
