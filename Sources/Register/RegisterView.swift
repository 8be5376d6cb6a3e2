import Geography

/// What an OG runs in one region: the unit that projects are made of.
public struct OGInRegion: Sendable, Hashable {
  public let og: FinessNumber
  /// The OG's name; its number when the register does not tell.
  public let name: String
  public let region: RegionCode
  /// Sorted by number, never empty.
  public let essms: [ESSMS]

  public init(og: FinessNumber, name: String, region: RegionCode, essms: [ESSMS]) {
    self.og = og
    self.name = name
    self.region = region
    self.essms = essms
  }
}

extension Register {
  /// The regions that hold an ESSMS with coordinates, sorted by code.
  ///
  /// - Complexity: O(ESSMS).
  public var regions: [RegionCode] {
    Set(essms.lazy.map(\.region)).sorted()
  }

  /// The OG of a region, each with its ESSMS there, sorted by number.
  ///
  /// - Complexity: O(ESSMS of the register + OG of the region · log).
  public func units(in region: RegionCode) -> [OGInRegion] {
    var essmsOf: [FinessNumber: [ESSMS]] = [:]
    for establishment in essms where establishment.region == region {
      essmsOf[establishment.og, default: []].append(establishment)
    }
    return essmsOf.keys.sorted().map {
      OGInRegion(og: $0, name: name(of: $0), region: region, essms: essmsOf[$0] ?? [])
    }
  }

  /// How many ESSMS with coordinates an OG runs, in all regions.
  ///
  /// - Complexity: O(ESSMS); for many OG ask `essmsCounts` once.
  public func essmsCount(of og: FinessNumber) -> Int {
    essms.count { $0.og == og }
  }

  /// How many ESSMS with coordinates each OG runs, in all regions.
  ///
  /// - Complexity: O(ESSMS).
  public var essmsCounts: [FinessNumber: Int] {
    essms.reduce(into: [:]) { $0[$1.og, default: 0] += 1 }
  }

  /// The name of an OG, or what it is called after its ESSMS; its number when the register has no name at all.
  public func name(of og: FinessNumber) -> String {
    ogNames[og].flatMap { OGNaming.isName($0) ? $0 : nil } ?? namesByEssms[og] ?? og.text
  }
}
