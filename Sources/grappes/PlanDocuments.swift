import Foundation
import Plans
import Register
import Reporting
import Synchronization
import Wording

/// A plan and its documents, as far as they can be made: one that cannot costs neither the plan nor the others.
struct PlanDocuments {
  /// The plan's own file, which comes first.
  static let plan = "plan.json"
  /// The names of all, for what must be seen before the search.
  static let names = [plan] + Documents.names

  private(set) var made: [(name: String, contents: Data)] = []
  /// Those that could not be made, and why.
  private var missing: [(name: String, reason: Wording)] = []
  /// Whether the plan was written without them.
  private(set) var isAlone = false

  /// OG of a plan whose documents are made within a second, as those of any one region are; those of France take several.
  private static let mostAtOnce = 4_000

  /// What the documents of a plan take, about: those of France a fifth of a millisecond for each OG.
  ///
  /// - Parameters:
  ///   - register: that is planned.
  ///   - limit: of the whole, in seconds; they are left a twentieth of it at most.
  static func seconds(_ register: Register, within limit: Double) -> Double {
    min(0.05 * limit, 0.0002 * Double(register.essmsCounts.count))
  }

  /// Makes every document that can be made, and writes all into a folder at one moment, those of a large plan after the
  /// plan itself, so that it is safe while they are made; where a signal has ended its search they are left out.
  ///
  /// - Parameter document: the plan's own file.
  /// - Throws: `Failure` (unwritable) when not all could be written; it says what is.
  static func write(_ dossier: Dossier, plan document: Data, in folder: OutputFolder) throws(Failure) -> PlanDocuments {
    let plan = dossier.plan
    let count = plan.totals.og + plan.ungrouped.count + plan.standalone.count
    guard count > mostAtOnce else {
      let documents = PlanDocuments(dossier, plan: document)
      try documents.write(in: folder)
      return documents
    }
    let alone = PlanDocuments(plan: document)
    try alone.write(in: folder)
    Interruption.unwatch()
    if Interruption.isRequested { return alone }
    let documents = PlanDocuments(dossier, plan: nil)
    try documents.write(in: folder)
    return documents
  }

  /// The plan without its documents.
  private init(plan document: Data) {
    made = [(Self.plan, document)]
    isAlone = true
  }

  /// Makes every document that can be made.
  ///
  /// - Parameter document: the plan's own file; nil to leave it as it is.
  init(_ dossier: Dossier, plan document: Data?) {
    if let document { made.append((Self.plan, document)) }
    let planned = Documents.planned(dossier)
    for (document, outcome) in zip(planned, Self.outcomes(planned)) {
      switch outcome {
      case .made(let contents): made.append((document.name, contents))
      case .missing(let reason): missing.append((document.name, reason))
      }
    }
  }

  private enum Outcome: Sendable {
    case made(Data)
    case missing(Wording)

    init(_ document: Documents.Planned) {
      do {
        self = .made(try document.contents())
      } catch let failure as Failure {
        self = .missing(failure.wording)
      } catch {
        self = .missing(Wording(fr: "\(error)", en: "\(error)"))
      }
    }
  }

  /// Makes documents on two threads, in an order of their own: from the last on, since the report takes half of the time.
  ///
  /// - Returns: one for each, in their order.
  private static func outcomes(_ planned: [Documents.Planned]) -> [Outcome] {
    let outcomes = Mutex([Int: Outcome]())
    let left = Atomic<Int>(planned.count)
    let isOver = DispatchSemaphore(value: 0)
    let work: @Sendable () -> Void = {
      while true {
        let place = left.subtract(1, ordering: .relaxed).newValue
        guard place >= 0 else { return }
        let outcome = Outcome(planned[place])
        outcomes.withLock { $0[place] = outcome }
      }
    }
    let other = Thread {
      work()
      isOver.signal()
    }
    // As the first thread's.
    other.stackSize = 8 << 20
    other.start()
    work()
    isOver.wait()
    return outcomes.withLock { made in planned.indices.compactMap { made[$0] } }
  }

  /// The names of the files that must go: those of an earlier plan in the place of what could not be made.
  var stale: [String] { isAlone ? Documents.names : missing.map(\.name) }

  /// Writes all into a folder at one moment. Where not all find room, the plan alone is written, under a name that is free.
  ///
  /// - Throws: `Failure` (unwritable) when not all could be written; it says what is.
  func write(in folder: OutputFolder) throws(Failure) {
    do throws(Failure) {
      try folder.write(made, removing: stale)
    } catch {
      throw rescued(in: folder, after: error) ?? error
    }
  }

  /// What was not made, once all else is written; nil when nothing is missing.
  ///
  /// - Parameter place: the folder, as the user named it.
  func failure(in place: String) -> Failure? {
    guard !missing.isEmpty else { return nil }
    let list = { (say: (Wording) -> String) in
      missing.map { "\(place)/\($0.name) (\(say($0.reason)))" }.joined(separator: ", ")
    }
    return Failure(
      .unwritable, fr: "non fait : \(list(\.fr)) ; le reste est écrit",
      en: "not made: \(list(\.en)); the rest is written")
  }

  /// How to make the documents of a plan that was written without them; nil where they are there.
  ///
  /// - Parameter place: the folder, as the user named it.
  func remedy(in place: String) -> Wording? {
    guard isAlone else { return nil }
    let command = "grappes report \(place)/\(Self.plan) --out \(place)"
    return Wording(
      fr: "recherche interrompue : le plan est dans \(place)/\(Self.plan), ses documents restent à faire : \(command)",
      en: "search interrupted: the plan is in \(place)/\(Self.plan), its documents are still to be made: \(command)")
  }

  private func rescued(in folder: OutputFolder, after error: Failure) -> Failure? {
    guard error.kind == .unwritable, let first = made.first, first.name == Self.plan else { return nil }
    let names = [Self.plan] + (2...99).map { "plan-\($0).json" }
    guard let free = names.first(where: { access("\(folder.path)/\($0)", F_OK) != 0 }),
      (try? folder.write([(free, first.contents)])) != nil
    else { return nil }
    let place = folder.place(of: free)
    return Failure(
      .unwritable, fr: "\(error.wording.fr) ; le plan seul est dans \(place)",
      en: "\(error.wording.en); the plan alone is in \(place)")
  }
}
