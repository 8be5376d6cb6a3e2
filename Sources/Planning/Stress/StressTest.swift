import Grouping
import Plans
import Register
import Wording

/// What remains of a plan when its OG withdraw, each on its own with the same probability.
///
/// An OG that stands in several grappes, or regions, withdraws from all. The fate of an OG in a draw depends on the seed and
/// on its number alone, so that two plans are put to the same test.
public struct StressTest: Sendable {
  public static let drawRange = 1...1_000_000

  private let withdrawal: Double
  private let draws: Int
  private let seed: Int

  /// - Parameter withdrawal: probability that an OG withdraws.
  /// - Throws: `Failure` (usage) when a parameter is out of range.
  public init(withdrawal: Double, draws: Int, seed: Int) throws(Failure) {
    guard withdrawal > 0, withdrawal <= 0.99 else {
      throw Failure(
        .usage, fr: "--withdrawal \(withdrawal) : attendu plus que 0 et au plus 0,99",
        en: "--withdrawal \(withdrawal): expected more than 0 and at most 0.99")
    }
    guard Self.drawRange.contains(draws) else {
      throw Failure(
        .usage, fr: "--draws \(draws) : attendu de 1 à 1 000 000", en: "--draws \(draws): expected 1 to 1,000,000")
    }
    guard (0...9_000_000_000_000_000).contains(seed) else {
      throw Failure(
        .usage, fr: "--seed \(seed) : attendu un entier positif ou nul",
        en: "--seed \(seed): expected an integer, 0 or more")
    }
    self.withdrawal = withdrawal
    self.draws = draws
    self.seed = seed
  }

  /// - Throws: `Failure` (data) when the plan does not tell what members bring, or a route's minimum.
  /// - Complexity: O(draws × members), and of `KeptProbability` for each grappe.
  public func outcome(_ plan: Plan) throws(Failure) -> StressOutcome {
    var admissible = [Int](repeating: 0, count: draws)
    var funding = [Int](repeating: 0, count: draws)
    var grappes: [StressOutcome.Grappe] = []
    var organisations: [StressOutcome.Organisation] = []
    for own in plan.grappes {
      let grappe = try StressedGrappe(own, parameters: plan.parameters)
      let exact = KeptProbability(grappe, withdrawal: withdrawal)
      let drawn = draw(grappe)
      for (number, remaining) in drawn.remaining.enumerated() where remaining != nil {
        admissible[number] += 1
        funding[number] += remaining ?? 0
      }
      let share = Double(drawn.remaining.count { $0 != nil }) / Double(draws)
      grappes.append(
        .init(
          id: own.id, porteur: own.porteur, name: own.members.first { $0.og == own.porteur }?.name ?? own.porteur.text,
          essms: own.essmsCount, og: own.ogCount, funding: Euros(cents: grappe.funding), share: share,
          standardError: (share * (1 - share) / Double(draws)).squareRoot(), probability: exact?.probability,
          remaining: Self.spread(drawn.remaining.map { $0 ?? 0 })))
      for (number, leaver) in grappe.leavers.enumerated() {
        let left = grappe.remaining(grappe.leavers.indices.map { $0 != number })
        organisations.append(
          .init(
            og: leaver.og, name: leaver.name, grappe: own.id, essms: leaver.essms, isCritical: left == nil,
            loss: Euros(cents: grappe.funding - (left ?? 0)),
            importance: exact.map { $0.conditional[number].stays - $0.conditional[number].withdraws }
              ?? drawn.importance[number]))
      }
    }
    organisations.sort { ($0.loss, $0.importance, $1.og, $1.grappe) > ($1.loss, $1.importance, $0.og, $0.grappe) }
    let probabilities = grappes.compactMap(\.probability)
    return StressOutcome(
      bareme: plan.bareme, baremeVerified: plan.baremeVerified, withdrawal: withdrawal, draws: draws, seed: seed,
      funding: grappes.reduce(.zero) { $0 + $1.funding }, admissible: DrawnNumbers(admissible).spread(\.self),
      expectedAdmissible: probabilities.count == grappes.count ? probabilities.reduce(0, +) : nil,
      allRemain: Double(admissible.count { $0 == grappes.count }) / Double(draws), remaining: Self.spread(funding),
      grappes: grappes, organisations: organisations)
  }

  /// What remains of the grappe in each draw, and of each OG the difference between the shares of draws in which the grappe
  /// is admissible with and without it.
  private func draw(_ grappe: StressedGrappe) -> (remaining: [Int?], importance: [Double]) {
    var generators = grappe.leavers.map { SeededGenerator(seed: UInt64(seed), number: $0.og) }
    var stays = [Bool](repeating: true, count: generators.count)
    var remaining: [Int?] = []
    remaining.reserveCapacity(draws)
    // Draws in which each stays, and of these, and of the others, those after which the grappe is admissible.
    var staying = stays.map { _ in 0 }
    var (kept, keptWithout) = (staying, staying)
    for _ in 0..<draws {
      for leaver in generators.indices { stays[leaver] = generators[leaver].unit() >= withdrawal }
      let left = grappe.remaining(stays)
      remaining.append(left)
      for leaver in stays.indices {
        if stays[leaver] { staying[leaver] += 1 }
        if left != nil { if stays[leaver] { kept[leaver] += 1 } else { keptWithout[leaver] += 1 } }
      }
    }
    let importance = stays.indices.map { leaver in
      let (with, without) = (staying[leaver], draws - staying[leaver])
      return Double(kept[leaver]) / Double(max(1, with)) - Double(keptWithout[leaver]) / Double(max(1, without))
    }
    return (remaining, importance)
  }

  private static func spread(_ cents: [Int]) -> StressOutcome.Spread<Euros> {
    DrawnNumbers(cents).spread { Euros(cents: Int($0.rounded())) }
  }
}

extension SeededGenerator {
  /// A generator for the OG of this number.
  fileprivate init(seed: UInt64, number: FinessNumber) {
    var mixer = SeededGenerator(seed: seed)
    var state = mixer.next()
    for byte in number.text.utf8 {
      var next = SeededGenerator(seed: state ^ UInt64(byte))
      state = next.next()
    }
    self.init(seed: state)
  }
}
