/// An amount of money in whole cents. Written in JSON as a number of euros.
public struct Euros: Hashable, Sendable, Comparable {
  public var cents: Int

  public init(cents: Int) {
    self.cents = cents
  }

  public init(_ euros: Int) {
    cents = euros * 100
  }

  public static let zero = Euros(cents: 0)

  public static func + (a: Euros, b: Euros) -> Euros { Euros(cents: a.cents + b.cents) }
  public static func - (a: Euros, b: Euros) -> Euros { Euros(cents: a.cents - b.cents) }
  public static func += (a: inout Euros, b: Euros) { a.cents += b.cents }
  public static func < (a: Euros, b: Euros) -> Bool { a.cents < b.cents }
}

extension Euros: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let euros = try container.decode(Double.self)
    // So that a hundred thousand of them add up in whole cents.
    guard euros.magnitude < 1e11 else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(euros) is no amount of money")
    }
    let whole = (euros * 100).rounded()
    // Another reader would see the fraction.
    guard (euros * 100 - whole).magnitude < 0.01 else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(euros) is no amount in whole cents")
    }
    cents = Int(whole)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if cents.isMultiple(of: 100) {
      try container.encode(cents / 100)
    } else {
      try container.encode(Double(cents) / 100)
    }
  }
}
