import Geography
import Plans
import Register

/// A plan while a change is made to it: the grappes touched as units of their domains, before they are judged.
struct ChangeDraft {
  struct Grappe {
    let domain: Int
    var members: Set<Int>
    /// nil: whoever leads it best.
    var porteur: Int?
  }

  let bench: Workbench
  let before: EditedPlan
  var wishes: PlanWishes
  /// By id; an empty one is dissolved.
  private(set) var touched: [String: Grappe] = [:]
  /// Ids founded, in order.
  private var founded: [String] = []
  private var numbers: EditedPlan
  private(set) var reasons: [ChangeReason] = []
  private var holder: [UnitName: String]

  init(_ bench: Workbench, _ plan: EditedPlan) {
    self.bench = bench
    before = plan
    wishes = plan.wishes
    numbers = plan
    holder = [:]
    for grappe in plan.grappes { for member in grappe.members { holder[member] = grappe.id } }
  }

  mutating func refuse(_ reason: ChangeReason) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }

  func holder(of unit: UnitName) -> String? { holder[unit] }

  func name(_ unit: Int, in domain: Int) -> UnitName { bench.domains[domain].name(unit) }

  /// A grappe that is about to be touched; nil, and refused, where there is none.
  mutating func grappe(_ id: String) -> Grappe? {
    if let grappe = touched[id] { return grappe }
    guard let grappe = before.grappe(id), let (domain, members) = bench.numbers(grappe.members) else {
      refuse(.noSuchGrappe(id))
      return nil
    }
    return Grappe(domain: domain, members: Set(members), porteur: bench.place(grappe.porteur)?.unit)
  }

  /// Who goes along with a unit: its block, and whom wishes put together with it.
  mutating func company(of unit: UnitName) -> [UnitName] {
    var found: [UnitName] = [unit]
    var seen: Set<UnitName> = [unit]
    var next = 0
    while next < found.count {
      let one = found[next]
      next += 1
      guard let place = bench.place(one) else {
        refuse(.notGroupable(one))
        continue
      }
      let domain = bench.domains[place.domain]
      let mates = domain.blocks[domain.blockOf[place.unit]].map { domain.name($0) }
      let wished = wishes.together.compactMap { $0.other(than: one) }
      for mate in mates + wished.sorted() where seen.insert(mate).inserted { found.append(mate) }
    }
    return found
  }

  /// Units leave their grappes; a porteur among them leaves the choice of the next one.
  mutating func take(_ units: [UnitName]) {
    for unit in units {
      wishes.placed[unit] = nil
      guard let place = bench.place(unit), let id = holder[unit], var grappe = grappe(id) else { continue }
      if wishes.lockedUnits.contains(unit) { refuse(.lockedUnit(unit)) }
      grappe.members.remove(place.unit)
      if grappe.porteur == place.unit { grappe.porteur = nil }
      touched[id] = grappe
      holder[unit] = nil
    }
  }

  /// Units that are in no grappe join one.
  mutating func put(_ units: [UnitName], into id: String) {
    guard var grappe = grappe(id) else { return }
    for unit in units {
      guard let place = bench.place(unit) else { continue }
      guard place.domain == grappe.domain else {
        refuse(.otherRegions(unit))
        continue
      }
      grappe.members.insert(place.unit)
      holder[unit] = id
      wishes.placed[unit] = id
    }
    touched[id] = grappe
  }

  mutating func found(_ units: [UnitName], porteur: UnitName?) {
    let places = units.compactMap { bench.place($0) }
    guard let first = porteur.flatMap({ bench.place($0) }) ?? places.first else { return }
    let id = numbers.nextID(in: bench.domains[first.domain].units[first.unit].region)
    founded.append(id)
    touched[id] = Grappe(domain: first.domain, members: [], porteur: porteur.flatMap { bench.place($0)?.unit })
    put(units, into: id)
  }

  mutating func lead(_ id: String, _ unit: UnitName) {
    guard var grappe = grappe(id) else { return }
    guard let place = bench.place(unit), place.domain == grappe.domain, grappe.members.contains(place.unit) else {
      return refuse(.porteurOutside(unit))
    }
    // Who was to lead it before leads no more.
    for member in grappe.members { wishes.leading.remove(name(member, in: grappe.domain)) }
    wishes.leading.insert(unit)
    grappe.porteur = place.unit
    touched[id] = grappe
  }

  mutating func dissolve(_ id: String) {
    guard let grappe = grappe(id) else { return }
    take(grappe.members.map { name($0, in: grappe.domain) })
  }

  // MARK: Judging

  /// What becomes of the plan.
  mutating func outcome() -> ChangeOutcome {
    var plan = before
    plan.numbers = numbers.numbers
    var changes: [ChangeOutcome.Touched] = []
    let admission = Admission(bench: bench, wishes: wishes)
    for id in touched.keys.sorted() {
      guard let grappe = touched[id] else { continue }
      if before.wishes.locked.contains(id) { refuse(.locked(grappe: id)) }
      let place = plan.grappes.firstIndex { $0.id == id }
      let after = judged(id, grappe, by: admission)
      let change = ChangeOutcome.Touched(id: id, before: place.map { plan.grappes[$0] }, after: after)
      if change.before != change.after { changes.append(change) }
      switch (place, after) {
      case (let place?, let after?): plan.grappes[place] = after
      case (let place?, nil): plan.grappes.remove(at: place)
      case (nil, let after?): plan.grappes.append(after)
      case (nil, nil): break
      }
    }
    let ids = Set(plan.grappes.map(\.id))
    wishes.locked.formIntersection(ids)
    wishes.placed = wishes.placed.filter { ids.contains($0.value) }
    plan.wishes = wishes
    if !changes.isEmpty {
      plan.totals = bench.totals(of: plan.grappes)
      plan.envelopesLeft = bench.envelopesLeft(by: plan.grappes)
    }
    for name in plan.envelopesLeft.keys.sorted() {
      guard let left = plan.envelopesLeft[name], left.cents < 0 else { continue }
      refuse(.envelope(name, missing: Euros(cents: -left.cents)))
    }
    for reason in admission.missing(in: plan, touched: touched) { refuse(reason) }
    if plan.wishes != before.wishes, plan.boundIs == .proven { plan.boundIs = .kept }
    return ChangeOutcome(
      plan: plan, reasons: reasons, touched: changes, valueChange: plan.totals.value - before.totals.value,
      fundingChange: plan.totals.funding - before.totals.funding,
      expectedFundingChange: plan.totals.expectedFunding - before.totals.expectedFunding)
  }

  private mutating func judged(_ id: String, _ grappe: Grappe, by admission: Admission) -> EditedPlan.Grappe? {
    guard !grappe.members.isEmpty else { return nil }
    let members = grappe.members.sorted()
    let found = admission.judge(members, porteur: grappe.porteur, in: grappe.domain)
    for reason in found.reasons { refuse(reason) }
    guard let group = found.group, found.reasons.isEmpty else { return nil }
    return bench.grappe(id, group, in: grappe.domain)
  }
}
