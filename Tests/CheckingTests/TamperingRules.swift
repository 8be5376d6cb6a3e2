import Geography
import Plans
import Register
import Testing

@testable import Checking

// What the rules beyond the plain ones ask for.

private struct Missing: Error {}

/// The place of the first grappe that is so.
private func first(_ plan: Plan, where isSo: (Plan.Grappe) -> Bool) throws -> Int {
  guard let place = plan.grappes.firstIndex(where: isSo) else { throw Missing() }
  return place
}

/// The place of the first ungrouped OG that may join its nearest grappe.
private func joinable(_ plan: Plan) throws -> Int {
  guard let place = plan.ungrouped.firstIndex(where: { $0.nearest?.cost != nil }) else { throw Missing() }
  return place
}

extension TamperingTests {
  static let rules = parameters + envelopes + money + told + files

  private static let parameters = [
    Tampering("a route dropped", [.rules], exactly: false) { $0.parameters.routes = [.regional] },
    Tampering("a route that the campaign has, its limits not written", [.rules]) { plan in
      plan.parameters.routes.append(.national)
    },
    Tampering("routes out of order", [.rules]) { $0.parameters.routes.reverse() },
    Tampering("no route", [.rules], exactly: false) { $0.parameters.routes = [] },
    Tampering("limits of a route", [.rules]) { $0.parameters.routeLimits["multiregional"]?.minimum = 8 },
    Tampering("limits of no route", [.rules]) { plan in
      plan.parameters.routeLimits["x"] = .init(minimum: 1, maximum: nil, minimumOg: 1)
    },
    Tampering("fewest OG", [.rules]) { $0.parameters.minimumOg["53"] = 1 },
    Tampering("a band of sizes turned round", [.rules]) { $0.parameters.success[0].from = 40 },
    Tampering("a band of sizes beyond counting", [.rules]) { $0.parameters.success[0].to = .max },
    Tampering("more than certain of success", [.rules]) { $0.parameters.success[0].probability = 1.5 },
    Tampering("another probability of success", [.probability], exactly: false) { plan in
      plan.parameters.success[3].probability = 0.6
    },
    Tampering("a price of the preference below zero", [.rules]) { $0.parameters.preferencePrice = -1 },
    Tampering("another price of the preference", [.amount], exactly: false) { plan in
      plan.parameters.preferencePrice = 999
    },
    Tampering("unknown DUI paid as compliance", [.amount], exactly: false) { plan in
      plan.parameters.unknownDui = .compliance
    },
    Tampering("one DUI required", [.dui], exactly: false) { $0.parameters.dui = .require },
    Tampering("one sector required", [.sector], exactly: false) { $0.parameters.sectors = .require },
    Tampering("the table of a route", [.probability]) { plan in
      plan.parameters.probabilities["53/multiregional"]?[0] -= 0.01
    },
    Tampering("a table of no route", [.probability]) { $0.parameters.probabilities["53/national"] = [1] },
    Tampering("regions that a grappe may join, apart", [.bound], exactly: false) { $0.search.domains = [] },
    Tampering("a domain of one region", [.bound]) { $0.search.domains = [[RegionCode("53")]] },
    Tampering("a domain out of order", [.bound]) { $0.search.domains[0].reverse() },
    Tampering("a region in two domains", [.bound]) { $0.search.domains.append($0.search.domains[0]) },
    Tampering("exhaustive search of a part of a domain", [.bound]) { $0.search.exhausted = [RegionCode("53")] },
    Tampering("a price below zero where nothing is compulsory", [.certificate]) { plan in
      let key = try #require(plan.certificate.unitPrices.keys.min())
      plan.certificate.unitPrices[key] = -1
    },
  ]

  private static let envelopes = [
    Tampering("an envelope below what is spent", [.envelope], exactly: false) { plan in
      let spent = try #require(plan.parameters.envelopes["28"]?.spent)
      plan.parameters.envelopes["28"]?.amount = spent - Euros(1)
    },
    Tampering("what an envelope spent", [.envelope]) { $0.parameters.envelopes["53"]?.spent += Euros(1) },
    Tampering("an envelope of no region", [.envelope]) { plan in
      plan.parameters.envelopes["94"] = .init(amount: Euros(1), source: .typed, spent: .zero)
    },
    Tampering("a national envelope without that route", [.envelope], exactly: false) { plan in
      plan.parameters.envelopes["national"] = .init(amount: Euros(1), source: .typed, spent: .zero)
    },
    Tampering("an envelope said to be the campaign's", [.envelope]) { plan in
      plan.parameters.envelopes["53"]?.source = .proRata
    },
    Tampering("an envelope less", [.certificate], exactly: false) { $0.parameters.envelopes["53"] = nil },
    Tampering("a price of an envelope below zero", [.certificate]) { $0.certificate.envelopePrices["53"] = -1 },
    Tampering("cents in an envelope said to be typed", [.envelope], exactly: false) { plan in
      plan.parameters.envelopes["53"]?.amount += Euros(cents: 1)
    },
    Tampering("a price of an envelope beyond counting", [.certificate]) { plan in
      plan.certificate.envelopePrices["53"] = .max
    },
  ]

