import Geography
import Register

/// What several plans have in common, and what each changes. OG are told apart by region.
public struct PlanComparison: Sendable {
  /// An OG in a region.
  public struct Unit: Hashable, Sendable, Comparable {
    public let og: FinessNumber
    public let region: RegionCode

    public static func < (a: Unit, b: Unit) -> Bool { (a.og, a.region) < (b.og, b.region) }
  }

  public struct Entry: Sendable {
    public let name: String
    public let plan: Plan
    /// The place in `plan.grappes` of each unit that is in one.
    let places: [Unit: Int]
    /// For each of the plan's grappes the grappe of the first plan that it is held for; nil: none.
    public let matches: [Int?]
    /// Units that another grappe has than in the first plan, or that are grouped in one of both only.
    public let moved: [Unit]

    public func grappe(of unit: Unit) -> Plan.Grappe? { places[unit].map { plan.grappes[$0] } }
  }

  /// In the order given.
  public let entries: [Entry]
  /// All that are grouped, or left ungrouped, in some plan; sorted. Those that stand alone are not to be grouped.
  public let units: [Unit]
  /// Names of OG, as the plans have them.
  public let names: [Unit: String]
  /// Two OG or more that are together in every plan: by decreasing size, then by first member; members sorted.
  public let cores: [[Unit]]
  /// Of these, how many are all of a grappe in every plan: grappes that stay the same.
  public let sameGrappes: Int
  /// Grouped in every plan, and in none; sorted.
  public let always: [Unit]
  public let never: [Unit]

  /// - Parameter plans: one at least; the first is the one to compare with.
  /// - Complexity: O(plans × OG log OG).
  public init(_ plans: [(name: String, plan: Plan)]) {
    var names: [Unit: String] = [:]
    var tables: [[Unit: Int]] = []
    for (_, plan) in plans {
      var places: [Unit: Int] = [:]
      for (place, grappe) in plan.grappes.enumerated() {
        for member in grappe.members {
          let unit = Unit(og: member.og, region: member.region)
          places[unit] = place
          names[unit] = member.name
        }
      }
      for one in plan.ungrouped { names[Unit(og: one.og, region: one.region)] = one.name }
      tables.append(places)
    }
    let units = names.keys.sorted()
    self.units = units
    self.names = names
    entries = zip(plans, tables).map { named, places in
      let matches = Self.matches(named.plan, places, with: plans[0].plan, tables[0])
      let moved = units.filter { unit in
        let now = places[unit].map { Place.grappe(matches[$0]) } ?? .none
        let before = tables[0][unit].map { Place.grappe($0) } ?? .none
        return now != before
      }
      return Entry(name: named.name, plan: named.plan, places: places, matches: matches, moved: moved)
    }
    always = units.filter { unit in tables.allSatisfy { $0[unit] != nil } }
    never = units.filter { unit in tables.allSatisfy { $0[unit] == nil } }
    let cores = Dictionary(grouping: always, by: { unit in tables.map { $0[unit] ?? -1 } }).values
      .filter { $0.count > 1 }.map { $0.sorted() }.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
    self.cores = cores
    sameGrappes = cores.count { core in
      zip(plans, tables).allSatisfy { named, table in
        table[core[0]].map { named.plan.grappes[$0].members.count == core.count } ?? false
      }
    }
  }

  private enum Place: Equatable {
    case none
    /// Of the first plan; nil for a grappe that it has not.
    case grappe(Int?)
  }

  /// Pairs the grappes of two plans, each with one at most, by the ESSMS of the OG that they share: the greatest overlap
  /// first, among equals those that share their porteur, then the first in both plans' order.
  private static func matches(
    _ plan: Plan, _ places: [Unit: Int], with first: Plan, _ table: [Unit: Int]
  ) -> [Int?] {
    var shared: [[Int]: Int] = [:]
    for (place, grappe) in plan.grappes.enumerated() {
      for member in grappe.members {
        if let other = table[Unit(og: member.og, region: member.region)] {
          shared[[place, other], default: 0] += member.essms.count
        }
      }
    }
    func order(_ pair: (key: [Int], value: Int)) -> (Int, Int, Int, Int) {
      let isLedAlike = plan.grappes[pair.key[0]].porteur == first.grappes[pair.key[1]].porteur
      return (-pair.value, isLedAlike ? 0 : 1, pair.key[0], pair.key[1])
    }
    var matches = [Int?](repeating: nil, count: plan.grappes.count)
    var taken = Set<Int>()
    for pair in shared.sorted(by: { order($0) < order($1) })
    where matches[pair.key[0]] == nil && taken.insert(pair.key[1]).inserted { matches[pair.key[0]] = pair.key[1] }
    return matches
  }
}
