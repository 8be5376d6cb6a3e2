import Foundation
import Geography
import Register
import Wording

/// What became of one task of a sweep: what `run.json` holds, beside the plan. It is there only once all the rest is.
public struct RunRecord: Sendable, Equatable, Codable {
  public static let schema = "grappes/run/1"

  /// The plan in short.
  public struct Result: Sendable, Equatable, Codable {
    public var status: Plan.Status
    public var stop: Plan.Stop
    public var totals: Plan.Totals
    public var bound: Euros
    /// SHA-256 of `plan.json`.
    public var sha256: String
    /// That it took.
    public var seconds: Double
    /// What amounts are of, as in the plan; nil in runs of earlier versions.
    public var bareme: String?
    public var baremeVerified: Bool?
    public var campaign: String?
    public var campaignStanding: Plan.Standing?

    public init(_ plan: Plan, document: Data) {
      status = plan.status
      stop = plan.search.stop
      totals = plan.totals
      bound = plan.bound
      sha256 = InputFile.sha256(Array(document))
      seconds = plan.provenance.seconds
      bareme = plan.bareme
      baremeVerified = plan.baremeVerified
      campaign = plan.campaign
      campaignStanding = plan.campaignStanding
    }
  }

  public var schema: String
  public var scenario: String
  public var values: [String: String]
  public var regions: [RegionCode]
  /// Of the task when it was done: the run holds as long as the task's is the same.
  public var digest: String
  /// nil when there is no plan.
  public var result: Result?
  /// Why there is none, in the sweep's language; nil when there is one.
  public var failure: String?

  public init(_ task: SweepManifest.Task, result: Result?, failure: String? = nil) {
    schema = Self.schema
    scenario = task.scenario
    values = task.values
    regions = task.regions
    digest = task.digest
    self.result = result
    self.failure = failure
  }
}

/// Where a task stands.
public enum RunState: Sendable, Equatable {
  case done(RunRecord.Result)
  /// Done for other inputs, or its plan was changed since.
  case outdated
  case failed(String)
  case missing

  public enum Name: String, Sendable, Codable, CaseIterable {
    case done, outdated, failed, missing
  }

  public var name: Name {
    switch self {
    case .done: .done
    case .outdated: .outdated
    case .failed: .failed
    case .missing: .missing
    }
  }

  public var result: RunRecord.Result? {
    if case .done(let result) = self { result } else { nil }
  }
}

extension SweepManifest.Task {
  /// Where the task stands, by what lies in its folder. Files that are not whole count as missing.
  ///
  /// - Parameter root: the sweep's folder.
  public func state(in root: String) -> RunState {
    let expected = Wording(fr: "un run.json", en: "a run.json")
    let place = "\(root)/\(folder)"
    let file = "\(place)/run.json"
    guard let record = try? JSONDocument.read(RunRecord.self, path: file, expected: expected, isOwn: true),
      record.schema == RunRecord.schema
    else { return .missing }
    guard record.digest == digest else { return .outdated }
    guard let result = record.result else { return .failed(record.failure ?? "") }
    guard let plan = try? InputFile(path: "\(place)/plan.json", expected: expected, isOwn: true),
      plan.sha256() == result.sha256
    else { return .outdated }
    return .done(result)
  }
}
