import Foundation
import Geography
import Testing

@testable import Register

/// A clean register of every format, to which each kind of damage is done: it is counted exactly, and the rest is as it was.
@Suite struct DamageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let damage: Damage
    let format: DamagedFormat
    var testDescription: String { "\(damage.name), \(format)" }
  }

  static let cases = Damage.all.flatMap { damage in
    DamagedFormat.allCases.filter { damage.formats.contains($0) }.map { Case(damage: damage, format: $0) }
  }

  static func read(_ rows: [DamagedRow], _ format: DamagedFormat) throws -> Register {
    try RegisterReader(options: .init(listsOddities: true)).read([format.file(rows)])
  }

  static func counts(_ register: Register) -> [RegisterProblem.Kind: Int] {
    register.problemCounts.merging(register.oddities.counts, uniquingKeysWith: +)
  }

  @Test(arguments: DamagedFormat.allCases) func `the clean register has nothing to tell`(format: DamagedFormat) throws {
    let register = try Self.read(DamagedRow.rows(9), format)
    #expect(register.essms.count == 9)
    #expect(Self.counts(register).isEmpty)
    #expect(register.oddities.listed.isEmpty)
    #expect(register.excluded.isEmpty)
  }

  @Test(arguments: cases) func `one damage`(damaged: Case) throws {
    let (damage, format) = (damaged.damage, damaged.format)
    let clean = try Self.read(DamagedRow.rows(9), format)
    var rows = DamagedRow.rows(9)
    damage.apply(&rows, 3)
    let register = try Self.read(rows, format)
    let expected = damage.expected(format)
    #expect(Self.counts(register) == expected)
    #expect(damage.kind.remedy == damage.remedy)
    #expect(register.oddities.listed.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 } == register.oddities.counts)
    let touched = Set((3..<6).map { DamagedRow.number($0) })
    #expect(
      register.essms.filter { !touched.contains($0.number.text) }
        == clean.essms.filter { !touched.contains($0.number.text) })
    if damage.isHealed { #expect(register.essms == clean.essms) }
    for problem in register.problems + register.oddities.listed {
      #expect(problem.line > 0)
      // Of an OG's own line, the OG.
      if let finess = problem.finess?.text, damage.kind != .orphanLocation {
        #expect(touched.union(["010000016"]).contains(finess))
      }
    }
  }

  @Test(arguments: DamagedFormat.allCases) func `all damages at once`(format: DamagedFormat) throws {
    let damages = Damage.all.filter { $0.formats.contains(format) }
    var rows = DamagedRow.rows(3 * damages.count + 3)
    let clean = try Self.read(rows, format)
    // From the last to the first, since some add rows.
    for (place, damage) in damages.enumerated().reversed() { damage.apply(&rows, 3 * place) }
    let register = try Self.read(rows, format)
    let expected = damages.reduce(into: [RegisterProblem.Kind: Int]()) {
      $0.merge($1.expected(format), uniquingKeysWith: +)
    }
    #expect(Self.counts(register) == expected)
    let whole = Set((0..<3).map { DamagedRow.number(3 * damages.count + $0) })
    #expect(register.essms.filter { whole.contains($0.number.text) } == clean.essms.suffix(3))
    let healed = damages.enumerated().filter(\.element.isHealed).map { DamagedRow.number(3 * $0.offset) }
    #expect(
      register.essms.filter { healed.contains($0.number.text) }
        == clean.essms.filter { healed.contains($0.number.text) })
  }

  /// Damage and oddities are counted whether they are listed or not; only the list is longer.
  @Test func `counts without the list`() throws {
    var rows = DamagedRow.rows(9)
    for place in rows.indices { rows[place].siret = "" }
    let file = DamagedFormat.legacy.file(rows)
    let short = try RegisterReader().read([file])
    #expect(short.oddities.counts == [.missingSiret: 9])
    #expect(short.oddities.listed.map(\.line) == [11, 12, 13])
    #expect(try RegisterReader(options: .init(listsOddities: true)).read([file]).oddities.listed.count == 9)
    let figures = try #require(try RegisterSummary(short).problems.first)
    #expect(figures.count == 9 && figures.share == 1 && figures.remedy == .none && figures.examples.count == 3)
  }

  @Test func `no oddity and no repaired cell is an error when strict`() throws {
    for damage in Damage.all where !damage.kind.losesRow {
      var rows = DamagedRow.rows(9)
      damage.apply(&rows, 3)
      let register = try RegisterReader(options: .init(strict: true)).read([DamagedFormat.legacy.file(rows)])
      #expect(register.essms.count >= 8, "\(damage.name)")
    }
  }
}
