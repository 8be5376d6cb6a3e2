import Geography
import Register
import Testing
import TinyRegisters

@testable import Planning

/// The smallest clash against an enumeration of all sets of lines, judged by a predicate written apart from the search.
@Suite struct ConstraintClashBruteForceTests {
  /// Whether lines can all hold, by closing "in one grappe" transitively over OG and grappes.
  static func isConsistent(_ lines: [Constraints.Line], _ facts: ConstraintClash.Facts) -> Bool {
    let counted = lines.filter { !facts.elsewhere.contains($0.a) && !($0.b.map(facts.elsewhere.contains) ?? false) }
    var sets: [Set<String>] = []
    func chain(_ x: String, _ y: String) {
      let joined = sets.filter { $0.contains(x) || $0.contains(y) }.reduce(Set([x, y])) { $0.union($1) }
      sets.removeAll { $0.contains(x) || $0.contains(y) }
      sets.append(joined)
    }
    for line in lines {
      for og in [line.a, line.b].compactMap({ $0 }) {
        let isHeld = facts.essms[og] != nil || facts.excludedOnly.contains(og) || facts.elsewhere.contains(og)
        if !isHeld { return false }
      }
    }
    for line in counted {
      switch line.kind {
      case .ensemble: chain("og \(line.a)", "og \(line.b?.text ?? "")")
      case .existante: chain("og \(line.a)", "existing \(line.grappe ?? "")")
      case .verrou: chain("og \(line.a)", "lock \(line.grappe ?? "")")
      case .separes, .porteur, .exclu: break
      }
    }
    let porteurs = Set(counted.filter { $0.kind == .porteur }.map(\.a))
    for set in sets {
      let ogs = set.filter { $0.hasPrefix("og ") }.compactMap { FinessNumber($0.dropFirst(3)) }
      let existing = set.count { $0.hasPrefix("existing ") }
      let locks = set.count { $0.hasPrefix("lock ") }
      if existing > 1 || locks > 1 { return false }
      if existing + locks > 0 && ogs.contains(where: facts.excludedOnly.contains) { return false }
      if porteurs.intersection(ogs).count > 1 { return false }
      if ogs.contains(where: facts.standalone.contains) { return false }
      if let maximum = facts.maximum, ogs.reduce(0, { $0 + (facts.essms[$1] ?? 0) }) > maximum { return false }
      if facts.requiresOneSector && ogs.contains(where: { facts.sectors[$0]?.count ?? 0 > 1 }) { return false }
      for line in counted {
        if line.kind == .exclu && ogs.contains(line.a) { return false }
        if line.kind == .separes, let b = line.b, ogs.contains(line.a), ogs.contains(b) { return false }
      }
      let placed = ogs.filter { facts.essms[$0] != nil }
      for a in placed {
        if porteurs.contains(a) && placed.contains(where: { !facts.isWithinRadius(a, $0) }) { return false }
        for b in placed where a != b {
          if !facts.isWithinTwiceRadius(a, b) { return false }
          if !facts.crossesRegions, let r = facts.regions[a], let s = facts.regions[b], r.intersection(s).isEmpty {
            return false
          }
          if facts.requiresOneDUI, let e = facts.editors[a], let f = facts.editors[b], !e.isEmpty, !f.isEmpty,
            e.intersection(f).isEmpty
          {
            return false
          }
          if facts.requiresOneSector, let s = facts.sectors[a], let t = facts.sectors[b], s != t { return false }
        }
      }
    }
    return true
  }

  /// The smallest inconsistent set whose last line comes earliest, and so on backwards.
  static func smallest(_ lines: [Constraints.Line], _ facts: ConstraintClash.Facts) -> [Constraints.Line]? {
    var best: [Int]?
    for mask in 0..<(1 << lines.count) {
      let places = lines.indices.filter { mask >> $0 & 1 == 1 }
      guard places.count <= best?.count ?? lines.count, !isConsistent(places.map { lines[$0] }, facts) else { continue }
      // Masks of one size ascend in this very order.
      if places.count < best?.count ?? Int.max { best = places }
    }
    return best.map { $0.map { lines[$0] } }
  }

