import Register
import Wording

/// What a set of lines clashes over.
enum ConstraintClashReason: Hashable {
  /// An OG that the register does not hold.
  case unknown(FinessNumber)
  /// A chained OG that is not grouped since it reaches the minimum alone.
  case standalone(FinessNumber)
  /// An OG without eligible ESSMS in a compulsory set.
  case withoutESSMS(FinessNumber)
  /// A chained OG that works in several sectors where a grappe must have one.
  case severalSectors(FinessNumber)
  /// A chained OG that is to stay out.
  case excluded(FinessNumber)
  /// A line `separes` inside a set.
  case separated(FinessNumber, FinessNumber)
  case twoExisting(String, String)
  case twoLocks(String, String)
  case twoPorteurs(FinessNumber, FinessNumber)
  /// A porteur and a chained OG farther apart than the radius.
  case beyondPorteur(FinessNumber, FinessNumber)
  /// Two chained OG farther apart than twice the radius.
  case tooFar(FinessNumber, FinessNumber)
  case noCommonRegion(FinessNumber, FinessNumber)
  case noCommonEditor(FinessNumber, FinessNumber)
  case noCommonSector(FinessNumber, FinessNumber)
  /// More ESSMS than a grappe may have.
  case tooHeavy(essms: Int)
}

extension ConstraintClashReason {
  /// What clashes, and what was expected.
  func wording(_ facts: ConstraintClash.Facts) -> Wording {
    let radius = Self.km(facts.radiusKm)
    switch self {
    case .unknown(let og):
      return Wording(
        fr: "l'OG \(og) n'est pas dans le registre ; attendu : le numéro FINESS juridique d'un OG du registre",
        en: "the OG \(og) is not in the register; expected the legal FINESS number of an OG of the register")
    case .standalone(let og):
      return Wording(
        fr: "l'OG \(og) atteint le minimum seul (\(facts.essms[og] ?? 0) ESSMS) et n'est pas groupé ; "
          + "attendu : un OG qui peut entrer dans une grappe",
        en: "the OG \(og) reaches the minimum alone (\(facts.essms[og] ?? 0) ESSMS) and is not grouped; "
          + "expected an OG that can join a grappe")
    case .withoutESSMS(let og):
      return Wording(
        fr: "l'OG \(og) n'a aucun ESSMS éligible et doit être dans une grappe ; attendu : un OG avec un ESSMS éligible",
        en: "the OG \(og) has no eligible ESSMS and has to be in a grappe; expected an OG with an eligible ESSMS")
    case .severalSectors(let og):
      let sectors = Self.list(facts.sectors[og])
      return Wording(
        fr: "l'OG \(og) travaille dans plusieurs secteurs (\(sectors)) ; attendu : un seul secteur par grappe",
        en: "the OG \(og) works in several sectors (\(sectors)); expected one sector in a grappe")
    case .excluded(let og):
      return Wording(
        fr: "l'OG \(og) doit rester hors de toute grappe et être groupé ; attendu : l'un ou l'autre",
        en: "the OG \(og) is to stay out of every grappe and to be grouped; expected one or the other")
    case .separated(let a, let b):
      return Wording(
        fr: "les OG \(a) et \(b) doivent être dans une même grappe et séparés ; attendu : l'un ou l'autre",
        en: "the OG \(a) and \(b) are to be in one grappe and apart; expected one or the other")
    case .twoExisting(let a, let b):
      return Wording(
        fr:
          "les grappes existantes « \(a) » et « \(b) » auraient à n'en faire qu'une ; attendu : deux grappes distinctes",
        en: "the existing grappes \"\(a)\" and \"\(b)\" would have to be one; expected two separate grappes")
    case .twoLocks(let a, let b):
      return Wording(
        fr: "les grappes du plan « \(a) » et « \(b) » auraient à n'en faire qu'une ; attendu : deux grappes distinctes",
        en: "the plan's grappes \"\(a)\" and \"\(b)\" would have to be one; expected two separate grappes")
    case .twoPorteurs(let a, let b):
      return Wording(
        fr: "les OG \(a) et \(b) seraient tous deux porteurs d'une même grappe ; attendu : un seul porteur",
        en: "the OG \(a) and \(b) would both be porteur of one grappe; expected one porteur")
    case .beyondPorteur(let porteur, let og):
      return Wording(
        fr: "l'OG \(og) est à plus de \(radius.fr) km de son porteur \(porteur) ; attendu : au plus le rayon",
        en: "the OG \(og) is more than \(radius.en) km from its porteur \(porteur); expected the radius at most")
    case .tooFar(let a, let b):
      let twice = Self.km(2 * facts.radiusKm)
      return Wording(
        fr:
          "les OG \(a) et \(b) sont à plus de \(twice.fr) km l'un de l'autre, deux fois le rayon : aucun porteur n'est à "
          + "\(radius.fr) km au plus des deux ; attendu : des OG plus proches",
        en: "the OG \(a) and \(b) are more than \(twice.en) km apart, twice the radius: no porteur is within "
          + "\(radius.en) km of both; expected OG closer together")
    case .noCommonRegion(let a, let b):
      let (first, second) = (Self.regions(a, facts), Self.regions(b, facts))
      return Wording(
        fr: "les OG \(a) (\(first)) et \(b) (\(second)) n'ont pas de région commune ; attendu : une région commune, "
          + "aucune voie multirégionale ou nationale n'étant ouverte",
        en: "the OG \(a) (\(first)) and \(b) (\(second)) have no region in common; expected a common region, "
          + "since no multiregional or national route is open")
    case .noCommonEditor(let a, let b):
      let (first, second) = (Self.list(facts.editors[a]), Self.list(facts.editors[b]))
      return Wording(
        fr: "les OG \(a) (\(first)) et \(b) (\(second)) n'ont pas de DUI commun ; attendu : un seul DUI par grappe",
        en: "the OG \(a) (\(first)) and \(b) (\(second)) have no DUI in common; expected one DUI in a grappe")
    case .noCommonSector(let a, let b):
      let (first, second) = (Self.list(facts.sectors[a]), Self.list(facts.sectors[b]))
      return Wording(
        fr:
          "les OG \(a) (\(first)) et \(b) (\(second)) ne sont pas du même secteur ; attendu : un seul secteur par grappe",
        en: "the OG \(a) (\(first)) and \(b) (\(second)) are of different sectors; expected one sector in a grappe")
    case .tooHeavy(let essms):
      let maximum = facts.maximum ?? 0
      return Wording(
        fr: "les OG réunis ont \(essms) ESSMS ; attendu : \(maximum) ESSMS au plus dans une grappe",
        en: "the OG brought together have \(essms) ESSMS; expected at most \(maximum) ESSMS in a grappe")
    }
  }

  private static func list(_ words: Set<String>?) -> String {
    let sorted = (words ?? []).sorted()
    return sorted.prefix(4).joined(separator: ", ") + (sorted.count > 4 ? "…" : "")
  }

  private static func regions(_ og: FinessNumber, _ facts: ConstraintClash.Facts) -> String {
    list(facts.regions[og].map { Set($0.map(\.rawValue)) })
  }

  /// At most one decimal.
  private static func km(_ value: Double) -> Wording {
    let tenths = (value * 10).rounded()
    guard tenths.magnitude < 1e9 else { return Wording(fr: "\(value)", en: "\(value)") }
    let (whole, rest) = Int(tenths).quotientAndRemainder(dividingBy: 10)
    return rest == 0
      ? Wording(fr: "\(whole)", en: "\(whole)") : Wording(fr: "\(whole),\(rest)", en: "\(whole).\(rest)")
  }
}
