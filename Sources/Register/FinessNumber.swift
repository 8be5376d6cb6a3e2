/// A FINESS number: nine characters, digits but for Corse's `2A`/`2B` in front. Text, never an integer. It names an
/// ESSMS (FINESS géographique) or an OG (FINESS juridique).
public struct FinessNumber: Hashable, Sendable, BitwiseCopyable {
  /// The nine characters as digits of base 12, A and B after 9: in the order of the texts. A register holds hundreds of
  /// thousands of numbers and looks each up several times; words are hashed and compared faster than texts.
  private let code: UInt64

  private static let length = 9

  /// - Returns: nil unless `text` is nine characters, all digits but for an `A` or `B` in second place.
  public init?(_ text: some StringProtocol) { self.init(bytes: text.utf8) }

  /// The same, from the characters' bytes.
  init?(bytes: some Collection<UInt8>) {
    var place = 0
    var code: UInt64 = 0
    for byte in bytes {
      let isCorse = place == 1 && code == 2 && (byte == UInt8(ascii: "A") || byte == UInt8(ascii: "B"))
      guard byte.isDigit || isCorse, place < Self.length else { return nil }
      code = code * 12 + UInt64(isCorse ? byte - UInt8(ascii: "A") + 10 : byte - UInt8(ascii: "0"))
      place += 1
    }
    guard place == Self.length else { return nil }
    self.code = code
  }

  /// The nine characters.
  public var text: String {
    String(unsafeUninitializedCapacity: Self.length) { buffer in
      var rest = code
      for place in (0..<Self.length).reversed() {
        let digit = UInt8(rest % 12)
        buffer[place] = digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "A")
        rest /= 12
      }
      return Self.length
    }
  }
}

extension FinessNumber: Comparable, CustomStringConvertible {
  public var description: String { text }

  public static func < (a: FinessNumber, b: FinessNumber) -> Bool { a.code < b.code }
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

/// Tables by number are objects with the numbers as keys.
extension FinessNumber: CodingKeyRepresentable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public var codingKey: any CodingKey { Key(stringValue: text) }

  public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}
