import Geography
import Grouping
import Plans
import Register

/// What the minimum and the radius cost in a region: how much its bound rises, at the certificate's prices, when the rule is
/// relaxed. No plan of the region's own grappes under the relaxed rule is worth more than its bound and that.
struct RulePricing {
  let builder: DomainBuilder
  /// Of `OG@region`, in cents.
  let unitPrices: [String: Int]
  /// By name, in millionths: without them the prices of units prove next to nothing where an envelope binds.
  let envelopeRates: [String: Int]

  /// A step of the radius, in km or minutes.
  static let step = 10.0

  /// - Parameter claimed: the bound in cents that the plan claims for the region, where it is planned by itself: what the
  ///   relaxed bound is compared with.
  /// - Returns: in cents.
  func prices(of region: RegionCode, claimed: Int?) -> (minimum: Int, radius: Int)? {
    guard let now = claimed ?? bound(of: region, builder.scenario) else { return nil }
    var lighter = builder.scenario
    lighter.minimumRelief = 1
    var wider = builder.scenario
    wider.radiusKm += Self.step
    wider.radiusMinutes? += Self.step
    guard let light = bound(of: region, lighter), let wide = bound(of: region, wider) else { return nil }
    return (max(0, light - now), max(0, wide - now))
  }

  private func bound(of region: RegionCode, _ scenario: Scenario) -> Int? {
    var scenario = scenario
    scenario.routes = [.regional]
    scenario.radiusMargin = 0
    let builder = DomainBuilder(builder.register, essmsInAll: builder.essmsInAll, scenario: scenario)
    guard
      let envelopes = try? EnvelopeFigures(scenario: scenario, register: builder.register).named([region]),
      let domain = try? builder.domain(
        [region], [region: builder.units(of: region)], envelopes: envelopes, held: HeldGrappe.all(scenario.constraints))
    else { return nil }
    let prices = domain.blocks.map { block in
      block.reduce(0) { $0 + (unitPrices["\(domain.units[$1].og.og)@\(region)"] ?? 0) }
    }
    return domain.bound(
      prices: prices, rates: domain.envelopes.map { envelopeRates[$0.name] ?? 0 }, threads: scenario.threads)
  }
}

extension Domain {
  /// The bound that prices of the blocks and rates of the envelopes prove, in cents.
  func bound(prices: [Int], rates: [Int], threads: Int) -> Int {
    Certificate.bound(problem, prices: prices, rates: rates, threads: threads)
  }
}
