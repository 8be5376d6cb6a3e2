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

  @Test func `a plan that does not say how its time was spent`() throws {
    #expect(try Sample.certain.get().violations { $0.search.spent = nil }.isEmpty)
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
    let met = (Self.places + Self.members + Self.grappes + Self.whole + Self.chances).map(\.kinds)
    #expect(met.reduce(into: Set()) { $0.formUnion($1) } == Set(Violation.Kind.allCases))
  }

  private func expect(_ edit: Tampering, in violations: [Violation]) {
    let kinds = Set(violations.map(\.kind))
    if edit.isExact { #expect(kinds == edit.kinds) } else { #expect(kinds.isSuperset(of: edit.kinds)) }
    for violation in violations {
      #expect(!violation.wording.fr.isEmpty && !violation.wording.fr.contains(where: \.isNewline))
      #expect(!violation.wording.en.isEmpty && !violation.wording.en.contains(where: \.isNewline))
    }
  }
}

// MARK: Who stands where

/// Of Bretagne, whose grappes come after Guadeloupe's.
private func last(_ plan: Plan) -> Int { plan.grappes.count - 1 }

/// A grappe and a member of it with several ESSMS that is not its porteur.
private func large(_ plan: Plan) throws -> (grappe: Int, member: Int) {
  for (place, grappe) in plan.grappes.enumerated() {
    if let member = grappe.members.firstIndex(where: { $0.essms.count > 1 && $0.og != grappe.porteur }) {
      return (place, member)
    }
  }
  throw MissingMember()
}

private struct MissingMember: Error {}

extension TamperingTests {
  static let places = [
    Tampering("an ESSMS twice in one OG", [.repeatedEssms, .splitOg]) { plan in
      let (grappe, member) = try large(plan)
      plan.grappes[grappe].members[member].essms.insert(plan.grappes[grappe].members[member].essms[0], at: 0)
    },
    Tampering("an ESSMS also with another OG", [.repeatedEssms, .splitOg, .unknownEssms], exactly: false) { plan in
      plan.ungrouped[0].essms.append(plan.standalone[0].essms[0])
    },
    Tampering("an ESSMS taken out", [.missingEssms, .splitOg]) { plan in
      let (grappe, member) = try large(plan)
      plan.grappes[grappe].members[member].essms.removeLast()
    },
    Tampering("an OG taken out", [.missingEssms]) { $0.ungrouped.removeLast() },
    Tampering("an OG that stands alone taken out", [.missingEssms]) { $0.standalone.removeLast() },
    Tampering("an ESSMS that is not in the register", [.unknownEssms, .missingEssms]) { plan in
      plan.ungrouped[0].essms[0] = try #require(FinessNumber("999999999"))
    },
    Tampering("an OG that is not in the register", [.unknownEssms], exactly: false) { plan in
      plan.ungrouped[0].og = try #require(FinessNumber("999999999"))
    },
    Tampering("an OG grouped and ungrouped", [.repeatedEssms, .splitOg]) { plan in
      let member = plan.grappes[last(plan)].members[0]
      let key = "\(member.og)@\(member.region)"
      plan.ungrouped.append(
        .init(
          og: member.og, name: member.name, region: member.region, seat: member.seat, essms: member.essms,
          reason: .notWorth, detail: "", price: Euros(cents: plan.certificate.unitPrices[key] ?? 0)))
      plan.ungrouped.sort { ($0.region, $0.og) < ($1.region, $1.og) }
    },
    Tampering("a standalone OG moved to the ungrouped", [.size]) { plan in
      let og = plan.standalone.removeLast()
      plan.ungrouped.append(
        .init(
          og: og.og, name: og.name, region: og.region, seat: og.seat, essms: og.essms, reason: .searchLimit,
          detail: "", price: .zero))
      plan.ungrouped.sort { ($0.region, $0.og) < ($1.region, $1.og) }
    },
    Tampering("an ungrouped OG moved to those that stand alone", [.size]) { plan in
      let og = plan.ungrouped.removeLast()
      plan.standalone.append(.init(og: og.og, name: og.name, region: og.region, seat: og.seat, essms: og.essms))
      plan.standalone.sort { ($0.region, $0.og) < ($1.region, $1.og) }
    },
    Tampering("an excluded ESSMS dropped", [.excluded]) { $0.excluded.removeLast() },
    Tampering("an excluded ESSMS twice", [.excluded]) { $0.excluded.append($0.excluded[$0.excluded.count - 1]) },
    Tampering("an excluded ESSMS for another reason", [.excluded]) { $0.excluded[0].reason = .optedOut },
    Tampering("an ESSMS excluded that is not", [.excluded, .missingEssms, .splitOg]) { plan in
      let (grappe, member) = try large(plan)
      let essms = plan.grappes[grappe].members[member].essms.removeLast()
      plan.excluded.append(.init(essms: essms, reason: .closed))
      plan.excluded.sort { $0.essms < $1.essms }
    },
    Tampering("notEssms", [.excluded]) { $0.notEssms += 1 },
    Tampering("excluded out of order", [.order]) { $0.excluded.reverse() },
    Tampering("ungrouped out of order", [.order]) { $0.ungrouped.reverse() },
    Tampering("another reason, noNeighbour", [.ungroupedReason]) { plan in
      let place = try #require(plan.ungrouped.firstIndex { $0.reason == .tooFewAround })
      plan.ungrouped[place].reason = .noNeighbour
    },
    Tampering("another reason, notWorth", [.ungroupedReason]) { plan in
      let place = try #require(plan.ungrouped.firstIndex { $0.reason == .noNeighbour })
      plan.ungrouped[place].reason = .notWorth
    },
    Tampering("another reason, envelope", [.ungroupedReason]) { $0.ungrouped[0].reason = .envelope },
    Tampering("the seat of an ungrouped OG", [.spread]) { $0.ungrouped[0].seat = $0.standalone[0].seat },
    Tampering("the seat of a standalone OG", [.spread]) { $0.standalone[0].seat = $0.ungrouped[0].seat },
    Tampering("the price of an ungrouped OG", [.certificate]) { $0.ungrouped[0].price += Euros(1) },
  ]
}

