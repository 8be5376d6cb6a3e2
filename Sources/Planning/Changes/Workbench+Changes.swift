import Geography
import Plans
import Register

extension Workbench {
  /// What a change makes of a plan, without a search.
  ///
  /// - Complexity: O(units), and evaluations of the grappes touched.
  public func evaluate(_ change: PlanChange, of plan: EditedPlan) -> ChangeOutcome {
    switch change {
    case .forbid(let a, let b) where a == b, .together(let a, let b) where a == b:
      var draft = ChangeDraft(self, plan)
      draft.refuse(.samePair(a))
      return draft.outcome()
    case .forbid(let a, let b): return parting(a, b, plan)
    case .together(let a, let b): return joining(a, b, plan)
    case .move, .found, .dissolve, .porteur, .lock, .unlock, .lockUnit, .unlockUnit, .exclude, .release:
      var draft = ChangeDraft(self, plan)
      apply(change, to: &draft)
      return draft.outcome()
    }
  }

  private func apply(_ change: PlanChange, to draft: inout ChangeDraft) {
    switch change {
    case .move(let unit, let target):
      let company = draft.company(of: unit)
      if let target, draft.holder(of: unit) == target { return }
      draft.take(company)
      if let target { draft.put(company, into: target) }
    case .found(let units, let porteur):
      var all: [UnitName] = []
      for unit in units + [porteur].compactMap(\.self) {
        for mate in draft.company(of: unit) where !all.contains(mate) { all.append(mate) }
      }
      draft.take(all)
      draft.found(all, porteur: porteur)
    case .dissolve(let id): draft.dissolve(id)
    case .porteur(let id, let unit): draft.lead(id, unit)
    case .lock(let id): if draft.grappe(id) != nil { draft.wishes.locked.insert(id) }
    case .unlock(let id): draft.wishes.locked.remove(id)
    case .lockUnit(let unit):
      guard place(unit) != nil, draft.holder(of: unit) != nil else { return draft.refuse(.notGroupable(unit)) }
      draft.wishes.lockedUnits.insert(unit)
    case .unlockUnit(let unit): draft.wishes.lockedUnits.remove(unit)
    case .exclude(let unit):
      draft.take(draft.company(of: unit))
      draft.wishes = draft.wishes.released(unit)
      draft.wishes.excluded.insert(unit)
    case .release(let unit): draft.wishes = draft.wishes.released(unit)
    case .forbid, .together: break
    }
  }

  /// Two that may not meet: where they do, the one leaves whose leaving the plan loses less by.
  private func parting(_ a: UnitName, _ b: UnitName, _ plan: EditedPlan) -> ChangeOutcome {
    let pair = UnitPair(a, b)
    func outcome(_ leaving: UnitName?) -> ChangeOutcome {
      var draft = ChangeDraft(self, plan)
      for unit in [a, b] where place(unit) == nil { draft.refuse(.notGroupable(unit)) }
      draft.wishes.apart.insert(pair)
      if draft.wishes.together.contains(pair) { draft.refuse(.together(pair)) }
      if let leaving {
        let company = draft.company(of: leaving)
        if company.contains(a), company.contains(b) { draft.refuse(.together(pair)) }
        draft.take(company)
      }
      return draft.outcome()
    }
    guard let id = plan.grappe(of: a)?.id, plan.grappe(of: b)?.id == id else { return outcome(nil) }
    return better(outcome(pair.a), outcome(pair.b))
  }

  /// Two that must meet: where they do not, the one joins the other's grappe that the plan loses less by.
  private func joining(_ a: UnitName, _ b: UnitName, _ plan: EditedPlan) -> ChangeOutcome {
    let pair = UnitPair(a, b)
    func outcome(_ moving: UnitName?, to id: String?) -> ChangeOutcome {
      var draft = ChangeDraft(self, plan)
      for unit in [a, b] where place(unit) == nil { draft.refuse(.notGroupable(unit)) }
      if draft.wishes.apart.contains(pair) { draft.refuse(.apart(pair)) }
      if let moving {
        let company = draft.company(of: moving)
        draft.take(company)
        if let id { draft.put(company, into: id) }
      }
      draft.wishes.together.insert(pair)
      return draft.outcome()
    }
    let (first, second) = (plan.grappe(of: pair.a)?.id, plan.grappe(of: pair.b)?.id)
    guard first != second else { return outcome(nil, to: nil) }
    let ways = [second.map { outcome(pair.a, to: $0) }, first.map { outcome(pair.b, to: $0) }].compactMap(\.self)
    guard let one = ways.first else { return outcome(nil, to: nil) }
    return ways.count > 1 ? better(one, ways[1]) : one
  }

  /// The first among equals.
  private func better(_ a: ChangeOutcome, _ b: ChangeOutcome) -> ChangeOutcome {
    if a.isAdmissible != b.isAdmissible { return a.isAdmissible ? a : b }
    return b.plan.totals.value > a.plan.totals.value ? b : a
  }
}
