import ArgumentParser
import Foundation
import Grouping
import Medians
import Register
import Wording

extension MedianInstance.Distance: ExpressibleByArgument {}

struct CapacitatedMedian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cpmp",
    abstract: "Solves a capacitated p-median problem.",
    discussion: """
      FILE holds a line "n p", then a line "x y capacity demand" for each node, or is one of OR-Library's, such as \
      pmedcap1. Exactly p nodes become medians, every node is served by one, a median by itself and within its capacity, \
      at the least sum of distances. The result is checked by code that shares nothing with the engine before it is \
      printed. Ctrl-C ends the search and prints the best found so far.
      """)

  @Argument(help: "The instance.", completion: .file())
  var file: String

  @Option(
    name: .customLong("problem"), parsing: .unconditional,
    help: "Which problem of a file of several, by its number there.")
  var chosen: Int?

  @Option(parsing: .unconditional, help: "Wall-clock limit, in seconds.")
  var timeLimit = 60.0

  @Option(parsing: .unconditional, help: "Threads. Without it, all cores.")
  var threads: Int?

  @Option(parsing: .unconditional, help: "Seed of the search.")
  var seed: UInt64 = 1

  @Option(
    help: """
      euclidean, or floor: Euclidean truncated to an integer. Without it, floor for OR-Library's pmedcap1 and for files \
      named cpmp01 to cpmp20, its problems, which are published so, and euclidean for all others.
      """)
  var distance: MedianInstance.Distance?

  @Flag(help: "Prints one line of JSON: instance, n, p, value, bound, gap, status, seconds.")
  var json = false

  func validate() throws {
    guard timeLimit.isFinite, timeLimit > 0 else {
      throw ValidationError("--time-limit: \(timeLimit); expected a number of seconds above 0")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads: \(threads); expected 1 to 1024")
    }
  }

  /// Cells of a table that the engine fills for each porteur.
  private static let mostCells = 100_000_000

  /// - Throws: `Failure` (data) for what the engine does not take.
  private static func requireFit(
    _ instance: MedianInstance, _ problem: MedianProblem, path: String
  ) throws(Failure) {
    if let first = instance.nodes.first, let other = instance.nodes.firstIndex(where: { $0.capacity != first.capacity })
    {
      let found = instance.nodes[other].capacity
      throw Failure(
        .data,
        fr: "\(path) : capacité \(found) au nœud \(other + 1), \(first.capacity) au premier ; attendu la même partout",
        en:
          "\(path): capacity \(found) at node \(other + 1), \(first.capacity) at the first; expected the same everywhere"
      )
    }
    guard problem.tableCells <= mostCells else {
      throw Failure(
        .data,
        fr:
          "\(path) : \(instance.nodes.count) nœuds et une capacité de \(problem.weights.capacity) unités de demande ; "
          + "attendu un produit d'au plus \(mostCells)",
        en: "\(path): \(instance.nodes.count) nodes and a capacity of \(problem.weights.capacity) units of demand; "
          + "expected a product of at most \(mostCells)")
    }
  }

  func run() throws {
    let began = ContinuousClock.now
    Interruption.watch()
    let expected = Wording(fr: "une instance p-médiane avec capacités", en: "a capacitated p-median instance")
    let input = try InputFile(path: file, expected: expected)
    let instance = try MedianFile.read(input.bytes, path: file, problem: chosen)
    let distance = distance ?? .usual(for: instance.name)
    let problem = MedianProblem(
      medians: instance.medianCount, demands: instance.nodes.map(\.demand), capacities: instance.nodes.map(\.capacity),
      distances: instance.distances(distance))
    try Self.requireFit(instance, problem, path: file)
    let outcome = problem.solve(
      timeLimit: timeLimit, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, seed: seed, began: began,
      isInterrupted: { Interruption.isRequested })
    if outcome.seconds > timeLimit + max(2, 0.05 * timeLimit) {
      let taken = String(format: "%.1f", outcome.seconds)
      FileHandle.standardError.write(
        Data("grappes-bench: \(taken) s for --time-limit \(timeLimit): the least that can be done takes longer\n".utf8))
    }
    let result = try MedianResult(instance, distance: distance, outcome: outcome)
    try StandardOutput.show(json ? try result.json() : result.table)
  }
}
