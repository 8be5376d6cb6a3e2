import Geography
import Register

/// What several plans have in common, and what each changes. OG are told apart by region, and a plan has a say only on
/// those of the regions that it plans: a folder may hold plans of several.
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
    /// Place in the comparison's entries of the one that this is compared with: the first that shares a region.
    public let base: Int
    /// For each of the plan's grappes the grappe of the base that it is held for; nil: none.
    public let matches: [Int?]
    /// Units of regions that both plan, which another grappe has than in the base, or that are grouped in one of both only.
    public let moved: [Unit]

    public func grappe(of unit: Unit) -> Plan.Grappe? { places[unit].map { plan.grappes[$0] } }
  }

  /// In the order given.
  public let entries: [Entry]
  /// All that are grouped, or left ungrouped, in some plan; sorted. Those that stand alone are not to be grouped.
  public let units: [Unit]
  /// Names of OG, as the plans have them.
  public let names: [Unit: String]
  /// Two OG or more that are together in every plan of their regions: by decreasing size, then by first member; members
  /// sorted. Of regions that one plan of several has to itself there are none.
  public let cores: [[Unit]]
  /// Of these, how many are all of a grappe in every plan: grappes that stay the same.
  public let sameGrappes: Int
  /// Grouped in every plan of their region, and in none; sorted.
  public let always: [Unit]
  public let never: [Unit]

  /// - Parameter plans: one at least; the first of a region is the one to compare with.
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
    let regions = plans.map { Set($0.plan.regions) }
    entries = plans.indices.map { number in
      let base = plans.indices.first { !regions[$0].isDisjoint(with: regions[number]) } ?? number
      let places = tables[number]
      let matches = Self.matches(plans[number].plan, places, with: plans[base].plan, tables[base])
      let shared = regions[base].intersection(regions[number])
      let moved = units.filter { unit in
        guard shared.contains(unit.region) else { return false }
        let now = places[unit].map { Place.grappe(matches[$0]) } ?? .none
        let before = tables[base][unit].map { Place.grappe($0) } ?? .none
        return now != before
      }
      return Entry(
        name: plans[number].name, plan: plans[number].plan, places: places, base: base, matches: matches, moved: moved)
    }
    let planning = Dictionary(
      uniqueKeysWithValues: Set(units.map(\.region)).map { region in
        (region, plans.indices.filter { regions[$0].contains(region) })
      })
    func plansOf(_ unit: Unit) -> [Int] { planning[unit.region] ?? [] }
    always = units.filter { unit in plansOf(unit).allSatisfy { tables[$0][unit] != nil } }
    never = units.filter { unit in plansOf(unit).allSatisfy { tables[$0][unit] == nil } }
    let compared = plans.count == 1 ? always : always.filter { plansOf($0).count > 1 }
    let cores = Dictionary(grouping: compared, by: { unit in tables.map { $0[unit] ?? -1 } }).values
      .filter { $0.count > 1 }.map { $0.sorted() }.sorted { (-$0.count, $0[0]) < (-$1.count, $1[0]) }
    self.cores = cores
    sameGrappes = cores.count { core in
      plansOf(core[0]).allSatisfy { number in
        tables[number][core[0]].map { plans[number].plan.grappes[$0].members.count == core.count } ?? false
      }
    }
  }

  private enum Place: Equatable {
    case none
    /// Of the base; nil for a grappe that it has not.
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
