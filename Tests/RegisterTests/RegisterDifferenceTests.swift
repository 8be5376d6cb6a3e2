import Foundation
import Geography
import Register
import Testing
import TinyRegisters

/// Registers that differ by edits that are known.
@Suite struct RegisterDifferenceTests {
  typealias Facts = EditedRegister.Facts
  typealias Told = EditedRegister.Told

  private static func minimum(_ region: RegionCode) -> Int { region.rawValue == "94" ? 8 : 15 }

  private static func difference(
    _ old: EditedRegister, _ new: EditedRegister, only: [RegionCode]? = nil
  ) throws -> RegisterDifference {
    try RegisterDifference(from: old.register, to: new.register, only: only, minimum: minimum)
  }

  private static func told(_ difference: RegisterDifference) -> [Told] {
    difference.essms.changes.map { Told(kind: $0.kind, number: $0.essms, from: $0.from, to: $0.to) }
  }

  /// A register and the same with one edit for each ESSMS, half of which are no edit.
  private static func edited(
    seed: UInt64
  ) -> (old: EditedRegister, new: EditedRegister, told: [Told], edits: [EditedRegister.Edit: Int]) {
    var generator = SplitMix(state: seed)
    var old = EditedRegister.random(400, ogs: 30, using: &generator)
    var new = old
    var told: [Told] = []
    var edits: [EditedRegister.Edit: Int] = [:]
    for place in old.facts.indices where Bool.random(using: &generator) {
      guard let edit = EditedRegister.Edit.allCases.randomElement(using: &generator) else { continue }
      edits[edit, default: 0] += 1
      if let one = edit.apply(to: &old.facts[place], &new.facts[place], using: &generator) { told.append(one) }
    }
    return (old, new, told, edits)
  }

  @Test(arguments: 1...8) func `each edit is told exactly once`(seed: UInt64) throws {
    let (old, new, expected, edits) = Self.edited(seed: seed)
    let difference = try Self.difference(old, new)
    let found = Self.told(difference)
    #expect(found.count == expected.count)
    #expect(Set(found) == Set(expected))
    for kind in RegisterDifference.Change.Kind.allCases {
      #expect(difference.essms.counts[kind] == expected.count { $0.kind == kind })
    }
    #expect(difference.essms.renamed == edits[.rename, default: 0])
    #expect(difference.essms.placedAnew == edits[.nudge, default: 0] + edits[.townHall, default: 0])
    #expect(difference.essms.changes.allSatisfy { $0.kind == .moved || $0.km == nil })
  }

