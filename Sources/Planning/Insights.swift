import Plans
import Register

/// What a planner asks about each grappe: who else could lead it, whose withdrawal would sink it, who would join at the
/// least cost.
struct Insights {
  private let domain: Domain
  private let writer: GrappeWriter
  /// Whether each unit is in no grappe.
  private let isUngrouped: [Bool]
  private let index: DistanceMeasure.Reach

  /// - Parameters:
  ///   - ungrouped: units in no grappe.
  ///   - index: of the domain's units.
  init(domain: Domain, writer: GrappeWriter, ungrouped: [Int], index: DistanceMeasure.Reach) {
    self.domain = domain
    self.writer = writer
    self.index = index
    var isUngrouped = domain.units.map { _ in false }
    for unit in ungrouped { isUngrouped[unit] = true }
    self.isUngrouped = isUngrouped
  }

  /// - Complexity: O(members² + ungrouped units within the radius) evaluations.
  func insight(_ group: PlannedGroup) -> Plan.Insight {
    .init(runnerUp: runnerUp(group), critical: critical(group), cheapest: cheapest(group))
  }

  private func runnerUp(_ group: PlannedGroup) -> Plan.Alternative? {
    group.members.filter { $0 != group.porteur }
      .compactMap { member in
        domain.group(porteur: member, members: group.members).map { (member, group.value - $0.value) }
      }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }.map { alternative($0.0, cost: $0.1) }
  }

  private func critical(_ group: PlannedGroup) -> [FinessNumber] {
    var weights: [FinessNumber: Int] = [:]
    for member in group.members { weights[domain.units[member].og.og, default: 0] += domain.units[member].weight }
    let spare = weights.values.reduce(0, +) - writer.routeMinimum(domain.kinds[group.kind])
    return weights.filter { $0.value > spare }.keys.sorted()
  }

  private func cheapest(_ group: PlannedGroup) -> Plan.Alternative? {
    var near: [Int] = []
    index.forEachNeighbour(of: group.porteur) { if isUngrouped[Int($0)] { near.append(Int($0)) } }
    return near.compactMap { unit in
      domain.group(porteur: group.porteur, members: group.members + domain.blocks[domain.blockOf[unit]])
        .map { (unit, group.value - $0.value) }
    }.min { ($0.1, $0.0) < ($1.1, $1.0) }.map { alternative($0.0, cost: $0.1) }
  }

  private func alternative(_ unit: Int, cost: Int) -> Plan.Alternative {
    .init(og: domain.units[unit].og.og, name: domain.units[unit].og.name, cost: Euros(cents: cost))
  }
}
