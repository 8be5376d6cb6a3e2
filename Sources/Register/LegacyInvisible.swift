import Wording

// Invisible signs at the ends of cells, in bytes: no text is made of a cell to find that it has none.
extension LegacyEncoding {
  /// The bytes without the invisible signs at their ends.
  ///
  /// - Complexity: O(1) for the cells that begin and end with a visible ASCII character, as nearly all.
  func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = bytes
    while let first = slice.first, first <= 0x20 || first >= 0x7F {
      let length = invisibleLength(slice)
      guard length > 0 else { break }
      slice = slice.dropFirst(length)
    }
    while let last = slice.last, last <= 0x20 || last >= 0x7F {
      let length = self == .windows1252 ? 1 : Self.lengthOfLast(slice)
      let end = slice.suffix(length)
      guard invisibleLength(end) == length else { break }
      slice = slice.dropLast(length)
    }
    return slice
  }

  /// How many bytes the invisible sign takes with which some bytes begin; 0 when they begin with something to see.
  func invisibleLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    if first < 0x80 || self == .windows1252 { return Self.isInvisible(first) ? 1 : 0 }
    let length = Self.length(startingWith: first)
    if length > 1, bytes.count >= length, bytes.dropFirst().prefix(length - 1).allSatisfy({ $0 & 0xC0 == 0x80 }) {
      var value = UInt32(first) & (0xFF >> (UInt32(length) + 1))
      for byte in bytes.dropFirst().prefix(length - 1) { value = value << 6 | UInt32(byte & 0x3F) }
      return Unicode.Scalar(value).map { $0.isInvisible } == true ? length : 0
    }
    return self == .mixed && Self.isInvisible(first) ? 1 : 0
  }

  /// In Windows-1252, as in ASCII below 0x80. Bytes without a character are no signs at all.
  private static func isInvisible(_ byte: UInt8) -> Bool {
    Windows1252.scalar(byte).isInvisible && !Windows1252.isMeaningless(byte)
  }

  /// How many bytes the last UTF-8 character takes; 1 for a stray byte.
  private static func lengthOfLast(_ bytes: ArraySlice<UInt8>) -> Int {
    let continuing = bytes.reversed().prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
    let first = bytes.dropLast(continuing).last
    return first.map { length(startingWith: $0) } == continuing + 1 ? continuing + 1 : 1
  }

  /// How many bytes a UTF-8 character takes that begins so; 1 where none does.
  private static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
