import Geography
import Plans
import Programme
import Register

/// What the plan tells of a grappe beside its figures: who else could lead it, whose withdrawal would sink it, who would join
/// at the least cost.
struct InsightCheck {
  let grappe: Plan.Grappe
  let check: GrappeCheck
  let appraisal: Appraisal
  /// Unit numbers of the area that stand in no grappe.
  let ungrouped: [Int]

  var violations: [Violation] {
    guard let insight = grappe.insight, let porteur = check.porteur.flatMap({ appraisal.area.numbers[$0.key] }) else {
      return []
    }
    let members = check.members.compactMap { appraisal.area.numbers[$0.key] }
    guard members.count == grappe.members.count else { return [] }
    return critical(insight.critical)
      + compare("runnerUp", insight.runnerUp, with: otherLeaders(members, porteur: porteur))
      + compare("cheapest", insight.cheapest, with: newcomers(members, porteur: porteur))
  }

  private func critical(_ stated: [FinessNumber]) -> [Violation] {
    let weights = Dictionary(check.members.map { ($0.og, $0.weight) }, uniquingKeysWith: +)
    let computed = weights.filter { check.weight - $0.value < check.limits.minimum }.keys.sorted()
    guard stated != computed else { return [] }
    return [
      check.violation(
        .insight, fr: "OG indispensables : \(list(stated)), calculé \(list(computed))",
        en: "critical OG: \(list(stated)), computed \(list(computed))")
    ]
  }

  private func list(_ ogs: [FinessNumber]) -> String {
    ogs.isEmpty ? "—" : ogs.map(\.text).joined(separator: ", ")
  }

  /// What the grappe loses under each other member that may lead it.
  private func otherLeaders(_ members: [Int], porteur: Int) -> [(og: FinessNumber, cost: Int)] {
    members.filter { $0 != porteur }.compactMap { member in
      appraisal.best(members, porteur: member).map { (appraisal.area.units[member].og, grappe.value.cents - $0) }
    }
  }

  /// What the grappe loses by each ungrouped OG that may join it, with those chained to it.
  private func newcomers(_ members: [Int], porteur: Int) -> [(og: FinessNumber, cost: Int)] {
    let area = appraisal.area
    let seat = area.units[porteur].seat
    return ungrouped.filter { appraisal.ground.measure.isWithinRadius(area.units[$0].seat, seat) }.compactMap { unit in
      appraisal.best(members + area.blocks[area.blockOf[unit]], porteur: porteur)
        .map { (area.units[unit].og, grappe.value.cents - $0) }
    }
  }

  private func compare(
    _ name: String, _ stated: Plan.Alternative?, with all: [(og: FinessNumber, cost: Int)]
  ) -> [Violation] {
    let least = all.map(\.cost).min()
    let isRight = stated.map { one in one.cost.cents == least && all.contains { $0.og == one.og && $0.cost == least } }
    guard isRight != true, stated != nil || least != nil else { return [] }
    let told = stated.map { "\($0.og) : \(euros($0.cost.cents)) €" } ?? "—"
    let computed = all.first { $0.cost == least }.map { "\($0.og) : \(euros($0.cost)) €" } ?? "—"
    return [
      check.violation(
        .insight, fr: "\(name) \(told), calculé \(computed)", en: "\(name) \(told), computed \(computed)")
    ]
  }
}
