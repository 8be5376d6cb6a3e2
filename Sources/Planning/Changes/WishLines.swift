import Geography
import Plans
import Register

/// A planner's wishes as lines of `constraints.csv`, after those of the scenario.
struct WishLines {
  let plan: EditedPlan
  let constraints: Constraints?

  var lines: [Constraints.Line] {
    var lines = constraints?.lines ?? []
    let ids = Set(lines.compactMap(\.grappe))
    func add(_ kind: Constraints.Kind, _ a: UnitName, b: UnitName? = nil, grappe: String? = nil) {
      // One that the scenario's own lines name is another grappe.
      let name = grappe.map { ids.contains($0) ? "\($0)'" : $0 }
      let line = Constraints.Line(number: lines.count + 2, kind: kind, a: a.og, b: b?.og, grappe: name)
      if !lines.contains(where: { $0.kind == kind && $0.a == line.a && $0.b == line.b && $0.grappe == name }) {
        lines.append(line)
      }
    }
    for unit in plan.wishes.excluded.sorted() { add(.exclu, unit) }
    for pair in plan.wishes.apart.sorted(by: { ($0.a, $0.b) < ($1.a, $1.b) }) { add(.separes, pair.a, b: pair.b) }
    for pair in plan.wishes.together.sorted(by: { ($0.a, $0.b) < ($1.a, $1.b) }) { add(.ensemble, pair.a, b: pair.b) }
    for unit in plan.wishes.leading.sorted() { add(.porteur, unit) }
    for grappe in plan.grappes {
      let bound = plan.wishes.bound(in: grappe)
      guard !bound.isEmpty else { continue }
      // A grappe goes on as long as its porteur leads it.
      add(.porteur, grappe.porteur)
      for unit in Set(bound + [grappe.porteur]).sorted() { add(.verrou, unit, grappe: grappe.id) }
    }
    return lines
  }
}

/// A planner's wishes as a domain's problem takes them.
struct UnitWishes: Sendable {
  /// Units that are in one grappe or in none.
  var together: [[UnitName]] = []
  /// Units that one grappe holds.
  var held: [[UnitName]] = []
  var apart: [UnitPair] = []
  var leading: [UnitName] = []
  var excluded: Set<UnitName> = []

  init() {}

  init(_ plan: EditedPlan) {
    let wishes = plan.wishes
    together = wishes.together.map { [$0.a, $0.b] }
    apart = Array(wishes.apart)
    leading = Array(wishes.leading)
    excluded = wishes.excluded
    for grappe in plan.grappes {
      let bound = wishes.bound(in: grappe)
      guard !bound.isEmpty else { continue }
      // A grappe goes on as long as its porteur leads it.
      leading.append(grappe.porteur)
      held.append([grappe.porteur] + bound.filter { $0 != grappe.porteur })
    }
  }

  var isEmpty: Bool { together.isEmpty && held.isEmpty && apart.isEmpty && leading.isEmpty && excluded.isEmpty }

  /// Those that are all about a domain's units, by number.
  func numbers(
    in units: [Unit]
  ) -> (together: [[Int]], held: [[Int]], apart: [(Int, Int)], heldApart: [(Int, Int)], leading: [Int]) {
    var numbers: [UnitName: Int] = [:]
    for (number, unit) in units.enumerated() { numbers[UnitName(og: unit.og.og, region: unit.region)] = number }
    func all(_ names: [UnitName]) -> [Int]? {
      let found = names.compactMap { numbers[$0] }
      return found.count == names.count ? found : nil
    }
    let held = held.compactMap(all)
    // Grappes that are held stay as many.
    let heldApart = held.indices.flatMap { first in held[(first + 1)...].map { (held[first][0], $0[0]) } }
    let apart = apart.compactMap { pair in all([pair.a, pair.b]).map { ($0[0], $0[1]) } }
    return (together.compactMap(all), held, apart, heldApart, leading.compactMap { numbers[$0] })
  }
}

extension PlanWishes {
  /// Members of a grappe that stay in it.
  func bound(in grappe: EditedPlan.Grappe) -> [UnitName] {
    let isLocked = locked.contains(grappe.id)
    return grappe.members.filter { isLocked || lockedUnits.contains($0) || placed[$0] == grappe.id }
  }

  /// All units that they name.
  func units(of plan: EditedPlan) -> Set<UnitName> {
    var found = excluded.union(leading).union(lockedUnits).union(placed.keys)
    for pair in apart.union(together) { found.formUnion([pair.a, pair.b]) }
    for grappe in plan.grappes where !bound(in: grappe).isEmpty {
      found.formUnion(bound(in: grappe) + [grappe.porteur])
    }
    return found
  }
}

extension EditedPlan {
  /// The constraints that the plan keeps to: those of its scenario and its wishes, each told of the whole OG, as lines are.
  ///
  /// - Parameter constraints: of the scenario.
  public func constraints(after constraints: Constraints?) -> Constraints? {
    guard !wishes.isEmpty else { return constraints }
    return Constraints(
      lines: WishLines(plan: self, constraints: constraints).lines,
      source: constraints?.source ?? SourceFile(file: "wishes", sha256: String(repeating: "0", count: 64), date: nil),
      path: constraints?.path ?? "wishes")
  }
}
