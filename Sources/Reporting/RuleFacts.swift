import Geography
import Plans
import Wording

/// What limits the plan beside the grappes' own rules, and what the rules cost: envelopes, prices of the rules, what the
/// situation does not tell. Shared by the report and the terminal.
struct RuleFacts {
  let dossier: Dossier

  private var plan: Plan { dossier.plan }
  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  struct EnvelopeRow {
    let name: String
    let amount: String
    let spent: String
    let source: String
  }

  /// By region, the national call last.
  var envelopes: [EnvelopeRow] {
    plan.parameters.envelopes.sorted { ($0.key == "national" ? 1 : 0, $0.key) < ($1.key == "national" ? 1 : 0, $1.key) }
      .map { key, envelope in
        EnvelopeRow(
          name: key == "national" ? say("Appel national", "National call") : dossier.name(of: RegionCode(key)),
          amount: numbers.money(envelope.amount), spent: numbers.money(envelope.spent),
          source: Words.envelope(envelope.source).text(in: dossier.language))
      }
  }

  struct PriceRow {
    let region: String
    let minimum: String
    let radius: String
    let envelope: String
  }

  var prices: [PriceRow] {
    plan.rulePrices.sorted { $0.key < $1.key }.map { key, prices in
      PriceRow(
        region: dossier.name(of: RegionCode(key)), minimum: "+" + numbers.money(prices.minimum, rounding: .up),
        radius: "+" + numbers.money(prices.radius, rounding: .up),
        envelope: prices.envelope > 0 ? numbers.euros(prices.envelope) : say("ne limite pas", "does not limit"))
    }
  }

  var priceNote: String {
    say(
      "Majorants tirés des prix de la preuve : sous la règle desserrée, aucun plan ne vaut plus que le maximum prouvé augmenté de cette somme ; le gain réel est souvent moindre.",
      "Upper estimates from the prices of the proof: under the relaxed rule no plan is worth more than the proven maximum and this sum; the real gain is often smaller."
    )
  }

  /// What is known of the ESSMS, and what is not; empty without a situation.
  var situation: [(name: String, value: String)] {
    guard let s = plan.situation else { return [] }
    let unknown = Words.unknownDui(plan.parameters.unknownDui).text(in: dossier.language)
    let rows = [
      (say("ESSMS admissibles", "Eligible ESSMS"), s.essms, ""),
      (say("avec un DUI", "with a DUI"), s.withDui, ""),
      (say("sans DUI", "without a DUI"), s.withoutDui, ""),
      (say("DUI non connu", "DUI not known"), s.unknownDui, ", \(unknown)"),
      (
        say("DUI dit déjà conforme", "DUI said to conform already"), s.conforming,
        say(", compté en mise en conformité, à vérifier", ", counted as upgrade, to be verified")
      ),
      (say("financement antérieur non connu", "earlier funding not known"), s.unknownFunding, ""),
      (say("part éligible non connue", "eligible share not known"), s.unknownShare, ""),
      (say("volonté non connue", "willingness not known"), s.unknownWillingness, ""),
    ]
    let strangers =
      s.strangers == 0
      ? [] : [(say("lignes sur des ESSMS hors du registre", "rows on ESSMS not in the register"), s.strangers, "")]
    return (rows + strangers).map { ($0, numbers.integer($1) + $2) }
  }

  /// Grappes by route, where some are not regional.
  var routes: [(name: String, count: Int)] {
    let counts = Dictionary(grouping: plan.grappes, by: \.route).mapValues(\.count)
    guard counts.keys.contains(where: { $0 != .regional }) else { return [] }
    return [Plan.Route.regional, .multiregional, .national].compactMap { route in
      counts[route].map { (say("voie ", "") + Words.route(route).text(in: dossier.language) + say("", " route"), $0) }
    }
  }
}
