import Plans
import Register
import Wording

/// Names of OG against the register's, and identifiers of grappes against their places.
struct NameCheck {
  let plan: Plan
  let ground: Ground

  var violations: [Violation] { names + identifiers }

  private var names: [Violation] {
    var told: [(og: FinessNumber, name: String, place: String)] = []
    for grappe in plan.grappes {
      told += grappe.members.map { ($0.og, $0.name, grappe.id) }
      told += [grappe.insight?.runnerUp, grappe.insight?.cheapest].compactMap(\.self).map {
        ($0.og, $0.name, grappe.id)
      }
    }
    told += plan.standalone.map { ($0.og, $0.name, "standalone") }
    told += plan.ungrouped.map { ($0.og, $0.name, "ungrouped") }
    told += (plan.moves ?? []).map { ($0.og, $0.name, "moves") }
    return told.filter { $0.name != ground.name(of: $0.og) }.map { og, name, place in
      let (stated, expected) = (name.onOneLine(longest: 60), ground.name(of: og))
      return Violation(
        .name, fr: "OG \(og) (\(place)) : nommé « \(stated) », le registre dit « \(expected) »",
        en: "OG \(og) (\(place)): named \"\(stated)\", the register says \"\(expected)\"")
    }
  }

  /// Region, dash, rank among the region's grappes, of three digits at least.
  private var identifiers: [Violation] {
    var rank: [String: Int] = [:]
    return plan.grappes.compactMap { grappe in
      let region = grappe.region.rawValue
      rank[region, default: 0] += 1
      let number = String(rank[region] ?? 0)
      let expected = "\(region)-" + String(repeating: "0", count: max(0, 3 - number.count)) + number
      guard grappe.id != expected else { return nil }
      let stated = grappe.id.onOneLine(longest: 60)
      return Violation(
        .name, fr: "grappe « \(stated) » : identifiant attendu « \(expected) »",
        en: "grappe \"\(stated)\": expected the identifier \"\(expected)\"")
    }
  }
}
