import Foundation
import Register
import Wording

/// The program's small JSON documents: UTF-8, two-space indent, keys in alphabetical order.
public enum JSONDocument {
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(value)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) when it holds something else; it names the line
  ///   and the key.
  static func read<Value: Decodable>(
    _ type: Value.Type, path: String, expected: Wording, isOwn: Bool = false
  ) throws(Failure) -> Value {
    let file = try InputFile(path: path, expected: expected, isOwn: isOwn)
    return try value(
      type, of: file.bytes, path: path,
      expected: Wording(fr: "attendu : \(expected.fr)", en: "expected \(expected.en)"))
  }

  /// Whether a document names a schema of the program's.
  private static func isOwn(_ bytes: [UInt8]) -> Bool {
    let mark = Array("\"grappes/".utf8)
    return bytes.indices.dropLast(mark.count).contains { place in
      bytes[place] == mark[0] && bytes[(place + 1)...].starts(with: mark.dropFirst())
    }
  }

  /// What a document holds, read to the letter: a key that the type does not know, or one twice, is refused.
  ///
  /// - Parameters:
  ///   - path: what it is called in failures.
  ///   - schema: what its key `schema` must say, before anything else is looked at.
  ///   - earlier: another schema that the type reads too.
  ///   - expected: what failures say of the document.
  /// - Throws: `Failure` (data), which names the line and the key.
  static func value<Value: Decodable>(
    _ type: Value.Type, of bytes: [UInt8], path: String, schema: String? = nil, earlier: String? = nil,
    expected: Wording
  ) throws(Failure) -> Value {
    let tree: JSONTree
    do {
      tree = try JSONTree(bytes, isQuoted: isOwn(bytes))
    } catch {
      throw Failure(
        .data,
        fr: "\(path), ligne \(error.line) : \(error.found.fr), attendu : \(error.expected.fr) ; \(expected.fr)",
        en: "\(path), line \(error.line): \(error.found.en), expected \(error.expected.en); \(expected.en)")
    }
    if let schema, let key = tree.key("schema"), let named = tree.text(key + 1), named != schema, named != earlier {
      let (found, line) = (tree.isQuoted ? named.onOneLine(longest: 60) : "…", tree.nodes[key].line)
      throw Failure(
        .data, fr: "\(path), ligne \(line) : schéma « \(found) », attendu « \(schema) »",
        en: "\(path), line \(line): schema \"\(found)\", expected \"\(schema)\"")
    }
    let reading = JSONTreeReading(tree)
    func failure(_ node: Int, _ problem: Wording, isNamed: Bool = true) -> Failure {
      let place = isNamed ? tree.path(of: node) : ""
      let line = tree.nodes[node].line
      let key = place.isEmpty ? (fr: "", en: "") : (fr: "\(place) : ", en: "\(place): ")
      return Failure(
        .data, fr: "\(path), ligne \(line) : \(expected.fr) : \(key.fr)\(problem.fr)",
        en: "\(path), line \(line): \(expected.en): \(key.en)\(problem.en)")
    }
    let value: Value
    do {
      value = try reading.value(type)
    } catch let misfit as JSONTreeMisfit {
      throw failure(misfit.node, misfit.problem)
    } catch {
      throw failure(0, Wording(fr: "une valeur ne convient pas", en: "a value does not fit"))
    }
    if let key = reading.unknownKey {
      throw failure(
        key, Wording(fr: "clé inconnue de ce format", en: "a key that this format does not have"),
        isNamed: tree.isQuoted)
    }
    return value
  }
}
