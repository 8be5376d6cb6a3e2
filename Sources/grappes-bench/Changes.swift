import ArgumentParser
import Foundation
import Geography
import Planning
import Plans
import Programme
import Register
import Wording

/// What a change by hand costs in time.
struct Changes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Measures changes made by hand to a plan: evaluated, priced, and made better around.",
    discussion: """
      Makes a plan of the register, or takes one, then draws changes: each is evaluated, the destinations of its OG are \
      listed, wishes are priced, and now and then a grappe is locked and the plan made better around it. Prints the \
      median and the 95th percentile of each.
      """)

  @Argument(help: "The register's files.", completion: .file())
  var registers: [String]

  @Option(help: "INSEE code of the region.")
  var region: String

  @Option(help: "A plan of these files to begin from, instead of a search.", completion: .file())
  var plan: String?

  @Option(help: "situation.csv.", completion: .file())
  var situation: String?

  @Option(help: "constraints.csv.", completion: .file())
  var constraints: String?

  @Flag(help: "Whether each grappe must have one DUI.")
  var requireDui = false

  @Option(help: "Euros of the region's envelope.")
  var envelope: Int?

  @Option(help: "Seconds of the search for the plan.")
  var timeLimit = 20.0

  @Option(help: "Changes to draw.")
  var count = 200

  @Option(help: "Locks around which the plan is made better.")
  var locks = 5

  @Flag(help: "Lock grappes as they are, without moving anybody beside them.")
  var locksOnly = false

  @Option(help: "Folder for the last plan and its constraints.", completion: .directory)
  var out: String?

  @Option(help: "Threads.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Seed of the changes.")
  var seed: UInt64 = 1

  func run() throws {
    let register = try RegisterReader().read(paths: registers)
    let (campaign, bareme) = try RuleBook.bundled().campaign("2024")
    var scenario = Scenario(campaign: campaign, bareme: bareme)
    scenario.threads = threads
    scenario.timeLimit = timeLimit
    scenario.language = .en
    if let situation { scenario.situation = try Situation.read(path: situation) }
    if let constraints { scenario.constraints = try Constraints.read(path: constraints) }
    if requireDui { scenario.dui = .require }
    if let envelope { scenario.envelopes.typed[region] = envelope }
    let planner = try Planner(scenario: scenario, version: "bench")
    let regions = [RegionCode(region)]
    let start =
      try plan.map { path throws(Failure) in try PlanFile.read(path: path) } ?? planner.plan(register, regions: regions)
    var clock = Clock()
    let bench = try clock.time("open the register") { try Workbench(planner, register, regions: regions) }
    let book = clock.time("price the certificate") { PriceBook(bench, certificate: start.certificate) }
    var edited = clock.time("open the plan") { bench.open(start).plan }
    print(
      "\(bench.units.count) OG, \(edited.grappes.count) grappes, value \(edited.totals.value.cents / 100), gap "
        + String(format: "%.4f %%", 100 * edited.gap))
    var draw = Draw(state: seed)
    let first = edited
    for _ in 0..<count {
      let change = draw.change(of: edited, among: bench.units)
      let outcome = clock.time("evaluate a change") { bench.evaluate(change, of: edited) }
      if outcome.isAdmissible { edited = outcome.plan }
      let unit = draw.pick(bench.units)
      _ = clock.time("destinations of a unit") { bench.destinations(of: unit, in: edited) }
      for wish in draw.wishes(of: edited, among: bench.units) {
        _ = clock.time("price of a wish") { book.price(of: wish, in: edited) }
      }
      let bill = clock.time("bill of the gap") { book.bill(of: edited) }
      guard bill.sum == bill.gap else { fail("the bill does not sum to the gap", code: 70) }
    }
    edited = first
    var pool = Reoptimising.Pool()
    for number in 0..<locks {
      let open = edited.grappes.filter { !edited.wishes.locked.contains($0.id) }
      guard !open.isEmpty else { break }
      let grappe = draw.pick(open)
      var changed = bench.evaluate(.lock(grappe: grappe.id), of: edited).plan
      // Somebody near is moved too, so that there is something to mend.
      let move = locksOnly ? nil : draw.move(of: changed, among: bench.units, in: bench)
      if let move, move.isAdmissible { changed = move.plan }
      var task = Reoptimising(bench)
      task.pool = pool
      let around = grappe.members + (move?.touched.flatMap { $0.after?.members ?? [] } ?? [])
      let outcome = try clock.time("make it better around a lock") {
        try task.run(changed, around: around, certificate: start.certificate)
      }
      if let seconds = outcome.firstBetter { clock.add("  until the first better plan", seconds) }
      print(
        "lock \(number + 1): \(changed.totals.value.cents / 100) -> \(outcome.plan.totals.value.cents / 100), gap "
          + String(format: "%.4f %%", 100 * outcome.plan.gap))
      guard outcome.plan.totals.value >= changed.totals.value, outcome.plan.bound <= changed.bound else {
        fail("made worse", code: 70)
      }
      (edited, pool) = (outcome.plan, outcome.pool)
    }
    if let out { try write(edited, bench: bench, certificate: start.certificate, to: out) }
    print(clock.table)
  }

  /// The plan's document, and its wishes as `constraints.csv`.
  private func write(_ plan: EditedPlan, bench: Workbench, certificate: Plan.Certificate, to folder: String) throws {
    let place = URL(filePath: folder)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try PlanFile.data(try bench.document(plan, certificate: certificate)).write(to: place.appending(path: "plan.json"))
    let lines = bench.constraints(of: plan)?.lines.map(\.text) ?? []
    try Data((["type;a;b"] + lines).joined(separator: "\n").utf8).write(to: place.appending(path: "constraints.csv"))
  }
}

