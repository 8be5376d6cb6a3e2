import Geography
import Plans
import Register
import Wording

/// Why a change is not admissible: a code with its figures.
public enum ChangeReason: Sendable, Hashable, Codable {
  /// Not a unit that can be grouped here.
  case notGroupable(UnitName)
  case noSuchGrappe(String)
  /// A pair of one unit.
  case samePair(UnitName)
  /// Units of regions that are planned apart.
  case otherRegions(UnitName)
  case tooFewEssms(found: Int, least: Int)
  case tooManyEssms(found: Int, most: Int)
  case tooFewOG(found: Int, least: Int)
  /// The member's seat lies further from the porteur's than the radius.
  case outOfReach(UnitName, km: Double, radiusKm: Double)
  /// No open route crosses regions.
  case severalRegions
  /// No kind of grappe lets it lead: it must follow, or others of its chain lead.
  case mayNotLead(UnitName)
  /// The porteur named is no member.
  case porteurOutside(UnitName)
  /// No DUI, sector or route admits them together.
  case incompatible([UnitName])
  case apart(UnitPair)
  case together(UnitPair)
  case excluded(UnitName)
  /// The unit leads its grappe or is in none, and another leads this one.
  case mustLead(UnitName)
  case locked(grappe: String)
  case lockedUnit(UnitName)
  /// The constraints want it in a grappe.
  case compulsory(UnitName)
  case envelope(String, missing: Euros)
}

extension ChangeReason {
  /// In a sentence without its end.
  public var wording: Wording {
    switch self {
    case .notGroupable(let unit):
      Wording(
        fr: "l’OG \(unit.og) n’est pas à grouper ici (région, situation, taille ou contraintes)",
        en: "OG \(unit.og) is not to be grouped here (region, situation, size or constraints)")
    case .samePair(let unit):
      Wording(fr: "l’OG \(unit.og) est nommé deux fois", en: "OG \(unit.og) is named twice")
    case .noSuchGrappe(let id): Wording(fr: "aucune grappe \(id)", en: "no grappe \(id)")
    case .otherRegions(let unit):
      Wording(
        fr: "l’OG \(unit.og) est d’une région planifiée à part",
        en: "OG \(unit.og) is of a region that is planned apart")
    case .tooFewEssms(let found, let least):
      Wording(fr: "\(found) ESSMS, il en faut \(least)", en: "\(found) ESSMS, \(least) are needed")
    case .tooManyEssms(let found, let most):
      Wording(fr: "\(found) ESSMS, \(most) au plus", en: "\(found) ESSMS, \(most) at most")
    case .tooFewOG(let found, let least):
      Wording(fr: "\(found) OG, il en faut \(least)", en: "\(found) OG, \(least) are needed")
    case .outOfReach(let unit, let km, let radius):
      Wording(
        fr:
          "l’OG \(unit.og) a son siège à \(Self.plain(km).fr) km de celui du porteur, au-delà de \(Self.plain(radius).fr) km",
        en: "OG \(unit.og) has its seat \(Self.plain(km).en) km from the porteur's, beyond \(Self.plain(radius).en) km")
    case .severalRegions:
      Wording(fr: "aucune voie ouverte ne réunit plusieurs régions", en: "no open route joins several regions")
    case .mayNotLead(let unit):
      Wording(fr: "l’OG \(unit.og) ne peut pas être porteur", en: "OG \(unit.og) may not be the porteur")
    case .porteurOutside(let unit):
      Wording(fr: "le porteur \(unit.og) n’en est pas membre", en: "the porteur \(unit.og) is no member")
    case .incompatible(let units):
      Wording(
        fr: "DUI, secteur ou voie n’admettent pas ensemble \(Self.list(units))",
        en: "DUI, sector or route do not admit \(Self.list(units)) together")
    case .apart(let pair):
      Wording(
        fr: "\(pair.a.og) et \(pair.b.og) ne vont pas dans la même grappe",
        en: "\(pair.a.og) and \(pair.b.og) do not go into one grappe")
    case .together(let pair):
      Wording(
        fr: "\(pair.a.og) et \(pair.b.og) vont dans la même grappe",
        en: "\(pair.a.og) and \(pair.b.og) go into one grappe")
    case .excluded(let unit): Wording(fr: "l’OG \(unit.og) est exclu", en: "OG \(unit.og) is kept out")
    case .mustLead(let unit):
      Wording(fr: "l’OG \(unit.og) doit être porteur de sa grappe", en: "OG \(unit.og) must lead its grappe")
    case .locked(let id): Wording(fr: "la grappe \(id) est verrouillée", en: "grappe \(id) is locked")
    case .lockedUnit(let unit):
      Wording(fr: "l’OG \(unit.og) est verrouillé dans sa grappe", en: "OG \(unit.og) is locked in its grappe")
    case .compulsory(let unit):
      Wording(
        fr: "les contraintes veulent l’OG \(unit.og) dans une grappe",
        en: "the constraints want OG \(unit.og) in a grappe")
    case .envelope(let name, let missing):
      Wording(
        fr: "l’enveloppe \(name) ne suffit plus : il manque \(Self.euros(missing).fr)\u{202F}€",
        en: "envelope \(name) does not suffice: €\(Self.euros(missing).en) missing")
    }
  }

  private static func list(_ units: [UnitName]) -> String {
    units.prefix(3).map(\.og.text).joined(separator: ", ") + (units.count > 3 ? "…" : "")
  }

  /// To a tenth, in each language's way.
  private static func plain(_ km: Double) -> Wording {
    let tenths = Int((km * 10).rounded())
    guard !tenths.isMultiple(of: 10) else { return Wording(fr: "\(tenths / 10)", en: "\(tenths / 10)") }
    return Wording(fr: "\(tenths / 10),\(tenths % 10)", en: "\(tenths / 10).\(tenths % 10)")
  }

  /// Whole euros, rounded up so that what is said to be missing suffices.
  private static func euros(_ amount: Euros) -> Wording {
    let digits = String((amount.cents + 99) / 100)
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      digits.prefix(end).suffix(min(3, end))
    }.reversed()
    return Wording(fr: groups.joined(separator: "\u{202F}"), en: groups.joined(separator: ","))
  }
}
