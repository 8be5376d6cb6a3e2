import Geography
import Wording

/// Where a row of a table with a header puts its establishment, in whichever columns it does.
struct ArchivePlace {
  private typealias Column = ArchiveHeader.Column

  private let header: ArchiveHeader

  /// Of geocoders, from 0 to 1: below it a position is told as unsure. A convention of this tool.
  static let lowScore = 0.5

  init(_ header: ArchiveHeader) {
    self.header = header
  }

  /// By the register's own columns, on a map or in degrees; else by latitude and longitude, in two columns or in one.
  ///
  /// - Returns: nil when the table has no such columns.
  func location(
    of number: FinessNumber, _ cursor: LegacyCursor, _ region: Region?, _ origin: RegisterDraft.Origin
  ) -> RegisterDraft.Location? {
    var first: RegisterDraft.Location?
    for location in [registered(cursor, region), degrees(cursor), pair(cursor)].compactMap({ $0 }) {
      let located = RegisterDraft.Location(
        number: number, place: location.place, origin: origin, text: shortened(location.text),
        isRespelt: location.isRespelt)
      switch located.place {
      case .onMap, .onEarth: return located
      case .unusable: if first == nil || first?.place == .missing { first = located }
      case .missing: first = first ?? located
      }
    }
    return first
  }

  /// Tells of a position that its geocoder was not sure of.
  func noteScore(
    of number: FinessNumber, _ cursor: LegacyCursor, _ origin: RegisterDraft.Origin, _ draft: inout RegisterDraft
  ) throws(Failure) {
    guard let score = cursor.number(header.place(.score)), score.value < Self.lowScore else { return }
    try draft.report(
      .lowScore, at: origin, value: cursor.text(header.place(.score)), finess: number,
      expected: Wording(fr: "au moins \(Self.lowScore)", en: "at least \(Self.lowScore)"))
  }

  private struct Found {
    var place: RegisterDraft.Place
    var text = ""
    var isRespelt = false
  }

  /// In the projection that the source names; in the region's own when it names none.
  private func registered(_ cursor: LegacyCursor, _ region: Region?) -> Found? {
    guard header.has(.x) && header.has(.y) else { return nil }
    let (x, y, source) = (header.place(.x), header.place(.y), header.place(.source))
    if cursor.isEmpty(x) && cursor.isEmpty(y) { return Found(place: .missing) }
    var found = Found(place: .unusable, text: [x, y, source].map { cursor.text($0) }.joined(separator: ";"))
    guard let east = cursor.number(x), let north = cursor.number(y) else { return found }
    found.isRespelt = east.isRespelt || north.isRespelt
    let cell = cursor.bytes(source)
    if max(abs(east.value), abs(north.value)) <= 180 {
      found.place = .onEarth(lat: north.value, lon: east.value)
    } else if let epsg = LegacyProjection.epsg(source: cell)
      ?? (LegacyProjection.isNamed(in: cell) ? nil : region?.epsg)
    {
      found.place = .onMap(x: east.value, y: north.value, epsg: epsg)
    }
    return found
  }

  private func degrees(_ cursor: LegacyCursor) -> Found? {
    guard header.has(.latitude) && header.has(.longitude) else { return nil }
    let (lat, lon) = (header.place(.latitude), header.place(.longitude))
    if cursor.isEmpty(lat) && cursor.isEmpty(lon) { return Found(place: .missing) }
    let text = cursor.text(lat) + ";" + cursor.text(lon)
    guard let north = cursor.number(lat), let east = cursor.number(lon), max(abs(north.value), abs(east.value)) <= 180
    else { return Found(place: .unusable, text: text) }
    return Found(
      place: .onEarth(lat: north.value, lon: east.value), text: text, isRespelt: north.isRespelt || east.isRespelt)
  }

  private func pair(_ cursor: LegacyCursor) -> Found? {
    guard header.has(.pair) else { return nil }
    let text = cursor.text(header.place(.pair))
    if text.isEmpty { return Found(place: .missing) }
    guard let (lat, lon) = Self.pair(text) else { return Found(place: .unusable, text: text) }
    return Found(place: .onEarth(lat: lat, lon: lon), text: text)
  }

  /// Degrees in one cell: `48.468, -2.520`, as portals write them, or the other way round in `POINT (-2.520 48.468)`.
  static func pair(_ text: String) -> (lat: Double, lon: Double)? {
    let isPoint = text.uppercased().hasPrefix("POINT")
    let inner = isPoint ? text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" } : text[...]
    for separator in isPoint ? [" "] : [";", ", ", ",", " "] {
      let parts = inner.components(of: separator)
      guard parts.count == 2, let first = SpreadsheetDamage.coordinate(parts[0]),
        let second = SpreadsheetDamage.coordinate(parts[1]), max(abs(first.value), abs(second.value)) <= 180
      else { continue }
      // A lone comma may be a decimal one.
      if separator == "," && !inner.contains(".") { continue }
      return isPoint ? (second.value, first.value) : (first.value, second.value)
    }
    return nil
  }
}

extension Substring {
  /// What stands between separators, without the spaces around it; empty parts left out.
  fileprivate func components(of separator: String) -> [String] {
    split(separator: separator).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}

/// Columns that no reader knows and that look like coordinates: told, since their places are lost otherwise.
struct UnknownPlaces {
  private let header: ArchiveHeader
  private let columns: [(name: String, example: String)]

  /// Rows to look at: a convention.
  private static let rows = 50

  init(_ bytes: [UInt8], _ header: ArchiveHeader) {
    self.header = header
    var counts = [Int: (cells: Int, likely: Int, example: String)]()
    var cursor = LegacyCursor(bytes, separator: header.separator, width: header.width)
    cursor.skipHeader()
    var row = 0
    while row < Self.rows && cursor.advance() {
      row += 1
      for (place, _) in header.others where !cursor.isEmpty(place) {
        let text = cursor.text(place)
        var count = counts[place] ?? (0, 0, text)
        count.cells += 1
        if Self.isLikely(text) { count.likely += 1 }
        counts[place] = count
      }
    }
    columns = header.others.compactMap { place, name in
      guard let count = counts[place], count.likely * 10 >= count.cells * 9 else { return nil }
      return (name, count.example)
    }
  }

  func report(file: Int, into draft: inout RegisterDraft) throws(Failure) {
    for column in columns {
      try draft.report(
        .unknownColumn, at: RegisterDraft.Origin(file: file, line: 1),
        value: shortened("\(column.name) : \(column.example)"),
        expected: Wording(
          fr: "latitude, longitude, coord, coordx, coordy", en: "latitude, longitude, coord, coordx, coordy"))
    }
  }

  /// Degrees or metres with decimals, or a pair of degrees.
  private static func isLikely(_ text: String) -> Bool {
    if text.utf8.contains(UInt8(ascii: "{")) && text.contains("Point") { return true }
    if ArchivePlace.pair(text) != nil { return text.utf8.count { $0 == UInt8(ascii: ".") } == 2 }
    guard let number = SpreadsheetDamage.coordinate(text)?.value else { return false }
    let mark = text.lastIndex { $0 == "." || $0 == "," }
    let decimals = mark.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    return abs(number) <= 180 ? decimals >= 4 : decimals >= 1 && abs(number) >= 10_000 && abs(number) < 1e8
  }
}
