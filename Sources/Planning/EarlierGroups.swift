import Geography
import Plans
import Register

extension Domain {
  /// The grappes of a plan as this domain can have them: members that are no units here are left out, and so is what is then
  /// not admissible under any porteur.
  ///
  /// - Complexity: O(units + m³ log n) for grappes of m members.
  func groups(of plan: Plan) -> [PlannedGroup] {
    var numbers: [String: Int] = [:]
    for (unit, own) in units.enumerated() { numbers["\(own.og.og)@\(own.region)"] = unit }
    var taken = Set<Int>()
    return plan.grappes.compactMap { grappe in
      let members = grappe.members.compactMap { numbers["\($0.og)@\($0.region)"] }
      let leaders = members.filter { units[$0].og.og == grappe.porteur }
      guard let group = group(members, leaders: leaders), taken.isDisjoint(with: group.members) else { return nil }
      taken.formUnion(group.members)
      return group
    }
  }

  /// The grappe of these units, their blocks completed, under one of the leaders; under the best porteur where none of them
  /// can lead it.
  func group(_ members: [Int], leaders: [Int]) -> PlannedGroup? {
    let whole = blocks(of: members).flatMap { blocks[$0] }.sorted()
    func best(_ porteurs: [Int]) -> PlannedGroup? {
      porteurs.compactMap { group(porteur: $0, members: whole) }.max { ($0.value, $1.porteur) < ($1.value, $0.porteur) }
    }
    return best(leaders) ?? best(whole)
  }
}
