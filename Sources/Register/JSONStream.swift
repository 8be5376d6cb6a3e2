import Wording

/// Reads one JSON document (RFC 8259) from pieces of bytes, forward only: the caller asks for what it wants and skips the
/// rest.
///
/// ```swift
/// try json.enter(.object)
/// while try json.nextKey() {
///   if json.keyIs("name") { name = try json.text() } else { try json.skip() }
/// }
/// ```
///
/// Nothing is kept but the piece at hand, the last key and the last text. Limits stand against files made to fill memory or
/// the stack: `deepest` levels, `longestText` bytes in a text, `longestRecord` in a record.
///
/// - Complexity: O(bytes) for the whole document.
struct JSONStream {
  enum Kind { case object, array, string, number, boolean, null }

  static let deepest = 64
  static let longestText = 1 << 20
  static let longestRecord = 1 << 26

  /// The line at hand, from 1.
  private(set) var line = 1
  /// The record at hand, from 1; 0 before the first.
  private(set) var record = 0
  /// The last key, its ASCII letters made small.
  private(set) var key: [UInt8] = []

  private let path: String
  private let longestRecord: Int
  private let refill: () throws(Failure) -> [UInt8]?
  private var piece: [UInt8]
  private var position = 0
  private var depth = 0
  /// Whether the container at hand has just been entered.
  private var isFresh = false
  /// Bytes in the pieces before this one.
  private var before = 0
  /// Where the record at hand begins; `Int.max` outside records.
  private var recordStart = Int.max
  private var scratch: [UInt8] = []

