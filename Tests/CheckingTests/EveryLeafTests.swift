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
  ]

  /// All leaves with `GRAPPES_EVERY_LEAF=1`, which takes minutes.
  private static let most = ProcessInfo.processInfo.environment["GRAPPES_EVERY_LEAF"] == nil ? 3 : 100_000

  @Test(arguments: sources) func `an edit of any value is caught`(source: Source) throws {
    let sample = try source.sample.get()
    #expect(sample.violations().map(\.wording.en) == [])
    let leaves = try Leaves(sample.plan)
    var passed: [String: String] = [:]
    var count = 0
    for edit in leaves.edits(most: Self.most) {
      count += 1
      guard let plan = try? PlanFile.read(Data(edit.bytes), path: "plan.json"), plan != sample.plan else { continue }
      guard sample.checker.check(plan).violations.isEmpty else { continue }
      if Unknowable.reasons[edit.pattern] == nil { passed["\(edit.pattern) \(edit.what)"] = edit.path }
    }
    #expect(passed.sorted { $0.key < $1.key }.map { "\($0.key) at \($0.value)" } == [])
    #expect(count > 300)
  }
}

/// What nobody can know from a plan, its register, situation and constraints, and what may be otherwise in an equally true
/// plan.
enum Unknowable {
  static let reasons: [String: String] = [:]
}
