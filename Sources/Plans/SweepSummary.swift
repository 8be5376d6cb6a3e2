import Foundation
import Geography

/// A sweep gathered: every task and where it stands, and the totals of each scenario. It is what `sweep.json` holds.
public struct SweepSummary: Sendable, Equatable, Codable {
  public static let schema = "grappes/sweep-summary/1"

  public struct Run: Sendable, Equatable, Codable {
    public var number: Int
    public var scenario: String
    public var values: [String: String]
    public var regions: [RegionCode]
    public var folder: String
    public var state: RunState.Name
    public var result: RunRecord.Result?
    /// Why it has no plan, when it failed.
    public var failure: String?
  }

  /// Over the regions that are done.
  public struct Scenario: Sendable, Equatable, Codable {
    public var scenario: String
    public var values: [String: String]
    /// Tasks that are done, of how many.
    public var done: Int
    public var tasks: Int
    public var totals: Plan.Totals
    public var bound: Euros
    /// (bound − value) / max(|bound|, 1), a share.
    public var gap: Double
  }

  public var schema: String
  /// In the manifest's order.
  public var runs: [Run]
  /// In the manifest's order.
  public var scenarios: [Scenario]

  public var isComplete: Bool { runs.allSatisfy { $0.state == .done } }

  public func count(_ state: RunState.Name) -> Int { runs.count { $0.state == state } }

  /// - Parameter root: the sweep's folder.
  public init(_ manifest: SweepManifest, in root: String) {
    schema = Self.schema
    runs = manifest.tasks.map { task in
      let state = task.state(in: root)
      var failure: String?
      if case .failed(let reason) = state { failure = reason }
      return Run(
        number: task.number, scenario: task.scenario, values: task.values, regions: task.regions, folder: task.folder,
        state: state.name, result: state.result, failure: failure)
    }
    var order: [String] = []
    var parts: [String: [Run]] = [:]
    for run in runs {
      if parts[run.scenario] == nil { order.append(run.scenario) }
      parts[run.scenario, default: []].append(run)
    }
    scenarios = order.map { Scenario($0, runs: parts[$0] ?? []) }
  }
}

extension SweepSummary.Scenario {
  fileprivate init(_ name: String, runs: [SweepSummary.Run]) {
    let results = runs.compactMap(\.result)
    scenario = name
    values = runs.first?.values ?? [:]
    done = results.count
    tasks = runs.count
    totals = results.map(\.totals).reduce(.none, +)
    bound = results.reduce(.zero) { $0 + $1.bound }
    gap = Double((bound - totals.value).cents) / max(abs(Double(bound.cents)), 100)
  }
}

extension Plan.Totals {
  fileprivate static let none = Self(
    value: .zero, funding: .zero, expectedFunding: .zero, spreadKm: 0, meanKm: 0, essms: 0, og: 0, grappes: 0)

  /// Of two plans of different regions. An OG of both counts in each.
  fileprivate static func + (a: Self, b: Self) -> Self {
    let (km, essms) = (a.spreadKm + b.spreadKm, a.essms + b.essms)
    return Self(
      value: a.value + b.value, funding: a.funding + b.funding, expectedFunding: a.expectedFunding + b.expectedFunding,
      spreadKm: (km * 1000).rounded() / 1000, meanKm: essms == 0 ? 0 : (km * 1000 / Double(essms)).rounded() / 1000,
      essms: essms, og: a.og + b.og, grappes: a.grappes + b.grappes)
  }
}
