import Geography
import Plans
import Programme
import Register
import Wording

/// Why an OG stands in no grappe, found again from the plan's grappes, envelopes and bound, and the sentence that tells it.
struct ReasonReplay {
  let plan: Plan
  let appraisal: Appraisal
  /// Of the area.
  let grappes: [Joinable]
  /// Whether the area's grappes are worth as much as its bound.
  let isOptimal: Bool

  private var ground: Ground { appraisal.ground }
  private var area: Area { appraisal.area }

  struct Reason {
    let code: Plan.Reason
    let sentence: Wording
  }

  static let forbidden = Reason(
    code: .forbidden, sentence: Wording(fr: "Exclu par une contrainte.", en: "Kept out by a constraint."))

  /// - Parameters:
  ///   - isAlone: whether no other OG is within the radius.
  ///   - most: ESSMS around the porteur that has most around it, of those that the unit could follow, itself among them.
  ///   - isHoldable: whether the unit's block finds enough around it for some route and target.
  func reason(_ unit: Int, isAlone: Bool, most: Int, isHoldable: Bool) -> Reason {
    if isAlone, area.blocks[area.blockOf[unit]].count == 1 { return noNeighbour }
    let minimum = ground.routes.compactMap { ground.limits($0, region: area.units[unit].region)?.minimum }.min() ?? 0
    if most < minimum { return tooFewAround(most, minimum: minimum) }
    if !isHoldable { return incompatible }
    let seat = area.units[unit].seat
    let offers = grappes.filter { $0.seat.map { ground.measure.isWithinRadius($0, seat) } ?? false }.compactMap {
      $0.joining(unit, appraisal)
    }
    let affordable = offers.filter { offer in
      plan.parameters.envelopes[offer.envelope].map { offer.drawn <= $0.amount.cents - $0.spent.cents } ?? true
    }
    if let best = affordable.map(\.gain).max(), best <= 0 { return costly(-best / 100) }
    if isShortOfMoney(unit), affordable.isEmpty || affordable.count < offers.count {
      return Reason(
        code: .envelope,
        sentence: beside(
          fr: "L'enveloppe ne suffit pas : les autres grappes en font un meilleur usage.",
          en: "The envelope does not suffice: the other grappes make better use of it."))
    }
    guard isOptimal else {
      return Reason(
        code: .searchLimit,
        sentence: beside(
          fr: "La recherche n'a pas trouvé de meilleure place ; l'écart restant n'en exclut pas une.",
          en: "The search found no better place; the remaining gap does not rule one out."))
    }
    return Reason(
      code: .notWorth,
      sentence: beside(
        fr: "Le plan est prouvé optimal : tout plan qui groupe cet OG vaut au plus autant.",
        en: "The plan is proven optimal: every plan that groups this OG is worth no more."))
  }

  /// Whether an envelope that the unit's grappes draw on has a price.
  private func isShortOfMoney(_ unit: Int) -> Bool {
    [area.units[unit].region.rawValue, EnvelopeCheck.national].contains { name in
      plan.parameters.envelopes[name] != nil && plan.certificate.envelopePrices[name] ?? 0 > 0
    }
  }

  // MARK: Sentences

  private var radius: (fr: String, en: String) {
    let tenths = Int((ground.parameters.radiusKm * 10).rounded())
    let whole = String(tenths / 10)
    guard !tenths.isMultiple(of: 10) else { return (whole, whole) }
    return ("\(whole),\(tenths % 10)", "\(whole).\(tenths % 10)")
  }

  private var noNeighbour: Reason {
    Reason(
      code: .noNeighbour,
      sentence: Wording(
        fr: "Aucun autre OG à grouper n'a son siège à moins de \(radius.fr) km.",
        en: "No other OG to be grouped has its seat within \(radius.en) km."))
  }

  private func tooFewAround(_ most: Int, minimum: Int) -> Reason {
    Reason(
      code: .tooFewAround,
      sentence: Wording(
        fr: "Autour de chaque porteur possible il y a au plus \(most) ESSMS à moins de \(radius.fr) km ; "
          + "il en faut \(minimum).",
        en: "Around every possible porteur there are at most \(most) ESSMS within \(radius.en) km; "
          + "\(minimum) are needed."))
  }

  private func costly(_ euros: Int) -> Reason {
    Reason(
      code: .notWorth,
      sentence: beside(
        fr: "Rejoindre une grappe coûterait au moins \(euros) € de plus que cela ne rapporte.",
        en: "Joining a grappe would cost at least €\(euros) more than it brings."))
  }

  private var incompatible: Reason {
    let sentence: Wording =
      switch (ground.parameters.dui == .require, ground.parameters.sectors == .require) {
      case (true, true):
        Wording(
          fr: "Assez d'ESSMS alentour, mais pas du même DUI et du même secteur, ce que le scénario exige.",
          en: "Enough ESSMS around, but not of the same DUI and sector, which the scenario requires.")
      case (false, true):
        Wording(
          fr: "Assez d'ESSMS alentour, mais pas du même secteur, ce que le scénario exige.",
          en: "Enough ESSMS around, but not of the same sector, which the scenario requires.")
      case (true, false):
        Wording(
          fr: "Assez d'ESSMS alentour, mais leurs DUI ne s'accordent pas, et le scénario en exige un seul par grappe.",
          en: "Enough ESSMS around, but their DUI do not agree, and the scenario requires one for each grappe.")
      case (false, false):
        Wording(
          fr: "Autour de chaque porteur possible, les voies ouvertes et les contraintes ne laissent pas former de "
            + "grappe.",
          en: "Around every possible porteur the open routes and the constraints leave no grappe to be formed.")
      }
    return Reason(code: .incompatible, sentence: sentence)
  }

  /// After the word that there is no grappe, where there is none.
  private func beside(fr: String, en: String) -> Wording {
    guard grappes.isEmpty else { return Wording(fr: fr, en: en) }
    return Wording(
      fr: "Aucune grappe n'est formée dans la région. " + fr, en: "No grappe is formed in the region. " + en)
  }
}
