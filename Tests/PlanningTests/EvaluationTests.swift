import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// Groupings that someone drew.
@Suite struct EvaluationTests {
  static func drawing(_ grappes: [(String, [FinessNumber])]) -> DrawnGrouping {
    DrawnGrouping(
      grappes: grappes.map { DrawnGrouping.Grappe(name: $0.0, ogs: $0.1) },
      source: SourceFile(file: "drawing.csv", sha256: String(repeating: "d", count: 64), date: nil))
  }

  static func evaluate(_ drawing: DrawnGrouping, _ tiny: TinyRegister) throws -> (plan: Plan, evaluation: Evaluation) {
    try Planner(scenario: scenario { $0.timeLimit = 300 }, version: "test").evaluate(drawing, tiny.register)
  }

  private func numbers(_ ogs: Int...) -> [FinessNumber] { ogs.map { TinyRegister.number(og: $0) } }

  @Test(arguments: 0..<4 as Range<UInt64>) func `the best plan, drawn`(seed: UInt64) throws {
    let tiny = ObjectiveTests.tiny(seed: seed)
    let best = try plan(tiny) { $0.timeLimit = 300 }
    guard !best.grappes.isEmpty else { return }
    let (plan, evaluation) = try Self.evaluate(
      Self.drawing(best.grappes.map { ($0.id, $0.members.map(\.og)) }), tiny)
    #expect(plan.totals.value == best.totals.value && plan.bound == best.bound)
    #expect(evaluation.value == best.totals.value && evaluation.bestValue == best.totals.value)
    #expect(evaluation.drawn.allSatisfy { $0.isAdmissible && $0.remarks.isEmpty })
    #expect(evaluation.advice.isEmpty)
  }

  /// A random drawing: what is told of it holds when it is drawn again, changed as the advice says.
  @Test(arguments: 3..<8 as Range<UInt64>) func `advice keeps its word`(seed: UInt64) throws {
    let tiny = ObjectiveTests.tiny(seed: seed)
    var generator = SplitMix(state: seed)
    var ogs: [Int: [FinessNumber]] = [:]
    for og in 0..<9 { ogs[Int.random(in: 0..<4, using: &generator), default: []].append(TinyRegister.number(og: og)) }
    // Those of 3 stand in no grappe.
    let grappes = (0..<3).compactMap { name in ogs[name].map { ("G\(name)", $0) } }
    let (plan, evaluation) = try Self.evaluate(Self.drawing(grappes), tiny)
    #expect(plan.bound >= evaluation.bestValue && evaluation.bestValue >= evaluation.value)
    #expect(evaluation.drawn.map(\.name) == grappes.map(\.0))
    for (drawn, grappe) in zip(evaluation.drawn, grappes) {
      let held = plan.grappes.first { $0.id == drawn.id }
      #expect((held == nil) == (drawn.id == nil))
      #expect(held.map { Set($0.members.map(\.og)) == Set(grappe.1) } ?? !drawn.remarks.isEmpty)
    }
    for advice in evaluation.advice {
      let changed = try #require(Self.changed(grappes, as: advice.change, tiny), "\(advice.change)")
      let after = try Self.evaluate(Self.drawing(changed), tiny).evaluation
      #expect(after.value.cents - evaluation.value.cents == advice.gain.cents, "\(advice.change)")
    }
  }

  /// The drawing after a change, read from its English words.
  private static func changed(
    _ grappes: [(String, [FinessNumber])], as change: String, _ tiny: TinyRegister
  ) -> [(String, [FinessNumber])]? {
    /// The OG is the only number before the quotes.
    func number(_ words: Substring) -> FinessNumber? {
      words.split(separator: " ").compactMap { Int($0) }.first.map { TinyRegister.number(og: $0) }
    }
    var grappes = grappes
    let quoted = change.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    func remove(_ og: FinessNumber) { for place in grappes.indices { grappes[place].1.removeAll { $0 == og } } }
    if change.hasPrefix("merge"), quoted.count == 2 {
      guard let a = grappes.firstIndex(where: { $0.0 == quoted[0] }),
        let b = grappes.firstIndex(where: { $0.0 == quoted[1] })
      else { return nil }
      grappes[a].1 += grappes[b].1
      grappes.remove(at: b)
      return grappes
    }
    // "let OG 3 lead …" changes no membership, and the best porteur leads anyway.
    guard let og = number(change.prefix { $0 != "\"" }) else { return nil }
    remove(og)
    if !change.hasPrefix("take") {
      guard let target = quoted.last, let place = grappes.firstIndex(where: { $0.0 == target }) else { return nil }
      grappes[place].1.append(og)
    }
    return grappes.filter { !$0.1.isEmpty }
  }

