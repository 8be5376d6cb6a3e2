import Foundation

@testable import Register

/// An ESSMS in the Ain as the files of every format hold it, cell by cell, and what a damage does beyond its cells.
struct DamagedRow: Sendable {
  var number: String
  /// Of its `geolocalisation` line.
  var located: String
  var og = "010000016"
  var ogDepartement = "01"
  var name: String
  var departement = "01"
  var commune = "053"
  var town = "01000 BOURG EN BRESSE"
  var siret: String
  var opening = "1990-02-01"
  var category = "500"
  var label = "Etablissement d'hébergement pour personnes âgées dépendantes"
  var x: String
  var y = "6571540.8"
  var source = "1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)"
  /// Whether its name holds a `;` that nothing quotes.
  var hasShift: Bool { name.contains(";") }
  /// Whether its line stops after some cells.
  var isCut = false

  init(_ place: Int) {
    number = Self.number(place)
    located = number
    name = "FOYER DE L’ÉTÉ \(place)"
    siret = Self.siret(place)
    x = "\(870262 + 50 * place).2"
  }

  static func rows(_ count: Int) -> [DamagedRow] { (0..<count).map { DamagedRow($0) } }
  static func number(_ place: Int) -> String { keyed("0100" + String(1000 + place)) }
  static func siret(_ place: Int) -> String { keyed(keyed("0471" + String(1000 + place)) + "0001") }

  /// Digits with the key that makes their weighted sum a multiple of ten (Luhn).
  private static func keyed(_ digits: String) -> String {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.element.wholeNumberValue ?? 0
      return sum + (digit.offset.isMultiple(of: 2) ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value)
    }
    return digits + String((10 - sum % 10) % 10)
  }
}

/// The formats, each with a writer of rows.
enum DamagedFormat: String, CaseIterable, Sendable {
  /// 501, 502, 505 and 507 in one file.
  case legacy
  case archive
  case finessPlus

  /// A byte that neither UTF-8 nor Windows-1252 has, in what tests write.
  static let stray = "\u{E000}"

  func file(_ rows: [DamagedRow]) -> InputFile {
    let text =
      switch self {
      case .legacy: Self.legacy(rows)
      case .archive: Self.archive(rows)
      case .finessPlus: Self.document(rows)
      }
    var bytes: [UInt8] = []
    for (place, part) in text.components(separatedBy: Self.stray).enumerated() {
      if place > 0 { bytes.append(0x81) }
      bytes += Array(part.utf8)
    }
    return InputFile(path: "damaged.\(rawValue)", bytes: bytes)
  }

