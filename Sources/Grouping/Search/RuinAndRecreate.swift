import Foundation

/// Large neighbourhood search inside a district: some neighbouring groups are dissolved and formed anew by priced
/// knapsacks, local search mends the seams, and simulated annealing decides what stays (after Schrimpf et al., "Record
/// breaking optimization results using the ruin and recreate principle", 2000).
///
/// The prices make the difference: a porteur that is formed anew takes the units that nobody else wants rather than
/// those that its neighbours need.
struct RuinAndRecreate {
  struct Options: Sendable {
    var iterations: Int
    /// Temperatures from the end to the start, in cents.
    var temperatures: ClosedRange<Double>
  }

  private let district: District
  private let pricing: Pricing
  private let gains: Gains
  private var generator: SeededGenerator
  private let options: Options

  init(_ district: District, options: Options, generator: SeededGenerator) {
    self.district = district
    self.options = options
    self.generator = generator
    pricing = Pricing(district.instance)
    gains = Gains(district.instance)
  }

  /// - Parameter shouldStop: asked at each iteration.
  /// - Returns: the best plan met, never worth less than `start`.
  mutating func improve(_ start: DistrictPlan, shouldStop: () -> Bool) -> DistrictPlan {
    guard district.count > 1 else { return start }
    var current = start
    LocalSearch.improve(&current, touched: Array(current.groups.indices), in: district)
    var best = current.value > start.value ? current : start
    let (cold, hot) = (options.temperatures.lowerBound, options.temperatures.upperBound)
    for iteration in 0..<options.iterations {
      if shouldStop() { break }
      let progress = Double(iteration) / Double(options.iterations)
      let temperature = hot * pow(cold / hot, progress)
      var trial = current
      let freed = ruin(&trial)
      let formed = recreate(&trial, freed: freed)
      LocalSearch.improve(&trial, touched: formed, in: district)
      let loss = current.value - trial.value
      if loss <= 0 || loss < -temperature * log(max(generator.unit(), .leastNonzeroMagnitude)) {
        current = trial
        if current.value > best.value + 0.5 { best = current }
      }
    }
    return best
  }

  /// Dissolves the groups around a random unit.
  ///
  /// - Returns: the units that have no group now, around it.
  private mutating func ruin(_ plan: inout DistrictPlan) -> [Int] {
    let center = generator.below(district.count)
    let wanted = 1 + generator.below(SearchParameters.Ruin.mostGroups)
    var groups: [Int] = []
    var freed: [Int] = []
    for near in district.nearest[center] {
      let group = plan.groupOf[Int(near)]
      if group < 0 {
        freed.append(Int(near))
      } else if !groups.contains(group) {
        if groups.count == wanted { break }
        groups.append(group)
      }
    }
    for group in groups.sorted(by: >) {
      freed.append(contentsOf: plan.groups[group].members)
      plan.removeGroup(at: group, in: district)
    }
    return freed
  }

  /// Forms groups from the freed units as long as one can be, then lets the rest join where it brings something.
  ///
  /// - Returns: the groups formed or joined.
  private mutating func recreate(_ plan: inout DistrictPlan, freed: [Int]) -> [Int] {
    var prices = [Double](repeating: .infinity, count: district.count)
    let noise = SearchParameters.Ruin.noise * generator.unit()
    for unit in freed { prices[unit] = district.prices[unit] * (1 + noise * (generator.unit() - 0.5)) }
    gains.update(district.instance, prices: prices)
    var left = freed
    let mostGroups = district.instance.groupLimit
    var touched: [Int] = []
    var weight = left.reduce(0) { $0 + district.instance.weights[$1] }
    while weight >= district.instance.minimum, plan.groups.count < mostGroups {
      var best = -Double.infinity
      var members: [Int] = []
      let tries = min(1 + generator.below(SearchParameters.Ruin.tries), left.count)
      for attempt in 0..<tries {
        // The first `tries` places of a shuffle in progress.
        left.swapAt(attempt, attempt + generator.below(left.count - attempt))
        let value = pricing.best(porteur: left[attempt], gains: gains, floor: max(best, -1e15), exact: false)
        if value > best, !pricing.members.isEmpty {
          best = value
          members = pricing.members.map(Int.init)
        }
      }
      guard let porteur = members.first else { break }
      let group = WorkingGroup(porteur: porteur, members: members, in: district)
      // What pricing leaves aside may make it no group.
      guard group.value(in: district) > -.infinity else { break }
      for member in members { gains.remove(member) }
      left.removeAll { members.contains($0) }
      weight -= members.reduce(0) { $0 + district.instance.weights[$1] }
      touched.append(plan.groups.count)
      plan.append(group, in: district)
    }
    for unit in left {
      if let group = Insertion.apply(&plan, unit: unit, in: district), !touched.contains(group) {
        touched.append(group)
      }
    }
    return touched
  }
}