  @Test(arguments: 1...4) func `the other way round is the mirror`(seed: UInt64) throws {
    let (old, new, _, _) = Self.edited(seed: seed)
    let forth = try Self.difference(old, new)
    let back = try Self.difference(new, old)
    let mirrored = Self.told(forth).map {
      Told(kind: $0.kind.mirrored, number: $0.number, from: $0.to, to: $0.from)
    }
    #expect(Set(mirrored) == Set(Self.told(back)))
    #expect(forth.essms.renamed == back.essms.renamed && forth.essms.placedAnew == back.essms.placedAnew)
    struct Step: Hashable {
      let og: FinessNumber
      let region: RegionCode
      let from: Int
      let to: Int
    }
    #expect(
      Set(forth.og.changes.map { Step(og: $0.og, region: $0.region, from: $0.to, to: $0.from) })
        == Set(back.og.changes.map { Step(og: $0.og, region: $0.region, from: $0.from, to: $0.to) }))
    #expect(forth.og.crossings[.standsAlone] == back.og.crossings[.needsGrappe])
    #expect(forth.og.crossings[.needsGrappe] == back.og.crossings[.standsAlone])
    #expect(forth.og.counts[.appeared] == back.og.counts[.disappeared])
  }

  /// Against a count for each OG and region from scratch.
  @Test(arguments: 1...4) func `sizes of OG`(seed: UInt64) throws {
    let (old, new, _, _) = Self.edited(seed: seed)
    let difference = try Self.difference(old, new)
    var left = difference.og.changes
    for region in [RegionCode("53"), RegionCode("94")] {
      for og in Set((old.facts + new.facts).map(\.og)) {
        let size = { (register: EditedRegister) in
          register.facts.count { $0.og == og && $0.region == region && $0.presence == .open }
        }
        let (from, to) = (size(old), size(new))
        let change = left.first { $0.og == og && $0.region == region }
        left.removeAll { $0 == change }
        guard from != to else {
          #expect(change == nil)
          continue
        }
        #expect(change?.from == from && change?.to == to && change?.minimum == Self.minimum(region))
        let isAppearing = from == 0
        #expect((change?.kind == .appeared) == isAppearing)
      }
    }
    #expect(left.isEmpty)
  }

  @Test(arguments: [
    (0, 20, RegisterDifference.OGChange.Kind.appeared, nil), (20, 0, .disappeared, nil),
    (14, 15, .grew, RegisterDifference.OGChange.Crossing.standsAlone), (13, 14, .grew, nil), (15, 16, .grew, nil),
    (15, 14, .shrank, .needsGrappe), (16, 15, .shrank, nil), (2, 1, .shrank, nil),
  ])
  func `across the minimum`(
    from: Int, to: Int, kind: RegisterDifference.OGChange.Kind, crossing: RegisterDifference.OGChange.Crossing?
  ) throws {
    // Another OG stays, so that both registers hold the region.
    let stays = Facts(number: EditedRegister.number(350_100_000), og: EditedRegister.number(350_000_001))
    let sized = { (count: Int) in
      EditedRegister(
        [stays]
          + (0..<count).map {
            Facts(number: EditedRegister.number(350_200_000 + $0), og: EditedRegister.number(350_000_002))
          })
    }
    let difference = try Self.difference(sized(from), sized(to))
    #expect(difference.og.changes.map(\.kind) == [kind])
    #expect(difference.og.changes.map(\.crossing) == [crossing])
    #expect(difference.og.crossings.values.reduce(0, +) == (crossing == nil ? 0 : 1))
  }

  @Test func `several changes of one ESSMS`() throws {
    var old = Facts(number: EditedRegister.number(350_100_000), og: EditedRegister.number(350_000_001))
    old.commune = ""
    var new = old
    new.og = EditedRegister.number(350_000_002)
    new.category = "202"
    new.move(north: 2)
    let difference = try Self.difference(EditedRegister([old]), EditedRegister([new]))
    #expect(difference.essms.changes.map(\.kind) == [.moved, .takenOver, .otherCategory])
    let km = try #require(difference.essms.changes.first?.km)
    #expect(abs(km - 2) < 1e-6)
    #expect(difference.essms.changes.allSatisfy { $0.og == new.og && $0.ogName == "350000002" })
    #expect(difference.og.changes.map(\.kind) == [.appeared, .disappeared])
  }

  @Test func `a town hall is no measure, another commune is a move`() throws {
    let old = Facts(number: EditedRegister.number(350_100_000), og: EditedRegister.number(350_000_001))
    var new = old
    new.placement = .commune
    new.commune = "35001"
    new.move(north: 9)
    let change = try #require(
      try Self.difference(EditedRegister([old]), EditedRegister([new])).essms.changes.first)
    #expect(change.kind == .moved && change.km == nil)
    #expect(change.from == "35238" && change.to == "35001")
  }

  @Test func `identical registers`() throws {
    var generator = SplitMix(state: 3)
    let register = EditedRegister.random(100, ogs: 9, using: &generator)
    #expect(try Self.difference(register, register).isEmpty)
    var renamed = register
    renamed.facts[5].name = "RÉSIDENCE DU PORT"
    #expect(try !Self.difference(register, renamed).isEmpty)
  }

  @Test func `regions that one register holds are named, not told`() throws {
    var generator = SplitMix(state: 5)
    let all = EditedRegister.random(90, ogs: 9, using: &generator)
    let bretagne = EditedRegister(all.facts.filter { $0.region.rawValue == "53" })
    let corse = EditedRegister(all.facts.filter { $0.region.rawValue == "94" })
    let less = try Self.difference(all, bretagne)
    #expect(less.isEmpty)
    #expect(less.regions.both.map(\.region) == [RegionCode("53")])
    #expect(less.regions.oldOnly.map { [$0.from, $0.to] } == [[30, 0]] && less.regions.newOnly.isEmpty)
    let apart = try Self.difference(bretagne, corse)
    #expect(apart.isEmpty && apart.regions.both.isEmpty)
    #expect(apart.regions.newOnly.map(\.name) == ["Corse"])
    let asked = try Self.difference(all, bretagne, only: [RegionCode("94"), RegionCode("11")])
    #expect(asked.regions.oldOnly.map(\.region) == [RegionCode("94")])
    #expect(asked.regions.neither.map(\.region) == [RegionCode("11")])
    #expect(asked.isEmpty)
  }

  /// From one region to the other: told once, also when only one of them is asked for.
  @Test(arguments: [nil, "53", "94", "11"]) func `across regions`(only: String?) throws {
    var generator = SplitMix(state: 6)
    let old = EditedRegister.random(30, ogs: 3, using: &generator)
    var new = old
    new.facts[0].region = RegionCode("53")
    new.facts[0].commune = "35238"
    let difference = try Self.difference(old, new, only: only.map { [RegionCode($0)] })
    #expect(difference.essms.changes.map(\.kind) == (only == "11" ? [] : [.moved]))
  }

  @Test func `an ESSMS of no known region`() throws {
    let old = Facts(number: EditedRegister.number(350_100_000), og: EditedRegister.number(350_000_001))
    let lost = Register(
      essms: EditedRegister([old]).register.essms, ogNames: [:],
      excluded: [ExcludedESSMS(number: EditedRegister.number(350_100_001), region: nil, reason: .noCoordinates)],
      notEssms: [:], sources: [], problems: [])
    let difference = try RegisterDifference(
      from: EditedRegister([old]).register, to: lost, minimum: Self.minimum)
    #expect(difference.essms.changes.map(\.kind) == [.opened])
    let asked = try RegisterDifference(
      from: EditedRegister([old]).register, to: lost, only: [RegionCode("53")], minimum: Self.minimum)
    #expect(asked.isEmpty)
  }

  @Test func `as JSON and back`() throws {
    let (old, new, _, _) = Self.edited(seed: 9)
    let difference = try Self.difference(old, new)
    let json = try JSONEncoder().encode(difference)
    #expect(String(decoding: json, as: UTF8.self).contains("\"takenOver\":"))
    #expect(try JSONDecoder().decode(RegisterDifference.self, from: json) == difference)
  }

  @Test(arguments: [
    ("2025-01-08", "2026-05-12", false), ("2026-05-12", "2025-01-08", true), ("2026-05-12", "2026-05-12", false),
    (nil, "2026-05-12", false),
  ])
  func `which is the later one`(old: String?, new: String?, isReversed: Bool) throws {
    let dated = { (day: String?) in
      Register(
        essms: [], ogNames: [:], excluded: [], notEssms: [:],
        sources: [SourceFile(file: "a.csv", sha256: "", date: day)], problems: [])
    }
    let difference = try RegisterDifference(from: dated(old), to: dated(new), minimum: Self.minimum)
    #expect(difference.isReversed == isReversed)
  }
}

extension RegisterDifference.Change.Kind {
  fileprivate var mirrored: Self {
    switch self {
    case .opened: .closed
    case .closed: .opened
    case .admitted: .leftOut
    case .leftOut: .admitted
    case .moved, .takenOver, .otherCategory, .otherSector: self
    }
  }
}
