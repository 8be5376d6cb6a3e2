import Geography
import Grouping
import Programme
import Register
import Wording

/// One region as a grouping problem: its units, the OG that stand alone, and the instance for the engine.
struct RegionProblem: Sendable {
  let region: RegionCode
  let limits: Campaign.Limits
  /// OG below the minimum, sorted by number: unit i of the instance.
  let units: [Unit]
  /// OG that reach the minimum alone, sorted by number.
  let standalone: [Unit]
  let instance: Instance

  /// - Parameter essmsInAll: ESSMS of each OG over the whole register.
  /// - Throws: `Failure` when amounts or distances go beyond what can be counted exactly.
  init(
    _ register: Register, region: RegionCode, scenario: Scenario, essmsInAll: [FinessNumber: Int]
  ) throws(Failure) {
    let limits = scenario.campaign.routes.regional.limits(in: region)
    let all = register.units(in: region).compactMap(Unit.init)
    let units = all.filter { $0.weight < limits.minimum }
    self.region = region
    self.limits = limits
    self.units = units
    standalone = all.filter { $0.weight >= limits.minimum }
    let weights = units.map(\.weight)
    let pairs = Pairs(units, scenario: scenario)
    do {
      instance = try Instance(
        weights: weights,
        rewards: units.map { unit in
          scenario.bareme.lines(essmsInGrappe: unit.weight, essmsInAll: essmsInAll[unit.og.og] ?? unit.weight)
            .reduce(0) { $0 + 100 * $1.euros }
        },
        groupReward: scenario.bareme.grappeLines.reduce(0) { $0 + 100 * $1.euros },
        ownCosts: pairs.ownCosts,
        minimum: limits.minimum, maximum: limits.maximum,
        probabilities: ProbabilityTable(withdrawal: scenario.withdrawal, weights: weights, minimum: limits.minimum),
        offsets: pairs.offsets, candidates: pairs.candidates, costs: pairs.costs)
    } catch InstanceError.amount {
      throw Failure(
        .usage,
        fr: "--spread-price \(scenario.spreadPrice) : avec ces distances (détour \(scenario.detour)) le trajet d'un OG "
          + "dépasse 10 milliards d'euros ; attendu un prix plus bas",
        en: "--spread-price \(scenario.spreadPrice): with these distances (detour \(scenario.detour)) the way of an OG "
          + "costs more than 10 billion euros; expected a lower price")
    } catch {
      throw Failure(
        .data, fr: "région \(region) : le problème ne peut pas être posé (\(error))",
        en: "region \(region): the problem cannot be stated (\(error))")
    }
  }
}

extension Scenario {
  /// Price of a distance in whole cents.
  func cost(metres: Int) -> Int { Self.cost(metres: metres, centsPerKm: centsPerKm) }

  static func cost(metres: Int, centsPerKm: Int) -> Int { (centsPerKm * metres + 500) / 1000 }

  var centsPerKm: Int { Int((spreadPrice * 100).rounded()) }
}
