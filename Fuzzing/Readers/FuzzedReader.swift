import Medians
import Planning
import Plans
import Programme
import Register
import Wording

/// A reader of files from outside, as the fuzzer and the tests of its seeds and findings drive it.
public enum FuzzedReader: String, CaseIterable, Sendable {
  /// Extracts, archives and FINESS+ documents, packed or not: one reader tells them apart.
  case register
  case situation
  case constraints
  case drawing
  case campaign
  case scenario
  case plan
  case median

  /// A promise of the readers that was not kept.
  public struct BrokenPromise: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) {
      self.description = description
    }
  }

  /// Reads a file and looks at what came of it: it either serves, or is refused in one line.
  ///
  /// - Parameters:
  ///   - path: a file that holds `bytes`.
  ///   - book: the campaigns that ship with the product.
  /// - Returns: whether the file was taken.
  /// - Throws: `BrokenPromise`. What else may go wrong ends the process.
  @discardableResult
  public func read(path: String, bytes: [UInt8], book: RuleBook) throws(BrokenPromise) -> Bool {
    do {
      try take(path: path, bytes: bytes, book: book)
      return true
    } catch let broken as BrokenPromise {
      throw broken
    } catch let failure as Failure {
      let lines = [failure.wording.fr, failure.wording.en]
      guard failure.kind == .data || failure.kind == .unreadable else {
        throw BrokenPromise(description: "kind \(failure.kind): \(failure.wording.en)")
      }
      guard lines.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isNewline) && $0.utf8.count < 4_000 }) else {
        throw BrokenPromise(description: "not one line: \(failure.wording.en)")
      }
      return false
    } catch {
      throw BrokenPromise(description: "an untyped error: \(error)")
    }
  }

  private func take(path: String, bytes: [UInt8], book: RuleBook) throws {
    switch self {
    case .register: try Self.require(RegisterReader().read(paths: [path]))
    case .situation: _ = try Situation.read(path: path)
    case .constraints: _ = try Constraints.read(path: path)
    case .drawing: try Self.require(DrawnGrouping.read(path: path))
    case .campaign: try Self.require(book.adding(paths: [path]), beside: book)
    case .scenario: try Self.require(ScenarioFile(path: path), book: book)
    case .plan: try Self.requireSame(PlanFile.read(path: path), path: path)
    case .median: _ = try MedianFile.read(bytes, path: path)
    }
  }

  /// A register that was taken holds something, in order, and tells where its problems are.
  private static func require(_ register: Register) throws {
    guard register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +) > 0 else {
      throw BrokenPromise(description: "an empty register was taken")
    }
    let numbers = register.essms.map(\.number)
    guard zip(numbers, numbers.dropFirst()).allSatisfy(<) else {
      throw BrokenPromise(description: "ESSMS out of order, or twice")
    }
    guard register.essms.allSatisfy({ $0.coordinate.lat.isFinite && $0.coordinate.lon.isFinite }) else {
      throw BrokenPromise(description: "an ESSMS without a place")
    }
    guard register.problems.allSatisfy({ $0.line > 0 && !$0.value.contains(where: \.isNewline) }) else {
      throw BrokenPromise(description: "a problem without a line")
    }
    _ = try RegisterSummary(register)
  }

  /// A drawing that was taken puts each OG into one grappe.
  private static func require(_ drawing: DrawnGrouping) throws {
    let ogs = drawing.grappes.flatMap(\.ogs)
    guard !ogs.isEmpty, Set(ogs).count == ogs.count, drawing.grappes.allSatisfy({ !$0.ogs.isEmpty }) else {
      throw BrokenPromise(description: "an OG twice, or a grappe of none")
    }
  }

  /// A rule book that was enlarged lost nothing.
  private static func require(_ enlarged: RuleBook, beside book: RuleBook) throws {
    guard Set(book.campaigns.keys).isSubset(of: enlarged.campaigns.keys) else {
      throw BrokenPromise(description: "a campaign was lost")
    }
  }

  /// A scenario that was taken is one that the planner accepts, or refuses as a matter of use.
  private static func require(_ file: ScenarioFile, book: RuleBook) throws {
    let name = try file.campaign(among: book.names) ?? "2024"
    guard let campaign = book.campaigns[name], let bareme = book.baremes[campaign.bareme] else {
      throw BrokenPromise(description: "campaign \(name) has no barème")
    }
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    try file.apply(to: &scenario)
    do {
      try scenario.validate()
    } catch {
      guard error.kind == .usage else { throw BrokenPromise(description: "kind \(error.kind) of a parameter") }
    }
  }

  /// A plan that was taken is written and read again without a difference.
  private static func requireSame(_ plan: Plan, path: String) throws {
    let written = try PlanFile.data(plan)
    guard try PlanFile.data(PlanFile.read(written, path: path)) == written else {
      throw BrokenPromise(description: "a plan changes when it is written and read again")
    }
  }
}
