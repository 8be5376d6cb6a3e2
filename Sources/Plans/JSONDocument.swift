import Foundation

/// A value as a JSON document.
public enum JSONDocument {
  /// UTF-8, two-space indent, keys in alphabetical order, so that equal values are equal files; the last line ended.
  public static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(value)
    data.append(UInt8(ascii: "\n"))
    return data
  }
}
