import Geography
import Grouping
import Plans
import Programme
import Register
import Wording

/// Makes a plan better around what was changed by hand, its wishes kept.
public struct Reoptimising: Sendable {
  public struct Outcome: Sendable {
    /// Worth at least as much as before; its bound at most as high.
    public let plan: EditedPlan
    /// Seconds until the first better plan, over all domains; nil where there was none.
    public let firstBetter: Double?
    public let seconds: Double
    /// Groups met, for the next time.
    public let pool: Pool
    /// Whether the clock has ended it.
    public let isCut: Bool
  }

  /// Groups that searches have met: porteurs and members as places of a workbench.
  public struct Pool: Sendable, Equatable, Codable {
    /// By domain; the porteur first.
    var groups: [[[Int]]] = []

    public init() {}
  }

  public let bench: Workbench
  public var timeLimit = 2.0
  /// Steps of work after which it ends; nil for no limit.
  public var work: Int?
  public var pool = Pool()

  public init(_ bench: Workbench) {
    self.bench = bench
  }

  /// - Parameters:
  ///   - units: where to begin; empty: everywhere.
  ///   - certificate: whose prices to search by, and which proves the bound.
  ///   - better: told the value of each better plan.
  /// - Throws: `Failure` when the wishes cannot be stated.
  public func run(
    _ plan: EditedPlan, around units: [UnitName], certificate: Plan.Certificate, better: (Euros) -> Void = { _ in },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> Outcome {
    let began = ContinuousClock.now
    func elapsed() -> Double { (ContinuousClock.now - began) / .seconds(1) }
    let places = units.compactMap { bench.place($0) }
    let wanted = Set(places.map(\.domain))
    let ground = try WishedGround(bench, plan)
    var grappes = plan.grappes
    var pool = pool
    while pool.groups.count < bench.domains.count { pool.groups.append([]) }
    var certified: [Int] = []
    var firstBetter: Double?
    var isCut = false
    for number in bench.domains.indices {
      let domain = ground.domains[number]
      let prices = domain.prices(certificate)
      let own = ground.groups(plan, in: number)
      if wanted.isEmpty || wanted.contains(number) {
        var restart = Restart(
          domain.problem, groups: own.map(\.group),
          fixed: own.filter { plan.wishes.locked.contains($0.id) }.map(\.group),
          prices: prices, rates: domain.rates(certificate))
        restart.touched = places.filter { $0.domain == number }.compactMap { place in
          ground.number(bench.domains[number].name(place.unit), in: number).map { domain.blockOf[$0] }
        }
        restart.pool = ground.pooled(pool.groups[number], in: number)
        restart.options.timeLimit = max(0.05, timeLimit - elapsed() - Self.reserve)
        restart.options.workLimit = work
        restart.options.seed = UInt64(bench.scenario.seed)
        restart.options.threads = bench.scenario.threads
        let others = plan.totals.value.cents - own.reduce(0) { $0 + $1.group.value }
        let started = elapsed()
        let outcome = restart.run(
          better: { better(Euros(cents: others + $0.reduce(0) { $0 + $1.value })) }, isInterrupted: isInterrupted)
        if let seconds = outcome.firstBetter, firstBetter == nil { firstBetter = started + seconds }
        isCut = isCut || outcome.isCut
        pool.groups[number] = ground.kept(outcome.pool, in: number)
        let kept = Set(own.map(\.id))
        grappes = ground.replaced(
          grappes.filter { kept.contains($0.id) }, by: outcome.groups, in: number,
          others: grappes.filter { !kept.contains($0.id) })
      }
      certified.append(
        Certificate.bound(
          domain.problem, prices: prices, rates: domain.rates(certificate), threads: bench.scenario.threads))
    }
    var after = ground.numbered(plan, grappes)
    let bound = zip(bench.domains, certified).reduce(0) { sum, part in
      let tree = plan.boundIs == .stale ? nil : plan.treeBounds[part.0.regions[0].rawValue]
      return sum + min(part.1, tree?.cents ?? .max)
    }
    if plan.boundIs == .stale || bound <= plan.bound.cents {
      after.bound = Euros(cents: bound)
      after.boundIs = .proven
    }
    return Outcome(plan: after, firstBetter: firstBetter, seconds: elapsed(), pool: pool, isCut: isCut)
  }

  /// Kept of the time for the bound and for putting the plan together, in seconds.
  private static let reserve = 0.1
}

/// A workbench's domains with a plan's wishes among their constraints.
struct WishedGround {
  let bench: Workbench
  /// In the workbench's order.
  let domains: [Domain]
  private let numberOf: [[UnitName: Int]]