// MARK: Members of grappes

extension TamperingTests {
  /// Moves the largest member that is not the porteur from the last grappe to the one before.
  @discardableResult private static func move(_ plan: inout Plan) throws -> Plan.Member {
    let from = last(plan)
    let grappe = plan.grappes[from]
    let others = grappe.members.indices.filter { grappe.members[$0].og != grappe.porteur }
    let place = try #require(others.max { grappe.members[$0].essms.count < grappe.members[$1].essms.count })
    let member = plan.grappes[from].members.remove(at: place)
    plan.grappes[from - 1].members.append(member)
    plan.grappes[from - 1].members.sort { $0.og < $1.og }
    return member
  }

  static let members = [
    Tampering("a member moved", [.count, .amount, .spread], exactly: false) { try move(&$0) },
    // The last grappe has the fewest ESSMS: with one member less it falls below the minimum.
    Tampering("a member moved, counts and amounts made to match", [.size, .spread], exactly: false) { plan in
      let member = try move(&plan)
      for (place, sign) in [(last(plan), -1), (last(plan) - 1, 1)] {
        plan.grappes[place].ogCount += sign
        plan.grappes[place].essmsCount += sign * member.essms.count
        for (line, count) in [(0, member.essms.count), (1, 1)] {
          let unit = plan.grappes[place].funding.lines[line].unit
          let amount = Euros(cents: sign * count * unit.cents)
          plan.grappes[place].funding.lines[line].count += sign * count
          plan.grappes[place].funding.lines[line].amount += amount
          plan.grappes[place].funding.total += amount
          plan.grappes[place].expectedFunding += amount
          plan.grappes[place].value += amount
        }
      }
      plan.grappes.sort { ($0.region, -$0.essmsCount, $0.porteur) < ($1.region, -$1.essmsCount, $1.porteur) }
      plan.sumUp()
    },
    Tampering("an ESSMS moved to another OG", [.unknownEssms, .splitOg], exactly: false) { plan in
      let (grappe, member) = try large(plan)
      let essms = plan.grappes[grappe].members[member].essms.removeLast()
      let other = member == 0 ? 1 : 0
      plan.grappes[grappe].members[other].essms.append(essms)
      plan.grappes[grappe].members[other].essms.sort()
    },
    Tampering("an OG cut in two", [.splitOg]) { plan in
      let (grappe, place) = try large(plan)
      let whole = plan.grappes[grappe].members[place]
      var (first, second) = (whole, whole)
      first.essms = Array(whole.essms.prefix(1))
      second.essms = Array(whole.essms.dropFirst())
      plan.grappes[grappe].members.replaceSubrange(place...place, with: [first, second])
      plan.grappes[grappe].ogCount += 1
    },
    Tampering("a standalone OG made a member", [.size, .splitOg], exactly: false) { plan in
      let og = plan.standalone[0]
      plan.grappes[last(plan)].members.append(
        .init(og: og.og, name: og.name, region: og.region, seat: og.seat, essms: og.essms, places: []))
    },
    Tampering("another member as porteur", [.amount, .spread], exactly: false) { plan in
      let grappe = plan.grappes[last(plan)]
      let other = try #require(grappe.members.first { $0.og != grappe.porteur })
      plan.grappes[last(plan)].porteur = other.og
    },
    Tampering("a porteur that is no member", [.porteur], exactly: false) { plan in
      plan.grappes[last(plan)].porteur = plan.standalone[0].og
    },
    Tampering("members out of order", [.order]) { $0.grappes[last($0)].members.reverse() },
    Tampering("the region of a member", [.rules, .unknownEssms]) { plan in
      plan.grappes[last(plan)].members[0].region = RegionCode("01")
    },
    Tampering("the seat of a member", [.spread]) { $0.grappes[last($0)].members[0].seat = $0.standalone[0].seat },
    Tampering("the place of an ESSMS", [.spread]) { plan in
      plan.grappes[last(plan)].members[0].places[0] = Coordinate(lat: 48, lon: -3)
    },
    Tampering("a place too many", [.spread]) { plan in
      plan.grappes[last(plan)].members[0].places.append(Coordinate(lat: 48, lon: -3))
    },
    Tampering("a radius that a member exceeds", [.radius], exactly: false) { $0.parameters.radiusKm = 5 },
  ]
}

