import Geography
import Grouping
import Plans
import Register
import Wording

/// What the engine found for a domain, in the domain's terms.
struct DomainSolution: Sendable {
  var groups: [PlannedGroup]
  /// In cents.
  var value: Int
  let bound: Int
  let certifiedBound: Int
  var stop: Optimiser.Stop
  var spent: Optimiser.Spent
  /// Steps of work; see `Optimiser.Outcome`.
  var work: Int
  /// Whether an exhaustive search has shown that nothing beats the plan.
  var isExhausted: Bool
  /// Whether the bound rests on the tree, cut short.
  var hasTreeBound: Bool
  /// With funding first: whether the spread is shown to be the least that goes with the funding.
  var isSpreadProven = false
  /// In cents; of a block its first unit bears the price.
  let unitPrices: [Int]
  /// In millionths.
  let envelopeRates: [Int]
  /// In cents.
  var envelopesLeft: [Int]

  var isOptimal: Bool { bound == value }
}

extension Domain {
  /// Searches for the domain's plan.
  ///
  /// - Parameters:
  ///   - start: grappes to start from; those that are not admissible are left out.
  ///   - known: what an earlier search has shown.
  /// - Throws: `Failure` (data) when no plan holds all that the constraints make compulsory.
  func solve(
    _ options: Optimiser.Options, constraints: Constraints?, start: [PlannedGroup] = [], known: KnownProof? = nil,
    progress: (Optimiser.Progress) -> Void,
    isInterrupted: @escaping @Sendable () -> Bool
  ) throws(Failure) -> DomainSolution {
    var optimiser = Optimiser(options: options)
    optimiser.first = first
    optimiser.known = known
    optimiser.start = start.compactMap { group in
      problem.group(kind: group.kind, porteur: blockOf[group.porteur], members: blocks(of: group.members))
    }
    let outcome = optimiser.solve(problem, progress: progress, isInterrupted: isInterrupted)
    if let block = outcome.missing.first {
      throw unmet(block, isProven: outcome.isInfeasible, constraints: constraints)
    }
    let groups = outcome.groups.map { planned($0) }
    var (proven, prices, rates) = (
      outcome.certificate.bound, outcome.certificate.prices, outcome.certificate.rates
    )
    if let sum = worthOfEnvelopes(threads: options.threads), sum < proven {
      (proven, prices, rates) = (sum, prices.map { _ in 0 }, rates.map { _ in Self.wholeEuro })
    }
    return DomainSolution(
      groups: groups, value: outcome.value, bound: min(outcome.bound, proven), certifiedBound: proven,
      stop: outcome.stop, spent: outcome.spent, work: outcome.work, isExhausted: outcome.isExhausted,
      hasTreeBound: outcome.treeBound != nil && !outcome.isExhausted, unitPrices: spread(prices),
      envelopeRates: rates, envelopesLeft: left(by: groups))
  }

  /// An envelope's rate at which a euro spent is worth a euro, in millionths.
  private static let wholeEuro = 1_000_000

  /// What a plan is worth that spends its envelopes on grappes that cost nothing else: prices of 0 and whole rates prove that
  /// none is worth more, which is more than the prices found prove where envelopes are narrow and the time is short.
  ///
  /// - Returns: in cents; nil where some grappes draw on no envelope.
  private func worthOfEnvelopes(threads: Int) -> Int? {
    guard !envelopes.isEmpty, problem.kinds.allSatisfy({ !$0.draws.isEmpty }) else { return nil }
    return Certificate.bound(
      problem, prices: [Int](repeating: 0, count: problem.unitCount), rates: envelopes.map { _ in Self.wholeEuro },
      threads: threads)
  }

  /// Prices of blocks as prices of units.
  private func spread(_ prices: [Int]) -> [Int] {
    var all = [Int](repeating: 0, count: units.count)
    for (block, price) in zip(blocks, prices) { all[block[0]] = price }
    return all
  }

  /// What these grappes leave in each envelope, in cents.
  func left(by groups: [PlannedGroup]) -> [Int] {
    var left = envelopes.map(\.cents)
    for group in groups {
      if let envelope = envelope(of: group) { left[envelope] -= reward(group) }
    }
    return left
  }

  /// Index of the envelope that pays for a grappe; nil when none limits it.
  func envelope(of group: PlannedGroup) -> Int? { envelope(ofKind: group.kind) }

  /// The same for a kind of the problem, whose resources are the envelopes.
  func envelope(ofKind kind: Int) -> Int? { problem.kinds[kind].draws.first?.resource }

  /// The first unit that the constraints make compulsory and that these grappes leave out.
  func missing(in groups: [PlannedGroup]) -> Unit? {
    let held = Set(groups.flatMap { blocks(of: $0.members) })
    return blocks.indices.first { problem.isCompulsory[$0] && !held.contains($0) }.map { units[blocks[$0][0]] }
  }

  /// Full reward of a grappe in cents: what it draws from its envelope.
  func reward(_ group: PlannedGroup) -> Int {
    return problem.group(kind: group.kind, porteur: blockOf[group.porteur], members: blocks(of: group.members))?.reward
      ?? 0
  }

  private func unmet(_ block: Int, isProven: Bool, constraints: Constraints?) -> Failure {
    let members = Set(blocks[block].map { units[$0].og.og })
    let lines = (constraints?.lines ?? []).filter {
      [.existante, .verrou].contains($0.kind) && members.contains($0.a)
    }
    let list = lines.map { "\($0.number) « \($0.text) »" }.joined(separator: ", ")
    let english = lines.map { "\($0.number) \"\($0.text)\"" }.joined(separator: ", ")
    let path = constraints?.path ?? ""
    let (fr, en) =
      isProven
      ? (
        "aucun plan ne peut le tenir (rayon, minimum, enveloppe ou autres lignes)",
        "no plan can hold it (radius, minimum, envelope or other lines)"
      )
      : (
        "la recherche n'a trouvé aucun plan qui le tienne ; attendu un rayon, une enveloppe ou un temps plus grands",
        "the search found no plan that holds it; expected a greater radius, envelope or time limit"
      )
    return Failure(.data, fr: "\(path), ligne \(list) : \(fr)", en: "\(path), line \(english): \(en)")
  }
}