  /// - Parameters:
  ///   - start: the first bytes.
  ///   - longestRecord: the most bytes that a record may have, but for those of one piece.
  ///   - refill: gives the next ones, nil at the end.
  init(
    path: String, start: [UInt8], longestRecord: Int = longestRecord,
    refill: @escaping () throws(Failure) -> [UInt8]?
  ) {
    self.path = path
    self.longestRecord = longestRecord
    self.refill = refill
    piece = start
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Whether the document has shown to be a FINESS+ document: failures may then quote it.
  var isRecognised = false

  /// Tells that the next value is a record, for failures and for its length.
  mutating func beginRecord() {
    record += 1
    recordStart = before + position
  }

  mutating func endRecord() { recordStart = Int.max }

  /// The kind of the next value, which is not taken.
  mutating func kind() throws(Failure) -> Kind {
    switch try visible() {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case .quote: return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    default: throw unexpected(Wording(fr: "une valeur JSON", en: "a JSON value"))
    }
  }

  /// Goes into the object or the array that is the next value.
  mutating func enter(_ kind: Kind) throws(Failure) {
    let opening = kind == .object ? UInt8(ascii: "{") : UInt8(ascii: "[")
    guard try visible() == opening else {
      throw unexpected(
        kind == .object ? Wording(fr: "un objet {", en: "an object {") : Wording(fr: "une liste [", en: "a list ["))
    }
    depth += 1
    guard depth <= Self.deepest else {
      throw failure(
        Wording(fr: "plus de \(Self.deepest) niveaux imbriqués", en: "more than \(Self.deepest) nested levels"),
        expected: Self.document)
    }
    position += 1
    isFresh = true
  }

  /// Goes to the next member of the object at hand and takes its key.
  ///
  /// - Returns: false at the object's end, which is then left.
  mutating func nextKey() throws(Failure) -> Bool {
    guard try goesOn(until: UInt8(ascii: "}")) else { return false }
    guard try visible() == .quote else { throw unexpected(Wording(fr: "une clé \"…\"", en: "a key \"…\"")) }
    try takeString(keeping: true)
    swap(&key, &scratch)
    for place in key.indices where key[place] >= UInt8(ascii: "A") && key[place] <= UInt8(ascii: "Z") {
      key[place] |= 0x20
    }
    try takeColon()
    return true
  }

  /// Goes to the next element of the array at hand.
  ///
  /// - Returns: false at the array's end, which is then left.
  mutating func nextElement() throws(Failure) -> Bool { try goesOn(until: UInt8(ascii: "]")) }

  /// Takes the next value as text: a string, or a number as it stands; nil for anything else.
  mutating func text() throws(Failure) -> String? {
    switch try kind() {
    case .string:
      try takeString(keeping: true)
      return String(decoding: scratch, as: UTF8.self)
    case .number:
      scratch.removeAll(keepingCapacity: true)
      try takeNumber()
      return String(decoding: scratch, as: UTF8.self)
    default:
      try skip()
      return nil
    }
  }

  /// Takes the next value, whatever it is.
  mutating func skip() throws(Failure) {
    // The kinds of the containers entered, the innermost in the lowest bit: no more than `deepest`.
    var objects: UInt64 = 0
    var levels = 0
    repeat {
      if levels > 0 {
        let more = objects & 1 == 1 ? try skipKey() : try nextElement()
        if !more {
          objects >>= 1
          levels -= 1
          continue
        }
      }
      let kind = try kind()
      switch kind {
      case .object, .array:
        try enter(kind)
        objects = objects << 1 | (kind == .object ? 1 : 0)
        levels += 1
      case .string: try takeString(keeping: false)
      case .number:
        scratch.removeAll(keepingCapacity: true)
        try takeNumber()
      case .boolean: try takeWord(piece[position] == UInt8(ascii: "t") ? "true" : "false")
      case .null: try takeWord("null")
      }
    } while levels > 0
  }

  /// Checks that nothing follows.
  mutating func end() throws(Failure) {
    while let byte = try peek() {
      guard Self.isSpace(byte) else { throw unexpected(Wording(fr: "la fin du document", en: "the document's end")) }
      if byte == .lineFeed { line += 1 }
      position += 1
    }
  }

  /// The failure to throw for something at this place.
  func failure(_ found: Wording, expected: Wording) -> Failure {
    let place = record > 0 ? (fr: ", enregistrement \(record)", en: ", record \(record)") : (fr: "", en: "")
    return Failure(
      .data, fr: "\(path), ligne \(line)\(place.fr) : \(found.fr) ; attendu : \(expected.fr)",
      en: "\(path), line \(line)\(place.en): \(found.en); expected \(expected.en)")
  }

  static let document = Wording(fr: "un document FINESS+ (JSON)", en: "a FINESS+ document (JSON)")
}

// What texts are made of.
extension JSONStream {
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// The byte at hand, not taken; nil at the end.
  private mutating func peek() throws(Failure) -> UInt8? {
    while position == piece.count {
      before += piece.count
      guard before <= recordStart || before - recordStart <= longestRecord else {
        let size = longestRecord >> 20
        throw failure(
          Wording(fr: "un enregistrement de plus de \(size) Mio", en: "a record of more than \(size) MiB"),
          expected: Self.document)
      }
      position = 0
      piece = []
      guard let next = try refill() else { return nil }
      piece = next
    }
    return piece[position]
  }

  /// The next byte, not taken.
  private mutating func byte() throws(Failure) -> UInt8 {
    if position < piece.count { return piece[position] }
    guard let byte = try peek() else {
      throw failure(
        Wording(fr: "le document s'arrête avant sa fin", en: "the document stops before its end"),
        expected: Self.document)
    }
    return byte
  }

  /// The next byte that is no white space, not taken.
  private mutating func visible() throws(Failure) -> UInt8 {
    while true {
      while position < piece.count {
        let byte = piece[position]
        guard Self.isSpace(byte) else { return byte }
        if byte == .lineFeed { line += 1 }
        position += 1
      }
      _ = try byte()
    }
  }

  /// Whether another member follows; takes the comma before it, or the end.
  private mutating func goesOn(until closing: UInt8) throws(Failure) -> Bool {
    let byte = try visible()
    let wasFresh = isFresh
    isFresh = false
    if byte == closing {
      position += 1
      depth -= 1
      return false
    }
    if wasFresh { return true }
    guard byte == UInt8(ascii: ",") else {
      let end = Character(Unicode.Scalar(closing))
      throw unexpected(Wording(fr: "« , » ou « \(end) »", en: "\",\" or \"\(end)\""))
    }
    position += 1
    return true
  }

