import Geography
import Register

/// An OG in one region, as certificates name it: what joins a grappe as a whole.
public struct UnitName: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let og: FinessNumber
  public let region: RegionCode

  public init(og: FinessNumber, region: RegionCode) {
    self.og = og
    self.region = region
  }

  /// `OG@region`.
  public var description: String { "\(og)@\(region)" }

  public static func < (a: UnitName, b: UnitName) -> Bool { (a.og, a.region) < (b.og, b.region) }
}

/// Two of them, the lower first.
public struct UnitPair: Hashable, Sendable, Codable {
  public let a: UnitName
  public let b: UnitName

  public init(_ a: UnitName, _ b: UnitName) {
    self.a = min(a, b)
    self.b = max(a, b)
  }

  /// The other one; nil where `unit` is neither.
  func other(than unit: UnitName) -> UnitName? { unit == a ? b : unit == b ? a : nil }
}
