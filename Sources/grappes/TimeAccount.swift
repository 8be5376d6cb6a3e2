import Planning
import Plans
import Wording

/// What a command's time went to: the time limit is for reading and planning, and where the least of these takes longer, or
/// writing the documents takes long besides, the user is told which.
struct TimeAccount {
  private let began: ContinuousClock.Instant
  private let limit: Double
  private let hasRulePrices: Bool
  private let reading: Double
  private var planning = 0.0
  private var unpriced = 0

  /// To be made once the register is read.
  init(began: ContinuousClock.Instant, scenario: Scenario) {
    self.began = began
    limit = scenario.timeLimit
    hasRulePrices = scenario.routes.contains(.regional)
    reading = Self.seconds(since: began)
  }

  private static func seconds(since began: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - began) / .seconds(1)
  }

  /// To be called once the plan stands.
  mutating func planned(_ plan: Plan) {
    planning = Self.seconds(since: began) - reading
    if hasRulePrices, planning + reading > limit { unpriced = plan.regions.count - plan.rulePrices.count }
  }

  /// What the user should know. To be asked once the documents stand.
  var notes: [Wording] { [overrun, leftOut].compactMap { $0 } }

  private var leftOut: Wording? {
    guard unpriced > 0 else { return nil }
    return Wording(
      fr:
        "ce que coûtent les règles n'est pas calculé dans \(unpriced) région\(unpriced > 1 ? "s" : ""), faute de temps",
      en: "what the rules cost is not computed in \(unpriced) region\(unpriced > 1 ? "s" : ""), for want of time")
  }

  /// Where the time went; nil when the limit was kept.
  private var overrun: Wording? {
    let all = Self.seconds(since: began)
    guard all > limit + max(2, 0.05 * limit) else { return nil }
    let isLate = reading + planning > limit + max(2, 0.05 * limit)
    let (r, p, d) = (Self.text(reading), Self.text(planning), Self.text(all - reading - planning))
    return Wording(
      fr:
        "\(Self.text(all)) s pour une durée accordée de \(Self.text(limit)) s : lecture \(r) s, plan \(p) s, documents "
        + "\(d) s"
        + (isLate ? " ; lire, une borne et un premier plan par région sont le moins qui se puisse faire" : ""),
      en: "\(Self.text(all)) s for a time limit of \(Self.text(limit)) s: reading \(r) s, plan \(p) s, documents \(d) s"
        + (isLate ? "; reading, one bound and a first plan of each region are the least that can be done" : ""))
  }

  private static func text(_ seconds: Double) -> String { String(Int(seconds.rounded())) }
}
