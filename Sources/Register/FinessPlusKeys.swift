/// The keys of a FINESS+ document that the register needs, as `JSONStream` gives them: in small letters, since editions
/// differ in capitals (`informationsGeneralesPmej`, `informationsGeneralesPMEJ`).
enum FinessPlusKey: String, CaseIterable {
  case generatedAt = "generatedat"
  case pmej
  case ege
  case og = "informationsgeneralespmej"
  case establishment = "informationsgeneralesege"
  case ogID = "pmsmsseid"
  /// As the schema of 2025-12-11 writes it.
  case ogIDOfSchema = "pm_smsseid"
  case ogNumber = "numfinesspm"
  case ogName = "denominationpm"
  case ogLongName = "denominationlonguepmsmsse"
  case number = "numfinessege"
  case name = "nomegecourt"
  case longName = "nomegelong"
  case siret
  case opening = "dateouverture"
  case closing = "datefermeture"
  case state = "etatobjet"
  case category = "categorieentitegeographiqueexercice"
  case addresses = "adresse"
  case usage = "usageadresse"
  case commune = "cogcommune"
  case postalCode = "codepostal"
  case town = "ligneacheminement"
  case coordinates = "coordonneesgeographique"
  case x = "coordonneex"
  case y = "coordonneey"
  case latitude = "directionlatitude"
  case longitude = "directionlongitude"
  /// Key of the address in the Base Adresse Nationale, as documents write it and as the name should be.
  case addressKey = "cleininteropban"
  case addressKeyOfName = "cleinteropban"
  /// Groups: `gcc`, *groupements de coopération* among which the GHT.
  case groups = "gcc"
  case groupName = "nomgcc"
  case groupType = "typegcc"
  /// A later schema says one, the first required the other.
  case groupNumber = "numfinessgcc"
  case groupNumberOfSchema = "gccidentifiantexterne"
  case groupState = "etatactif"
  case groupMembers = "pmejdugcc"
  // Documents of activities.
  case activities = "activitesautorisees"
  case exercised = "activitesexercees"
  case general = "caracteristiquesgeneriques"
  case nature
  case natureCode = "codenature"
  // The schema of 2025-12-11 has a key for each nature where documents have a code.
  case socialMedical = "natureasmr"
  case otherSocial = "natureasocr"
  case ended = "datefineffectiveactivite"
  case capacities = "capacite"
  case count = "nombre"
  case entitlement = "habilitation"
  case funding = "modefinancement"
  case status = "statutcapacite"
  case unit = "unitemesurecapacite"
  case sex = "genre"
  /// Inside a value with its nomenclature, as the schema writes it: `{"code": "500", "system": "https://…"}`.
  case code

  /// - Returns: nil for a key that the register does not need.
  init?(_ bytes: [UInt8]) {
    guard bytes.count < Self.byLength.count,
      let known = Self.byLength[bytes.count].first(where: { $0.bytes == bytes })
    else { return nil }
    self = known.key
  }

  private static let byLength: [[(bytes: [UInt8], key: FinessPlusKey)]] = {
    let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0
    var table = [[(bytes: [UInt8], key: FinessPlusKey)]](repeating: [], count: longest + 1)
    for key in allCases { table[key.rawValue.utf8.count].append((Array(key.rawValue.utf8), key)) }
    return table
  }()
}
