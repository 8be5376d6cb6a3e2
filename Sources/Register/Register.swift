import Geography

/// An ESSMS: a FINESS *établissement* of an eligible category, open, whose place is known.
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
  /// What `coordinate` is.
  public let placement: Placement

  /// Where a position is from.
  public enum Placement: String, Sendable, Codable {
    /// The register's own coordinates.
    case register
    /// The town hall of the commune: the register has no coordinates that can be used.
    case commune
  }

  public init(
    number: FinessNumber, og: FinessNumber, name: String, category: String, sector: Sector, region: RegionCode,
    commune: String, town: String, siret: String, coordinate: Coordinate, placement: Placement = .register
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
    self.placement = placement
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
  case closed, unknownDepartement, noCoordinates, alreadyFunded, fundedBySons, otherEuropeanFunding, noEligibleShare,
    optedOut
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
  /// Damage: rows that could not be used as they stand, in the order of the files and lines.
  public let problems: [RegisterProblem]
  /// What is usual in the real register and costs nothing, such as a missing SIRET.
  public let oddities: RegisterOddities
  /// Installed places of ESSMS, from a 505 extract (those of the lines not withdrawn) or a FINESS+ document of activities.
  /// An ESSMS of which none tells is not there.
  public let capacities: [FinessNumber: Int]
  /// Names of the FINESS+ documents of activities, of which installed places alone are read.
  public let activityFiles: [String]
  /// Groups of OG, from a FINESS+ document.
  public let groups: [HospitalGroup]
  /// Places in `sources`, the file that is believed first in front.
  public let readingOrder: [Int]
  /// What the OG that no file names are called, after their ESSMS.
  let namesByEssms: [FinessNumber: String]

  public init(
    essms: [ESSMS], ogNames: [FinessNumber: String], excluded: [ExcludedESSMS], notEssms: [RegionCode?: Int],
    sources: [SourceFile], problems: [RegisterProblem], oddities: RegisterOddities = RegisterOddities(),
    capacities: [FinessNumber: Int] = [:], activityFiles: [String] = [], groups: [HospitalGroup] = [],
    readingOrder: [Int]? = nil
  ) {
    self.init(
      essms: essms, ogNames: ogNames, excluded: excluded, notEssms: notEssms, sources: sources, problems: problems,
      oddities: oddities, capacities: capacities, activityFiles: activityFiles, groups: groups,
      readingOrder: readingOrder,
      namesByEssms: OGNaming.names(of: essms, besides: ogNames, capacities: capacities))
  }

  /// - Parameter namesByEssms: of the whole register: an OG keeps its name when some of its ESSMS are left out.
  init(
    essms: [ESSMS], ogNames: [FinessNumber: String], excluded: [ExcludedESSMS], notEssms: [RegionCode?: Int],
    sources: [SourceFile], problems: [RegisterProblem], oddities: RegisterOddities, capacities: [FinessNumber: Int],
    activityFiles: [String], groups: [HospitalGroup], readingOrder: [Int]?, namesByEssms: [FinessNumber: String]
  ) {
    self.essms = essms
    self.ogNames = ogNames
    self.excluded = excluded
    self.notEssms = notEssms
    self.sources = sources
    self.problems = problems
    self.oddities = oddities
    self.capacities = capacities
    self.activityFiles = activityFiles
    self.groups = groups
    self.readingOrder = readingOrder ?? Array(sources.indices)
    self.namesByEssms = namesByEssms
  }
}
