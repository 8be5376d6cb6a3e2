import Foundation
import Plans
import Testing

@testable import Checking

/// Every value of plans that use every rule, edited by hand: the reader refuses the plan, or the check finds it false, but
/// for what nobody can know from the files given.
@Suite struct EveryLeafTests {
  struct Source: Sendable, CustomTestStringConvertible {
    let name: String
    let sample: Result<Sample.Case, any Error>
    var testDescription: String { name }
  }

  static let sources = [
    Source(name: "two regions", sample: Sample.certain), Source(name: "withdrawal", sample: Sample.risky),
    Source(name: "exhausted", sample: Sample.exhausted), Source(name: "all rules", sample: Sample.mixed),
    Source(name: "one DUI and sector", sample: Sample.required),
    Source(name: "since an earlier plan", sample: Sample.stable),
    Source(name: "funding first", sample: Sample.funding),
    Source(name: "the campaign's envelope", sample: Sample.shared),
    Source(name: "several windows", sample: Sample.windows),
    Source(name: "over land", sample: Sample.overLand),
  ]

  /// Leaves of each pattern, spread over all of them; more with `GRAPPES_LEAVES=100`, which takes minutes.
  private static let most = ProcessInfo.processInfo.environment["GRAPPES_LEAVES"].flatMap { Int($0) } ?? 3

  @Test(arguments: sources) func `an edit of any value is caught`(source: Source) throws {
    let sample = try source.sample.get()
    #expect(try sample.violations().map(\.wording.en) == [])
    let leaves = try Leaves(sample.plan)
    var passed: [String: String] = [:]
    var count = 0
    for edit in leaves.edits(most: Self.most) {
      count += 1
      guard let plan = try? PlanFile.read(Data(edit.bytes), path: "plan.json"), plan != sample.plan else { continue }
      guard sample.checker.check(plan).violations.isEmpty else { continue }
      if !Unknowable.holds(edit) { passed["\(edit.pattern) \(edit.what)"] = edit.path }
    }
    #expect(passed.sorted { $0.key < $1.key }.map { "\($0.key) at \($0.value)" } == [])
    #expect(count > 300)
  }

  @Test func `what cannot be known is documented, and nothing else`() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../docs/files.md").standardizedFileURL
    let text = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "### What check cannot know\n").dropFirst().first)
    let rows = section.components(separatedBy: "\n## ")[0].split(separator: "\n").filter { $0.hasPrefix("| `") }
    let cells = rows.map { $0.split(separator: "|")[0] }
    let told = cells.flatMap { $0.split(separator: "`").filter { !$0.allSatisfy { " ,".contains($0) } } }.map(
      String.init)
    #expect(Set(told).subtracting(["source"]) == Set(Unknowable.edits.keys))
  }
}

/// What nobody can know from a plan and the files given, and what may be otherwise in an equally true plan: the keys of the
/// two tables under "What check cannot know" in `docs/files.md`.
enum Unknowable {
  /// Patterns of leaves, which stand for all that is in them, with how the edits begin that may pass.
  static let edits: [String: [String]] = [
    "provenance.seconds": ["+", "-"], "search.spent": ["+", "-"],
    "provenance.seed": ["+", "-"],
    "search.work": ["+", "-", "removed", "null"], "parameters.work": ["+", "-", "removed", "null"],
    "provenance.version": ["another text"], "provenance.solver": ["another text"],
    "parameters.timeLimit": ["+", "-"], "parameters.gapTarget": ["+", "-"], "search.stop": ["code"],
    "search.spreadProven": ["removed"], "search.treeBounds": [], "search.exhausted": ["removed"],
    "parameters.envelopes[].amount": ["+", "-"],
    "parameters.stability.porteurs": ["another", "other", "removed", "a FINESS number"],
    "language": ["null", "removed"],
    "certificate.unitPrices": ["+1:", "-1:"], "certificate.envelopePrices": ["+1:", "-1:", "removed"],
    "parameters.radiusKm": ["+", "-"], "parameters.radiusMinutes": ["+", "-"],
    "parameters.detour": ["+", "-"], "parameters.dui": ["code"],
    "parameters.sectors": ["code"], "parameters.unknownDui": ["code"], "parameters.preferencePrice": ["+", "-"],
    "parameters.success": [""], "parameters.probabilities": ["twice", "removed"], "parameters.spreadPrice": [],
    "provenance.register": ["swapped"], "rulePrices": ["removed", "null"],
  ]

  static func holds(_ edit: Leaves.Edit) -> Bool {
    edits.contains { key, starts in
      let isIn = edit.pattern == key || edit.pattern.hasPrefix(key + ".") || edit.pattern.hasPrefix(key + "[")
      return isIn && starts.contains { edit.what.hasPrefix($0) || $0.isEmpty }
    }
  }
}
