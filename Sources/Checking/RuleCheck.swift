import Plans
import Programme
import Register

/// The plan's rules and parameters against the campaign's files.
struct RuleCheck {
  let plan: Plan
  let register: Register
  let campaign: Campaign
  let bareme: Bareme

  var violations: [Violation] {
    var found: [Violation] = []
    if campaign.bareme != plan.bareme || campaign.baremeVerified != plan.baremeVerified {
      found.append(
        Violation(
          .rules,
          fr: "le barème de la campagne \(campaign.name) est \(campaign.bareme), vérifié : \(campaign.baremeVerified)",
          en: "the barème of campaign \(campaign.name) is \(campaign.bareme), verified: \(campaign.baremeVerified)"))
    }
    let p = plan.parameters
    let isSane =
      (0...1_000_000).contains(p.spreadPrice) && (0...25_000).contains(p.radiusKm) && (0.01...100).contains(p.detour)
      && (0...0.99).contains(p.withdrawal)
    if !isSane {
      found.append(
        Violation(
          .rules, fr: "paramètres hors de leurs bornes (prix de la distance, rayon, détour ou retrait)",
          en: "parameters out of range (spread price, radius, detour or withdrawal)"))
    }
    // A register without any ESSMS gives a plan without any region.
    if plan.regions != Set(plan.regions).sorted() || plan.regions.isEmpty && !register.essms.isEmpty {
      found.append(
        Violation(
          .order, fr: "les régions ne sont pas triées, ou l'une y est deux fois, ou il n'y en a aucune",
          en: "the regions are not sorted, or one stands twice, or there is none"))
    }
    for region in plan.regions {
      let limits = campaign.routes.regional.limits(in: region)
      if p.minimum[region.rawValue] != limits.minimum {
        found.append(
          Violation(
            .rules,
            fr: "région \(region) : minimum \(p.minimum[region.rawValue] ?? 0), la campagne demande \(limits.minimum)",
            en: "region \(region): minimum \(p.minimum[region.rawValue] ?? 0), the campaign asks for \(limits.minimum)")
        )
      }
      if p.maximum?[region.rawValue] != limits.maximum {
        found.append(
          Violation(
            .rules, fr: "région \(region) : le maximum n'est pas celui de la campagne",
            en: "region \(region): the maximum is not the campaign's"))
      }
    }
    return found
  }
}
