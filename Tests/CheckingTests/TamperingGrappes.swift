import Geography
import Plans
import Register
import Testing

@testable import Checking

// What a grappe states.
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
    Tampering("two grappes of one id", [.order, .name], exactly: false) { $0.grappes[1].id = $0.grappes[0].id },
    Tampering("grappes out of order", [.order, .name]) { $0.grappes.swapAt(last($0), last($0) - 1) },
    Tampering("another id", [.name]) { $0.grappes[0].id = "01-1" },
    Tampering("what a member brings", [.amount]) { $0.grappes[0].members[0].amount = .zero },
    Tampering("what a member brings, untold", [.incomplete]) { $0.grappes[0].members[0].amount = nil },
    Tampering("what there is to say of a grappe, untold", [.incomplete]) { $0.grappes[0].insight = nil },
    Tampering("the name of a member", [.name]) { $0.grappes[0].members[0].name = "OG" },
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
