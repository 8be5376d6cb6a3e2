import Dispatch
import Synchronization

/// Prices every porteur, on all threads. Which thread takes which porteur changes nothing in the result.
final class PricingRound {
  private let instance: Instance
  private let workers: [Pricing]
  private let gains: Gains
  private let chunk = 16

  init(_ instance: Instance, threads: Int) {
    self.instance = instance
    workers = (0..<max(1, threads)).map { _ in Pricing(instance) }
    gains = Gains(instance)
  }

  /// What a round finds: for each porteur the reduced value of its best group, and the groups worth more than the floor.
  struct Result: Sendable {
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
  ///   - exact: see `Pricing.best`.
  func price(_ prices: [Double], floor: Double = 0, exact: Bool = true) -> Result {
    gains.update(instance, prices: prices)
    let count = instance.unitCount
    let chunks = (count + chunk - 1) / chunk
    var values = [Double](repeating: -.infinity, count: count)
    var lengths = [Int](repeating: 0, count: count)
    var found = [[Int32]](repeating: [], count: chunks)
    values.withUnsafeMutableBufferPointer { values in
      lengths.withUnsafeMutableBufferPointer { lengths in
        found.withUnsafeMutableBufferPointer { found in
          // Each chunk is taken by one thread, which alone writes the chunk's places of these three arrays and alone
          // uses the scratch memory of its worker.
          nonisolated(unsafe) let values = values
          nonisolated(unsafe) let lengths = lengths
          nonisolated(unsafe) let found = found
          nonisolated(unsafe) let workers = workers
          nonisolated(unsafe) let gains = gains
          let next = Atomic<Int>(0)
          let chunk = chunk
          DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
            let worker = workers[thread]
            while true {
              let index = next.add(1, ordering: .relaxed).oldValue
              guard index < chunks else { return }
              for porteur in (index * chunk)..<min(count, (index + 1) * chunk) {
                values[porteur] = worker.best(porteur: porteur, gains: gains, floor: floor, exact: exact)
                lengths[porteur] = worker.members.count
                found[index].append(contentsOf: worker.members)
              }
            }
          }
        }
      }
    }
    var starts = [0]
    starts.reserveCapacity(count + 1)
    for length in lengths { starts.append(starts[starts.count - 1] + length) }
    return Result(values: values, starts: starts, members: Array(found.joined()))
  }
}
