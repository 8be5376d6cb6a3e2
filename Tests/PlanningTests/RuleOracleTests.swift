import Geography
import Plans
import Programme
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

/// Plans under the programme's rules against all plans there are.
@Suite("Rules against enumeration") struct RuleOracleTests {
  /// A rule, and what it changes in the scenario of a tiny register drawn from a seed.
  struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout Scenario, Draw) -> Void

    var testDescription: String { name }

    init(_ name: String, _ change: @escaping @Sendable (inout Scenario, Draw) -> Void) {
      self.name = name
      self.change = change
    }
  }

  /// A tiny register of two neighbouring regions.
  struct Draw: Sendable {
    let register: Register
    let ogs: [FinessNumber]
    private let seed: UInt64

    init(seed: UInt64) {
      self.seed = seed
      var generator = SplitMix(state: seed)
      func next(_ below: Int) -> Int { Int.random(in: 0..<below, using: &generator) }
      var tiny = TinyRegister()
      let east = TinyRegister.Area(
        region: RegionCode("52"), centre: TinyRegister.Area.bretagne.place(north: 0, east: 30))
      var ogs: [FinessNumber] = []
      for og in 0..<7 {
        let area = next(2) == 0 ? TinyRegister.Area.bretagne : east
        let sector: Sector = next(3) == 0 ? .disabledAdults : .elderly
        let (north, eastward) = (Double(next(40)), Double(next(25)))
        tiny.add(
          og: og, in: area, sector: sector,
          at: (0..<(3 + next(6))).map { _ in (north + Double(next(5)), eastward + Double(next(5))) })
        ogs.append(TinyRegister.number(og: og))
      }
      // One OG in both regions.
      tiny.add(og: 0, in: .bretagne, at: [(north: 5, east: 12)])
      tiny.add(og: 0, in: east, at: [(north: 5, east: 2)])
      register = tiny.register
      self.ogs = ogs
    }

    var source: SourceFile { SourceFile(file: "test", sha256: "", date: "") }

    /// Half of the ESSMS of each OG have the same DUI, if any.
    var situation: Situation {
      var generator = SplitMix(state: seed + 1_000)
      func next(_ below: Int) -> Int { Int.random(in: 0..<below, using: &generator) }
      var entries: [FinessNumber: Situation.Entry] = [:]
      for og in ogs {
        let kind = next(3)
        for essms in register.essms where essms.og == og {
          let other = next(6) == 0
          entries[essms.number] = .init(
            dui: kind == 0 ? (next(2) == 0 ? .none : .unknown) : .editor((kind == 1) != other ? "Alpha" : "Beta"))
        }
      }
      return Situation(entries: entries, source: source)
    }

    func constraints(_ lines: [(Constraints.Kind, Int, Int?, String?)]) -> Constraints {
      Constraints(
        lines: lines.enumerated().map { number, line in
          .init(number: number + 2, kind: line.0, a: ogs[line.1], b: line.2.map { ogs[$0] }, grappe: line.3)
        }, source: source, path: "constraints.csv")
    }
  }

  static let rules: [Rule] = [
    Rule("nothing") { _, _ in },
    Rule("withdrawal") { scenario, _ in scenario.withdrawal = 0.05 },
    Rule("several routes") { scenario, _ in scenario.routes = [.regional, .multiregional] },
    Rule("several routes and withdrawal") { scenario, _ in
      scenario.routes = [.regional, .multiregional]
      scenario.withdrawal = 0.05
    },
    Rule("multiregional alone") { scenario, _ in scenario.routes = [.multiregional] },
    Rule("national") { scenario, _ in scenario.routes = [.regional, .multiregional, .national] },
    Rule("one DUI") { scenario, draw in
      scenario.situation = draw.situation
      scenario.dui = .require
    },
    Rule("one DUI and several routes") { scenario, draw in
      scenario.situation = draw.situation
      scenario.dui = .require
      scenario.routes = [.regional, .multiregional]
    },
    Rule("preferred DUI") { scenario, draw in
      scenario.situation = draw.situation
      scenario.dui = .prefer
      scenario.preferencePrice = 9_000
    },
    Rule("situation alone") { scenario, draw in scenario.situation = draw.situation },
    Rule("one sector") { scenario, _ in scenario.sectors = .require },
    Rule("together and apart") { scenario, draw in
      scenario.constraints = draw.constraints([(.ensemble, 1, 2, nil), (.separes, 3, 4, nil), (.separes, 1, 5, nil)])
      scenario.routes = [.regional, .multiregional]
    },
    Rule("porteur and kept out") { scenario, draw in
      scenario.constraints = draw.constraints([(.porteur, 1, nil, nil), (.exclu, 2, nil, nil)])
      scenario.routes = [.regional, .multiregional]
    },
    Rule("existing grappe") { scenario, draw in
      scenario.constraints = draw.constraints([(.existante, 1, nil, "G1"), (.existante, 3, nil, "G1")])
      scenario.routes = [.regional, .multiregional]
    },
    Rule("locked") { scenario, draw in
      scenario.constraints = draw.constraints([(.verrou, 4, nil, "53-001")])
      scenario.routes = [.regional, .multiregional]
    },
    Rule("two existing grappes") { scenario, draw in
      scenario.constraints = draw.constraints([(.existante, 1, nil, "G1"), (.existante, 2, nil, "G2")])
      scenario.withdrawal = 0.05
    },
    Rule("two locked grappes") { scenario, draw in
      scenario.constraints = draw.constraints([(.verrou, 1, nil, "53-001"), (.verrou, 2, nil, "53-002")])
      scenario.withdrawal = 0.05
    },
    Rule("envelopes") { scenario, _ in
      scenario.envelopes.typed = ["53": 620_000, "52": 560_000]
    },
    Rule("envelopes and several routes") { scenario, _ in
      scenario.envelopes.typed = ["53": 620_000]
      scenario.routes = [.regional, .multiregional]
    },
    Rule("envelopes and one DUI") { scenario, draw in
      scenario.envelopes.typed = ["53": 420_000, "52": 460_000]
      scenario.situation = draw.situation
      scenario.dui = .require
    },
  ]

  @Test("value equals enumeration", arguments: rules)
  func enumeration(rule: Rule) throws {
    var grouped = 0
    for seed in 0..<4 {
      let draw = Draw(seed: UInt64(seed))
      let scenario = try scenario {
        $0.timeLimit = 30
        $0.withdrawal = 0
        rule.change(&$0, draw)
      }
      let planned = Result { () throws -> Plan in try Planner(scenario: scenario, version: "test").plan(draw.register) }
      guard case .success(let plan) = planned else {
        // Refused: then no plan holds the constraints, or the constraints clash.
        guard case .failure(let error) = planned else { continue }
        #expect(error is Failure && scenario.constraints != nil, "seed \(seed): \(error)")
        continue
      }
      let oracle = RuleOracle(draw.register, scenario: scenario, plan: plan)
      #expect(plan.totals.value.cents == oracle.best(), "seed \(seed)")
      #expect(plan.bound >= plan.totals.value)
      grouped += plan.grappes.count
    }
    // A rule that leaves no grappe anywhere is not tested.
    #expect(grouped > 0)
  }
}
