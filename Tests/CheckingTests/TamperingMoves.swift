import Geography
import Plans
import Register
import Testing

@testable import Checking

// What is told of an earlier plan.
extension TamperingTests {
  static let moves = [
    Tampering("a move untold", [.move]) { $0.moves?.removeLast() },
    Tampering("no move told", [.move]) { $0.moves = nil },
    Tampering("a move told twice", [.move]) { plan in plan.moves.map { plan.moves = $0 + [$0[0]] } },
    Tampering("a move from elsewhere", [.move]) { plan in
      let own = plan.moves?[0].og
      plan.moves?[0].from = own
    },
    Tampering("a gain that is none", [.move]) { plan in
      guard let place = plan.moves?.firstIndex(where: { $0.gain != nil }) else { return }
      plan.moves?[place].gain = Euros(cents: 1)
    },
    Tampering("the name of one that moved", [.name]) { $0.moves?[0].name = "OG" },
    Tampering("an earlier porteur forgotten", [.move], exactly: false) { plan in
      guard let key = plan.parameters.stability?.porteurs.keys.min() else { return }
      plan.parameters.stability?.porteurs[key] = nil
    },
    Tampering("a dearer move", [.amount, .certificate], exactly: false) { plan in
      plan.parameters.stability?.price = Euros(9_999)
    },
    Tampering("a price beyond counting", [.rules]) { plan in
      plan.parameters.stability?.price = Euros(cents: .max)
    },
    Tampering("another objective", [.rules]) { $0.parameters.mode = .fundingFirst },
    Tampering("another objective, without a price of distance", [.amount], exactly: false) { plan in
      plan.parameters.mode = .fundingFirst
      plan.parameters.spreadPrice = 0
    },
  ]

  @Test(arguments: moves) func `an edit of what is told of an earlier plan is caught`(edit: Tampering) throws {
    expect(edit, in: try Sample.stable.get().violations(edit.tamper))
  }

  @Test func `a plan since an earlier one holds as it is`() throws {
    let sample = try Sample.stable.get()
    #expect(sample.plan.moves?.contains { $0.gain != nil } == true)
    #expect(try sample.violations().isEmpty)
  }

  @Test func `moves without an earlier plan`() throws {
    let violations = try Sample.certain.get().violations { $0.moves = [] }
    #expect(violations.map(\.kind) == [.move])
  }
}
