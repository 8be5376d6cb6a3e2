import Wording

/// How the bytes of a legacy extract spell characters: UTF-8 from 2026 on, Windows-1252 before.
enum LegacyEncoding {
  case utf8, windows1252
  /// UTF-8 but for some bytes, which are Windows-1252: a file pasted together out of two, or damaged.
  case mixed

  /// Strict UTF-8 when the whole file is that, else Windows-1252, in which anything is text.
  init(of bytes: [UInt8]) {
    do {
      _ = try UTF8Span(validating: bytes.span)
      self = .utf8
    } catch {
      self = .windows1252
    }
  }

  /// The same, and `mixed` where a file that is not UTF-8 has more of its characters than other bytes above ASCII.
  ///
  /// - Complexity: O(bytes).
  init(ofRegister bytes: [UInt8]) {
    self = LegacyEncoding(of: bytes)
    guard self == .windows1252 else { return }
    var characters = 0
    var strays = 0
    var place = 0
    while let start = bytes[place...].firstIndex(where: { $0 >= 0x80 }) {
      let length = Self.lengthOfCharacter(bytes, at: start)
      if length > 0 { characters += 1 } else { strays += 1 }
      place = start + max(1, length)
    }
    if characters > strays { self = .mixed }
  }

  /// The bytes of the UTF-8 character of two or three bytes that begins there; 0 when none does. French needs no longer
  /// ones.
  private static func lengthOfCharacter(_ bytes: [UInt8], at start: Int) -> Int {
    let length = bytes[start] & 0xE0 == 0xC0 ? 2 : bytes[start] & 0xF0 == 0xE0 ? 3 : 0
    guard length > 0, start + length <= bytes.count else { return 0 }
    return bytes[start + 1..<start + length].allSatisfy { $0 & 0xC0 == 0x80 } ? length : 0
  }

  /// Whether bytes are no text in this encoding: without meaning in Windows-1252, or not the UTF-8 of the rest of the file.
  func isMisspelt(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .utf8: false
    case .windows1252:
      bytes.contains(where: Windows1252.isMeaningless)
    case .mixed: bytes.contains { $0 >= 0x80 } && LegacyEncoding(of: Array(bytes)) != .utf8
    }
  }

  func text(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .mixed:
      let bytes = Array(bytes)
      var text = ""
      var place = 0
      while place < bytes.count {
        let length = bytes[place] < 0x80 ? 1 : Self.lengthOfCharacter(bytes, at: place)
        let end = place + max(1, length)
        text +=
          length > 0 ? String(decoding: bytes[place..<end], as: UTF8.self) : Self.windows1252.text(bytes[place..<end])
        place = end
      }
      return text
    case .utf8:
      return String(decoding: bytes, as: UTF8.self)
    case .windows1252:
      return Windows1252.text(bytes)
    }
  }
}

/// Names and towns as people write them, out of what the register holds.
enum LegacyText {
  /// A name without the register's own quoting.
  ///
  /// Where a name has quotes, the register holds it in RFC 4180 quotes, once or several times over, and sometimes cut at
  /// 38 characters: `"CENTRE ""AVEL MOR"""` for `CENTRE "AVEL MOR"`. Each layer is taken off. Runs of spaces become one.
  static func name(_ raw: String) -> String {
    if isClean(raw) { return raw }
    var text = spaced(raw)
    while let inner = unwrapped(text) { text = spaced(inner) }
    text = text.reduce(into: "") { text, character in
      if character != "\"" || text.last != "\"" { text.append(character) }
    }
    // One quote too many: the layer's opening one, when the cut took its closing one, or the other way round.
    if text.count(where: { $0 == "\"" }) % 2 == 1 {
      if text.first == "\"" { text.removeFirst() } else if text.last == "\"" { text.removeLast() }
    }
    return spaced(text)
  }

  /// The town in an address line such as `22023 ST BRIEUC CEDEX 1`: without postal code and without `CEDEX`.
  static func town(_ raw: String) -> String {
    var words = raw.unicodeScalars.split { $0.value <= 0x20 || $0.value == 0x7F }
    if let first = words.first, first.allSatisfy({ $0.value < 0x80 && UInt8($0.value).isDigit }) { words.removeFirst() }
    if let cedex = words.firstIndex(where: { String($0) == "CEDEX" }) { words.removeSubrange(cedex...) }
    return words.map { String($0) }.joined(separator: " ")
  }

  /// The postal code in an address line, its first word; empty when that is none.
  static func postalCode(_ raw: String) -> String {
    let word = raw.utf8.prefix { $0 != 0x20 }
    return word.count == 5 && word.allSatisfy(\.isDigit) ? String(Substring(word)) : ""
  }

  /// The text when it is an ISO date.
  static func date(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 else { return nil }
    let isDate = bytes.indices.allSatisfy { $0 == 4 || $0 == 7 ? bytes[$0] == UInt8(ascii: "-") : bytes[$0].isDigit }
    guard isDate, let year = Int(text.prefix(4)), let month = Int(text.dropFirst(5).prefix(2)),
      let day = Int(text.suffix(2)), (1...12).contains(month), (1...days(of: month, in: year)).contains(day)
    else { return nil }
    return text
  }

  /// A day that the calendar lacks is no date: it would count as the newest.
  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Whether a name needs no cleaning, as nearly all: no quote, no control character, single spaces inside.
  private static func isClean(_ raw: String) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in raw.utf8 {
      guard byte >= 0x20, byte != .quote, byte != 0x7F, byte != 0xC2, byte != 0x20 || previous != 0x20 else {
        return false
      }
      previous = byte
    }
    return previous != 0x20 || raw.isEmpty
  }

  /// What a layer of quotes wraps; nil when there is none.
  private static func unwrapped(_ text: String) -> String? {
    guard text.count >= 2, text.first == "\"" else { return nil }
    let isClosed = text.last == "\""
    let inner = isClosed ? text.dropFirst().dropLast() : text.dropFirst()
    let isInnerQuoted = isClosed && inner.first == "\"" && inner.last == "\""
    // Lone quotes belong to the name itself ("LES LILAS" ET "LES ROSES"), and doubled ones tell of a layer.
    let runs = inner.split(whereSeparator: { $0 != "\"" })
    guard isInnerQuoted || runs.allSatisfy({ $0.count % 2 == 0 }) && (isClosed || !runs.isEmpty) else { return nil }
    return String(inner.replacing("\"\"", with: "\""))
  }

  /// Single spaces, none at the ends, no control characters.
  private static func spaced(_ text: String) -> String {
    text.unicodeScalars.split { $0.value <= 0x20 || isControl($0) }.map { String($0) }.joined(separator: " ")
  }

  /// Whether control characters that are no white space stand in a text: invisible, and often what a copy out of another program left.
  static func hasControls(_ text: String) -> Bool {
    // The upper ones begin with 0xC2 in UTF-8, as do some letters' neighbours.
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }
      && text.unicodeScalars.contains { isControl($0) && !lineSigns.contains($0) }
  }

  /// Tabs and line ends, which are white space.
  private static let lineSigns: [Unicode.Scalar] = ["\t", "\n", "\r"]

  /// Source: Unicode, general category Cc.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
