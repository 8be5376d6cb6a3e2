import Wording

/// A JSON document (RFC 8259) read to the letter: what other readers would refuse, or read in another way, is refused here.
///
/// UTF-8 only; no key twice in an object, no comments, no comma too many, no number that is none of the grammar's or beyond
/// a `Double`, no half of a surrogate pair. So all programs see the same document. Values know their lines.
///
/// - Complexity: O(bytes), 20 bytes of memory for each key and value.
struct JSONTree: Sendable {
  enum Kind: UInt8, Sendable {
    case object, array, string, number, yes, no, null
  }

  /// A value, or a key: the keys of an object stand each before its value.
  struct Node: Sendable {
    let kind: Kind
    let line: UInt32
    /// Its bytes, quotes among them.
    let start: UInt32
    fileprivate(set) var end: UInt32
    /// The node after all that is in it.
    fileprivate(set) var next: UInt32
  }

  /// Something that does not belong there.
  struct Fault: Error {
    let line: Int
    let found: Wording
    let expected: Wording
  }

  let bytes: [UInt8]
  /// The document's value first, then all that is in it, in the order of the text.
  private(set) var nodes: [Node] = []

  /// Far above any plan (France: 2 million, 30 MB), far below what fills a machine's memory.
  static let mostNodes = 1 << 24
  static let mostBytes = 1 << 30
  static let deepest = 64

  private var position = 0
  private var line = 1

  /// Whether faults may show what stands in the document.
  let isQuoted: Bool

  /// - Parameter isQuoted: false for a document that may be none of the program's kinds: its faults do not show its text.
  init(_ bytes: [UInt8], isQuoted: Bool = true) throws(Fault) {
    self.bytes = bytes
    self.isQuoted = isQuoted
    if let encoding = Self.otherEncoding(bytes) {
      throw fault(Wording(fr: encoding, en: encoding), expected: Wording(fr: "du JSON en UTF-8", en: "JSON in UTF-8"))
    }
    guard bytes.count <= Self.mostBytes else {
      throw fault(
        Wording(fr: "\(bytes.count >> 20) Mio", en: "\(bytes.count >> 20) MiB"),
        expected: Wording(fr: "\(Self.mostBytes >> 20) Mio au plus", en: "\(Self.mostBytes >> 20) MiB at most"))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    try takeValue(depth: 0)
    skipSpace()
    if position < bytes.count { throw unexpected(Wording(fr: "la fin du document", en: "the document's end")) }
  }

  /// UTF-16 and UTF-32 by their marks, or by the zeros beside a bracket.
  private static func otherEncoding(_ bytes: [UInt8]) -> String? {
    let start = Array(bytes.prefix(4))
    if start == [0xFF, 0xFE, 0, 0] || start == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard start.count > 1, start.contains(0), start.contains(where: { $0 != 0 }) else { return nil }
    return start.count(where: { $0 == 0 }) > 2 ? "UTF-32" : "UTF-16"
  }
}

// What is in it.
extension JSONTree {
  /// The text of a string or of a key, escapes resolved; nil when it is none, or its bytes are no UTF-8.
  func text(_ node: Int) -> String? {
    guard nodes[node].kind == .string else { return nil }
    let content = bytes[Int(nodes[node].start) + 1..<Int(nodes[node].end) - 1]
    guard content.contains(UInt8(ascii: "\\")) else { return String(validating: content, as: UTF8.self) }
    var plain: [UInt8] = []
    var place = content.startIndex
    while place < content.endIndex {
      guard content[place] == UInt8(ascii: "\\") else {
        plain.append(content[place])
        place += 1
        continue
      }
      if let index = Self.escapes.firstIndex(of: content[place + 1]) {
        plain.append(Self.escaped[index])
        place += 2
      } else {
        guard let (scalar, length) = Self.scalar(content[place...]) else { return nil }
        plain.append(contentsOf: String(scalar).utf8)
        place += length
      }
    }
    return String(validating: plain, as: UTF8.self)
  }

  /// The bytes of a value, as they stand.
  func source(_ node: Int) -> String {
    String(decoding: bytes[Int(nodes[node].start)..<Int(nodes[node].end)], as: UTF8.self)
  }

  /// Values of an array, or keys of an object, of which each is followed by its value.
  func children(_ node: Int) -> [Int] {
    var found: [Int] = []
    var child = node + 1
    while child < nodes[node].next {
      found.append(child)
      if nodes[node].kind == .object { child += 1 }
      child = Int(nodes[child].next)
    }
    return found
  }

