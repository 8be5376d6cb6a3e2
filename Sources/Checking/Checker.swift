import Geography
import Plans
import Programme
import Register
import Wording

/// Verifies a plan from the register and the rules alone: nothing of the search is used, everything is computed anew.
public struct Checker: Sendable {
  public let register: Register
  public let rules: RuleBook

  public init(register: Register, rules: RuleBook) {
    self.register = register
    self.rules = rules
  }

  /// What a check found.
  public struct Report: Sendable {
    public let violations: [Violation]
    /// Remarks that are no violation: what the certificate does not cover, another register than the plan's.
    public let remarks: [Wording]
    /// The bound that the prices prove, when they could be replayed.
    public let certifiedBound: Euros?
  }

  public func check(_ plan: Plan) -> Report {
    guard let campaign = rules.campaigns[plan.campaign], let bareme = rules.baremes[plan.bareme] else {
      return Report(
        violations: [
          Violation(
            .rules, fr: "campagne « \(plan.campaign) » ou barème « \(plan.bareme) » inconnus",
            en: "campaign \"\(plan.campaign)\" or barème \"\(plan.bareme)\" unknown")
        ], remarks: [], certifiedBound: nil)
    }
    var violations = RuleCheck(plan: plan, register: register, campaign: campaign, bareme: bareme).violations
    // With parameters that make no sense nothing else can be computed.
    guard violations.isEmpty else { return Report(violations: violations, remarks: [], certifiedBound: nil) }
    let essmsInAll = Dictionary(register.essms.map { ($0.og, 1) }, uniquingKeysWith: +)
    let territories = Dictionary(
      plan.regions.map {
        (
          $0,
          Territory(
            $0, register: register, essmsInAll: essmsInAll, parameters: plan.parameters, campaign: campaign,
            bareme: bareme)
        )
      }, uniquingKeysWith: { $1 })
    for region in plan.regions {
      let stated = plan.parameters.probabilities[region.rawValue] ?? []
      let computed = territories[region]?.probabilities.map { Double($0) / 10_000 } ?? []
      // The last value of each holds for every larger grappe.
      let isSame = (0..<max(stated.count, computed.count)).allSatisfy { step in
        let pair = (stated[..<min(step + 1, stated.count)].last, computed[..<min(step + 1, computed.count)].last)
        guard let a = pair.0, let b = pair.1 else { return false }
        return abs(a - b) <= 1e-9
      }
      if !isSame {
        violations.append(
          Violation(
            .probability, fr: "région \(region) : les probabilités ne sont pas celles du retrait annoncé",
            en: "region \(region): the probabilities are not those of the withdrawal stated"))
      }
    }
    violations += PlaceCheck(plan: plan, register: register, territories: territories).violations
    for grappe in plan.grappes {
      guard let territory = territories[grappe.region] else {
        violations.append(
          Violation(
            .rules, fr: "grappe \(grappe.id) : région \(grappe.region) absente du plan",
            en: "grappe \(grappe.id): region \(grappe.region) is not in the plan"))
        continue
      }
      violations += GrappeCheck(grappe: grappe, territory: territory, campaign: campaign).violations
    }
    violations += LeftOutCheck(plan: plan, territories: territories).violations
    let bound = BoundCheck(plan: plan, territories: territories)
    let (boundViolations, certified) = bound.run()
    violations += TotalsCheck(plan: plan).violations + boundViolations
    return Report(violations: violations, remarks: remarks(on: plan), certifiedBound: certified)
  }

  private func remarks(on plan: Plan) -> [Wording] {
    var remarks: [Wording] = []
    if Set(plan.provenance.register.map(\.sha256)) != Set(register.sources.map(\.sha256)) {
      remarks.append(
        Wording(
          fr: "le registre donné n'est pas, à l'octet près, celui du plan (empreintes SHA-256 différentes)",
          en: "the register given is not, to the byte, the plan's (SHA-256 digests differ)"))
    }
    if !plan.search.exhausted.isEmpty {
      let regions = plan.search.exhausted.map(\.rawValue).joined(separator: ", ")
      remarks.append(
        Wording(
          fr: "région \(regions) : l'optimalité repose sur une recherche exhaustive que le certificat ne rejoue pas",
          en: "region \(regions): optimality rests on an exhaustive search that the certificate does not replay"))
    }
    if !plan.search.treeBounds.isEmpty {
      let regions = plan.search.treeBounds.keys.sorted().joined(separator: ", ")
      remarks.append(
        Wording(
          fr: "région \(regions) : la borne repose sur un arbre de recherche que le certificat ne rejoue pas",
          en: "region \(regions): the bound rests on a search tree that the certificate does not replay"))
    }
    return remarks
  }
}
