import Foundation
import Geography
import Planning
import Plans
import Register
import Reporting
import Synchronization
import Wording

/// Does tasks of a sweep, side by side.
///
/// Tasks are independent and their plans do not depend on the number of threads, so each core has a task of its own as long
/// as there are enough of them: nothing is lost in waiting for the slowest thread of a search.
final class SweepRunner: Sendable {
  private let folder: SweepFolder
  private let tasks: [SweepManifest.Task]
  private let register: Register
  private let settings: SweepSettings
  private let csv: CSVKind
  private let contours: Contours
  private let progress: SweepProgress
  private let jobs: Int
  private let state = Mutex(State())

  private struct State {
    var next = 0
    /// The kind of the first failure of a task.
    var failure: Failure.Kind?
    /// What makes it useless to go on, such as a disk that is full.
    var fatal: (any Error)?
  }

  /// - Parameters:
  ///   - tasks: those that are not done.
  ///   - csv: how the tasks' CSV files are written.
  ///   - jobs: tasks at a time, at least 1.
  ///   - threads: in all.
  init(
    _ tasks: [SweepManifest.Task], folder: SweepFolder, register: Register, settings: SweepSettings,
    csv: CSVKind, jobs: Int, threads: Int, progress: SweepProgress
  ) throws(Failure) {
    self.tasks = tasks
    self.folder = folder
    self.register = register
    self.jobs = max(1, min(jobs, tasks.count))
    var settings = settings
    settings.threads = max(1, threads / self.jobs)
    self.settings = settings
    self.csv = csv
    contours = try grappes.contours()
    self.progress = progress
  }

  /// Does every task, or as many as the user lets it.
  ///
  /// - Returns: the kind of the first failure of a task; nil when none failed.
  /// - Throws: what made it useless to go on.
  func run() throws -> Failure.Kind? {
    let group = DispatchGroup()
    for _ in 0..<jobs {
      group.enter()
      let thread = Thread { [self] in
        while let task = takeTask() { perform(task) }
        group.leave()
      }
      // As a program's main thread has.
      thread.stackSize = 8 << 20
      thread.start()
    }
    group.wait()
    return try state.withLock { state in
      if let fatal = state.fatal { throw fatal }
      return state.failure
    }
  }

  private func takeTask() -> SweepManifest.Task? {
    state.withLock { state in
      guard state.next < tasks.count, state.fatal == nil, !Interruption.isRequested else { return nil }
      state.next += 1
      return tasks[state.next - 1]
    }
  }

  private func perform(_ task: SweepManifest.Task) {
    do {
      folder.removeLeftovers(of: task)
      try plan(task)
    } catch let failure as Failure where failure.kind != .unwritable {
      record(failure, of: task)
    } catch {
      state.withLock { if $0.fatal == nil { $0.fatal = error } }
    }
  }

  private func plan(_ task: SweepManifest.Task) throws {
    let prepared = try settings.prepared(task, register: register)
    let plan = try prepared.planner.plan(
      register, regions: task.regions, progress: { progress.show($0, of: task) },
      isInterrupted: { Interruption.isRequested })
    // What the user cut short is no result: the task stays to be done.
    guard plan.status != .interrupted, plan.search.stop != .interrupted else { return }
    let document = try PlanFile.data(plan)
    let dossier = Dossier(plan: plan, contours: contours, language: settings.language, rules: prepared.book, csv: csv)
    let result = RunRecord.Result(plan, document: document)
    try folder.write(
      [("plan.json", document), ("scenario.yaml", Data(prepared.resolved.utf8))] + Documents.all(dossier)
        + [("run.json", JSONDocument.data(RunRecord(task, result: result)))], of: task)
    progress.finish(task, result)
  }

  private func record(_ failure: Failure, of task: SweepManifest.Task) {
    let text = failure.wording.text(in: settings.language)
    progress.fail(task, text)
    state.withLock { if $0.failure == nil { $0.failure = failure.kind } }
    do {
      let record = RunRecord(task, result: nil, failure: text)
      try folder.write([("run.json", JSONDocument.data(record))], of: task)
    } catch {
      state.withLock { if $0.fatal == nil { $0.fatal = error } }
    }
  }
}