  private static let money = [
    Tampering("the share of a line", [.amount]) { plan in
      let grappe = try first(plan) { $0.funding.lines.contains { $0.share != nil } }
      let line = try #require(plan.grappes[grappe].funding.lines.firstIndex { $0.share != nil })
      plan.grappes[grappe].funding.lines[line].share = nil
    },
    Tampering("the unit of a shared line", [.amount]) { plan in
      let grappe = try first(plan) { $0.funding.lines.contains { $0.share != nil } }
      let line = try #require(plan.grappes[grappe].funding.lines.firstIndex { $0.share != nil })
      plan.grappes[grappe].funding.lines[line].unit += Euros(cents: 1)
    },
    Tampering("lines out of order", [.amount]) { $0.grappes[0].funding.lines.swapAt(0, 1) },
    Tampering("the event of a payment in the other language", [.filing]) { plan in
      plan.grappes[0].payments[0].event = "on signature of the agreement"
    },
    Tampering("a payment", [.amount]) { $0.grappes[0].payments[0].amount += Euros(cents: 1) },
    Tampering("the last payment", [.amount]) { $0.grappes[0].payments[1].amount = .zero },
    Tampering("the percent of a payment", [.filing]) { $0.grappes[0].payments[0].percent = 60 },
    Tampering("no payments", [.filing]) { $0.grappes[0].payments = [] },
    Tampering("the event of a payment", [.filing]) { $0.grappes[0].payments[0].event = "tomorrow" },
    Tampering("the opening day", [.filing]) { $0.grappes[0].opens = "2023-12-31" },
    Tampering("filed with the other region", [.filing], exactly: false) { plan in
      let grappe = try first(plan) { $0.route == .multiregional }
      let other = plan.grappes[grappe].region == RegionCode("53") ? "28" : "53"
      plan.grappes[grappe].region = RegionCode(other)
    },
    Tampering("a grappe of two regions called regional", [.rules], exactly: false) { plan in
      let place = try first(plan) { $0.route == .multiregional }
      plan.grappes[place].route = .regional
    },
    Tampering("a grappe of one region called multiregional", [.rules], exactly: false) { plan in
      let place = try first(plan) { Set($0.members.map(\.region)).count == 1 }
      plan.grappes[place].route = .multiregional
    },
    Tampering("the probability by weight", [.probability]) { $0.grappes[0].weightProbability += 0.0001 },
    Tampering("the exact probability", [.probability]) { $0.grappes[0].probability += 1e-6 },
    Tampering("the DUI of a grappe", [.dui], exactly: false) { $0.grappes[0].dui = "Delta" },
    Tampering("what the situation tells, counted", [.count]) { $0.situation?.withDui += 1 },
    Tampering("nothing that the situation tells", [.count]) { $0.situation = nil },
  ]

