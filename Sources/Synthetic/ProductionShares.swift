/// How the records of the FINESS+ feed are, as counted in production.
///
/// Source: what a production import measured on the feed of September 2026, published by its authors. What they do not
/// count is a convention, and says so.
enum ProductionShares {
  /// All EGE, closed ones included, and those in service.
  static let all = 174_681
  static let inService = 104_734
  /// Of those in service: degrees in coordonneeX/Y; metres there and degrees in direction*; neither.
  static let degreesFirst = 57_930
  static let metresFirst = 20_499
  static let withoutPlace = 26_305
  /// Share of those in service that have a place with the last legacy file beside.
  static let placedWithLegacy = 0.952
  /// Of those in service: the address of the place (usage 03) is not the first.
  static let placeNotFirst = 2_294
  /// Positions that are the middle of a commune.
  static let centroids = 186
  /// EGE without category, and with one that the nomenclature does not have.
  static let withoutCategory = 32
  static let unlistedCategory = 619
  /// Of the last legacy file's sites: closed since, and moved by over 500 m (of those with a place in both files).
  static let gone = 0.066
  static let moved = 0.062
  /// Groups of OG (GHT) and their members.
  static let ght = 135
  static let ghtMembers = 761

  /// Sites of a legacy register of France at scale 1 (`datasets/README.md`).
  static let legacySites = 41_912 + 53_421

  /// Conventions: the source says "sometimes", or gives no count.
  static let stateInArray = 0.1
  static let controlCharacter = 0.001
  static let closedWithPlace = 0.5

  // Rates that follow.

  /// EGE in service that the legacy file does not have, and closed ones, for each of its sites.
  static let newPerSite = Double(inService) / Double(legacySites) - (1 - gone)
  static let closedPerSite = Double(all - inService) / Double(legacySites) - gone

  /// Chance that an EGE in service has no place: of one that the legacy file does not have, and of one that it has.
  static let newWithoutPlace = (1 - placedWithLegacy) * Double(inService) / (newPerSite * Double(legacySites))
  static let knownWithoutPlace =
    (Double(withoutPlace) - (1 - placedWithLegacy) * Double(inService)) / ((1 - gone) * Double(legacySites))
}
