/// Something in a register's files that is not as it should be.
public struct RegisterProblem: Sendable, Hashable, Codable {
  public let kind: Kind
  public let file: String
  /// From 1.
  public let line: Int
  /// What was found, shortened.
  public let value: String
  /// The establishment or the OG that it is about; nil when the line does not tell.
  public let finess: FinessNumber?

  public init(kind: Kind, file: String, line: Int, value: String, finess: FinessNumber? = nil) {
    self.kind = kind
    self.file = file
    self.line = line
    self.value = value
    self.finess = finess
  }

  /// Whether the row was lost (`--strict` makes these an error), rather than used with a cell left empty.
  public var losesRow: Bool { kind.losesRow }
}

extension RegisterProblem {
  /// Damage first, then the oddities of the real register.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Wrong number of cells, an unclosed quote, an unknown tag.
    case malformedLine
    /// The number is not a FINESS number, or is missing.
    case badNumber
    /// A FINESS number that a spreadsheet turned into `3.5E+08`: its digits are gone.
    case scientificNumber
    /// An establishment that stands twice with different content; the first is kept.
    case duplicate
    /// A coordinate that is no number, lies outside its territory, or a projection that is not known.
    case badCoordinate
    /// A `geolocalisation` line for an establishment that is not there.
    case orphanLocation
    /// The département cell names no département.
    case unknownDepartement
    /// A SIRET that is not 14 digits; left empty.
    case badSiret
    /// A SIRET that a spreadsheet turned into `2.6E+13`: its digits are gone.
    case scientificSiret
    /// A number or a code that lost its leading zero in a spreadsheet, and got it back.
    case lostZero
    /// A place beyond the reach of the commune that the same row names; the commune's town hall is taken.
    case farFromCommune
    /// East and north exchanged, where only the exchange lies in the territory.
    case swappedCoordinates
    /// A coordinate with a decimal comma or separators of thousands.
    case spreadsheetCoordinate
    /// A date as spreadsheets in France write it, `31/12/2020`.
    case spreadsheetDate
    /// Bytes that are no text in the file's encoding.
    case badEncoding
    /// Control characters in a name.
    case controlCharacter
    /// An establishment in service without a category of three digits, which no older file tells either.
    case missingCategory
    /// FINESS+: a state that is neither A nor I, or a closing date that contradicts the state or is none.
    case doubtfulState
    /// An establishment in service whose category is not in the nomenclature.
    case unlistedCategory
    /// A file of more than half a year.
    case oldFile
    /// Cells that are not in their columns, by their forms, and cannot be put back for certain.
    case shiftedRow
    /// The same, where a separator too many or too few explains it in one way only: undone.
    case realignedRow
    /// No category, and no label that tells it; or one of other establishments under the label of an ESSMS.
    case unknownCategory
    /// `183.0`, `0183`; a category that only its label tells; a label that is another category's.
    case doubtfulCategory
    /// A position that a geocoder found with a low score.
    case lowScore
    /// A column that looks like coordinates and that no reader knows.
    case unknownColumn

    /// No SIRET.
    case missingSiret
    /// A SIRET that several ESSMS have.
    case sharedSiret
    /// A place that is exactly that of another ESSMS.
    case sharedCoordinate
    /// An opening date that stands for none: 1901-01-01, 1904-04-04.
    case placeholderDate
    /// A name of 38 characters, the old register's limit: probably cut.
    case cutName
    /// A name with a quote in it.
    case quotedName
    /// The OG is registered in another département than the ESSMS.
    case otherDepartement
    /// No usable coordinates; the position is that of the commune's town hall.
    case placedAtCommune
    /// No usable coordinates, and no commune that is known: left out of every plan.
    case notPlaced
    /// A position that is the middle of a commune, since no address was found.
    case communeCentroid
    /// A row that says something else than a newer file, whose word counts.
    case supersededRow
    /// An ESSMS that no file as new as the newest tells of.
    case onlyInOlder
  }

  /// What was done about a problem.
  public enum Remedy: String, Sendable, Codable, CaseIterable {
    case rowIgnored, firstKept, positionIgnored, essmsLeftOut, cellEmptied, zeroRestored, exchangedBack, readAnyway,
      placedAtCommune, cleaned, countedAsOther, newerPreferred, newestKept, realigned, columnIgnored
    /// Nothing: for information.
    case none
  }
}

extension RegisterProblem.Kind {
  public var remedy: RegisterProblem.Remedy {
    switch self {
    case .malformedLine, .badNumber, .scientificNumber, .shiftedRow, .unknownCategory: .rowIgnored
    case .realignedRow: .realigned
    case .duplicate: .firstKept
    case .badCoordinate, .orphanLocation: .positionIgnored
    case .unknownDepartement, .notPlaced: .essmsLeftOut
    case .badSiret, .scientificSiret: .cellEmptied
    case .lostZero: .zeroRestored
    case .swappedCoordinates: .exchangedBack
    case .spreadsheetCoordinate, .spreadsheetDate, .badEncoding, .doubtfulCategory, .lowScore, .doubtfulState:
      .readAnyway
    case .unknownColumn: .columnIgnored
    case .placedAtCommune, .farFromCommune: .placedAtCommune
    case .controlCharacter: .cleaned
    case .missingCategory, .unlistedCategory: .countedAsOther
    case .oldFile: .newerPreferred
    case .supersededRow: .newestKept
    case .missingSiret, .sharedSiret, .sharedCoordinate, .placeholderDate, .cutName, .quotedName, .otherDepartement,
      .communeCentroid, .onlyInOlder:
      .none
    }
  }

  public var losesRow: Bool { remedy == .rowIgnored || remedy == .firstKept }

  /// Whether it is usual in the real register, rather than damage done to a copy. Oddities are of ESSMS: eligible and open.
  public var isOddity: Bool {
    switch self {
    case .malformedLine, .badNumber, .scientificNumber, .duplicate, .badCoordinate, .orphanLocation,
      .farFromCommune, .unknownDepartement, .badSiret, .scientificSiret, .lostZero, .swappedCoordinates,
      .spreadsheetCoordinate, .spreadsheetDate, .badEncoding, .controlCharacter, .missingCategory, .unlistedCategory,
      .oldFile, .shiftedRow, .realignedRow, .unknownCategory, .doubtfulCategory, .lowScore, .unknownColumn,
      .doubtfulState:
      false
    case .missingSiret, .sharedSiret, .sharedCoordinate, .placeholderDate, .cutName, .quotedName, .otherDepartement,
      .placedAtCommune, .notPlaced, .communeCentroid, .supersededRow, .onlyInOlder:
      true
    }
  }
}

/// The oddities of a register: counted, and listed when they were asked for.
///
/// Half of the real register's ESSMS have one, so nothing but counts and a few examples is kept otherwise.
public struct RegisterOddities: Sendable, Hashable {
  public internal(set) var counts: [RegisterProblem.Kind: Int] = [:]
  /// In the order of the files and lines: the first three of each kind, or all of them.
  public internal(set) var listed: [RegisterProblem] = []

  static let exampleCount = 3

  public init() {}
}