  private mutating func skipKey() throws(Failure) -> Bool {
    guard try goesOn(until: UInt8(ascii: "}")) else { return false }
    guard try visible() == .quote else { throw unexpected(Wording(fr: "une clé \"…\"", en: "a key \"…\"")) }
    try takeString(keeping: false)
    try takeColon()
    return true
  }

  private mutating func takeColon() throws(Failure) {
    guard try visible() == UInt8(ascii: ":") else { throw unexpected(Wording(fr: "« : »", en: "\":\"")) }
    position += 1
  }

  /// Takes a string, and leaves what it says in `scratch` when asked to.
  private mutating func takeString(keeping: Bool) throws(Failure) {
    position += 1
    scratch.removeAll(keepingCapacity: true)
    var length = 0
    while true {
      let start = position
      while position < piece.count {
        let byte = piece[position]
        if byte == .quote || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
        position += 1
      }
      length += position - start
      guard length <= Self.longestText else {
        throw failure(
          Wording(fr: "un texte de plus d'un mégaoctet", en: "a text of more than a megabyte"), expected: Self.document)
      }
      if keeping { scratch.append(contentsOf: piece[start..<position]) }
      switch try byte() {
      case .quote:
        position += 1
        return
      case UInt8(ascii: "\\"):
        position += 1
        length += 2
        try takeEscape()
      case let byte where byte < 0x20:
        throw unexpected(
          Wording(fr: "la fin du texte (un guillemet manque)", en: "the text's end (a quote is missing)"))
      default: break
      }
    }
  }

  private mutating func takeEscape() throws(Failure) {
    let byte = try byte()
    guard byte != UInt8(ascii: "u") else {
      position += 1
      return try takeUnicodeEscape()
    }
    guard let index = Self.escapes.firstIndex(of: byte) else { throw badEscape() }
    scratch.append(Self.escaped[index])
    position += 1
  }

  private static let escapes = Array("\"\\/bfnrt".utf8)
  private static let escaped: [UInt8] = [.quote, UInt8(ascii: "\\"), UInt8(ascii: "/"), 8, 12, 10, 13, 9]

  /// Takes the four digits after `\u`, and those of a second half when they are the first of a pair.
  private mutating func takeUnicodeEscape() throws(Failure) {
    var code = try takeHexadecimal()
    if code >> 10 == 0x36, try byte() == UInt8(ascii: "\\") {
      position += 1
      guard try byte() == UInt8(ascii: "u") else { return try takeEscape() }
      position += 1
      let low = try takeHexadecimal()
      code = low >> 10 == 0x37 ? 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF : 0xFFFD
    }
    scratch.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
  }

  private mutating func takeHexadecimal() throws(Failure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try byte())).hexDigitValue else { throw badEscape() }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  private func badEscape() -> Failure { unexpected(Wording(fr: "un échappement JSON", en: "a JSON escape")) }

  /// Takes a number's characters into `scratch`.
  private mutating func takeNumber() throws(Failure) {
    while let byte = try peek(), byte.isDigit || Self.signs.contains(byte) {
      guard scratch.count < 64 else { throw unexpected(Wording(fr: "un nombre plus court", en: "a shorter number")) }
      scratch.append(byte)
      position += 1
    }
  }

  private static let signs = Array("+-.eE".utf8)

  private mutating func takeWord(_ word: String) throws(Failure) {
    for letter in word.utf8 {
      guard try byte() == letter else { throw unexpected(Wording(fr: "« \(word) »", en: "\"\(word)\"")) }
      position += 1
    }
  }

  /// The failure to throw for the bytes at hand.
  private func unexpected(_ expected: Wording) -> Failure {
    // What has not shown to be a FINESS+ document may be any file of the machine.
    guard isRecognised else { return failure(Wording(fr: "autre chose", en: "something else"), expected: expected) }
    let value = shortened(String(decoding: piece[position..<min(piece.count, position + 60)], as: UTF8.self))
    return failure(Wording(fr: "« \(value) »", en: "\"\(value)\""), expected: expected)
  }
}
