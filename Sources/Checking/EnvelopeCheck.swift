import Geography
import Plans
import Programme
import Register

/// Each envelope's amount, and that the grappes it pays for stay within it.
struct EnvelopeCheck {
  let plan: Plan
  let ground: Ground
  /// After the situation.
  let register: Register

  static let national = "national"

  var violations: [Violation] { names + amounts + spending }

  private func violation(_ name: String, fr: String, en: String) -> Violation {
    Violation(.envelope, fr: "enveloppe \(name) : \(fr)", en: "envelope \(name): \(en)")
  }

  private var names: [Violation] {
    var found: [Violation] = []
    let envelopes = plan.parameters.envelopes
    let hasNational = ground.routes.contains(.national)
    for name in envelopes.keys.sorted() {
      let isKnown = name == Self.national ? hasNational : ground.territories[RegionCode(name)] != nil
      if !isKnown {
        found.append(
          violation(
            name, fr: "ce n'est ni une région du plan, ni « national » avec la voie nationale ouverte",
            en: "it is no region of the plan, nor \"national\" with the national route open"))
      }
    }
    guard envelopes.values.contains(where: { $0.source == .proRata }) else { return found }
    // The campaign's envelope limits every region, and the national call.
    let others = hasNational && ground.campaign.nationalEnvelope != nil ? [Self.national] : []
    for name in plan.regions.map(\.rawValue) + others where envelopes[name] == nil {
      found.append(
        violation(
          name, fr: "absente, alors que celle de la campagne est partagée",
          en: "missing, though the campaign's is shared"))
    }
    return found
  }

  private var amounts: [Violation] {
    var found: [Violation] = []
    for (name, envelope) in plan.parameters.envelopes.sorted(by: { $0.key < $1.key }) {
      if envelope.amount < .zero { found.append(violation(name, fr: "montant négatif", en: "amount below zero")) }
      if envelope.source == .typed, !envelope.amount.cents.isMultiple(of: 100) {
        found.append(
          violation(
            name, fr: "\(euros(envelope.amount.cents)) €, dits saisis ; attendu un montant sans centimes",
            en: "€\(euros(envelope.amount.cents)), said to be typed; expected whole euros"))
      }
      guard envelope.source == .proRata, name != Self.national else { continue }
      guard let share = share(of: RegionCode(name)) else {
        found.append(
          violation(
            name, fr: "la campagne \(ground.campaign.name) n'a pas d'enveloppe à partager",
            en: "campaign \(ground.campaign.name) has no envelope to share"))
        continue
      }
      if envelope.amount.cents != share {
        found.append(
          violation(
            name, fr: "\(euros(envelope.amount.cents)) €, la part de la région est \(euros(share)) €",
            en: "€\(euros(envelope.amount.cents)), the region's share is €\(euros(share))"))
      }
    }
    return found
  }

  /// In cents, rounded down: the campaign's figure of the region, else its part by eligible ESSMS of the campaign's whole.
  private func share(of region: RegionCode) -> Int? {
    if let own = ground.campaign.envelopes.byRegion.first(where: { $0.region == region }) {
      return 100 * own.envelope.euros
    }
    guard let whole = ground.campaign.envelopes.regional, let reference = try? ReferenceCounts.bundled() else {
      return nil
    }
    let held = Dictionary(register.essms.map { ($0.region, 1) }, uniquingKeysWith: +)
    // A register that lacks a region cannot tell the others' parts.
    let counts = reference.essms.keys.allSatisfy { held[$0] != nil } ? held : reference.essms
    let sum = counts.values.reduce(0, +)
    guard sum > 0 else { return 0 }
    let product = (100 * whole.euros).multipliedFullWidth(by: counts[region] ?? 0)
    return sum.dividingFullWidth(product).quotient
  }

  private var spending: [Violation] {
    var drawn: [String: Int] = [:]
    for grappe in plan.grappes {
      drawn[grappe.route == .national ? Self.national : grappe.region.rawValue, default: 0] +=
        grappe.funding.total.cents
    }
    var found: [Violation] = []
    for (name, envelope) in plan.parameters.envelopes.sorted(by: { $0.key < $1.key }) {
      let spent = drawn[name] ?? 0
      if envelope.spent.cents != spent {
        found.append(
          violation(
            name, fr: "dépensé \(euros(envelope.spent.cents)) €, compté \(euros(spent)) €",
            en: "spent €\(euros(envelope.spent.cents)), counted €\(euros(spent))"))
      }
      if spent > envelope.amount.cents {
        found.append(
          violation(
            name, fr: "ses grappes coûtent \(euros(spent)) €, elle a \(euros(envelope.amount.cents)) €",
            en: "its grappes cost €\(euros(spent)), it holds €\(euros(envelope.amount.cents))"))
      }
    }
    return found
  }
}
