/// A FINESS number: nine characters, digits but for Corse's `2A`/`2B` in front. Text, never an integer. It names an
/// ESSMS (FINESS géographique) or an OG (FINESS juridique).
public struct FinessNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let text: String

  /// - Returns: nil unless `text` is nine characters, all digits but for an `A` or `B` in second place.
  public init?(_ text: some StringProtocol) {
    var place = 0
    var first: UInt8 = 0
    for byte in text.utf8 {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isCorse =
        place == 1 && first == UInt8(ascii: "2") && (byte == UInt8(ascii: "A") || byte == UInt8(ascii: "B"))
      guard isDigit || isCorse, place < 9 else { return nil }
      if place == 0 { first = byte }
      place += 1
    }
    guard place == 9 else { return nil }
    self.text = String(text)
  }

  public var description: String { text }

  public static func < (a: FinessNumber, b: FinessNumber) -> Bool { a.text < b.text }
}

extension FinessNumber: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = FinessNumber(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is not a FINESS number (nine characters)")
    }
    self = number
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
