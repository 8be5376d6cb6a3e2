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

  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) when it holds something else; it names the key.
  static func read<Value: Decodable>(
    _ type: Value.Type, path: String, expected: Wording, isOwn: Bool = false
  ) throws(Failure) -> Value {
    let file = try InputFile(path: path, expected: expected, isOwn: isOwn)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(file.bytes))
    } catch {
      let place = (error as? DecodingError).map(PlanFile.describe) ?? "JSON"
      throw Failure(
        .data, fr: "\(path) : \(place) ; attendu : \(expected.fr)", en: "\(path): \(place); expected \(expected.en)")
    }
  }
}
