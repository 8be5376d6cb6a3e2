import Wording

/// An OG of a FINESS+ document (`pmej`) with its establishments (`ege`), as the document writes them.
struct FinessPlusRecord {
  struct Establishment {
    var line = 0
    var number = ""
    var name = ""
    var longName = ""
    var siret = ""
    var category = ""
    var opening = ""
    var closing = ""
    var state = ""
    var address: Address?
    /// Installed places of its activities, in documents of activities, as they write them.
    var places: [String] = []

    /// Closed, or in a state that is not that of service.
    var isClosed: Bool { hasClosingDate || FinessPlusRecord.isOut(state: state) }

    private var hasClosingDate: Bool { LegacyText.date(String(closing.prefix(10))) != nil }

    /// A state that is none of those known, a closing date that is none, or one beside the state of service: told.
    var doubt: String? {
      let isUnknown = !state.isEmpty && !["A", "ACTIF", "I", "INACTIF"].contains(state.uppercased())
      let isContradicted = !closing.isEmpty && !(FinessPlusRecord.isOut(state: state) && hasClosingDate)
      guard isUnknown || isContradicted else { return nil }
      return "etatObjet « \(state) », dateFermeture « \(closing) »"
    }
  }

  struct Address {
    var usage = ""
    var commune = ""
    var postalCode = ""
    var town = ""
    /// `coordonneeX`, `coordonneeY`: degrees east and north, or metres, by edition.
    var xy = Pair()
    /// `directionLongitude`, `directionLatitude`: the other of the two.
    var direction = Pair()
    /// Key in the Base Adresse Nationale.
    var key = ""

    /// Whether the position is the middle of the commune: keys of streets and addresses have a `_`, that of a commune is
    /// its INSEE code alone, however high the score.
    var isCentroid: Bool { !key.isEmpty && !key.contains("_") }
  }

  /// East first, north second.
  struct Pair: Equatable {
    var first = ""
    var second = ""
  }

  /// The address of the place itself; others are for mail or for further sites.
  static let usageOfPlace = "03"

  /// Whether a state (`etatObjet`) is another than A, *actif*; an empty one tells nothing.
  static func isOut(state: String) -> Bool { !state.isEmpty && !["A", "ACTIF"].contains(state.uppercased()) }

  var line = 0
  /// The document's own number of the OG, by which groups name it.
  var id = ""
  var number = ""
  var name = ""
  var longName = ""
  var establishments: [Establishment] = []
  /// Whether it is of a document of activities, which tells nothing but those.
  var isOfActivities = false

  /// Takes the next value, a record.
  init(_ json: inout JSONStream) throws(Failure) {
    json.beginRecord()
    _ = try json.kind()
    line = json.line
    try json.enter(.object)
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .og: try readOG(&json)
      case .ege: try readEstablishments(&json)
      case .activities:
        isOfActivities = true
        try json.skip()
      default: try json.skip()
      }
    }
    json.endRecord()
  }

  private mutating func readOG(_ json: inout JSONStream) throws(Failure) {
    guard try json.isObject() else { return }
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .ogID, .ogIDOfSchema: id = try json.code()
      case .ogNumber:
        number = try json.code()
        json.isRecognised = true
      case .ogName: name = try json.text() ?? ""
      case .ogLongName: longName = try json.text() ?? ""
      default: try json.skip()
      }
    }
  }

  private mutating func readEstablishments(_ json: inout JSONStream) throws(Failure) {
    switch try json.kind() {
    case .array:
      try json.enter(.array)
      while try json.nextElement() { try readEstablishment(&json) }
    case .null: try json.skip()
    // One alone, or what is none, which is then told.
    default: try readEstablishment(&json)
    }
  }

  private mutating func readEstablishment(_ json: inout JSONStream) throws(Failure) {
    let kind = try json.kind()
    var establishment = Establishment(line: json.line)
    if kind == .object { try establishment.read(&json) } else { try json.skip() }
    establishments.append(establishment)
  }
}

extension FinessPlusRecord.Establishment {
  fileprivate mutating func read(_ json: inout JSONStream) throws(Failure) {
    try json.enter(.object)
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .establishment: try readInformation(&json)
      case .category: category = try json.code()
      case .state: state = try json.code()
      case .siret: siret = try json.code()
      case .addresses: try readAddresses(&json)
      case .number: number = try json.code()
      case .exercised: places += try FinessPlusActivity.counts(&json)
      default: try json.skip()
      }
    }
  }

  private mutating func readInformation(_ json: inout JSONStream) throws(Failure) {
    guard try json.isObject() else { return }
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .number: number = try json.code()
      case .name: name = try json.text() ?? ""
      case .longName: longName = try json.text() ?? ""
      case .siret: siret = try json.code()
      case .opening: opening = try json.code()
      case .closing: closing = try json.code()
      default: try json.skip()
      }
    }
  }

  /// Keeps the first address of the place, or a later one when only that has coordinates.
  private mutating func readAddresses(_ json: inout JSONStream) throws(Failure) {
    guard try json.kind() == .array else { return try json.skip() }
    try json.enter(.array)
    while try json.nextElement() {
      guard try json.isObject() else { continue }
      var found = FinessPlusRecord.Address()
      try found.read(&json)
      guard found.usage == FinessPlusRecord.usageOfPlace else { continue }
      if let known = address, known.hasCoordinates || !found.hasCoordinates { continue }
      address = found
    }
  }
}

extension FinessPlusRecord.Address {
  fileprivate var hasCoordinates: Bool { xy != .init() || direction != .init() }

  fileprivate mutating func read(_ json: inout JSONStream) throws(Failure) {
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .usage: usage = try json.code()
      case .commune: commune = try json.code()
      case .postalCode: postalCode = try json.code()
      case .town: town = try json.code()
      case .coordinates: try readCoordinates(&json)
      default: try json.skip()
      }
    }
  }

  private mutating func readCoordinates(_ json: inout JSONStream) throws(Failure) {
    guard try json.isObject() else { return }
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .x: xy.first = try json.code()
      case .y: xy.second = try json.code()
      case .longitude: direction.first = try json.code()
      case .latitude: direction.second = try json.code()
      case .addressKey, .addressKeyOfName: key = try json.code()
      default: try json.skip()
      }
    }
  }
}

extension JSONStream {
  /// Goes into the next value when it is an object, and skips it when it is anything else.
  mutating func isObject() throws(Failure) -> Bool {
    guard try kind() == .object else {
      try skip()
      return false
    }
    try enter(.object)
    return true
  }

  /// Takes the next value as text, with or without its nomenclature, alone or first in an array; empty when there is none.
  mutating func code() throws(Failure) -> String {
    var code = ""
    switch try kind() {
    case .object:
      try enter(.object)
      while try nextKey() {
        if FinessPlusKey(key) == .code { code = try text()?.trimmed ?? "" } else { try skip() }
      }
    case .array:
      try enter(.array)
      while try nextElement() {
        let element = try self.code()
        if code.isEmpty { code = element }
      }
    default: code = try text()?.trimmed ?? ""
    }
    return code
  }
}
