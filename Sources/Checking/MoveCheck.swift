import Plans
import Register

/// The moves since an earlier plan: who moved, from where to where, and what each move brings.
struct MoveCheck {
  let plan: Plan
  let ground: Ground

  var violations: [Violation] {
    guard let stability = plan.parameters.stability else {
      return plan.moves == nil
        ? [] : [wrong("moves", fr: "aucun plan antérieur", en: "there is no earlier plan")]
    }
    let porteurs = plan.porteurs
    let stated = plan.moves ?? []
    var computed: [Plan.Move] = []
    for area in ground.areas {
      let appraisal = Appraisal(ground: ground, area: area)
      for (number, unit) in area.units.enumerated() {
        let from = stability.porteurs[unit.key]
        let to = porteurs[unit.key]
        guard from != to else { continue }
        // The gain is compared only where the move is told: another is a violation anyway.
        computed.append(
          Plan.Move(
            og: unit.og, name: "", region: unit.region, from: from, to: to,
            gain: gain(number, from: from, area: area, appraisal).map { Euros(cents: $0) }))
      }
    }
    computed.sort { ($0.og, $0.region) < ($1.og, $1.region) }
    guard stated.count == computed.count else {
      return [
        wrong(
          "moves", fr: "\(stated.count) au lieu de \(computed.count)",
          en: "\(stated.count) instead of \(computed.count)")
      ]
    }
    return zip(stated, computed).compactMap { stated, computed in
      var nameless = stated
      nameless.name = ""
      guard nameless != computed else { return nil }
      return wrong(
        "moves", fr: Self.text(stated) + ", calculé " + Self.text(computed),
        en: Self.text(stated) + ", computed " + Self.text(computed))
    }
  }

  private func gain(_ unit: Int, from: FinessNumber?, area: Area, _ appraisal: Appraisal) -> Int? {
    let key = area.units[unit].key
    let block = area.blocks[area.blockOf[unit]]
    let joinable = plan.grappes.map { Joinable($0, area: area) }
    var gain = 0
    if let present = plan.grappes.firstIndex(where: { $0.members.contains { "\($0.og)@\($0.region)" == key } }) {
      guard let units = joinable[present].units, !block.contains(units.porteur),
        let rest = appraisal.best(units.members.filter { !block.contains($0) }, porteur: units.porteur)
      else { return nil }
      gain += joinable[present].value - rest
    }
    if let from {
      let gains = plan.grappes.indices.filter { plan.grappes[$0].porteur == from }
        .compactMap { joinable[$0].gain(by: unit, appraisal) }
      guard let more = gains.max() else { return nil }
      gain += (plan.parameters.stability?.price.cents ?? 0) - more
    }
    return gain
  }

  private func wrong(_ key: String, fr: String, en: String) -> Violation {
    Violation(.move, fr: "\(key) : \(fr)", en: "\(key): \(en)")
  }

  private static func text(_ move: Plan.Move) -> String {
    "\(move.og)@\(move.region) \(move.from?.text ?? "—") → \(move.to?.text ?? "—") \(move.gain.map { euros($0.cents) } ?? "—")"
  }
}
