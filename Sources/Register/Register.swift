import Geography

/// An ESSMS: a FINESS *établissement* of an eligible category, open, with known coordinates.
public struct ESSMS: Sendable, Hashable {
  public let number: FinessNumber
  /// The FINESS juridique number of the OG that runs it.
  public let og: FinessNumber
  public let name: String
  /// FINESS category (`categetab`), such as `500` for an EHPAD.
  public let category: String
  public let sector: Sector
  public let region: RegionCode
  /// INSEE code of the commune; empty when the register does not tell.
  public let commune: String
  /// Name of the town as the register's address line writes it; empty when missing.
  public let town: String
  /// SIRET as 14 digits; empty when missing or damaged.
  public let siret: String
  public let coordinate: Coordinate

  public init(
    number: FinessNumber, og: FinessNumber, name: String, category: String, sector: Sector, region: RegionCode,
    commune: String, town: String, siret: String, coordinate: Coordinate
  ) {
    self.number = number
    self.og = og
    self.name = name
    self.category = category
    self.sector = sector
    self.region = region
    self.commune = commune
    self.town = town
    self.siret = siret
    self.coordinate = coordinate
  }
}

/// An ESSMS of the register that cannot be planned, and why.
public struct ExcludedESSMS: Sendable, Hashable {
  public let number: FinessNumber
  /// nil when the register does not tell.
  public let region: RegionCode?
  public let reason: ExclusionReason
  /// The OG that runs it; nil when the register does not tell.
  public let og: FinessNumber?

  public init(number: FinessNumber, region: RegionCode?, reason: ExclusionReason, og: FinessNumber? = nil) {
    self.number = number
    self.region = region
    self.reason = reason
    self.og = og
  }
}

/// Why an eligible ESSMS is left out of the plan. The raw values are the contract's codes.
public enum ExclusionReason: String, Sendable, Codable, CaseIterable {
  case closed, noCoordinates, alreadyFunded, fundedBySons, otherEuropeanFunding, noEligibleShare, optedOut
}

/// A file that was read, for the plan's provenance.
public struct SourceFile: Sendable, Hashable, Codable {
  /// Its name, without folders.
  public let file: String
  /// SHA-256 of its bytes, 64 hexadecimal digits.
  public let sha256: String
  /// The date of the extract (ISO), as its manifest line or its `generatedAt` tells; nil when it does not.
  public let date: String?

  public init(file: String, sha256: String, date: String?) {
    self.file = file
    self.sha256 = sha256
    self.date = date
  }
}

/// What the register's files hold, once read: eligible ESSMS, names of OG, and all that was left out, counted.
public struct Register: Sendable {
  /// Sorted by number, each number once.
  public let essms: [ESSMS]
  /// Names of OG, from a 501 extract or a FINESS+ document; empty where none was given.
  public let ogNames: [FinessNumber: String]
  /// Sorted by number.
  public let excluded: [ExcludedESSMS]
  /// Establishments of other categories (hospitals, pharmacies…) by region; a region unknown counts under nil.
  public let notEssms: [RegionCode?: Int]
  public let sources: [SourceFile]
  /// Bad rows and oddities, counted by kind with a few examples.
  public let problems: [RegisterProblem]
  /// Installed places of ESSMS, from a 505 extract: those of the lines not withdrawn. An ESSMS of which none tells is not
  /// there.
  public let capacities: [FinessNumber: Int]

  public init(
    essms: [ESSMS], ogNames: [FinessNumber: String], excluded: [ExcludedESSMS], notEssms: [RegionCode?: Int],
    sources: [SourceFile], problems: [RegisterProblem], capacities: [FinessNumber: Int] = [:]
  ) {
    self.essms = essms
    self.ogNames = ogNames
    self.excluded = excluded
    self.notEssms = notEssms
    self.sources = sources
    self.problems = problems
    self.capacities = capacities
  }
}

/// One line of a register that could not be used as it stands.
public struct RegisterProblem: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Wrong number of cells, an unclosed quote, an unknown tag.
    case malformedLine
    /// The number is not a FINESS number, or is missing.
    case badNumber
    /// An establishment that stands twice with different content; the first is kept.
    case duplicate
    /// A coordinate that is no number, lies outside its projection, or a projection that is not known.
    case badCoordinate
    /// A `geolocalisation` line for an establishment that is not there.
    case orphanLocation
    /// The département cell names no département.
    case unknownDepartement
    /// A SIRET that is not 14 digits; left empty.
    case badSiret
    /// A number that lost its leading zero in a spreadsheet, and got it back.
    case lostZero
  }
  public let kind: Kind
  public let file: String
  /// From 1.
  public let line: Int
  /// What was found, shortened.
  public let value: String

  public init(kind: Kind, file: String, line: Int, value: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.value = value
  }

  /// Whether the row was lost (`--strict` makes these an error), rather than used with a cell left empty.
  public var losesRow: Bool {
    switch kind {
    case .malformedLine, .badNumber, .duplicate: true
    case .badCoordinate, .orphanLocation, .unknownDepartement, .badSiret, .lostZero: false
    }
  }
}
