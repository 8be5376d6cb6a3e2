/// The INSEE code of a French region: `53` Bretagne, `94` Corse, `01` Guadeloupe… Text, since overseas codes
/// start with a zero. `975` stands for Saint-Pierre-et-Miquelon, which belongs to no region and has no ARS.
public struct RegionCode: Hashable, Sendable, Comparable, RawRepresentable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ code: String) {
    self.init(rawValue: code)
  }

  public var description: String { rawValue }

  public static func < (a: RegionCode, b: RegionCode) -> Bool { a.rawValue < b.rawValue }
}

extension RegionCode: Codable {
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
