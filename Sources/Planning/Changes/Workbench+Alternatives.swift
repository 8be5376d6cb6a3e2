import Geography
import Grouping
import Plans
import Register
import Wording

extension Workbench {
  /// What is asked of other plans.
  public struct Unlike: Sendable {
    /// Plans wanted.
    public var count = 5
    /// Share of the plan's value that each may be worth less.
    public var within = 0.005
    /// OG that each has in other company than the plan and the others, at the least.
    public var apart = 10
    /// Seconds for all.
    public var timeLimit = 30.0

    public init() {}
  }

  /// Plans nearly as good as this one that differ from it and from each other, its wishes kept. Where regions are planned
  /// apart they differ in the largest part.
  ///
  /// - Returns: fewer than wanted where no more were found.
  /// - Throws: `Failure` when the wishes cannot be stated.
  public func alternatives(
    to plan: EditedPlan, certificate: Plan.Certificate, asked: Unlike = Unlike(),
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> [EditedPlan] {
    let ground = try WishedGround(self, plan)
    guard
      let number = ground.domains.indices.max(by: { ground.domains[$0].units.count < ground.domains[$1].units.count })
    else { return [] }
    let domain = ground.domains[number]
    let own = ground.groups(plan, in: number)
    var task = Alternatives(
      domain.problem, groups: own.map(\.group),
      fixed: own.filter { plan.wishes.locked.contains($0.id) }.map(\.group), prices: domain.prices(certificate),
      rates: domain.rates(certificate))
    task.options.count = asked.count
    task.options.within = asked.within
    task.options.apart = asked.apart
    task.options.timeLimit = asked.timeLimit
    task.options.seed = UInt64(scenario.seed)
    task.options.threads = scenario.threads
    let ids = Set(own.map(\.id))
    return task.run(isInterrupted: isInterrupted).map { groups in
      ground.numbered(
        plan,
        ground.replaced(
          plan.grappes.filter { ids.contains($0.id) }, by: groups, in: number,
          others: plan.grappes.filter { !ids.contains($0.id) }))
    }
  }
}