  /// The key of this name in the document's object, the value's node being the next one; nil where there is none.
  func key(_ name: String) -> Int? {
    nodes[0].kind == .object ? children(0).first { text($0) == name } : nil
  }

  /// Where a value or a key stands: `grappes[0].members[2].name`.
  func path(of wanted: Int) -> String {
    var path = ""
    var node = 0
    while node < wanted {
      let children = children(node)
      guard let place = children.lastIndex(where: { $0 <= wanted }) else { return path }
      let child = children[place]
      if nodes[node].kind == .object {
        path += (path.isEmpty ? "" : ".") + (text(child) ?? "?").onOneLine(longest: 60)
        if wanted <= child + 1 { return path }
        node = child + 1
      } else {
        path += "[\(place)]"
        node = child
      }
    }
    return path
  }

  /// The first four bytes after `\u`, and those of the other half where they are the first of a pair, with their length
  /// from the backslash on; nil where there is no such character.
  private static func scalar(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    func unit(_ start: Int) -> UInt32? {
      guard start + 6 <= text.endIndex, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "u") else {
        return nil
      }
      var unit: UInt32 = 0
      for byte in text[start + 2..<start + 6] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
        unit = unit << 4 | UInt32(digit)
      }
      return unit
    }
    guard let high = unit(text.startIndex) else { return nil }
    guard high >> 10 == 0x36 else { return Unicode.Scalar(high).map { ($0, 6) } }
    guard let low = unit(text.startIndex + 6), low >> 10 == 0x37 else { return nil }
    return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF).map { ($0, 12) }
  }

  private static let escapes = Array("\"\\/bfnrt".utf8)
  private static let escaped: [UInt8] = [.quote, UInt8(ascii: "\\"), UInt8(ascii: "/"), 8, 12, 10, 13, 9]
}

// How it is read.
extension JSONTree {
  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x0A:
        line += 1
        position += 1
      case 0x20, 0x09, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func open(_ kind: Kind) throws(Fault) -> Int {
    guard nodes.count < Self.mostNodes else {
      throw fault(
        Wording(fr: "plus de \(Self.mostNodes) valeurs", en: "more than \(Self.mostNodes) values"),
        expected: Wording(fr: "un document plus court", en: "a shorter document"))
    }
    nodes.append(Node(kind: kind, line: UInt32(line), start: UInt32(position), end: 0, next: 0))
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    nodes[node].end = UInt32(position)
    nodes[node].next = UInt32(nodes.count)
  }

  private mutating func takeValue(depth: Int) throws(Fault) {
    guard depth < Self.deepest else {
      throw fault(
        Wording(fr: "plus de \(Self.deepest) niveaux imbriqués", en: "more than \(Self.deepest) nested levels"),
        expected: Wording(fr: "un document moins profond", en: "a document less deep"))
    }
    guard position < bytes.count else { throw unexpected(Self.value) }
    switch bytes[position] {
    case UInt8(ascii: "{"): try takeObject(depth)
    case UInt8(ascii: "["): try takeArray(depth)
    case .quote: try takeString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try takeNumber()
    case UInt8(ascii: "t"): try take("true", .yes)
    case UInt8(ascii: "f"): try take("false", .no)
    case UInt8(ascii: "n"): try take("null", .null)
    default: throw unexpected(Self.value)
    }
  }

  private static let value = Wording(fr: "une valeur JSON", en: "a JSON value")

