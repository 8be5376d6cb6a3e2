import Geography
import Grouping
import Plans
import Register

/// A domain's part of a plan: all that the plan's document says of its regions, and nothing that the search needed.
struct PlanPart: Sendable {
  /// Planned together.
  let regions: [RegionCode]
  /// With their identifiers, by region, then by size.
  let grappes: [Plan.Grappe]
  /// Of the grappes.
  let spreadMetres: Int
  let ungrouped: [Plan.Ungrouped]
  let standalone: [Plan.Standalone]
  /// In cents; `bound` may rest on more than the prices, which prove `certifiedBound`.
  let value: Int
  let bound: Int
  let certifiedBound: Int
  let stop: Optimiser.Stop
  let spent: Optimiser.Spent
  /// Steps of work.
  let work: Int
  let isExhausted: Bool
  let hasTreeBound: Bool
  let isSpreadProven: Bool
  /// Of `OG@region`, in cents.
  let unitPrices: [String: Int]
  let envelopes: [Domain.NamedEnvelope]
  /// By name, in millionths.
  let envelopePrices: [String: Int]
  /// nil when there is no earlier plan.
  let moves: [Plan.Move]?
  /// By region; nil where there was no time for all of them.
  var rulePrices: [String: Plan.RulePrices]?

  var isOptimal: Bool { bound == value }
}