  private static func legacy(_ rows: [DamagedRow]) -> String {
    var lines = [Extracts.manifest]
    for row in rows {
      var cells = Extracts.og(row.og, rs: "ASSOCIATION").components(separatedBy: ";")
      cells[13] = row.ogDepartement
      lines.append(cells.joined(separator: ";"))
    }
    for row in rows {
      var cells = Extracts.establishment(
        row.number, og: row.og, rs: quoted(row.name), commune: row.commune, departement: row.departement,
        town: row.town, category: row.category, siret: row.siret
      ).components(separatedBy: ";")
      // A year without the last column, so that a cell more does not show by their number.
      if row.hasShift { cells.removeLast() }
      let shift = row.hasShift ? 1 : 0
      (cells[19 + shift], cells[28 + shift]) = (row.label, row.opening)
      lines.append(cells.prefix(row.isCut ? 20 : cells.count).joined(separator: ";"))
    }
    for row in rows { lines.append(Extracts.location(row.located, x: row.x, y: row.y, source: row.source)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func archive(_ rows: [DamagedRow]) -> String {
    var lines = [
      "nofinesset;nofinessej;rs;departement;commune;ligneacheminement;categetab;libcategetab;siret;dateouv;coordx;coordy;"
        + "sourcegeocod"
    ]
    for row in rows {
      let cells = [
        row.number, row.og, quoted(row.name), row.departement, row.commune, row.town, row.category, row.label,
        row.siret, row.opening, row.x, row.y, row.source,
      ]
      lines.append(cells.prefix(row.isCut ? 8 : cells.count).joined(separator: ";"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func document(_ rows: [DamagedRow]) -> String {
    FinessPlusDocuments.text(
      rows.map { row in
        let coordinates = "{\"coordonneeX\": \"\(row.x)\", \"coordonneeY\": \"\(row.y)\"}"
        let town = row.town.split(separator: " ", maxSplits: 1)
        let address = FinessPlusDocuments.address(
          commune: row.departement + row.commune, postalCode: town.first.map(String.init) ?? "",
          town: town.last.map(String.init) ?? "", coordinates: coordinates)
        let establishment = FinessPlusDocuments.establishment(
          row.number, name: row.name, siret: row.siret, addresses: [address]
        ).replacing("\"dateOuverture\": \"1990-01-01\"", with: "\"dateOuverture\": \"\(row.opening)\"")
        return FinessPlusDocuments.og([establishment], number: row.og, name: "ASSOCIATION")
      })
  }

  private static func quoted(_ name: String) -> String {
    name.contains("\"") ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
  }
}

/// Something that happens to registers.
struct Damage: Sendable {
  let name: String
  let kind: RegisterProblem.Kind
  let remedy: RegisterProblem.Remedy
  var count = 1
  /// Told besides, whatever the format.
  var also: [RegisterProblem.Kind: Int] = [:]
  /// Told besides in legacy extracts, where a location has a line of its own.
  var alsoLegacy: [RegisterProblem.Kind: Int] = [:]
  var formats = Set(DamagedFormat.allCases)
  /// Whether every ESSMS is read as if nothing had happened.
  var isHealed = false
  /// Does it to the rows from a place on, three at most.
  let apply: @Sendable (inout [DamagedRow], Int) -> Void

  func expected(_ format: DamagedFormat) -> [RegisterProblem.Kind: Int] {
    let rest = format == .legacy ? also.merging(alsoLegacy, uniquingKeysWith: +) : also
    return rest.merging([kind: count], uniquingKeysWith: +)
  }

  static let all: [Damage] = lost + cells + spreadsheet + oddities

  static let lost = [
    Damage(
      name: "a line cut short", kind: .malformedLine, remedy: .rowIgnored, alsoLegacy: [.orphanLocation: 1],
      formats: [.legacy, .archive]
    ) { $0[$1].isCut = true },
    Damage(name: "a number that is none", kind: .badNumber, remedy: .rowIgnored, alsoLegacy: [.orphanLocation: 1]) {
      $0[$1].number = "01000X"
    },
    Damage(
      name: "an OG that is none", kind: .badNumber, remedy: .rowIgnored,
      alsoLegacy: [.orphanLocation: 1, .badNumber: 1]
    ) {
      $0[$1].og = "?"
    },
    Damage(
      name: "3.5E+08", kind: .scientificNumber, remedy: .rowIgnored, alsoLegacy: [.orphanLocation: 1]
    ) { $0[$1].number = "1,00E+07" },
    Damage(
      name: "eight digits of another département", kind: .badNumber, remedy: .rowIgnored,
      alsoLegacy: [.orphanLocation: 1]
    ) { $0[$1].number = "20012345" },
    Damage(name: "a number with two contents", kind: .duplicate, remedy: .firstKept, isHealed: true) { rows, place in
      var other = rows[place]
      other.name = "AUTRE"
      rows.insert(other, at: place + 1)
    },
    Damage(
      name: "a category that is none", kind: .unknownCategory, remedy: .rowIgnored, alsoLegacy: [.orphanLocation: 1],
      formats: [.legacy, .archive]
    ) { ($0[$1].category, $0[$1].label) = ("abc", "") },
    Damage(
      name: "a hospital by the name of an ESSMS", kind: .unknownCategory, remedy: .rowIgnored,
      alsoLegacy: [.orphanLocation: 1], formats: [.legacy, .archive]
    ) { $0[$1].category = "355" },
    Damage(
      name: "a location of nobody", kind: .orphanLocation, remedy: .positionIgnored, also: [.placedAtCommune: 1],
      formats: [.legacy]
    ) { $0[$1].located = "010999999" },
  ]

  static let cells = [
    Damage(
      name: "a name with a bare ;", kind: .realignedRow, remedy: .realigned, formats: [.legacy, .archive]
    ) { $0[$1].name = "FOYER;LES LILAS" },
    Damage(
      name: "500.0", kind: .doubtfulCategory, remedy: .readAnyway, formats: [.legacy, .archive], isHealed: true
    ) { $0[$1].category = "500.0" },
    Damage(
      name: "0500", kind: .doubtfulCategory, remedy: .readAnyway, formats: [.legacy, .archive], isHealed: true
    ) { $0[$1].category = "0500" },
    Damage(
      name: "the category only by its label", kind: .doubtfulCategory, remedy: .readAnyway,
      formats: [.legacy, .archive], isHealed: true
    ) { $0[$1].category = "" },
    Damage(name: "a place in the sea", kind: .badCoordinate, remedy: .positionIgnored, also: [.placedAtCommune: 1]) {
      ($0[$1].x, $0[$1].y) = ("0", "0")
    },
    Damage(
      name: "a map that is not known", kind: .badCoordinate, remedy: .positionIgnored, also: [.placedAtCommune: 1],
      formats: [.legacy, .archive]
    ) { $0[$1].source = "EPSG:27572" },
    Damage(
      name: "coordinates as 6.57E+06", kind: .badCoordinate, remedy: .positionIgnored, also: [.placedAtCommune: 1]
    ) { $0[$1].y = "6,57E+06" },
    Damage(name: "east and north exchanged", kind: .swappedCoordinates, remedy: .exchangedBack, isHealed: true) {
      ($0[$1].x, $0[$1].y) = ($0[$1].y, $0[$1].x)
    },
    Damage(
      name: "a place in another town", kind: .farFromCommune, remedy: .placedAtCommune, also: [.placedAtCommune: 1]
    ) { ($0[$1].x, $0[$1].y) = ("652000.5", "6862000.5") },
    Damage(name: "no département", kind: .unknownDepartement, remedy: .essmsLeftOut) {
      $0[$1].departement = "9J"
    },
    Damage(name: "a SIRET that is none", kind: .badSiret, remedy: .cellEmptied) { $0[$1].siret = "1234567890001X" },
    Damage(name: "a byte that is no text", kind: .badEncoding, remedy: .readAnyway) {
      $0[$1].name += DamagedFormat.stray
    },
    Damage(name: "a control character", kind: .controlCharacter, remedy: .cleaned, isHealed: true) {
      $0[$1].name = $0[$1].name.replacing(" DE", with: "\u{1F} DE")
    },
  ]

  static let spreadsheet = [
    Damage(name: "2.6E+13", kind: .scientificSiret, remedy: .cellEmptied) { $0[$1].siret = "4,71E+11" },
    Damage(name: "the number's zero", kind: .lostZero, remedy: .zeroRestored, isHealed: true) {
      $0[$1].number.removeFirst()
    },
    Damage(
      name: "the OG's zero", kind: .lostZero, remedy: .zeroRestored, alsoLegacy: [.lostZero: 1], isHealed: true
    ) { $0[$1].og.removeFirst() },
    Damage(
      name: "the location's zero", kind: .lostZero, remedy: .zeroRestored, formats: [.legacy], isHealed: true
    ) { $0[$1].located.removeFirst() },
    Damage(name: "the SIRET's zero", kind: .lostZero, remedy: .zeroRestored, isHealed: true) {
      $0[$1].siret.removeFirst()
    },
    Damage(
      name: "the zeros of codes", kind: .lostZero, remedy: .zeroRestored, count: 2, formats: [.legacy, .archive],
      isHealed: true
    ) { ($0[$1].departement, $0[$1].commune) = ("1", "53") },
    Damage(
      name: "decimal commas and thousands", kind: .spreadsheetCoordinate, remedy: .readAnyway, isHealed: true
    ) { rows, place in
      rows[place].x = rows[place].x.replacing(".", with: ",")
      rows[place].y = "6 571 540,8"
    },
    Damage(name: "31/12/2001", kind: .spreadsheetDate, remedy: .readAnyway, isHealed: true) {
      $0[$1].opening = "31/12/2001"
    },
    Damage(
      name: "04/04/1904", kind: .spreadsheetDate, remedy: .readAnyway, also: [.placeholderDate: 1], isHealed: true
    ) { $0[$1].opening = "04/04/1904" },
  ]

  static let oddities = [
    Damage(name: "no SIRET", kind: .missingSiret, remedy: .none) { $0[$1].siret = "" },
    Damage(name: "one SIRET for two", kind: .sharedSiret, remedy: .none, count: 2) { $0[$1 + 1].siret = $0[$1].siret },
    Damage(name: "one place for three", kind: .sharedCoordinate, remedy: .none, count: 3) {
      ($0[$1 + 1].x, $0[$1 + 2].x) = ($0[$1].x, $0[$1].x)
    },
    Damage(name: "1901-01-01", kind: .placeholderDate, remedy: .none, isHealed: true) { $0[$1].opening = "1901-01-01" },
    Damage(name: "1904-04-04", kind: .placeholderDate, remedy: .none, isHealed: true) { $0[$1].opening = "1904-04-04" },
    Damage(name: "38 characters", kind: .cutName, remedy: .none) {
      $0[$1].name = "ÉTABLISSEMENT D’HÉBERGEMENT POUR PERSO"
    },
    Damage(name: "quotes in a name", kind: .quotedName, remedy: .none) { $0[$1].name = "LES \"LILAS\"" },
    Damage(name: "an OG of the Rhône", kind: .otherDepartement, remedy: .none) {
      ($0[$1].og, $0[$1].ogDepartement) = ("690000013", "69")
    },
    Damage(name: "no coordinates", kind: .placedAtCommune, remedy: .placedAtCommune) {
      ($0[$1].x, $0[$1].y) = ("", "")
    },
    Damage(name: "no coordinates and no commune", kind: .notPlaced, remedy: .essmsLeftOut) {
      ($0[$1].x, $0[$1].y, $0[$1].commune, $0[$1].town) = ("", "", "999", "99999 NULLE PART")
    },
  ]
}