  /// Whether the byte at hand is this one; takes it then.
  private mutating func takes(_ byte: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func takeObject(_ depth: Int) throws(Fault) {
    let node = try open(.object)
    var keys = KeySet()
    position += 1
    skipSpace()
    if !takes("}") {
      repeat {
        skipSpace()
        guard position < bytes.count, bytes[position] == .quote else {
          throw unexpected(Wording(fr: "une clé \"…\"", en: "a key \"…\""))
        }
        let key = nodes.count
        try takeString()
        let text = text(key) ?? ""
        guard keys.insert(text) else {
          let shown = text.onOneLine(longest: 60)
          let name: (String, String) = isQuoted ? (" « \(shown) »", " \"\(shown)\"") : ("", "")
          throw fault(
            Wording(fr: "clé\(name.0) répétée dans le même objet", en: "key\(name.1) twice in one object"),
            expected: Wording(fr: "chaque clé une seule fois", en: "each key once"))
        }
        skipSpace()
        guard takes(":") else { throw unexpected(Wording(fr: "« : »", en: "\":\"")) }
        skipSpace()
        try takeValue(depth: depth + 1)
        skipSpace()
      } while takes(",")
      guard takes("}") else { throw unexpected(Wording(fr: "« , » ou « } »", en: "\",\" or \"}\"")) }
    }
    close(node)
  }

  private mutating func takeArray(_ depth: Int) throws(Fault) {
    let node = try open(.array)
    position += 1
    skipSpace()
    if !takes("]") {
      repeat {
        skipSpace()
        try takeValue(depth: depth + 1)
        skipSpace()
      } while takes(",")
      guard takes("]") else { throw unexpected(Wording(fr: "« , » ou « ] »", en: "\",\" or \"]\"")) }
    }
    close(node)
  }

  private mutating func takeString() throws(Fault) {
    let node = try open(.string)
    var isPlain = true
    position += 1
    while position < bytes.count, bytes[position] != .quote, bytes[position] >= 0x20 {
      let byte = bytes[position]
      if byte >= 0x80 { isPlain = false }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        guard position + 1 < bytes.count else { break }
        let length = Self.escapes.contains(bytes[position + 1]) ? 2 : Self.scalar(bytes[position...])?.length
        guard let length else { throw unexpected(Wording(fr: "un échappement JSON", en: "a JSON escape")) }
        position += length
      } else {
        position += 1
      }
    }
    guard takes("\"") else {
      throw unexpected(Wording(fr: "la fin du texte (un guillemet manque)", en: "the text's end (a quote is missing)"))
    }
    close(node)
    if !isPlain, text(node) == nil {
      throw fault(
        Wording(fr: "un texte dont les octets ne sont pas de l'UTF-8", en: "a text whose bytes are no UTF-8"),
        expected: Wording(fr: "du JSON en UTF-8", en: "JSON in UTF-8"))
    }
  }

  private mutating func takeDigits() -> Bool {
    let start = position
    while position < bytes.count, bytes[position].isDigit { position += 1 }
    return position > start
  }

  private mutating func takeNumber() throws(Fault) {
    let node = try open(.number)
    let start = position
    _ = takes("-")
    var isSound = takes("0") || takeDigits()
    if takes(".") { isSound = takeDigits() && isSound }
    if takes("e") || takes("E") {
      if !takes("+") { _ = takes("-") }
      isSound = takeDigits() && isSound
    }
    // A digit after a leading zero, a letter, a second point.
    if position < bytes.count, bytes[position].isDigit || bytes[position] == UInt8(ascii: ".") { isSound = false }
    close(node)
    guard isSound, Double(source(node))?.isFinite == true else {
      position = start
      throw unexpected(Wording(fr: "un nombre JSON", en: "a JSON number"))
    }
  }

  private mutating func take(_ word: String, _ kind: Kind) throws(Fault) {
    guard bytes[position...].starts(with: word.utf8) else { throw unexpected(Self.value) }
    let node = try open(kind)
    position += word.utf8.count
    close(node)
  }

  private func fault(_ found: Wording, expected: Wording) -> Fault {
    Fault(line: line, found: found, expected: expected)
  }

  /// The fault of the bytes at hand.
  private func unexpected(_ expected: Wording) -> Fault {
    guard position < bytes.count else {
      return fault(Wording(fr: "le document s'arrête", en: "the document stops"), expected: expected)
    }
    // Whatever file this is: its text is none to be shown.
    guard nodes.first?.kind == .object else {
      return fault(Wording(fr: "ce n'est pas du JSON", en: "this is no JSON"), expected: expected)
    }
    guard isQuoted else { return fault(Wording(fr: "autre chose", en: "something else"), expected: expected) }
    // Up to what ends a value, one byte at least.
    let end = bytes[(position + 1)...].prefix(40).firstIndex { [0x0A, 0x0D, UInt8(ascii: ",")].contains($0) }
    let rest = bytes[position..<(end ?? min(bytes.count, position + 40))]
    let value = String(decoding: rest, as: UTF8.self).onOneLine(longest: 30)
    return fault(Wording(fr: "« \(value) »", en: "\"\(value)\""), expected: expected)
  }
}

/// Keys seen in an object. Most objects have a few keys, for which a list is faster than a set.
private struct KeySet {
  private var few: [String] = []
  private var many: Set<String> = []

  /// - Returns: false when it was there.
  mutating func insert(_ key: String) -> Bool {
    guard many.isEmpty else { return many.insert(key).inserted }
    if few.contains(key) { return false }
    few.append(key)
    if few.count > 32 { many = Set(few) }
    return true
  }
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
