import Geography
import Plans
import Register
import Testing

@testable import Checking

// The plan as a whole.
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
    Tampering("a file of the register renamed", [.provenance]) { plan in
      plan.provenance.register[0] = SourceFile(file: "x.csv", sha256: String(repeating: "0", count: 64), date: nil)
    },
    Tampering("another file of the register", [.provenance]) { plan in
      plan.provenance.register[0] = SourceFile(file: "tiny.csv", sha256: String(repeating: "1", count: 64), date: nil)
    },
    Tampering("no file of the register", [.provenance]) { $0.provenance.register = [] },
    Tampering("what the minimum costs", [.rulePrice]) { $0.rulePrices["53"]?.minimum += Euros(cents: 1) },
    Tampering("what the radius costs", [.rulePrice]) { $0.rulePrices["53"]?.radius += Euros(cents: 1) },
    Tampering("what an envelope costs", [.rulePrice]) { $0.rulePrices["53"]?.envelope = 0.5 },
    Tampering("what the rules of a region cost, untold", [.incomplete]) { $0.rulePrices["53"] = nil },
    Tampering("a spread that is the least, of no account", [.bound]) { $0.search.spreadProven = [RegionCode("53")] },
    Tampering("a minimum of another region", [.rules]) { $0.parameters.minimum["94"] = 8 },
    Tampering("an empty list of maxima", [.rules]) { $0.parameters.maximum = [:] },
    Tampering("a price of preferences that there are not", [.rules]) { $0.parameters.preferencePrice = 1 },
    Tampering("a gap beyond all", [.rules]) { $0.parameters.gapTarget = 2 },
    Tampering("a time below zero for the search", [.rules]) { $0.parameters.timeLimit = -1 },
    Tampering("a price of distance below zero", [.rules]) { $0.parameters.spreadPrice = -1 },
    Tampering("a detour of nothing", [.rules]) { $0.parameters.detour = 0 },
    Tampering("a radius that is no number", [.rules]) { $0.parameters.radiusKm = .nan },
    Tampering("certain to withdraw", [.rules]) { $0.parameters.withdrawal = 1 },
    Tampering("another price of distance", [.amount, .bound, .certificate]) { $0.parameters.spreadPrice = 99 },
    Tampering("another detour", [.amount, .spread, .bound, .certificate], exactly: false) {
      $0.parameters.detour = 1.1
    },
    Tampering("no region", [.order, .rules]) { $0.regions = [] },
    Tampering("regions out of order", [.order]) { $0.regions.reverse() },
    Tampering("a region twice", [.order]) { $0.regions.append($0.regions[1]) },
    Tampering("a region dropped", [.rules]) { $0.regions.removeFirst() },
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
