import Grouping
import Plans
import Programme
import Register
import Wording

/// Funding first, then distance: of the plans that bring as much the one of least spread.
///
/// A plan that is optimal at some price of distance, and brings as much as can be brought at all, is the one sought: any
/// plan that brings as much with less spread would be worth more at that price. So the search goes on from the plan of most
/// funding at lower and lower prices of distance, and keeps what loses nothing.
struct LexicographicSearch {
  let builder: DomainBuilder
  /// The domain at no price of distance.
  let domain: Domain
  /// Its plan, found with the time meant for it.
  let first: DomainSolution

  /// Share of the time that the funding gets.
  static let fundingShare = 0.6
  /// Prices of distance in euros for each ESSMS·km, from that of a usual plan down to where rounding to cents would hide
  /// hundreds of metres.
  private static let prices = [100.0, 10, 1, 0.1]

  /// - Parameters:
  ///   - seconds: time that is left.
  ///   - progress: called with the plan's funding as its value.
  /// - Returns: a plan that brings no less. The bound is that of the funding; `isSpreadProven` tells of the spread. Where the
  ///   clock has decided anything, of the funding or of the spread, the stop says so.
  func plan(
    _ options: Optimiser.Options, seconds: Double, progress: (Optimiser.Progress) -> Void,
    isInterrupted: @escaping @Sendable () -> Bool
  ) throws(Failure) -> DomainSolution {
    var best = first
    var isProven = first.groups.isEmpty && first.isOptimal
    var isCut = first.stop == .timeLimit
    var least = metres(first.groups)
    let workLimit = options.workLimit
    let start = ContinuousClock.now
    for (step, price) in Self.prices.enumerated() {
      if isInterrupted() || isProven { break }
      let left = seconds - (ContinuousClock.now - start) / .seconds(1)
      guard left > 0 else {
        isCut = true
        break
      }
      guard let priced = try domain(at: price) else { break }
      var options = options
      options.timeLimit = left / Double(Self.prices.count - step)
      options.workLimit = workLimit.map { max(0, $0 - best.work) / (Self.prices.count - step) }
      let found = try priced.solve(
        options, constraints: builder.scenario.constraints,
        start: best.groups.compactMap { priced.group(porteur: $0.porteur, members: $0.members) },
        progress: { [value = first.value, bound = first.bound] in
          progress(.init(phase: $0.phase, seconds: $0.seconds, value: value, bound: bound, groups: $0.groups))
        }, isInterrupted: isInterrupted)
      best.spent.add(found.spent)
      best.work += found.work
      if found.stop == .timeLimit { isCut = true }
      let groups = found.groups.compactMap { domain.group(porteur: $0.porteur, members: $0.members) }
      let value = groups.reduce(0) { $0 + $1.value }
      guard groups.count == found.groups.count, domain.left(by: groups).allSatisfy({ $0 >= 0 }),
        value > best.value || value == best.value && metres(groups) <= least
      else { continue }
      least = metres(groups)
      best.groups = groups
      best.value = value
      isProven = found.isOptimal && value == first.bound
    }
    best.envelopesLeft = domain.left(by: best.groups)
    if isInterrupted() {
      best.stop = .interrupted
    } else if isCut {
      best.stop = .timeLimit
    } else if best.isOptimal {
      best.stop = .proven
    } else if let workLimit, best.work >= workLimit {
      best.stop = .workLimit
    }
    best.isSpreadProven = isProven
    return best
  }

  private func metres(_ groups: [PlannedGroup]) -> Int {
    let measure = builder.scenario.measure
    return groups.reduce(0) { sum, group in
      let seat = domain.units[group.porteur].seat
      return group.members.reduce(sum) { $0 + domain.units[$1].metres(to: seat, by: measure) }
    }
  }

  private func domain(at price: Double) throws(Failure) -> Domain? {
    var scenario = builder.scenario
    scenario.objective = .weighted
    scenario.spreadPrice = price
    // The spread that decides among equals is of km.
    scenario.minutePrice = nil
    let domains = try DomainBuilder(builder.register, essmsInAll: builder.essmsInAll, scenario: scenario)
      .domains(domain.regions)
    return domains.count == 1 && domains[0].units.count == domain.units.count ? domains[0] : nil
  }
}
