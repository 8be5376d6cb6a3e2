import Geography
import Plans
import Register
import Testing
import TinyRegisters

@testable import Checking

/// One edit by hand of a plan that holds, and the kinds of violation that must be found.
struct Tampering: Sendable, CustomTestStringConvertible {
  let name: String
  let kinds: Set<Violation.Kind>
  /// Whether no other kind may be found.
  let isExact: Bool
  let tamper: @Sendable (inout Plan) throws -> Void

  init(
    _ name: String, _ kinds: Set<Violation.Kind>, exactly isExact: Bool = true,
    _ tamper: @escaping @Sendable (inout Plan) throws -> Void
  ) {
    self.name = name
    self.kinds = kinds
    self.isExact = isExact
    self.tamper = tamper
  }

  var testDescription: String { name }
}

@Suite struct TamperingTests {
  @Test(arguments: [Sample.certain, Sample.risky])
  func `the plans hold as they are`(sample: Result<Sample.Case, any Error>) throws {
    let sample = try sample.get()
    #expect(try sample.violations().isEmpty)
    let plan = sample.plan
    // What the edits below need.
    #expect(plan.regions == [RegionCode("01"), RegionCode("53")])
    #expect(plan.grappes.count { $0.region == RegionCode("53") } > 2)
    #expect(plan.grappes.contains { $0.region == RegionCode("01") })
    #expect(plan.bound > plan.totals.value)
    #expect(Set(plan.ungrouped.map(\.reason)).isSuperset(of: [.noNeighbour, .tooFewAround]))
    #expect(!plan.standalone.isEmpty)
  }

  @Test(arguments: places + members + grappes + whole) func `an edit by hand is caught`(edit: Tampering) throws {
    expect(edit, in: try Sample.certain.get().violations(edit.tamper))
  }

  @Test(arguments: chances) func `an edit of what is uncertain is caught`(edit: Tampering) throws {
    expect(edit, in: try Sample.risky.get().violations(edit.tamper))
  }

  @Test(arguments: rules) func `an edit of what the rules ask for is caught`(edit: Tampering) throws {
    expect(edit, in: try Sample.mixed.get().violations(edit.tamper))
  }

  @Test(arguments: likely) func `an edit of what succeeds is caught`(edit: Tampering) throws {
    expect(edit, in: try Sample.likely.get().violations(edit.tamper))
  }

  @Test(arguments: required) func `an edit of what is required is caught`(edit: Tampering) throws {
    expect(edit, in: try Sample.required.get().violations(edit.tamper))
  }

  @Test func `a plan that does not say how its time was spent`() throws {
    let sample = try Sample.certain.get()
    // As plans were before they told their language.
    let earlier = sample.violations { plan in
      plan.search.spent = nil
      plan.language = nil
    }
    #expect(earlier.isEmpty)
    #expect(sample.violations { $0.search.spent = nil }.map(\.kind) == [.incomplete])
  }

  /// A plan that was late does without the prices of its rules, all of them.
  @Test(arguments: [Sample.certain, Sample.risky])
  func `a late plan holds, one that keeps some of the prices does not`(
    sample: Result<Sample.Case, any Error>
  ) throws {
    let sample = try sample.get()
    let regions = sample.plan.regions.map(\.rawValue)
    try #require(sample.plan.language != nil && regions.count == 2)
    #expect(sample.plan.rulePrices.keys.sorted() == regions)
    var late = sample.plan
    late.rulePrices = [:]
    let report = sample.checker.check(late)
    #expect(report.violations.map(\.wording.en) == [])
    let remark = "the plan does not tell what its rules cost: the search had no time left for it"
    #expect(report.remarks.map(\.en).contains(remark))
    #expect(!sample.checker.check(sample.plan).remarks.map(\.en).contains(remark))
    for region in regions {
      #expect(sample.violations { $0.rulePrices[region] = nil }.map(\.kind) == [.incomplete])
    }
    // The region of another plan stands for none of this one.
    let renamed = sample.violations { plan in
      plan.rulePrices["94"] = plan.rulePrices[regions[0]]
      plan.rulePrices[regions[0]] = nil
    }
    #expect(renamed.map(\.kind) == [.rulePrice])
  }

  /// The prices prove less than the exhaustive search; the check takes that search on trust, and says so.
  @Test func `an exhaustive search is remarked, and cannot be denied`() throws {
    let sample = try Sample.exhausted.get()
    let report = Checker(register: sample.register, rules: sample.rules).check(sample.plan)
    #expect(report.violations.isEmpty)
    #expect(report.remarks.map(\.en).contains { $0.hasPrefix("region 01: optimality rests on an exhaustive search") })
    #expect(sample.plan.status == .optimal)
    #expect(sample.plan.search.certifiedBound > sample.plan.bound)
    #expect(Set(sample.violations { $0.search.exhausted = [] }.map(\.kind)) == [.bound])
    let lowered = sample.violations { plan in
      plan.bound = plan.bound - Euros(1)
      plan.closeGap()
    }
    #expect(Set(lowered.map(\.kind)) == [.bound, .status])
  }

  @Test func `every kind of violation is met`() {
    let met =
      (Self.places + Self.members + Self.grappes + Self.whole + Self.chances + Self.rules + Self.moves + Self.likely)
      .map(
        \.kinds)
    #expect(met.reduce(into: Set()) { $0.formUnion($1) } == Set(Violation.Kind.allCases))
  }

  func expect(_ edit: Tampering, in violations: [Violation]) {
    let kinds = Set(violations.map(\.kind))
    if edit.isExact { #expect(kinds == edit.kinds) } else { #expect(kinds.isSuperset(of: edit.kinds)) }
    for violation in violations {
      #expect(!violation.wording.fr.isEmpty && !violation.wording.fr.contains(where: \.isNewline))
      #expect(!violation.wording.en.isEmpty && !violation.wording.en.contains(where: \.isNewline))
    }
  }
}

/// Of Bretagne, whose grappes come after Guadeloupe's.
func last(_ plan: Plan) -> Int { plan.grappes.count - 1 }

/// A grappe and a member of it with several ESSMS that is not its porteur.
func large(_ plan: Plan) throws -> (grappe: Int, member: Int) {
  for (place, grappe) in plan.grappes.enumerated() {
    if let member = grappe.members.firstIndex(where: { $0.essms.count > 1 && $0.og != grappe.porteur }) {
      return (place, member)
    }
  }
  throw MissingMember()
}

struct MissingMember: Error {}
