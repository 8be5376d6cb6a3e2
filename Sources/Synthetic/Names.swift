import Foundation
import Geography
import Grouping

/// Invented names: plants for sites, and for OG towns that do not exist.
struct Names: Sendable {
  /// Towns of no commune of France, such as `VALOSIERE`.
  let towns: [String]

  init(avoiding communes: [Commune]) {
    let real = Set(communes.map { Self.capitals($0.name).filter { $0.isLetter } })
    towns = Self.townHeads.flatMap { head in Self.townTails.map { head + $0 } }.filter { !real.contains($0) }
  }

  /// Ranks whose names differ.
  var count: Int { towns.count * Self.rivers.count }

  /// The name of the OG of a rank: `ASSOCIATION LES TILLEULS DE VALOSIERE`, `CCAS DE MONTLIANE SUR VEYOLE`. No two
  /// of the first 9,000 have the same one.
  func og(kind: String, rank: Int) -> String {
    let place = rank % towns.count
    let town = towns[place]
    let round = rank / towns.count
    if kind == "CCAS" { return "CCAS \(Self.link(town))\(town) SUR \(Self.rivers[round % Self.rivers.count])" }
    // A town's plants follow one another in an order of its own.
    let plant = Self.plants[(round + place * 7) % Self.plants.count]
    let mask = Self.masks[(round / Self.plants.count + place) % Self.masks.count]
    return "\(kind) \(Self.filled(mask, plant)) \(Self.link(town))\(town)"
  }

  /// `DE VALOSIERE`, `D'AUBANDELLE`.
  private static func link(_ town: String) -> String { "AEIO".contains(town.prefix(1)) ? "D'" : "DE " }

  /// Where a site is said to stand: `LE CLOS DES TILLEULS`.
  static func place(_ generator: inout SeededGenerator) -> String {
    filled(generator.one(of: masks), generator.one(of: plants))
  }

  static func shortPlace(_ generator: inout SeededGenerator) -> String { "LES " + generator.one(of: plants) }

  /// A road: `DU MOULIN`, `DES TILLEULS`.
  static func street(_ generator: inout SeededGenerator) -> String {
    generator.happens(0.5) ? generator.one(of: streets) : "DES " + generator.one(of: plants)
  }

  static func streetType(_ generator: inout SeededGenerator) -> String { generator.one(of: streetTypes) }

  private static func filled(_ mask: String, _ plant: String) -> String { mask + " " + plant }

  /// As FINESS writes names: capitals without accents or hyphens.
  static func capitals(_ text: String) -> String {
    var capitals = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "œ", "Œ": capitals.append(contentsOf: "OE".unicodeScalars)
      case "-": capitals.append(" ")
      case "a"..."z": capitals.append(Unicode.Scalar(UInt8(scalar.value) - 32))
      case _ where scalar.isASCII: capitals.append(scalar)
      default: break
      }
    }
    return String(capitals)
  }

  /// The town of an address line: capitals, SAINT shortened, no arrondissement.
  static func townLine(_ name: String) -> String {
    let town = name.hasSuffix(" Arrondissement") ? String(name.prefix { $0 != " " }) : name
    return capitals(town).split { $0 == " " || $0 == "'" }
      .map { $0 == "SAINT" ? "ST" : $0 == "SAINTE" ? "STE" : String($0) }.joined(separator: " ")
  }

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static let plants = words(
    """
    TILLEULS GENETS LILAS BRUYERES GLYCINES MIMOSAS ACACIAS ERABLES CHARMILLES IRIS BLEUETS JONQUILLES LAVANDES MELEZES \
    PERVENCHES PRIMEVERES SORBIERS SAULES VIOLETTES ANEMONES CAMELIAS CAPUCINES CEDRES CERISIERS COQUELICOTS CORMIERS \
    EGLANTINES FOUGERES FRENES GENEVRIERS HETRES JACINTHES MAGNOLIAS MARRONNIERS MERISIERS MUGUETS MYOSOTIS NOISETIERS \
    OLIVIERS ORCHIDEES PEUPLIERS PIVOINES PLATANES ROSEAUX TULIPES VERVEINES VIGNES
    """)
  private static let masks = [
    "LES", "LE CLOS DES", "LE JARDIN DES", "LA MAISON DES", "LE HAMEAU DES", "L'ALLEE DES",
  ]
  private static let townHeads = words(
    "VAL MONT CLAIR ROCHE BEAU AUBE CHANTE BRUME SOURCE FLEUR LUNE PRE ORME COMBE BOIS PLAINE SOMBRE VERTE")
  private static let townTails = words(
    """
    OSIERE LIANE VELINE ANDELLE BRELLE FAVIERE LOUVINE SERINE TREMIERE VOLINE GARELLE MESINE DORELLE FRESINE NAVELLE \
    QUERINE RIVOLE TESSANE
    """)
  private static let rivers = words(
    """
    VEYOLE BRENISE LOURELLE ANTINE GOURVE SELISE TARNELLE OUVEINE DROUISE MERELLE VIOSNELLE CHARINE ESTRELLE FOLISE \
    RUANE BELISE COURVE DANELLE GALINE HURVE JOLISE LIVONE MOULISE NERVINE PALISE QUENISE ROUVELLE SAVINE TOURISE VERNELLE
    """)
  private static let streets = [
    "DE LA FONTAINE", "DU MOULIN", "DE LA GARE", "DU STADE", "DES ECOLES", "DU BOURG", "DU LAVOIR", "DU PUITS",
  ]
  private static let streetTypes = ["R", "AV", "RTE", "PL", "CHE", "IMP", "ALL", "BD"]
}
