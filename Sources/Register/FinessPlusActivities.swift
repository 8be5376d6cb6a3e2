import Wording

/// What documents of activities (`finess-activites`) tell beyond those of structures: installed places.
///
/// An activity that goes on states its places once in all (no habilitation, no funding, no sex), and again in part for each of
/// these. The codes are read off the published sample of 2026-08-18, which has no words for them: status `09` stands in the
/// OG's authorisations and again in the establishments' activities, `08` in the latter alone, so that `09` is what is
/// authorised and `08` what is installed; all of it is counted in unit `02`, places. Natures `ASMR` and `ASOCR` are the
/// social and medico-social ones, those of the old extract 505.
struct FinessPlusActivity {
  private static let installed = "08"
  private static let places = "02"
  private static let natures = ["ASMR", "ASOCR"]

  private var nature: String
  private var hasEnded = false
  /// As the document writes them.
  private var counts: [String] = []

  private init(nature: String) { self.nature = nature }

  /// The counts of places that the next value, a list of activities, tells, as it writes them.
  static func counts(_ json: inout JSONStream) throws(Failure) -> [String] {
    guard try json.kind() == .array else {
      try json.skip()
      return []
    }
    var counts: [String] = []
    try json.enter(.array)
    while try json.nextElement() {
      guard try json.isObject() else { continue }
      var activity = FinessPlusActivity(nature: "")
      try activity.read(&json)
      counts += activity.openCounts
    }
    return counts
  }

  private var openCounts: [String] { hasEnded || !Self.natures.contains(nature) ? [] : counts }

  /// Takes the members of an object that is entered.
  private mutating func read(_ json: inout JSONStream) throws(Failure) {
    var nested: [String] = []
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .general: try readGeneral(&json)
      case .nature: try readNature(&json)
      case .capacities: try readCapacities(&json)
      case .socialMedical: nested += try Self.nested(&json, nature: "ASMR")
      case .otherSocial: nested += try Self.nested(&json, nature: "ASOCR")
      default: try json.skip()
      }
    }
    guard !nested.isEmpty else { return }
    (nature, hasEnded, counts) = ("ASMR", false, nested)
  }

  private static func nested(_ json: inout JSONStream, nature: String) throws(Failure) -> [String] {
    guard try json.isObject() else { return [] }
    var activity = FinessPlusActivity(nature: nature)
    try activity.read(&json)
    return activity.openCounts
  }

  private mutating func readGeneral(_ json: inout JSONStream) throws(Failure) {
    guard try json.isObject() else { return }
    while try json.nextKey() {
      switch FinessPlusKey(json.key) {
      case .state: if FinessPlusRecord.isOut(state: try json.code()) { hasEnded = true }
      case .ended: if try !json.code().isEmpty { hasEnded = true }
      default: try json.skip()
      }
    }
  }

  private mutating func readNature(_ json: inout JSONStream) throws(Failure) {
    guard try json.isObject() else { return }
    while try json.nextKey() {
      if FinessPlusKey(json.key) == .natureCode { nature = try json.code() } else { try json.skip() }
    }
  }

  private mutating func readCapacities(_ json: inout JSONStream) throws(Failure) {
    guard try json.kind() == .array else { return try json.skip() }
    try json.enter(.array)
    while try json.nextElement() {
      guard try json.isObject() else { continue }
      var count = ""
      var status = ""
      var unit = Self.places
      var isPart = false
      while try json.nextKey() {
        switch FinessPlusKey(json.key) {
        case .count: count = try json.code()
        case .status: status = try json.code()
        case .unit: unit = try json.code()
        case .entitlement, .funding, .sex: if try !json.code().isEmpty { isPart = true }
        default: try json.skip()
        }
      }
      if status == Self.installed && unit == Self.places && !isPart && !count.isEmpty { counts.append(count) }
    }
  }
}
