import Testing
import TinyRegisters

@testable import Register

@Suite struct SituationApplyingTests {
  typealias Entry = Situation.Entry

  static func situation(_ entries: [FinessNumber: Entry]) -> Situation {
    Situation(entries: entries, source: SourceFile(file: "s.csv", sha256: "", date: nil))
  }

  @Test(
    arguments: [
      (Entry.unknown, nil), (Entry(dui: .none, isConforming: false, isFunded: false, eligibleShare: 1), nil),
      (Entry(hasOtherEuropeanFunding: false, eligibleShare: 10_000, isWilling: true), nil),
      (Entry(isFunded: true), .alreadyFunded), (Entry(sonsOrder: "Alpha"), .fundedBySons),
      (Entry(dui: .editor("Alpha"), sonsOrder: "Alpha"), .fundedBySons),
      (Entry(hasOtherEuropeanFunding: true), .otherEuropeanFunding), (Entry(eligibleShare: 0), .noEligibleShare),
      (Entry(isWilling: false), .optedOut),
      (
        Entry(sonsOrder: "A", isFunded: true, hasOtherEuropeanFunding: true, eligibleShare: 0, isWilling: false),
        .alreadyFunded
      ), (Entry(sonsOrder: "A", hasOtherEuropeanFunding: true, eligibleShare: 0, isWilling: false), .fundedBySons),
      (Entry(hasOtherEuropeanFunding: true, eligibleShare: 0, isWilling: false), .otherEuropeanFunding),
      (Entry(eligibleShare: 0, isWilling: false), .noEligibleShare),
    ] as [(Entry, ExclusionReason?)])
  func `the first reason counts`(entry: Entry, reason: ExclusionReason?) {
    #expect(entry.exclusion == reason)
  }

  @Test func `a register after a situation`() throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 3)
    tiny.add(og: 2, in: .normandie, count: 2)
    tiny.exclude(400_000_000, in: .bretagne)
    tiny.addOthers(7, in: .bretagne)
    let before = tiny.register
    let numbers = before.essms.map(\.number)
    let stranger = try #require(FinessNumber("999999999"))
    let missing = try #require(FinessNumber("400000000"))
    let situation = Self.situation([
      numbers[0]: .init(isWilling: false), numbers[1]: .init(dui: .none, isFunded: false),
      numbers[4]: .init(isFunded: true), missing: .init(isFunded: true), stranger: .init(isFunded: true),
    ])
    let after = before.applying(situation)
    #expect(after.essms == [1, 2, 3].map { before.essms[$0] })
    #expect(
      after.excluded == [
        ExcludedESSMS(number: missing, region: TinyRegister.Area.bretagne.region, reason: .noCoordinates),
        ExcludedESSMS(
          number: numbers[0], region: TinyRegister.Area.bretagne.region, reason: .optedOut,
          og: TinyRegister.number(og: 1)),
        ExcludedESSMS(
          number: numbers[4], region: TinyRegister.Area.normandie.region, reason: .alreadyFunded,
          og: TinyRegister.number(og: 2)),
      ])
    #expect(after.ogNames == before.ogNames && after.notEssms == before.notEssms && after.sources == before.sources)
    #expect(situation.unknownNumbers(in: before) == [stranger])
    #expect(situation.unknownNumbers(in: after) == [stranger])
    // Once more changes nothing.
    #expect(after.applying(situation).excluded == after.excluded)
    #expect(before.applying(Self.situation([:])).essms == before.essms)
  }

  @Test func `an OG all of whose ESSMS are left out is no longer planned`() {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 2)
    tiny.add(og: 2, in: .bretagne, count: 1)
    let register = tiny.register
    let gone = register.essms.filter { $0.og == TinyRegister.number(og: 1) }.map(\.number)
    let after = register.applying(
      Self.situation(Dictionary(uniqueKeysWithValues: gone.map { ($0, Entry(eligibleShare: 0)) })))
    #expect(after.units(in: TinyRegister.Area.bretagne.region).map(\.og) == [TinyRegister.number(og: 2)])
    #expect(Set(after.excluded.map(\.og)) == [TinyRegister.number(og: 1)])
  }
}
