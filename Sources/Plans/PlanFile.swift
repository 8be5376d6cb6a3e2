import Foundation
import Register
import Wording

/// Reading and writing `plan.json`.
public enum PlanFile {
  /// UTF-8, two-space indent, keys in alphabetical order, so that equal plans are equal files.
  public static func data(_ plan: Plan) throws -> Data {
    try JSONDocument.data(plan)
  }

  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) when it holds no plan; it names line and key.
  public static func read(path: String) throws(Failure) -> Plan {
    let file = try InputFile(path: path, expected: Wording(fr: "un fichier plan.json", en: "a plan.json file"))
    return try read(file.bytes, path: path)
  }

  /// - Parameter path: what the plan is called in failures.
  /// - Throws: `Failure` (data) when it is no plan; it names line and key.
  public static func read(_ data: Data, path: String) throws(Failure) -> Plan {
    try read(Array(data), path: path)
  }

  /// To the letter, so that no other reader of the file sees another plan: see `JSONTree`.
  private static func read(_ bytes: [UInt8], path: String) throws(Failure) -> Plan {
    let plan = try JSONDocument.value(
      Plan.self, of: bytes, path: path, schema: Plan.schema, earlier: Plan.earlierSchema,
      expected: Wording(fr: "pas un plan", en: "not a plan"))
    if let (key, found) = plan.excess {
      throw Failure(.data, fr: "\(path) : pas un plan : \(key) : \(found)", en: "\(path): not a plan: \(key): \(found)")
    }
    return plan
  }
}
