import Geography
import Grouping

/// The short and the long name of an establishment.
struct SiteName {
  let short: String
  /// Empty where the short one says all.
  let long: String

  /// - Parameter word: how such names begin: `EHPAD`.
  init(word: String, quality: Calibration.Quality, _ generator: inout SeededGenerator) {
    let isFull = generator.happens(quality.nameFull)
    var place = Names.place(&generator)
    if word.utf8.count + place.utf8.count + 1 >= Self.room { place = Names.shortPlace(&generator) }
    if isFull {
      // A name that fills the short cell and goes on: long enough, without a blank at the cut.
      place += " ET " + Names.place(&generator)
      while word.utf8.count + 1 + place.utf8.count < Self.room { place += " ET " + Names.place(&generator) }
      if !Self.fills(word + " " + place) { place = "A" + place }
    }
    if !isFull && generator.happens(quality.nameQuotes) { place = "\"\(place)\"" }
    let gap = !isFull && generator.happens(quality.nameDoubleSpace) ? "  " : " "
    let whole = word + gap + place
    short = Self.cut(whole)
    long = whole != short || generator.happens(0.5) ? whole : ""
  }

  /// Characters of the short cell.
  static let room = 38

  /// What the short cell holds of a name.
  static func cut(_ name: String) -> String {
    let cut = name.prefix(room)
    return String(cut.last == " " ? cut.dropLast() : cut)
  }

  private static func fills(_ name: String) -> Bool {
    let cut = name.prefix(room)
    return cut.count == room && cut.last != " "
  }
}

/// The cells of an invented address in a real commune.
struct Address {
  /// numvoie, typvoie, voie.
  let road: [String]
  /// commune, departement, libdepartement.
  let place: [String]
  /// ligneacheminement.
  let line: String

  init(_ town: Atlas.Town, quality: Calibration.Quality, _ generator: inout SeededGenerator) {
    if generator.happens(quality.addressMissing) {
      road = ["", "", ""]
    } else {
      road = [
        generator.happens(0.7) ? String(generator.integer(1...60)) : "", Names.streetType(&generator),
        Names.street(&generator),
      ]
    }
    place = [town.digits, town.departement.finess, Names.capitals(town.departement.name)]
    let town = Names.townLine(town.name).isEmpty ? "" : "\(town.postal) \(Names.townLine(town.name))"
    line = (town.hasPrefix(" ") ? String(town.dropFirst()) : town) + (generator.happens(quality.cedex) ? " CEDEX" : "")
  }
}

/// Mode de fixation des tarifs, where one category mostly has the same.
enum Funding {
  static func of(category: String) -> (code: String, label: String) {
    switch category {
    case "500": ("40", "ARS/PCD, Tarif global, habilité aide sociale, recours PUI")
    case "460", "177": ("08", "Président du Conseil Départemental")
    default: ("99", "Indéterminé")
    }
  }
}

/// ISO dates.
enum Dates {
  /// Opening dates that stand for none in the register.
  static let placeholders = ["1904-04-04", "1901-01-01"]

  static func any(_ years: ClosedRange<Int>, _ generator: inout SeededGenerator) -> String {
    let year = generator.integer(years)
    let month = generator.integer(1...12)
    let day = generator.integer(1...28)
    return "\(year)-\(Digits.padded(month, to: 2))-\(Digits.padded(day, to: 2))"
  }
}

/// Installed capacities in places. Conventions: no table of capacities stands beside the program.
enum Capacity {
  /// Chances of a second line, such as day care beside lodging, and of one that is withdrawn.
  static let secondLine = 0.2
  static let withdrawnLine = 0.08

  /// nil for services that have no places.
  static func range(category: String, served: String) -> ClosedRange<Int>? {
    switch category {
    case "460", "340", "344", "295", "286", "411", "427", "461", "453": nil
    case "500": 40...120
    case "501", "502", "202": 20...80
    case "246": 40...140
    default: served == "PA" || served == "DOMICILE" ? 15...60 : 10...60
    }
  }
}

/// Numbers as the cells write them.
enum Digits {
  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// A number to some decimals, with a point.
  static func decimals(_ value: Double, _ count: Int) -> String {
    let unit = (0..<count).reduce(1) { unit, _ in unit * 10 }
    let units = Int((value * Double(unit)).rounded())
    return (units < 0 ? "-" : "") + "\(abs(units) / unit)." + padded(abs(units) % unit, to: count)
  }

  /// Metres to one decimal, with a point.
  static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
