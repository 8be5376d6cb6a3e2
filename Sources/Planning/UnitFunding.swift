import Plans
import Programme
import Register

/// What an OG brings to a grappe, line by line, as the barème and the situation say.
struct UnitFunding: Sendable {
  let bareme: Bareme
  let unknownDui: Plan.UnknownDUI

  init(_ scenario: Scenario) {
    bareme = scenario.bareme
    unknownDui = scenario.unknownDui
  }

  /// `count` ESSMS or OG at a share of an item's amount.
  struct Line: Sendable, Hashable {
    let item: Bareme.Item
    /// In ten-thousandths.
    let share: Int
    var count: Int

    /// In cents, halves up.
    var unitCents: Int { (item.euros * share + 50) / 100 }
    var cents: Int { count * unitCents }
  }

  /// An ESSMS without a DUI, or whose editor changes, counts as acquisition; one that keeps its editor as compliance.
  func lines(_ unit: Unit, target: Target.DUI) -> [Line] {
    var lines: [Line] = []
    func add(_ item: Bareme.Item, share: Int) {
      if let place = lines.firstIndex(where: { $0.item.name == item.name && $0.share == share }) {
        lines[place].count += 1
      } else {
        lines.append(Line(item: item, share: share, count: 1))
      }
    }
    for (dui, share) in zip(unit.dui, unit.shares) {
      if let item = bareme.item(keeps(dui, target: target) ? Bareme.compliance : Bareme.acquisition) {
        add(item, share: share)
      }
    }
    for item in bareme.items where item.isPaidBesides && (item.per == .essms || unit.isSmall) {
      for share in unit.shares { add(item, share: share) }
    }
    for item in bareme.items where item.per == .smallOg && unit.isSmall { add(item, share: 10_000) }
    return lines
  }

  func cents(_ unit: Unit, target: Target.DUI) -> Int { lines(unit, target: target).reduce(0) { $0 + $1.cents } }

  /// What a grappe brings besides its members.
  var grappeLines: [Line] {
    bareme.items.filter { $0.per == .grappe }.map { Line(item: $0, share: 10_000, count: 1) }
  }

  var grappeCents: Int { grappeLines.reduce(0) { $0 + $1.cents } }

  private func keeps(_ dui: Situation.DUI, target: Target.DUI) -> Bool {
    switch dui {
    case .unknown: unknownDui == .compliance
    case .none: false
    case .editor(let name):
      if case .one(let editor) = target { name == editor } else { true }
    }
  }

  /// The lines of several members together, in the barème's order, whole shares first.
  func total(_ lines: [Line]) -> Plan.Funding {
    var count: [String: [Int: Int]] = [:]
    for line in lines { count[line.item.name, default: [:]][line.share, default: 0] += line.count }
    let all = bareme.items.flatMap { item in
      (count[item.name] ?? [:]).sorted { $0.key > $1.key }.map { share, count in
        let line = Line(item: item, share: share, count: count)
        return Plan.FundingLine(
          item: item.name, count: count, unit: Euros(cents: line.unitCents), amount: Euros(cents: line.cents),
          share: share == 10_000 ? nil : Double(share) / 10_000)
      }
    }
    return .init(total: all.reduce(.zero) { $0 + $1.amount }, lines: all)
  }
}