  static func facts(_ generator: inout SplitMix, ogs: [FinessNumber]) -> ConstraintClash.Facts {
    var facts = ConstraintClash.Facts()
    func some<Value: Hashable>(_ values: [Value]) -> Set<Value> {
      Set((0..<Int.random(in: 1...2, using: &generator)).compactMap { _ in values.randomElement(using: &generator) })
    }
    var places: [FinessNumber: Int] = [:]
    for og in ogs {
      places[og] = Int.random(in: 0...10, using: &generator)
      facts.regions[og] = some(["53", "28", "52"].map { RegionCode($0) })
      if Bool.random(using: &generator) { facts.editors[og] = some(["Alpha", "Beta"]) }
      facts.sectors[og] = Int.random(in: 0..<6, using: &generator) == 0 ? ["PA", "PDS"] : ["PA"]
      if Int.random(in: 0..<9, using: &generator) == 0 { facts.sectors[og] = ["PDS"] }
      switch Int.random(in: 0..<60, using: &generator) {
      case 0: break
      case 1: facts.excludedOnly.insert(og)
      case 2: facts.elsewhere.insert(og)
      default: facts.essms[og] = Int.random(in: 1...6, using: &generator)
      }
      if facts.essms[og] != nil && Int.random(in: 0..<90, using: &generator) == 0 { facts.standalone.insert(og) }
    }
    facts.crossesRegions = Int.random(in: 0..<6, using: &generator) > 0
    facts.requiresOneDUI = Int.random(in: 0..<6, using: &generator) == 0
    facts.requiresOneSector = Int.random(in: 0..<6, using: &generator) == 0
    facts.maximum = Bool.random(using: &generator) ? Int.random(in: 6...16, using: &generator) : nil
    let radius = Int.random(in: 4...20, using: &generator)
    facts.radiusKm = Double(radius)
    let distances = places
    facts.isWithinRadius = { abs((distances[$0] ?? 0) - (distances[$1] ?? 0)) <= radius }
    facts.isWithinTwiceRadius = { abs((distances[$0] ?? 0) - (distances[$1] ?? 0)) <= 2 * radius }
    return facts
  }

  static func lines(_ generator: inout SplitMix, ogs: [FinessNumber], count: Int) -> [Constraints.Line] {
    var known: Set<String> = []
    return (0..<count).compactMap { place in
      let kinds: [Constraints.Kind] = [
        .ensemble, .ensemble, .ensemble, .separes, .porteur, .exclu, .existante, .verrou,
      ]
      guard let kind = kinds.randomElement(using: &generator), let a = ogs.randomElement(using: &generator),
        let b = ogs.filter({ $0 != a }).randomElement(using: &generator)
      else { return nil }
      let line: Constraints.Line
      switch kind {
      case .ensemble, .separes: line = .init(number: place + 2, kind: kind, a: a, b: b)
      case .porteur, .exclu: line = .init(number: place + 2, kind: kind, a: a)
      case .existante, .verrou:
        line = .init(number: place + 2, kind: kind, a: a, grappe: Bool.random(using: &generator) ? "g" : "h")
      }
      return known.insert(line.text).inserted ? line : nil
    }
  }

  @Test(arguments: 0..<8) func `the smallest clash is the smallest`(seed: UInt64) {
    var generator = SplitMix(state: seed)
    var sizes: [Int: Int] = [:]
    for _ in 0..<60 {
      let ogs = (1...Int.random(in: 3...8, using: &generator)).map { TinyRegister.number(og: $0) }
      var facts = Self.facts(&generator, ogs: ogs)
      if Bool.random(using: &generator) {
        // Nothing but the lines clash: chains are longer then.
        facts = ConstraintClash.Facts(essms: Dictionary(uniqueKeysWithValues: ogs.map { ($0, 1) }))
      }
      let lines = Self.lines(&generator, ogs: ogs, count: Int.random(in: 1...9, using: &generator))
      let constraints = Constraints(
        lines: lines, source: SourceFile(file: "c.csv", sha256: "", date: nil), path: "c.csv")
      let clash = ConstraintClash.smallest(constraints, facts: facts)
      let expected = Self.smallest(lines, facts)
      #expect(clash?.lines == expected, "\(lines.map(\.text))")
      sizes[expected?.count ?? 0, default: 0] += 1
    }
    // The files met hold clashes of several sizes, and some none.
    #expect(sizes[0, default: 0] > 3)
    #expect(sizes.keys.count >= 3)
  }

  /// Chains only: sets that are too heavy, on trees and with cycles.
  @Test(arguments: 0..<8) func `the lightest heavy set has the fewest lines`(seed: UInt64) {
    var generator = SplitMix(state: 1_000 + seed)
    var sizes: Set<Int> = []
    for _ in 0..<40 {
      let ogs = (1...7).map { TinyRegister.number(og: $0) }
      var facts = ConstraintClash.Facts()
      for og in ogs { facts.essms[og] = Int.random(in: 1...9, using: &generator) }
      facts.maximum = Int.random(in: 10...32, using: &generator)
      let lines = Self.lines(&generator, ogs: ogs, count: 12)
        .filter { $0.kind == .ensemble || ($0.kind == .existante && $0.grappe == "g") }
      let constraints = Constraints(
        lines: lines, source: SourceFile(file: "c.csv", sha256: "", date: nil), path: "c.csv")
      let expected = Self.smallest(lines, facts)
      #expect(ConstraintClash.smallest(constraints, facts: facts)?.lines == expected, "\(lines.map(\.text))")
      sizes.insert(expected?.count ?? 0)
    }
    #expect(sizes.count >= 4)
  }
}
