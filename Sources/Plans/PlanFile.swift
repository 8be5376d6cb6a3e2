import Foundation
import Register
import Wording

/// Reading and writing `plan.json`.
public enum PlanFile {
  /// UTF-8, two-space indent, keys in alphabetical order, so that equal plans are equal files.
  public static func data(_ plan: Plan) throws -> Data { try JSONDocument.data(plan) }

  /// - Throws: `Failure` (unreadable) when the file cannot be read, (data) when it holds no plan; it names the key.
  public static func read(path: String) throws(Failure) -> Plan {
    let file = try InputFile(path: path, expected: Wording(fr: "un fichier plan.json", en: "a plan.json file"))
    return try read(Data(file.bytes), path: path)
  }

  /// - Parameter path: what the plan is called in failures.
  /// - Throws: `Failure` (data) when it is no plan; it names the key.
  public static func read(_ data: Data, path: String) throws(Failure) -> Plan {
    do {
      let plan = try JSONDecoder().decode(Plan.self, from: data)
      guard plan.schema == Plan.schema else {
        throw Failure(
          .data, fr: "\(path) : schéma « \(plan.schema) », attendu « \(Plan.schema) »",
          en: "\(path): schema \"\(plan.schema)\", expected \"\(Plan.schema)\"")
      }
      if let (key, found) = plan.excess {
        throw Failure(
          .data, fr: "\(path) : pas un plan : \(key) : \(found)", en: "\(path): not a plan: \(key): \(found)")
      }
      return plan
    } catch let failure as Failure {
      throw failure
    } catch let error as DecodingError {
      let place = describe(error)
      throw Failure(.data, fr: "\(path) : pas un plan : \(place)", en: "\(path): not a plan: \(place)")
    } catch {
      throw Failure(.data, fr: "\(path) : pas un plan", en: "\(path): not a plan")
    }
  }

  /// Where and what, in one line.
  private static func describe(_ error: DecodingError) -> String {
    let context: DecodingError.Context
    var found: String?
    switch error {
    case .keyNotFound(let key, let at):
      context = at
      found = "key \"\(key.stringValue)\" is missing"
    case .typeMismatch(let type, let at):
      context = at
      found = "expected \(type)"
    case .valueNotFound(let type, let at):
      context = at
      found = "null, expected \(type)"
    case .dataCorrupted(let at): context = at
    @unknown default: return "damaged"
    }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    let what = found ?? context.debugDescription
    return path.isEmpty ? what : "\(path.dropFirst(path.hasPrefix(".") ? 1 : 0)): \(what)"
  }
}
