import Synchronization

/// Prices every porteur, on all threads. Which thread takes which porteur changes nothing in the result.
final class PricingRound {
  private let instance: Instance
  private let workers: [Worker]
  private let gains: Gains
  private let limits: LossLimits
  private let chunks: [Chunk]
  private let shouldStop: @Sendable () -> Bool
  /// Porteurs that a thread prices between two looks at the clock.
  private let porteursPerLook: Int

  /// What one thread does at a time.
  private final class Chunk {
    let porteurs: Range<Int>
    var members: [Int32] = []

    init(_ porteurs: Range<Int>) {
      self.porteurs = porteurs
    }
  }

  /// One thread's scratch memory.
  private final class Worker {
    let pricing: Pricing
    /// Porteurs priced since its last look at the clock.
    var unseen = 0

    init(_ instance: Instance) {
      pricing = Pricing(instance)
    }
  }

  /// - Parameter shouldStop: asked only where rounds are long, from any thread; a round is then left incomplete.
  init(_ instance: Instance, threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.instance = instance
    self.shouldStop = shouldStop
    porteursPerLook = Pricing.porteursPerLook(instance)
    let count = instance.unitCount
    let size = SearchParameters.Pricing.porteursAtATime
    chunks = stride(from: 0, to: count, by: size).map { Chunk($0..<min(count, $0 + size)) }
    workers = (0..<max(1, min(threads, chunks.count))).map { _ in Worker(instance) }
    gains = Gains(instance)
    limits = LossLimits(instance)
  }

  /// What a round finds: for each porteur the reduced value of its best group, and the groups worth more than the floor.
  struct Result: Sendable {
    /// False when the round was stopped: porteurs that were not priced stand as if no group of theirs were admissible, and
    /// the values prove nothing.
    var isComplete = true
    /// In cents, −∞ where no group is admissible.
    var values: [Double]
    /// Members of porteur h's group: `members[starts[h]..<starts[h + 1]]`; empty when not worth the floor.
    var starts: [Int]
    var members: [Int32]

    func column(of porteur: Int) -> ArraySlice<Int32> { members[starts[porteur]..<starts[porteur + 1]] }
  }

  /// - Parameters:
  ///   - prices: π in cents; +∞ leaves a unit out.
  ///   - floor: see `Pricing.best`.
  ///   - floors: one for each porteur instead; whose is +∞ is not priced.
  ///   - exact: see `Pricing.best`.
  func price(_ prices: [Double], floor: Double = 0, floors: [Double]? = nil, exact: Bool = true) -> Result {
    gains.update(instance, prices: prices)
    limits.begin(gains, unitCount: instance.unitCount)
    let count = instance.unitCount
    var values = [Double](repeating: -.infinity, count: count)
    var starts = [Int](repeating: 0, count: count + 1)
    let isStopped = Atomic<Bool>(false)
    for worker in workers { worker.unseen = 0 }
    for chunk in chunks { chunk.members.removeAll(keepingCapacity: true) }
    values.withUnsafeMutableBufferPointer { values in
      starts.withUnsafeMutableBufferPointer { lengths in
        // Each chunk is taken by one thread, which alone writes its places of these two arrays, and alone uses the chunk
        // and the scratch memory of its worker.
        nonisolated(unsafe) let values = values
        nonisolated(unsafe) let lengths = lengths
        nonisolated(unsafe) let round = self
        Parallel.forEach(chunks.count, threads: workers.count) { index, thread in
          round.price(
            round.chunks[index], with: round.workers[thread], floor: floor, floors: floors, exact: exact,
            values: values, lengths: lengths, isStopped: isStopped)
          return !isStopped.load(ordering: .relaxed)
        }
      }
    }
    // Each length stands one place behind its porteur's start.
    for porteur in 0..<count { starts[porteur + 1] += starts[porteur] }
    var members: [Int32] = []
    members.reserveCapacity(starts[count])
    for chunk in chunks { members.append(contentsOf: chunk.members) }
    return Result(
      isComplete: !isStopped.load(ordering: .relaxed), values: values, starts: starts, members: members)
  }

  private func price(
    _ chunk: Chunk, with worker: Worker, floor: Double, floors: [Double]?, exact: Bool,
    values: UnsafeMutableBufferPointer<Double>, lengths: UnsafeMutableBufferPointer<Int>,
    isStopped: borrowing Atomic<Bool>
  ) {
    let pricing = worker.pricing
    for porteur in chunk.porteurs {
      worker.unseen += 1
      if worker.unseen > porteursPerLook {
        worker.unseen = 1
        if isStopped.load(ordering: .relaxed) || shouldStop() {
          isStopped.store(true, ordering: .relaxed)
          return
        }
      }
      let floor = floors?[porteur] ?? floor
      guard floor < .infinity else { continue }
      values[porteur] = pricing.best(porteur: porteur, gains: gains, floor: floor, exact: exact, limits: limits)
      lengths[porteur + 1] = pricing.members.count
      chunk.members.append(contentsOf: pricing.members)
    }
  }
}