// MARK: What a grappe states

extension TamperingTests {
  static let grappes = [
    Tampering("the amount of a line", [.amount]) { $0.grappes[0].funding.lines[0].amount += Euros(1) },
    Tampering("the unit of a line", [.amount]) { $0.grappes[0].funding.lines[0].unit += Euros(1) },
    Tampering("the count of a line, its amount and the totals with it", [.amount]) { plan in
      plan.grappes[0].funding.lines[0].count += 1
      plan.grappes[0].funding.lines[0].amount += plan.grappes[0].funding.lines[0].unit
      plan.grappes[0].funding.total += plan.grappes[0].funding.lines[0].unit
      plan.sumUp()
    },
    Tampering("a line for small OG too many", [.amount]) { plan in
      plan.grappes[0].funding.lines[1].count += 1
      plan.grappes[0].funding.lines[1].amount += plan.grappes[0].funding.lines[1].unit
      plan.grappes[0].funding.total += plan.grappes[0].funding.lines[1].unit
      plan.sumUp()
    },
    Tampering("an item that the barème does not have", [.amount]) { $0.grappes[0].funding.lines[0].item = "gift" },
    Tampering("an item that nobody earns", [.amount]) { plan in
      let unit = Euros(10_000)
      plan.grappes[0].funding.lines.append(.init(item: "compliance", count: 1, unit: unit, amount: unit))
      plan.grappes[0].funding.total += unit
      plan.sumUp()
    },
    Tampering("a line dropped", [.amount]) { $0.grappes[0].funding.lines.removeLast() },
    Tampering("the total of a grappe, and the plan's", [.amount]) { plan in
      plan.grappes[0].funding.total += Euros(1)
      plan.sumUp()
    },
    Tampering("the expected funding, and the plan's", [.amount]) { plan in
      plan.grappes[0].expectedFunding += Euros(1)
      plan.sumUp()
    },
    Tampering("the value of a grappe, and the plan's", [.amount]) { plan in
      plan.grappes[last(plan)].value += Euros(cents: 1)
      plan.sumUp()
    },
    Tampering("the probability", [.probability]) { $0.grappes[0].probability = 0.99 },
    Tampering("the sum of distances, and the totals", [.spread]) { plan in
      plan.grappes[0].spread.sumKm += 0.01
      plan.sumUp()
    },
    Tampering("the mean distance", [.spread]) { $0.grappes[0].spread.meanKm -= 0.01 },
    Tampering("the greatest distance", [.spread]) { $0.grappes[0].spread.maxKm -= 0.01 },
    Tampering("the diameter", [.spread]) { $0.grappes[0].spread.diameterKm -= 0.01 },
    Tampering("the seat of a grappe", [.spread]) { $0.grappes[0].seat = $0.grappes[1].seat },
    Tampering("ogCount", [.count]) { $0.grappes[0].ogCount += 1 },
    Tampering("essmsCount and the totals", [.count], exactly: false) { plan in
      plan.grappes[0].essmsCount += 1
      plan.sumUp()
    },
    Tampering("sectors", [.count]) { $0.grappes[0].sectors["PA", default: 0] += 1 },
    Tampering("another sector", [.count]) { $0.grappes[0].sectors = ["PH": $0.grappes[0].essmsCount] },
    Tampering("the deadline", [.filing]) { $0.grappes[0].deadline = "2024-12-31" },
    Tampering("no deadline", [.filing]) { $0.grappes[0].deadline = nil },
    Tampering("filed elsewhere", [.filing]) { $0.grappes[0].filedWith = "ARS Bretagne" },
    Tampering("another route", [.rules]) { $0.grappes[0].route = .national },
    Tampering("another region", [.rules], exactly: false) { $0.grappes[last($0)].region = RegionCode("28") },
    Tampering("two grappes of one id", [.order]) { $0.grappes[1].id = $0.grappes[0].id },
    Tampering("grappes out of order", [.order]) { $0.grappes.swapAt(last($0), last($0) - 1) },
    Tampering("a grappe dropped, totals made to match", [.missingEssms], exactly: false) { plan in
      plan.grappes.removeLast()
      plan.sumUp()
    },
    Tampering("a grappe twice", [.repeatedEssms, .splitOg, .order], exactly: false) { plan in
      plan.grappes.append(plan.grappes[last(plan)])
      plan.sumUp()
    },
  ]
}

