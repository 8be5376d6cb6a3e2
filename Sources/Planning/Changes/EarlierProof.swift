import Geography
import Grouping
import Plans
import Programme
import Register

/// What the certificate of the plan that a search starts from says of the new problem: its prices are a start in any case,
/// and what a tree has shown stands where the rules are the same and constraints only take plans away.
struct EarlierProof {
  let plan: Plan
  /// Whether the new problem is the earlier one, or has fewer plans.
  let isKept: Bool

  /// - Parameters:
  ///   - parts: of the new search.
  ///   - regions: those that it plans.
  init?(
    _ planner: Planner, register: Register, builder: DomainBuilder, parts: DomainBuilder.Parts, regions: [RegionCode]
  ) {
    let scenario = planner.scenario
    guard let plan = scenario.earlier, plan.parameters.mode == scenario.objective else { return nil }
    self.plan = plan
    let now = PlanParameters(scenario: scenario, builder: builder, parts: [], regions: regions).parameters([])
    let envelopes = Dictionary(parts.envelopes.map { ($0.name, $0.cents) }, uniquingKeysWith: min)
    isKept =
      plan.provenance.version == planner.version && plan.regions == regions && plan.campaign == scenario.campaign.name
      && plan.bareme == scenario.bareme.name && Self.rules(of: plan.parameters) == Self.rules(of: now)
      && Self.digests(plan.provenance.register) == Self.digests(register.sources)
      && plan.provenance.situation?.sha256 == scenario.situation?.source.sha256
      // Every line takes plans away; which lines there were is known by the file alone.
      && (plan.provenance.constraints == nil
        || plan.provenance.constraints?.sha256 == scenario.constraints?.source.sha256)
      && plan.parameters.envelopes.allSatisfy { envelopes[$0.key] ?? .max <= $0.value.amount.cents }
      && (plan.parameters.stability?.price ?? .zero) == .zero && scenario.stability == 0
  }

  private static func digests(_ files: [SourceFile]) -> [String] { files.map(\.sha256).sorted() }

  /// What the problem is made of, without what only limits the search or is compared by itself.
  private static func rules(of parameters: Plan.Parameters) -> Plan.Parameters {
    var rules = parameters
    rules.timeLimit = 0
    rules.work = nil
    rules.gapTarget = 0
    rules.envelopes = [:]
    rules.stability = nil
    return rules
  }

  /// For a domain of the new search; nil where the certificate names none of its units.
  func known(_ domain: Domain) -> KnownProof? {
    guard domain.units.contains(where: { plan.certificate.unitPrices["\($0.og.og)@\($0.region)"] != nil }) else {
      return nil
    }
    return KnownProof(
      prices: domain.prices(plan.certificate), rates: domain.rates(plan.certificate), bound: isKept ? tree(domain) : nil
    )
  }

  /// What an exhaustive search, or one cut short, has shown of just these regions, in cents.
  private func tree(_ domain: Domain) -> Int? {
    let together = plan.search.domains.first { $0.contains(domain.regions[0]) } ?? [domain.regions[0]]
    guard together == domain.regions else { return nil }
    if domain.regions.allSatisfy(plan.search.exhausted.contains) {
      return plan.grappes.filter { domain.regions.contains($0.region) }.reduce(0) { $0 + $1.value.cents }
    }
    return plan.search.treeBounds[domain.regions[0].rawValue]?.cents
  }
}
