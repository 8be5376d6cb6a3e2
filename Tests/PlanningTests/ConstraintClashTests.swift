import Geography
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

@Suite struct ConstraintClashTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// Lines such as `ensemble 1 2`, OG by rank, grappes by name; numbered from 2.
    let lines: [String]
    /// The numbers of the lines that clash; empty when none do.
    let clash: [Int]
    /// What the message must say.
    var words: [String] = []
    var change: @Sendable (inout ConstraintClash.Facts) -> Void = { _ in }
    var testDescription: String { lines.joined(separator: ", ") }
  }

  static let consistent = [
    Case(lines: [], clash: []),
    Case(lines: ["ensemble 1 2", "ensemble 2 3", "separes 1 4", "porteur 1", "porteur 4"], clash: []),
    Case(lines: ["exclu 1", "separes 1 2", "porteur 1"], clash: []),
    Case(lines: ["existante 1 g", "existante 2 g", "verrou 1 53-001", "verrou 2 53-001"], clash: []),
    Case(lines: ["existante 1 g", "existante 2 h", "separes 1 2"], clash: []),
    Case(lines: ["separes 1 50", "porteur 50", "exclu 50"], clash: []),
    // An OG without ESSMS leaves its companion out: nobody asked for that one to be grouped.
    Case(lines: ["ensemble 1 60"], clash: []),
    Case(
      lines: ["porteur 1", "ensemble 1 60"], clash: [],
      change: {
        $0.isWithinRadius = { a, b in a != og(60) && b != og(60) }
        $0.isWithinTwiceRadius = $0.isWithinRadius
      }),
    Case(lines: ["porteur 50", "separes 50 1"], clash: []),
    Case(lines: ["ensemble 1 90", "existante 90 g", "verrou 1 53-001", "exclu 90"], clash: []),
    Case(lines: ["ensemble 30 33"], clash: [], change: { $0.maximum = 6 }),
    Case(lines: ["ensemble 40 41"], clash: []),
    Case(lines: ["ensemble 20 21"], clash: []),
    // One OG with two editors goes with either.
    Case(lines: ["ensemble 20 22", "ensemble 22 23"], clash: [], change: { $0.requiresOneDUI = true }),
    // Within twice the radius, a third OG may be the porteur of both.
    Case(lines: ["ensemble 1 12"], clash: []),
  ]

  static let clashes = [
    Case(lines: ["ensemble 1 2", "separes 2 1"], clash: [2, 3], words: ["lines 2 and 3", "in one grappe and apart"]),
    Case(
      lines: ["ensemble 1 2", "ensemble 2 3", "ensemble 3 4", "ensemble 1 4", "separes 1 4"], clash: [5, 6],
      words: ["in one grappe and apart"]),
    Case(
      lines: ["ensemble 1 2", "ensemble 2 3", "ensemble 3 4", "separes 1 4"], clash: [2, 3, 4, 5],
      words: ["lines 2, 3, 4 and 5", "\"separes;100000001;100000004\""]),
    Case(lines: ["existante 1 g", "verrou 3 v", "existante 2 g", "separes 1 2"], clash: [2, 4, 5]),
    Case(lines: ["verrou 1 v", "verrou 2 v", "separes 1 2"], clash: [2, 3, 4]),
    Case(lines: ["exclu 1", "ensemble 1 2"], clash: [2, 3], words: ["stay out", "one or the other"]),
    Case(lines: ["existante 2 g", "exclu 1", "existante 1 g"], clash: [3, 4], words: ["stay out"]),
    Case(lines: ["verrou 1 g", "exclu 1"], clash: [2, 3], words: ["stay out"]),
    Case(lines: ["porteur 1", "porteur 2", "ensemble 1 2"], clash: [2, 3, 4], words: ["both be porteur"]),
    Case(
      lines: ["existante 1 g", "existante 1 h"], clash: [2, 3],
      words: ["existing grappes \"g\" and \"h\"", "two separate grappes"]),
    Case(lines: ["existante 1 g", "ensemble 1 2", "existante 2 h"], clash: [2, 3, 4], words: ["existing grappes"]),
    Case(
      lines: ["verrou 1 53-001", "verrou 1 53-002"], clash: [2, 3], words: ["plan's grappes \"53-001\" and \"53-002\""]),
    Case(
      lines: ["ensemble 1 2", "ensemble 30 31", "ensemble 31 32"], clash: [3, 4], words: ["have 9 ESSMS", "at most 8"],
      change: { $0.maximum = 8 }),
    Case(
      lines: ["existante 33 g", "existante 30 g", "existante 31 g", "existante 32 g"], clash: [3, 4, 5],
      words: ["have 9 ESSMS"], change: { $0.maximum = 8 }),
    Case(
      lines: ["ensemble 1 50"], clash: [2], words: ["line 2: \"ensemble;100000001;100000050\"", "alone (20 ESSMS)"]),
    Case(lines: ["existante 50 g"], clash: [2], words: ["reaches the minimum alone"]),
    Case(lines: ["ensemble 1 2", "exclu 99"], clash: [3], words: ["line 3", "100000099 is not in the register"]),
    Case(lines: ["separes 1 99"], clash: [2], words: ["is not in the register"]),
    Case(lines: ["porteur 99"], clash: [2], words: ["is not in the register", "legal FINESS number"]),
    Case(lines: ["separes 90 99"], clash: [2], words: ["100000099 is not in the register"]),
    Case(lines: ["existante 60 g"], clash: [2], words: ["no eligible ESSMS"]),
    Case(lines: ["verrou 60 g"], clash: [2], words: ["no eligible ESSMS"]),
    Case(lines: ["ensemble 60 1", "porteur 2", "verrou 1 g"], clash: [2, 4], words: ["no eligible ESSMS"]),
    Case(
      lines: ["ensemble 40 42", "ensemble 42 41"], clash: [2, 3],
      words: ["100000040 (53)", "100000041 (28)", "region"],
      change: { $0.crossesRegions = false }),
    Case(lines: ["ensemble 1 13"], clash: [2], words: ["more than 120 km apart", "within 60 km of both"]),
    Case(lines: ["ensemble 1 12", "ensemble 12 13"], clash: [2, 3], words: ["more than 120 km apart"]),
    Case(
      lines: ["porteur 1", "ensemble 1 12"], clash: [2, 3], words: ["100000012 is more than 60 km from its porteur"]),
    Case(
      lines: ["ensemble 20 21"], clash: [2], words: ["(Alpha)", "(Beta)", "no DUI in common"],
      change: { $0.requiresOneDUI = true }),
    Case(
      lines: ["ensemble 20 22", "ensemble 22 21"], clash: [2, 3], words: ["no DUI in common"],
      change: { $0.requiresOneDUI = true }),
    Case(
      lines: ["ensemble 20 21"], clash: [2], words: ["(PA)", "(PDS)", "different sectors"],
      change: { $0.requiresOneSector = true }),
    Case(
      lines: ["ensemble 20 23"], clash: [2], words: ["several sectors (PA, PDS)"],
      change: { $0.requiresOneSector = true }),
    Case(
      lines: ["porteur 1", "ensemble 1 60", "porteur 60", "ensemble 60 2"], clash: [2, 3, 4],
      change: { $0.isWithinRadius = { a, b in a != og(60) && b != og(60) } }),
    // Of equals, the one that is complete first.
    Case(lines: ["separes 1 2", "ensemble 3 4", "separes 3 4", "ensemble 1 2"], clash: [3, 4]),
    Case(lines: ["ensemble 1 2", "separes 1 3", "separes 1 2", "ensemble 1 3"], clash: [2, 4]),
  ]

  static func og(_ rank: Int) -> FinessNumber { TinyRegister.number(og: rank) }

  static let facts = {
    var facts = ConstraintClash.Facts()
    for rank in [1, 2, 3, 4, 11, 12, 13, 20, 21, 22, 23, 33, 40, 41, 42] { facts.essms[og(rank)] = 2 }
    for rank in [30, 31, 32] { facts.essms[og(rank)] = 3 }
    facts.essms[og(50)] = 20
    facts.standalone = [og(50)]
    facts.excludedOnly = [og(60)]
    facts.elsewhere = [og(90)]
    facts.regions = [og(40): [RegionCode("53")], og(41): [RegionCode("28")]]
    facts.regions[og(42)] = [RegionCode("53"), RegionCode("28")]
    facts.editors = [og(20): ["Alpha"], og(21): ["Beta"], og(22): ["Alpha", "Beta"]]
    facts.sectors = [og(20): ["PA"], og(21): ["PDS"], og(23): ["PA", "PDS"]]
    facts.isWithinRadius = { abs(place($0) - place($1)) <= 60 }
    facts.isWithinTwiceRadius = { abs(place($0) - place($1)) <= 120 }
    return facts
  }()

  /// In km along a line: most OG at 0, three of them farther and farther.
  static func place(_ number: FinessNumber) -> Int {
    switch number {
    case og(11): 50
    case og(12): 100
    case og(13): 150
    default: 0
    }
  }

  static func constraints(_ lines: [String]) -> Constraints {
    var read: [Constraints.Line] = []
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let kind = Constraints.Kind(rawValue: words[0]), let a = Int(words[1]) else {
        Issue.record("\(line) is no line")
        continue
      }
      switch kind {
      case .ensemble, .separes:
        read.append(.init(number: index + 2, kind: kind, a: og(a), b: Int(words[2]).map(og)))
      case .porteur, .exclu: read.append(.init(number: index + 2, kind: kind, a: og(a)))
      case .existante, .verrou: read.append(.init(number: index + 2, kind: kind, a: og(a), grappe: words[2]))
      }
    }
    return Constraints(
      lines: read, source: SourceFile(file: "c.csv", sha256: "", date: nil), path: "folder/c.csv")
  }

  static func clash(_ test: Case) -> ConstraintClash? {
    var facts = facts
    test.change(&facts)
    return ConstraintClash.smallest(constraints(test.lines), facts: facts)
  }

  @Test(arguments: consistent) func `lines that can all hold`(test: Case) {
    #expect(Self.clash(test) == nil)
  }

  @Test(arguments: clashes) func `lines that cannot`(test: Case) throws {
    let clash = try #require(Self.clash(test))
    #expect(clash.lines.map(\.number) == test.clash)
    let (fr, en) = (clash.wording.fr, clash.wording.en)
    for word in test.words { #expect(en.contains(word), "\(en)") }
    #expect(en.hasPrefix("folder/c.csv, line"))
    #expect(fr.hasPrefix("folder/c.csv, ligne"))
    #expect(en.contains("expected") && fr.contains("attendu"))
    #expect(!en.contains("\n") && !fr.contains("\n"))
    for line in clash.lines { #expect(en.contains(line.text) && fr.contains(line.text)) }
    #expect(clash.failure.kind == .data)
  }

  @Test func `a long list of lines is cut short`() throws {
    var facts = Self.facts
    facts.maximum = 10
    for rank in 100..<130 { facts.essms[Self.og(rank)] = 1 }
    let clash = try #require(
      ConstraintClash.smallest(Self.constraints((100..<130).map { "existante \($0) g" }), facts: facts))
    #expect(clash.lines.map(\.number) == Array(2...12))
    #expect(clash.wording.en.contains("10, 11 and 12"))
    #expect(clash.wording.en.contains("…"))
  }

  /// Weights with cycles that no bound sees through: an answer all the same, and none of its lines can be spared.
  @Test func `a set too large to prove smallest is irreducible`() throws {
    var generator = SplitMix(state: 7)
    var facts = Self.facts
    facts.maximum = 400
    for rank in 100..<400 { facts.essms[Self.og(rank)] = Int.random(in: 1...9, using: &generator) }
    let lines = (0..<420).map { index in
      let a = index < 299 ? 101 + index : Int.random(in: 110..<400, using: &generator)
      return "ensemble \(a) \(Int.random(in: max(100, a - 9)..<a, using: &generator))"
    }
    let graph = ConstraintClashGraph(Self.constraints(lines), facts: facts)
    var weight = ConstraintClashWeight(graph, facts: facts, effort: 1_000)
    #expect(weight.fewest(Array(repeating: true, count: lines.count), atMost: lines.count) == nil)
    #expect(weight.isExhausted)
    let clash = try #require(ConstraintClash.smallest(Self.constraints(lines), facts: facts, effort: 1_000))
    #expect(clash.wording.en.contains("at most 400"))
    let path = "c.csv"
    let source = SourceFile(file: path, sha256: "", date: nil)
    for line in clash.lines {
      let rest = Constraints(lines: clash.lines.filter { $0 != line }, source: source, path: path)
      #expect(ConstraintClash.smallest(rest, facts: facts, effort: 1_000) == nil)
    }
  }
}
