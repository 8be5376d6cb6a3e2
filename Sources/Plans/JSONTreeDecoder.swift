import Wording

/// Decodes values of a `JSONTree`, and remembers which keys were asked for: the others are none that the types know.
///
/// So what a document may hold is what its types read, optional keys of earlier versions among it, and stands nowhere else.
final class JSONTreeReading {
  let tree: JSONTree
  /// Of each node, whether it is a key that was asked for.
  private var isAsked: [Bool]

  init(_ tree: JSONTree) {
    self.tree = tree
    isAsked = [Bool](repeating: false, count: tree.nodes.count)
  }

  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: JSONTreeDecoder(reading: self, node: 0))
  }

  fileprivate func ask(_ key: Int) { isAsked[key] = true }

  /// The first key that no type asked for.
  var unknownKey: Int? {
    for object in tree.nodes.indices where tree.nodes[object].kind == .object {
      for key in tree.children(object) where !isAsked[key] { return key }
    }
    return nil
  }
}

/// Why a value cannot be taken.
struct JSONTreeMisfit: Error {
  let node: Int
  let problem: Wording
}

private struct JSONTreeDecoder: Decoder {
  let reading: JSONTreeReading
  let node: Int

  var tree: JSONTree { reading.tree }
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard tree.nodes[node].kind == .object else { throw misfit(Wording(fr: "un objet", en: "an object")) }
    return KeyedDecodingContainer(KeyedValues<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard tree.nodes[node].kind == .array else { throw misfit(Wording(fr: "une liste", en: "a list")) }
    return ListedValues(decoder: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  /// The failure of a value that is another than this.
  func misfit(_ expected: Wording) -> JSONTreeMisfit {
    let kind = tree.nodes[node].kind
    let shown = tree.isQuoted ? tree.source(node).onOneLine(longest: 40) : "…"
    let found = kind == .object ? "{…}" : kind == .array ? "[…]" : shown
    return JSONTreeMisfit(
      node: node,
      problem: Wording(fr: "\(found), attendu : \(expected.fr)", en: "\(found), expected \(expected.en)"))
  }

  /// A value of a type that reads itself.
  func value<T: Decodable>(_ type: T.Type) throws -> T {
    do {
      return try T(from: self)
    } catch DecodingError.dataCorrupted {
      throw misfit(Wording(fr: "une valeur que cette clé admet", en: "a value that this key takes"))
    }
  }
}

extension JSONTreeDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { tree.nodes[node].kind == .null }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch tree.nodes[node].kind {
    case .yes: return true
    case .no: return false
    default: throw misfit(Wording(fr: "true ou false", en: "true or false"))
    }
  }

  func decode(_ type: String.Type) throws -> String {
    guard let text = tree.text(node) else { throw misfit(Wording(fr: "un texte \"…\"", en: "a text \"…\"")) }
    return text
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard tree.nodes[node].kind == .number, let number = Double(tree.source(node)) else {
      throw misfit(Wording(fr: "un nombre", en: "a number"))
    }
    return number
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

  func decode(_ type: Int.Type) throws -> Int { try integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T { try value(type) }

  private func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    guard tree.nodes[node].kind == .number, let number = T(tree.source(node)) else {
      throw misfit(Wording(fr: "un nombre entier", en: "a whole number"))
    }
    return number
  }
}

private struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: JSONTreeDecoder
  private let names: [String]
  private let keys: [Int]
  /// Places by name, where there are too many to look at each.
  private let places: [String: Int]

  init(decoder: JSONTreeDecoder) {
    self.decoder = decoder
    let keys = decoder.tree.children(decoder.node)
    let names = keys.map { decoder.tree.text($0) ?? "" }
    self.keys = keys
    self.names = names
    places =
      keys.count > 32 ? Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }) : [:]
  }

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    for key in keys { decoder.reading.ask(key) }
    return names.compactMap(Key.init(stringValue:))
  }

  /// The key's node; the value's is the next one.
  private func node(_ key: Key) -> Int? {
    let place = places.isEmpty ? names.firstIndex(of: key.stringValue) : places[key.stringValue]
    guard let place else { return nil }
    decoder.reading.ask(keys[place])
    return keys[place]
  }

  private func value(_ key: Key) throws -> JSONTreeDecoder {
    guard let node = node(key) else {
      throw JSONTreeMisfit(
        node: decoder.node,
        problem: Wording(
          fr: "la clé « \(key.stringValue) » manque", en: "key \"\(key.stringValue)\" is missing"))
    }
    return JSONTreeDecoder(reading: decoder.reading, node: node + 1)
  }

  func contains(_ key: Key) -> Bool { node(key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try value(key).decodeNil() }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).decode(type) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key).decode(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try value(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).decode(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try value(key).decode(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try value(key).decode(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try value(key).decode(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try value(key).decode(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try value(key).decode(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try value(key).decode(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try value(key).decode(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try value(key).decode(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try value(key).decode(type) }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try value(key).value(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try value(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try value(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }
}

private struct ListedValues: UnkeyedDecodingContainer {
  let decoder: JSONTreeDecoder
  private let values: [Int]
  private(set) var currentIndex = 0

  init(decoder: JSONTreeDecoder) {
    self.decoder = decoder
    values = decoder.tree.children(decoder.node)
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { values.count }
  var isAtEnd: Bool { currentIndex == values.count }

  private mutating func next() throws -> JSONTreeDecoder {
    guard !isAtEnd else {
      throw JSONTreeMisfit(
        node: decoder.node, problem: Wording(fr: "un élément manque", en: "an element is missing"))
    }
    defer { currentIndex += 1 }
    return JSONTreeDecoder(reading: decoder.reading, node: values[currentIndex])
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, decoder.tree.nodes[values[currentIndex]].kind == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().value(type) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try next() }
}
