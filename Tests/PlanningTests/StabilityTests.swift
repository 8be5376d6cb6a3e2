import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters

@testable import Planning

/// A plan that stays close to an earlier one.
@Suite struct StabilityTests {
  /// An earlier plan under another rule, so that something would move.
  static func earlier(_ tiny: TinyRegister) throws -> Plan {
    try plan(tiny) {
      $0.spreadPrice = 2_000
      $0.timeLimit = 300
      $0.withdrawal = 0.2
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func `the dearer a move, the fewer`(seed: UInt64) throws {
    let tiny = ObjectiveTests.tiny(seed: seed)
    let earlier = try Self.earlier(tiny)
    let announced = earlier.porteurs
    var kept: [Int] = []
    for price in [0.0, 3_000, 900_000] {
      let plan = try plan(tiny) {
        $0.earlier = earlier
        $0.stability = price
        $0.timeLimit = 300
      }
      #expect(plan.status == .optimal)
      let now = plan.porteurs
      let same = announced.count { now[$0.key] == $0.value }
      kept.append(same)
      let moves = try #require(plan.moves)
      // Every OG whose porteur changed is told, and no other.
      let moved = Set(announced.keys).union(now.keys).filter { announced[$0] != now[$0] }
      #expect(Set(moves.map { "\($0.og)@\($0.region)" }) == moved)
      #expect(
        moves.allSatisfy { announced["\($0.og)@\($0.region)"] == $0.from && now["\($0.og)@\($0.region)"] == $0.to })
      // The value is that of the plan itself and what staying counts.
      let plain = try Self.value(plan, tiny)
      #expect(plan.totals.value.cents == plain + same * Int(price * 100))
      // In an optimal plan each move brings at least what staying would have counted.
      for move in moves {
        if let gain = move.gain { #expect(gain.cents >= (move.from == nil ? 0 : Int(price * 100))) }
      }
    }
    #expect(kept == kept.sorted())
    #expect(kept.last == announced.count)
  }

  /// What the plan's grappes are worth without any earlier plan, in cents.
  private static func value(_ plan: Plan, _ tiny: TinyRegister) throws -> Int {
    plan.grappes.reduce(0) { sum, grappe in
      let p = Int((grappe.weightProbability * 10_000).rounded())
      func share(_ cents: Int) -> Int { (cents * p + 5_000) / 10_000 }
      let seat = grappe.seat
      return grappe.members.reduce(sum + share(11_500_000)) { sum, member in
        let metres = Int((1000 * member.places.reduce(0.0) { $0 + $1.distanceKm(to: seat) }).rounded())
        return sum + share(2_000_000 + 2_500_000 * member.essms.count) - (10_000 * metres + 500) / 1000
      }
    }
  }

  @Test func `a gain is what going back would lose`() throws {
    // Two towns 50 km apart; the OG between them was led from the north and now belongs to the south.
    var tiny = TinyRegister()
    for og in 0..<4 { tiny.add(og: og, in: .guadeloupe, count: 3, north: 0) }
    for og in 4..<8 { tiny.add(og: og, in: .guadeloupe, count: 3, north: 50) }
    tiny.add(og: 8, in: .guadeloupe, count: 1, north: 20)
    let free = try plan(tiny)
    #expect(free.porteurs.count == 9)
    var earlier = free
    let south = try #require(earlier.grappes.firstIndex { $0.members.contains { $0.og == TinyRegister.number(og: 0) } })
    let north = try #require(earlier.grappes.firstIndex { $0.members.contains { $0.og == TinyRegister.number(og: 4) } })
    let between = try #require(earlier.grappes[south].members.firstIndex { $0.og == TinyRegister.number(og: 8) })
    earlier.grappes[north].members.append(earlier.grappes[south].members.remove(at: between))
    let again = try plan(tiny) { $0.earlier = earlier }
    let move = try #require(again.moves?.first { $0.og == TinyRegister.number(og: 8) })
    #expect(move.from == earlier.grappes[north].porteur && move.to == free.grappes[south].porteur)
    // One ESSMS, 20 km instead of 30.
    #expect(abs((move.gain?.cents ?? 0) - 10 * 10_000) <= 2)
    let stay = try plan(tiny) {
      $0.earlier = earlier
      $0.stability = 2_500
    }
    #expect(stay.moves?.contains { $0.og == TinyRegister.number(og: 8) } == false)
  }
}