// MARK: The plan as a whole

extension TamperingTests {
  static let whole = [
    Tampering("total value, and the gap", [.totals]) { plan in
      plan.totals.value += Euros(cents: 1)
      plan.closeGap()
    },
    Tampering("total funding", [.totals]) { $0.totals.funding += Euros(1) },
    Tampering("total expected funding", [.totals]) { $0.totals.expectedFunding += Euros(1) },
    Tampering("total spread", [.totals]) { $0.totals.spreadKm += 1 },
    Tampering("mean distance", [.totals]) { $0.totals.meanKm += 1 },
    Tampering("total ESSMS", [.totals], exactly: false) { $0.totals.essms += 1 },
    Tampering("total OG", [.totals]) { $0.totals.og += 1 },
    Tampering("total grappes", [.totals]) { $0.totals.grappes += 1 },
    Tampering("the gap", [.gap]) { $0.gap /= 2 },
    Tampering("the bound lowered, and the gap", [.bound]) { plan in
      plan.bound = plan.bound - Euros(1)
      plan.closeGap()
    },
    Tampering("the bound raised, and the gap", [.bound]) { plan in
      plan.bound += Euros(1)
      plan.closeGap()
    },
    Tampering("the bound lowered to the value, the status with it", [.bound]) { plan in
      plan.bound = plan.totals.value
      plan.closeGap()
      plan.status = .optimal
    },
    Tampering("the certified bound alone", [.certificate]) { $0.search.certifiedBound += Euros(1) },
    Tampering("both bounds lowered", [.bound, .certificate]) { plan in
      plan.bound = plan.bound - Euros(1)
      plan.search.certifiedBound = plan.search.certifiedBound - Euros(1)
      plan.closeGap()
    },
    Tampering("a price raised", [.bound, .certificate]) { plan in
      let key = try #require(plan.certificate.unitPrices.keys.filter { $0.hasSuffix("@53") }.min())
      plan.certificate.unitPrices[key, default: 0] += 1_000_000_000
    },
    Tampering("a negative price", [.certificate]) { plan in
      let key = try #require(plan.certificate.unitPrices.keys.min())
      plan.certificate.unitPrices[key] = -1
    },
    Tampering("a price beyond counting", [.certificate]) { plan in
      let key = try #require(plan.certificate.unitPrices.keys.min())
      plan.certificate.unitPrices[key] = .max
    },
    Tampering("a price missing", [.certificate]) { plan in
      let key = try #require(plan.certificate.unitPrices.keys.min())
      plan.certificate.unitPrices[key] = nil
    },
    Tampering("a price of nobody", [.certificate]) { $0.certificate.unitPrices["999999999@53"] = 1 },
    Tampering("a price of an envelope", [.certificate]) { $0.certificate.envelopePrices["53"] = 1 },
    Tampering("an exhaustive search that was not made", [.bound]) { plan in
      plan.search.exhausted.append(RegionCode("53"))
    },
    Tampering("an exhaustive search of another region", [.bound]) { plan in
      plan.search.exhausted.append(RegionCode("94"))
    },
    Tampering("a tree that has shown more than there is", [.bound, .status]) { plan in
      plan.search.treeBounds["53"] = plan.totals.value - Euros(cents: 1)
      plan.bound = plan.totals.value
      plan.closeGap()
    },
    Tampering("a tree that has shown nothing", [.bound]) { $0.search.treeBounds["53"] = $0.bound },
    Tampering("a tree of another region", [.bound]) { $0.search.treeBounds["94"] = Euros(1) },
    Tampering("a tree of nowhere", [.bound]) { $0.search.treeBounds["x"] = Euros(1) },
    Tampering("optimal", [.status]) { $0.status = .optimal },
    Tampering("empty", [.status]) { $0.status = .empty },
    Tampering("interrupted", [.status]) { $0.status = .interrupted },
    Tampering("proven", [.status]) { $0.search.stop = .proven },
    Tampering("a time below zero", [.spent]) { $0.search.spent?.columns = -0.001 },
    Tampering("a time that is no number", [.spent]) { $0.search.spent?.tree = .nan },
    Tampering("a part that takes longer than the whole", [.spent]) { plan in
      plan.search.spent?.bound = plan.provenance.seconds + 1
    },
    Tampering("another minimum", [.rules]) { $0.parameters.minimum["53"] = 8 },
    Tampering("a maximum", [.rules]) { $0.parameters.maximum = ["53": 49] },
    Tampering("another campaign", [.rules]) { $0.campaign = "2099" },
    Tampering("another barème", [.rules]) { $0.bareme = "2022" },
    Tampering("a barème called verified", [.rules]) { $0.baremeVerified = true },
    Tampering("a price of distance below zero", [.rules]) { $0.parameters.spreadPrice = -1 },
    Tampering("a detour of nothing", [.rules]) { $0.parameters.detour = 0 },
    Tampering("a radius that is no number", [.rules]) { $0.parameters.radiusKm = .nan },
    Tampering("certain to withdraw", [.rules]) { $0.parameters.withdrawal = 1 },
    Tampering("another price of distance", [.amount, .bound, .certificate]) { $0.parameters.spreadPrice = 99 },
    Tampering("another detour", [.amount, .spread, .bound, .certificate], exactly: false) {
      $0.parameters.detour = 1.1
    },
    Tampering("no region", [.order]) { $0.regions = [] },
    Tampering("regions out of order", [.order]) { $0.regions.reverse() },
    Tampering("a region twice", [.order]) { $0.regions.append($0.regions[1]) },
    Tampering("a region dropped", [.rules, .unknownEssms], exactly: false) { $0.regions.removeFirst() },
    Tampering("a region too many", [.rules]) { $0.regions.append(RegionCode("94")) },
  ]

  static let chances = [
    Tampering("nobody withdraws", [.probability, .amount, .certificate, .bound]) { $0.parameters.withdrawal = 0 },
    Tampering("more withdraw", [.probability], exactly: false) { $0.parameters.withdrawal = 0.06 },
    Tampering("the table of probabilities", [.probability]) { $0.parameters.probabilities["53"]?[0] += 0.01 },
    Tampering("the table cut", [.probability]) { $0.parameters.probabilities["53"]?.removeLast() },
    Tampering("no table", [.probability]) { $0.parameters.probabilities = [:] },
    Tampering("the probability of a grappe", [.probability]) { $0.grappes[0].probability = 1 },
    Tampering("full funding expected", [.amount]) { plan in
      plan.grappes[last(plan)].expectedFunding = plan.grappes[last(plan)].funding.total
      plan.sumUp()
    },
  ]
}