  /// - Throws: `Failure` when the wishes make a problem that cannot be stated.
  init(_ bench: Workbench, _ plan: EditedPlan) throws(Failure) {
    self.bench = bench
    let wishes = UnitWishes(plan)
    guard !wishes.isEmpty else {
      domains = bench.domains
      numberOf = bench.domains.map { $0.numbersByName }
      return
    }
    let parts = bench.search.parts
    var domains: [Domain] = []
    for (number, domain) in bench.domains.enumerated() {
      var byRegion = parts.byRegion
      for region in domain.regions {
        let all = byRegion[region]?.below ?? []
        let isOut = { (unit: Unit) in wishes.excluded.contains(UnitName(og: unit.og.og, region: unit.region)) }
        byRegion[region]?.below = all.filter { !isOut($0) }
        byRegion[region]?.forbidden += all.filter(isOut)
      }
      domains.append(
        try bench.search.builder.domain(
          parts.groups[number], byRegion, envelopes: parts.envelopes, held: parts.held[number], wishes: wishes))
    }
    self.domains = domains
    numberOf = domains.map { $0.numbersByName }
  }

  func number(_ unit: UnitName, in domain: Int) -> Int? { numberOf[domain][unit] }

  /// A domain's grappes in its problem.
  func groups(_ plan: EditedPlan, in number: Int) -> [(id: String, group: JointGroup)] {
    let domain = domains[number]
    return plan.grappes.compactMap { grappe in
      let members = grappe.members.compactMap { numberOf[number][$0] }
      guard members.count == grappe.members.count, let porteur = numberOf[number][grappe.porteur],
        let planned = domain.group(porteur: porteur, members: members),
        let group = domain.problem.group(
          kind: planned.kind, porteur: domain.blockOf[porteur], members: domain.blocks(of: members))
      else { return nil }
      return (grappe.id, group)
    }
  }

  // MARK: Pool

  /// Groups kept by the workbench's units, in the domain's blocks.
  func pooled(_ kept: [[Int]], in number: Int) -> [JointGroup] {
    let domain = domains[number]
    return kept.compactMap { units in
      let names = units.map { bench.domains[number].name($0) }
      let own = names.compactMap { numberOf[number][$0] }
      guard own.count == names.count, let porteur = own.first else { return nil }
      let blocks = domain.blocks(of: own)
      guard blocks.reduce(0, { $0 + domain.blocks[$1].count }) == own.count else { return nil }
      return domain.problem.bestGroup(porteur: domain.blockOf[porteur], members: blocks)
    }
  }

  func kept(_ groups: [JointGroup], in number: Int) -> [[Int]] {
    let domain = domains[number]
    return groups.map { group in
      let planned = domain.planned(group)
      let units = [planned.porteur] + planned.members.filter { $0 != planned.porteur }
      return units.compactMap { bench.place(domain.name($0))?.unit }
    }
  }

  // MARK: Back on the workbench

  /// Grappes of the new groups: those that go on keep their ids, by porteur, then by the members they share.
  func replaced(
    _ before: [EditedPlan.Grappe], by groups: [JointGroup], in number: Int, others: [EditedPlan.Grappe]
  ) -> [EditedPlan.Grappe] {
    let domain = domains[number]
    var made = groups.compactMap { group -> EditedPlan.Grappe? in
      let planned = domain.planned(group)
      let base = bench.domains[number]
      guard let porteur = bench.place(domain.name(planned.porteur))?.unit else { return nil }
      let members = planned.members.compactMap { bench.place(domain.name($0))?.unit }.sorted()
      return base.group(porteur: porteur, members: members).map { bench.grappe("", $0, in: number) }
    }.sorted { $0.porteur < $1.porteur }
    var left = before
    func claim(_ place: Int, _ index: Int) {
      made[place] = EditedPlan.Grappe(
        id: left[index].id, porteur: made[place].porteur, members: made[place].members, figures: made[place].figures)
      left.remove(at: index)
    }
    for place in made.indices {
      if let index = left.firstIndex(where: { $0.porteur == made[place].porteur }) { claim(place, index) }
    }
    for place in made.indices where made[place].id.isEmpty {
      let own = Set(made[place].members)
      let shared = left.indices.map { index in left[index].members.count { own.contains($0) } }
      if let most = shared.max(), most > 0, let index = shared.firstIndex(of: most) { claim(place, index) }
    }
    // In the order in which they stood, new ones at the end.
    let rank = Dictionary(before.enumerated().map { ($1.id, $0) }, uniquingKeysWith: min)
    return others
      + made.enumerated().sorted { a, b in
        (rank[a.element.id] ?? .max, a.offset) < (rank[b.element.id] ?? .max, b.offset)
      }.map(\.element)
  }

  /// The plan with these grappes, those without an id numbered on.
  func numbered(_ plan: EditedPlan, _ grappes: [EditedPlan.Grappe]) -> EditedPlan {
    var after = plan
    let order = Dictionary(plan.grappes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: min)
    after.grappes = grappes.map { grappe in
      grappe.id.isEmpty
        ? EditedPlan.Grappe(
          id: after.nextID(in: grappe.figures.region), porteur: grappe.porteur, members: grappe.members,
          figures: grappe.figures) : grappe
    }.enumerated().sorted { a, b in
      (order[a.element.id] ?? .max, a.offset) < (order[b.element.id] ?? .max, b.offset)
    }.map(\.element)
    after.totals = bench.totals(of: after.grappes)
    after.envelopesLeft = bench.envelopesLeft(by: after.grappes)
    return after
  }
}

extension Domain {
  var numbersByName: [UnitName: Int] {
    Dictionary(units.indices.map { (name($0), $0) }, uniquingKeysWith: min)
  }
}
