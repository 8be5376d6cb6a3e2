import Foundation
import Geography
import Plans
import Register
import Reporting
import Wording

/// The sample plan with everything in it that a plan may tell, and its register.
enum RichPlan {
  static func dossier(names: [String] = ["ALPHA", "BETA"], language: Language = .fr) throws -> Dossier {
    Dossier(plan: try plan(names: names), contours: try SamplePlan.contours(), language: language)
  }

  /// Three grappes: regional, regional without a known deadline, multi-regional. The OG 350000000 stands in 53 and 52.
  static func plan(names: [String] = ["ALPHA", "BETA"]) throws -> Plan {
    let name = names[0]
    var plan = try SamplePlan.plan(names: names, detail: name, grappes: 3)
    let nearby = Plan.Alternative(og: try SamplePlan.number(359_000_002), name: name, cost: Euros(2_500))
    for place in plan.grappes.indices {
      plan.grappes[place].opens = "2024-01-15"
      plan.grappes[place].weightProbability = 0.7
      plan.grappes[place].dui = name
      plan.grappes[place].existing = name
      plan.grappes[place].payments = [
        .init(event: "signature", percent: 50, amount: Euros(277_500)),
        .init(event: "usage", percent: 50, amount: Euros(277_500)),
      ]
      plan.grappes[place].insight = .init(
        runnerUp: .init(og: plan.grappes[place].members[1].og, name: name, cost: Euros(1_200)),
        critical: [plan.grappes[place].members[0].og], cheapest: nearby)
      plan.grappes[place].funding.lines.append(
        .init(item: "equipment", count: 2, unit: Euros(20_000), amount: Euros(40_000)))
      plan.grappes[place].funding.lines.append(
        .init(item: "contract", count: 1, unit: Euros(15_000), amount: Euros(15_000)))
    }
    plan.grappes[1].deadline = nil
    plan.grappes[2].route = .multiregional
    plan.grappes[2].deadline = "2024-05-31"
    plan.grappes[2].filedWith = "ARS \(name)"
    plan.grappes[2].members[1].region = RegionCode("52")
    plan.grappes[2].members[1].og = plan.grappes[0].members[0].og
    plan.ungrouped[0].nearest = .init(grappe: "53-001", km: 12.34, cost: Euros(8_000))
    plan.parameters.withdrawal = 0.05
    plan.parameters.routes = [.regional, .multiregional]
    plan.parameters.routeLimits = ["multiregional": .init(minimum: 15, maximum: 49, minimumOg: 2)]
    plan.parameters.minimumOg = ["53": 2]
    plan.parameters.dui = .prefer
    plan.parameters.preferencePrice = 500
    plan.parameters.envelopes = [
      "53": .init(amount: Euros(5_000_000), source: .proRata, spent: Euros(1_665_000)),
      "national": .init(amount: Euros(15_200_000), source: .typed, spent: .zero),
    ]
    plan.parameters.success = [.init(from: 15, to: 24, homogeneous: true, probability: 0.6)]
    plan.situation = .init(
      essms: 50, withDui: 20, withoutDui: 10, unknownDui: 20, conforming: 5, unknownFunding: 7, unknownShare: 8,
      unknownWillingness: 9, strangers: 3)
    plan.rulePrices = ["53": .init(minimum: Euros(45_000), radius: Euros(12_345), envelope: 0.25)]
    return plan
  }

  /// The register of the plan's ESSMS, the first without SIRET, all under a name of one's own.
  static func register(of plan: Plan, name: String = "LES LILAS") throws -> Register {
    let held = plan.grappes.flatMap { grappe in
      grappe.members.flatMap { member in
        zip(member.essms, member.places).map { number, place in
          ESSMS(
            number: number, og: member.og, name: name, category: "500", sector: .elderly, region: member.region,
            commune: "35238", town: "35000 \(name)", siret: "12345678900012", coordinate: place)
        }
      }
    }.sorted { $0.number < $1.number }
    let essms = held.enumerated().map { place, essms in
      place > 0
        ? essms
        : ESSMS(
          number: essms.number, og: essms.og, name: essms.name, category: essms.category, sector: essms.sector,
          region: essms.region, commune: essms.commune, town: essms.town, siret: "", coordinate: essms.coordinate)
    }
    let lost = ExcludedESSMS(
      number: try SamplePlan.number(359_100_003), region: RegionCode("53"), reason: .noCoordinates,
      og: try SamplePlan.number(359_000_009))
    return Register(
      essms: essms, ogNames: [try SamplePlan.number(359_000_009): name], excluded: [lost], notEssms: [:],
      sources: plan.provenance.register, problems: [])
  }

  /// Names that have broken programs.
  static let hostile = [
    SamplePlan.attack, "\"; --", "\"\u{301} onmouseover=alert(1) x=\"", "{{{style}}}", "=HYPERLINK(\"x\")",
    "\u{1B}[31mROUGE\u{7}", "A\r\nEND:VEVENT\r\nBEGIN:VEVENT", "\u{202E}evil", "a,b;c\\d\nDTSTART:1",
    String(repeating: "é", count: 300), "社会福祉法人かもめ会", "../../etc", "\u{0}\u{2028}\u{85}",
  ]
}
