import Geography
import Plans
import Programme
import Register

/// Whether regions that one grappe might join, or that share an envelope, are planned together: else the sum of their bounds
/// would be no bound.
struct AreaCheck {
  let plan: Plan
  let ground: Ground

  var violations: [Violation] { lists + separation }

  private func violation(fr: String, en: String) -> Violation {
    Violation(.bound, fr: "search.domains : \(fr)", en: "search.domains: \(en)")
  }

  /// Whether nothing stands twice: what else is computed relies on it.
  var isSound: Bool { lists.isEmpty }

  private var lists: [Violation] {
    let domains = plan.search.domains
    let all = domains.flatMap(\.self)
    guard Set(all).count == all.count, all.allSatisfy({ ground.territories[$0] != nil }),
      domains.allSatisfy({ $0.count > 1 && $0 == $0.sorted() })
    else {
      return [
        violation(
          fr: "attendu deux régions du plan au moins, triées, chacune dans une seule liste",
          en: "expected two regions of the plan at least, sorted, each in one list only")
      ]
    }
    return []
  }

  private var separation: [Violation] {
    guard ground.areas.count > 1, ground.routes.contains(where: { $0 != .regional }) else { return [] }
    if ground.routes.contains(.national), plan.parameters.envelopes[EnvelopeCheck.national] != nil {
      return [
        violation(
          fr: "l'enveloppe nationale lie toutes les régions, attendu une seule liste",
          en: "the national envelope binds all regions, expected one list")
      ]
    }
    let units = ground.areas.enumerated().flatMap { number, area in area.units.map { (area: number, unit: $0) } }
    let neighbours = ground.measure.neighbours(units.map(\.unit.seat))
    for (place, one) in units.enumerated() {
      guard let other = neighbours.around(place).first(where: { units[$0].area != one.area }) else { continue }
      let (a, b) = (one.unit.region, units[other].unit.region)
      return [
        violation(
          fr: "une grappe peut joindre les régions \(a) et \(b), cherchées chacune pour soi",
          en: "a grappe may join the regions \(a) and \(b), which were searched apart")
      ]
    }
    return []
  }
}
