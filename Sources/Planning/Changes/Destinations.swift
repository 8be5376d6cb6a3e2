import Geography
import Plans
import Register

/// Where a unit could go, and what each place would change.
public struct Destination: Sendable, Equatable, Codable {
  public enum Place: Sendable, Hashable, Codable {
    /// A grappe of the plan, under its porteur.
    case join(grappe: String)
    /// A grappe of the plan, under this unit: its own, or another that it joins.
    case lead(grappe: String)
    /// One of its own, with units that are in none.
    case found([UnitName], porteur: UnitName)
    /// None.
    case leave
  }

  public let place: Place
  /// Of the plan's totals; of the admissible grappes where the change is not.
  public let valueChange: Euros
  public let fundingChange: Euros
  public let expectedFundingChange: Euros
  /// Why it may not; empty where it may.
  public let reasons: [ChangeReason]

  public var isAdmissible: Bool { reasons.isEmpty }
}

extension Workbench {
  /// Every grappe that a unit could join or lead, the best that it could found, and none.
  ///
  /// - Returns: the admissible ones first, by what the plan is then worth; empty for what is no unit.
  /// - Complexity: O(grappes within reach) evaluations; the others are told by their distance alone.
  public func destinations(of unit: UnitName, in plan: EditedPlan) -> [Destination] {
    guard let place = place(unit) else { return [] }
    var draft = ChangeDraft(self, plan)
    let company = draft.company(of: unit)
    let own = draft.holder(of: unit)
    var found: [Destination] = []
    if own != nil { found.append(destination(.leave, .move(unit, to: nil), plan)) }
    let near = within(place)
    for grappe in plan.grappes {
      let porteur = self.place(grappe.porteur)
      if grappe.id != own {
        let isNear = porteur.map { near.contains($0) } ?? false
        found.append(
          isNear
            ? destination(.join(grappe: grappe.id), .move(unit, to: grappe.id), plan)
            : far(.join(grappe: grappe.id), unit, from: grappe))
      }
      let reaches = grappe.members.allSatisfy { self.place($0).map { near.contains($0) } ?? false }
      guard reaches, grappe.porteur != unit else { continue }
      found.append(leading(unit, grappe, isOwn: grappe.id == own, plan))
    }
    if let new = founding(unit, company: company, near: near, plan) { found.append(new) }
    return found.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.isAdmissible != y.isAdmissible { return x.isAdmissible }
      return (y.valueChange, a.offset) < (x.valueChange, b.offset)
    }.map(\.element)
  }

  private func destination(_ place: Destination.Place, _ change: PlanChange, _ plan: EditedPlan) -> Destination {
    destination(place, evaluate(change, of: plan))
  }

  private func destination(_ place: Destination.Place, _ outcome: ChangeOutcome) -> Destination {
    Destination(
      place: place, valueChange: outcome.valueChange, fundingChange: outcome.fundingChange,
      expectedFundingChange: outcome.expectedFundingChange, reasons: outcome.reasons)
  }

  /// A unit leads a grappe that it is in, or joins.
  private func leading(_ unit: UnitName, _ grappe: EditedPlan.Grappe, isOwn: Bool, _ plan: EditedPlan) -> Destination {
    let place = Destination.Place.lead(grappe: grappe.id)
    guard !isOwn else { return destination(place, .porteur(grappe: grappe.id, unit), plan) }
    var draft = ChangeDraft(self, plan)
    let company = draft.company(of: unit)
    draft.take(company)
    draft.put(company, into: grappe.id)
    draft.lead(grappe.id, unit)
    return destination(place, draft.outcome())
  }

  /// Units whose seat is within the radius, the unit itself among them.
  private func within(_ place: Place) -> Set<Place> {
    var near: Set<Place> = [place]
    seats[place.domain].forEachNeighbour(of: place.unit) { near.insert(Place(domain: place.domain, unit: Int($0))) }
    return near
  }

  private func far(_ destination: Destination.Place, _ unit: UnitName, from grappe: EditedPlan.Grappe) -> Destination {
    var reasons: [ChangeReason] = []
    if let own = place(unit), let porteur = place(grappe.porteur) {
      let seats = [(own, domains[own.domain]), (porteur, domains[porteur.domain])].map {
        $1.units[$0.unit].seat
      }
      let km = measure.km(from: seats[0], to: seats[1])
      reasons =
        own.domain == porteur.domain
        ? [.outOfReach(unit, km: (km * 10).rounded() / 10, radiusKm: scenario.radiusKm)] : [.otherRegions(unit)]
    }
    return Destination(
      place: destination, valueChange: .zero, fundingChange: .zero, expectedFundingChange: .zero, reasons: reasons)
  }

  /// The unit with those around it that are in no grappe, the nearest first as long as they bring something: under the unit,
  /// since another porteur's grappe would be another's.
  private func founding(
    _ unit: UnitName, company: [UnitName], near: Set<Place>, _ plan: EditedPlan
  ) -> Destination? {
    guard let place = place(unit) else { return nil }
    let domain = domains[place.domain]
    let held = Set(plan.grappes.flatMap(\.members))
    let seat = domain.units[place.unit].seat
    let free = near.map(\.unit).filter { other in
      let name = domain.name(other)
      return !held.contains(name) && !company.contains(name) && !plan.wishes.excluded.contains(name)
    }.map { (km: measure.km(from: domain.units[$0].seat, to: seat), unit: $0) }.sorted { $0 < $1 }
    var members = Set(company.compactMap { self.place($0)?.unit })
    let admission = Admission(bench: self, wishes: plan.wishes)
    var best: PlannedGroup?
    func tried() {
      let judged = admission.judge(members.sorted(), porteur: place.unit, in: place.domain)
      if let group = judged.group, judged.reasons.isEmpty, group.value > best?.value ?? .min { best = group }
    }
    tried()
    for (_, other) in free {
      // One that may not join takes nobody else's place.
      let before = members
      members.formUnion(domain.blocks[domain.blockOf[other]])
      let hadBest = best != nil
      let value = best?.value ?? .min
      tried()
      if hadBest, best?.value ?? .min <= value { members = before }
    }
    guard let best else { return nil }
    let names = best.members.map { domain.name($0) }
    return destination(
      .found(names, porteur: unit), evaluate(.found(names, porteur: unit), of: plan))
  }
}