/// Times of each sort.
private struct Clock {
  private var names: [String] = []
  private var seconds: [String: [Double]] = [:]

  mutating func time<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let began = ContinuousClock.now
    let result = try work()
    add(name, (ContinuousClock.now - began) / .seconds(1))
    return result
  }

  mutating func add(_ name: String, _ time: Double) {
    if seconds[name] == nil { names.append(name) }
    seconds[name, default: []].append(time)
  }

  var table: String {
    names.map { name in
      let all = (seconds[name] ?? []).sorted()
      func at(_ share: Double) -> Double { 1_000 * all[min(all.count - 1, Int(share * Double(all.count)))] }
      return name.padding(toLength: 32, withPad: " ", startingAt: 0)
        + String(format: "%5d times   p50 %9.2f ms   p95 %9.2f ms", all.count, at(0.5), at(0.95))
    }.joined(separator: "\n")
  }
}

/// Changes at random: SplitMix64.
private struct Draw: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<Element>(_ all: [Element]) -> Element { all[Int.random(in: all.indices, using: &self)] }

  mutating func change(of plan: EditedPlan, among units: [UnitName]) -> PlanChange {
    let unit = pick(units)
    let grappe = pick(plan.grappes)
    switch Int.random(in: 0..<10, using: &self) {
    case 0..<5: return .move(unit, to: grappe.id)
    case 5: return .move(unit, to: nil)
    case 6: return .porteur(grappe: grappe.id, pick(grappe.members))
    case 7: return .forbid(pick(grappe.members), pick(grappe.members))
    case 8: return .together(unit, pick(grappe.members))
    default: return .lock(grappe: grappe.id)
    }
  }

  mutating func wishes(of plan: EditedPlan, among units: [UnitName]) -> [PriceBook.Asked] {
    let grappe = pick(plan.grappes)
    let unit = pick(units)
    return [
      .under(unit, porteur: grappe.porteur), .lock(grappe: grappe.id), .together(unit, pick(grappe.members)),
      .apart(pick(grappe.members), pick(grappe.members)), .leads(unit), .exclude(unit),
    ]
  }

  /// The first admissible move that loses something.
  mutating func move(of plan: EditedPlan, among units: [UnitName], in bench: Workbench) -> ChangeOutcome? {
    for _ in 0..<50 {
      let outcome = bench.evaluate(.move(pick(units), to: pick(plan.grappes).id), of: plan)
      if outcome.isAdmissible, outcome.valueChange < .zero { return outcome }
    }
    return nil
  }
}