  private static let told = [
    Tampering("another runner-up's cost", [.insight]) { plan in
      let place = try first(plan) { $0.insight?.runnerUp != nil }
      plan.grappes[place].insight?.runnerUp?.cost += Euros(cents: 1)
    },
    Tampering("the name of a runner-up", [.name]) { plan in
      let place = try first(plan) { $0.insight?.runnerUp != nil }
      plan.grappes[place].insight?.runnerUp?.name = "OG"
    },
    Tampering("the porteur as its own runner-up", [.insight, .name]) { plan in
      let grappe = try first(plan) { $0.insight?.runnerUp != nil }
      let porteur = plan.grappes[grappe].porteur
      plan.grappes[grappe].insight?.runnerUp?.og = porteur
    },
    Tampering("no runner-up", [.insight]) { plan in
      let place = try first(plan) { $0.insight?.runnerUp != nil }
      plan.grappes[place].insight?.runnerUp = nil
    },
    Tampering("a critical OG less, or more", [.insight]) { plan in
      let critical = plan.grappes[0].insight?.critical ?? []
      let porteur = plan.grappes[0].porteur
      plan.grappes[0].insight?.critical = critical.isEmpty ? [porteur] : []
    },
    Tampering("the cost of a newcomer", [.insight]) { plan in
      let place = try first(plan) { $0.insight?.cheapest != nil }
      plan.grappes[place].insight?.cheapest?.cost += Euros(cents: 1)
    },
    Tampering("a newcomer that is a member", [.insight, .name]) { plan in
      let grappe = try first(plan) { $0.insight?.cheapest != nil }
      let porteur = plan.grappes[grappe].porteur
      plan.grappes[grappe].insight?.cheapest?.og = porteur
    },
    Tampering("no newcomer", [.insight]) { plan in
      let place = try first(plan) { $0.insight?.cheapest != nil }
      plan.grappes[place].insight?.cheapest = nil
    },
    Tampering("how far the nearest grappe is", [.insight]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].nearest?.km += 0.1
    },
    Tampering("another grappe called nearest", [.insight]) { plan in
      let og = try joinable(plan)
      let other = plan.grappes.first { $0.id != plan.ungrouped[og].nearest?.grappe }
      plan.ungrouped[og].nearest?.grappe = try #require(other).id
    },
    Tampering("a nearest grappe that there is not", [.insight]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].nearest?.grappe = "53-999"
    },
    Tampering("the cost of joining", [.insight]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].nearest?.cost = .zero
    },
    Tampering("joining ruled out", [.insight]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].nearest?.cost = nil
    },
    Tampering("no nearest grappe", [.insight]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].nearest = nil
    },
    Tampering("an OG kept out for another reason", [.ungroupedReason]) { plan in
      let og = try #require(plan.ungrouped.firstIndex { $0.reason == .forbidden })
      plan.ungrouped[og].reason = .notWorth
    },
    Tampering("an OG said to be kept out", [.ungroupedReason]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].reason = .forbidden
    },
    Tampering("an OG said to be incompatible", [.ungroupedReason]) { plan in
      let og = try joinable(plan)
      plan.ungrouped[og].reason = .incompatible
    },
    Tampering("a price of an OG kept out", [.certificate]) { plan in
      let og = try #require(plan.ungrouped.firstIndex { $0.reason == .forbidden })
      plan.ungrouped[og].price = Euros(1)
    },
    Tampering("no earlier grappe", [.constraint]) { plan in
      let place = try first(plan) { $0.existing != nil }
      plan.grappes[place].existing = nil
    },
    Tampering("another earlier grappe", [.constraint]) { plan in
      let place = try first(plan) { $0.existing == nil }
      plan.grappes[place].existing = "E 1"
    },
  ]

  private static let files = [
    Tampering("a plan made without a situation", [.rules]) { $0.provenance.situation = nil },
    Tampering("a plan made without constraints", [.rules]) { $0.provenance.constraints = nil },
    Tampering("another situation", [.rules]) { plan in
      plan.provenance.situation = SourceFile(file: "s.csv", sha256: String(repeating: "f", count: 64), date: nil)
    },
    Tampering("other constraints", [.rules]) { plan in
      plan.provenance.constraints = SourceFile(file: "c.csv", sha256: String(repeating: "f", count: 64), date: nil)
    },
  ]

  /// Of a plan whose dossiers succeed by size and make-up.
  static let likely = [
    // A bound that rests on an exhaustive search is taken on trust.
    Tampering("certain of success", [.probability, .amount, .certificate], exactly: false) {
      $0.parameters.success = []
    }
  ]

  /// Of a plan with one DUI and one sector in each grappe.
  static let required = [
    Tampering("no DUI", [.dui], exactly: false) { plan in
      let place = try first(plan) { $0.dui != nil }
      plan.grappes[place].dui = nil
    },
    Tampering("another DUI", [.dui], exactly: false) { plan in
      let grappe = try first(plan) { $0.dui != nil }
      plan.grappes[grappe].dui = Features.editors.first { $0 != plan.grappes[grappe].dui }
    },
    Tampering("a DUI of nobody", [.dui], exactly: false) { $0.grappes[0].dui = "Delta" },
    Tampering("DUI of no account", [.certificate], exactly: false) { $0.parameters.dui = .ignore },
    Tampering("a member of another sector", [.sector], exactly: false) { plan in
      let own = plan.grappes[0].sectors.keys
      let to = try #require(plan.grappes.firstIndex { $0.sectors.keys != own })
      let member = try #require(plan.grappes[to].members.first { $0.og != plan.grappes[to].porteur })
      plan.grappes[to].members.removeAll { $0.og == member.og }
      plan.grappes[0].members.append(member)
      plan.grappes[0].members.sort { ($0.og, $0.region) < ($1.og, $1.region) }
    },
    Tampering("OG said to be out of each other's way", [.ungroupedReason]) { plan in
      let og = try #require(plan.ungrouped.firstIndex { $0.reason == .notWorth || $0.reason == .searchLimit })
      plan.ungrouped[og].reason = .incompatible
    },
  ]
}
