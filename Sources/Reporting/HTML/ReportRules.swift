import Plans

/// Envelopes, what the rules cost, what the situation does not tell: a section of the report that is there when the plan
/// has any of them.
struct ReportRules {
  let dossier: Dossier

  var content: [String: Any] {
    let facts = RuleFacts(dossier: dossier)
    let envelopes = facts.envelopes.map {
      ["envelopeName": $0.name, "envelopeAmount": $0.amount, "envelopeSpent": $0.spent, "envelopeSource": $0.source]
    }
    let prices = facts.prices.map {
      [
        "priceRegion": $0.region, "priceMinimum": $0.minimum, "priceRadius": $0.radius, "priceEnvelope": $0.envelope,
      ]
    }
    let situation = facts.situation.map { ["factName": $0.name, "factValue": $0.value] }
    return [
      "envelopes": envelopes, "hasEnvelopes": !envelopes.isEmpty,
      "rulePrices": prices, "hasRulePrices": !prices.isEmpty, "rulePriceNote": facts.priceNote,
      "situationFacts": situation, "hasSituation": !situation.isEmpty,
      "hasRules": !(envelopes.isEmpty && prices.isEmpty && situation.isEmpty),
    ]
  }
}