  @Test func `an envelope pays for the first grappes of the file`() throws {
    var tiny = TinyRegister()
    for og in 0..<6 { tiny.add(og: og, in: .guadeloupe, count: 4) }
    // 355,000 € each.
    let drawing = Self.drawing([("a", numbers(0, 1)), ("b", numbers(2, 3)), ("c", numbers(4, 5))])
    let scenario = try scenario { $0.envelopes.typed = ["01": 800_000] }
    let (plan, evaluation) = try Planner(scenario: scenario, version: "test").evaluate(drawing, tiny.register)
    #expect(evaluation.drawn.map(\.isAdmissible) == [true, true, false])
    #expect(evaluation.drawn[2].remarks.first?.contains("envelope") == true)
    #expect(plan.totals.funding == Euros(710_000))
    #expect(plan.parameters.envelopes["01"]?.spent == Euros(710_000))
  }

  @Test func `what the constraints bind must be drawn`() throws {
    var tiny = TinyRegister()
    for og in 0..<4 { tiny.add(og: og, in: .guadeloupe, count: 4) }
    let source = SourceFile(file: "c.csv", sha256: String(repeating: "c", count: 64), date: nil)
    let lines = [
      Constraints.Line(number: 2, kind: .verrou, a: TinyRegister.number(og: 0), grappe: "01-001"),
      Constraints.Line(number: 3, kind: .verrou, a: TinyRegister.number(og: 1), grappe: "01-001"),
    ]
    let scenario = try scenario { $0.constraints = Constraints(lines: lines, source: source, path: "c.csv") }
    let planner = try Planner(scenario: scenario, version: "test")
    let failure = #expect(throws: Failure.self) { () throws -> Void in
      _ = try planner.evaluate(Self.drawing([("a", numbers(2, 3))]), tiny.register)
    }
    #expect(failure?.kind == .data && failure?.wording.en.contains("constraints bind") == true)
    let whole = try planner.evaluate(Self.drawing([("a", numbers(0, 1)), ("b", numbers(2, 3))]), tiny.register)
    #expect(whole.evaluation.drawn.allSatisfy { $0.isAdmissible })
  }

  @Test func `what is wrong is said`() throws {
    var tiny = TinyRegister()
    for og in 0..<3 { tiny.add(og: og, in: .guadeloupe, count: 4) }
    tiny.add(og: 3, in: .guadeloupe, count: 4, north: 300)
    tiny.add(og: 4, in: .guadeloupe, count: 9)
    tiny.add(og: 5, in: .guadeloupe, count: 2)
    let (plan, evaluation) = try Self.evaluate(
      Self.drawing([
        ("whole", numbers(0, 1)), ("light", numbers(5)), ("far", numbers(2, 3)), ("alone", numbers(4)),
        ("nobody", numbers(77)),
      ]), tiny)
    #expect(evaluation.drawn.map(\.isAdmissible) == [true, false, false, false, false])
    let remarks = evaluation.drawn.map { $0.remarks.joined(separator: "; ") }
    #expect(remarks[0].isEmpty)
    #expect(remarks[1].contains("2 ESSMS, 8 are needed"))
    #expect(remarks[2].contains("within 60 km"))
    #expect(remarks[3].contains("reaches the minimum alone"))
    #expect(remarks[4].contains("no located ESSMS"))
    #expect(plan.grappes.count == 1 && plan.ungrouped.count == 3)
  }
}
