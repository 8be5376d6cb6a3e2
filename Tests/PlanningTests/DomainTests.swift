import Geography
import Plans
import Register
import Testing
import TinyRegisters
import Wording

@testable import Planning

@Suite("Domains") struct DomainTests {
  private static let east = TinyRegister.Area(
    region: RegionCode("52"), centre: TinyRegister.Area.bretagne.place(north: 0, east: 50))

  private func domains(_ tiny: TinyRegister, _ change: (inout Scenario) -> Void) throws -> [Domain] {
    let register = tiny.register
    return try DomainBuilder(register, essmsInAll: register.essmsCounts, scenario: scenario(change))
      .domains(register.regions)
  }

  private var neighbours: TinyRegister {
    var tiny = TinyRegister()
    for og in 0..<4 {
      tiny.add(og: og, in: .bretagne, count: 4, north: Double(og))
      tiny.add(og: 10 + og, in: Self.east, count: 4, north: Double(og))
      tiny.add(og: 20 + og, in: .guadeloupe, count: 4, north: Double(og))
    }
    return tiny
  }

  @Test func `regions are planned apart unless a route crosses them`() throws {
    #expect(try domains(neighbours) { _ in }.map(\.regions.count) == [1, 1, 1])
    let crossing = try domains(neighbours) { $0.routes = [.regional, .multiregional] }
    #expect(crossing.map { $0.regions.map(\.rawValue) } == [["01"], ["52", "53"]])
    // Too far from one another.
    let near = try domains(neighbours) {
      $0.routes = [.regional, .multiregional]
      $0.radiusKm = 40
    }
    #expect(near.count == 3)
  }

  @Test func `the national envelope binds all regions`() throws {
    let all = try domains(neighbours) {
      $0.routes = [.regional, .national]
      $0.envelopes.typed["national"] = 1_000_000
    }
    #expect(all.count == 1)
  }

  /// 16 ESSMS on each side of the border, of which the minimum leaves one to spare: across it they make one grappe more.
  @Test func `a grappe across a border`() throws {
    var tiny = TinyRegister()
    for og in 0..<4 {
      tiny.add(og: og, in: .bretagne, count: 2, east: 25)
      tiny.add(og: 10 + og, in: Self.east, count: 2, east: -24)
    }
    let apart = try plan(tiny)
    #expect(apart.grappes.isEmpty)
    let across = try plan(tiny) { $0.routes = [.regional, .multiregional] }
    #expect(across.grappes.map(\.route) == [.multiregional])
    // Eight on each side: the porteur's region files.
    let grappe = try #require(across.grappes.first)
    #expect(grappe.region == grappe.members.first { $0.og == grappe.porteur }?.region)
    #expect(grappe.deadline == "2024-05-31")
    #expect(across.search.domains == [["52", "53"].map { RegionCode($0) }])
  }

  @Test func `an OG of two regions brings its units together, and counts once`() throws {
    var tiny = TinyRegister()
    tiny.add(og: 1, in: .bretagne, count: 8, east: 25)
    tiny.add(og: 1, in: Self.east, count: 8, east: -24)
    // Alone it is no grappe, however many regions it is in.
    #expect(try plan(tiny) { $0.routes = [.regional, .multiregional] }.grappes.isEmpty)
    tiny.add(og: 2, in: Self.east, count: 3, east: -24)
    let grappe = try #require(plan(tiny) { $0.routes = [.regional, .multiregional] }.grappes.first)
    #expect(grappe.ogCount == 2 && grappe.members.count == 3 && grappe.essmsCount == 19)
    #expect(grappe.region == RegionCode("52"))
  }

  @Test func `without room in the envelope the reason says so`() throws {
    let poor = try plan(neighbours, regions: [RegionCode("53")]) { $0.envelopes.typed = ["53": 100_000] }
    #expect(poor.grappes.isEmpty && poor.ungrouped.allSatisfy { $0.reason == .envelope })
    #expect(poor.parameters.envelopes["53"]?.spent == .zero)
  }

  /// Two OG of 4 ESSMS are 8 × 25,000 + 2 × 20,000 + 115,000 = 355,000 €; all four would be worth more, and cost too much.
  @Test func `a narrow envelope holds the grappe that fits`() throws {
    let narrow = try plan(neighbours, regions: [RegionCode("01")]) { $0.envelopes.typed = ["01": 360_000] }
    #expect(narrow.grappes.map(\.essmsCount) == [8])
    #expect(narrow.totals.funding == Euros(355_000))
    #expect(narrow.status == .optimal)
  }

  @Test func `an envelope of no region`() throws {
    let failure = try #require(throws: Failure.self) {
      try plan(neighbours) { $0.envelopes.typed = ["77": 1] }
    }
    #expect(failure.kind == .usage && failure.wording.en.contains("INSEE"))
  }

  @Test func `an existing grappe that cannot be held is told with its lines`() throws {
    let source = SourceFile(file: "c", sha256: "", date: "")
    let constraints = Constraints(
      lines: [
        .init(number: 2, kind: .existante, a: TinyRegister.number(og: 20), grappe: "G"),
        .init(number: 3, kind: .separes, a: TinyRegister.number(og: 20), b: TinyRegister.number(og: 21)),
        .init(number: 4, kind: .separes, a: TinyRegister.number(og: 20), b: TinyRegister.number(og: 22)),
        .init(number: 5, kind: .separes, a: TinyRegister.number(og: 20), b: TinyRegister.number(og: 23)),
      ], source: source, path: "constraints.csv")
    let failure = try #require(throws: Failure.self) { try plan(neighbours) { $0.constraints = constraints } }
    #expect(failure.kind == .data)
    #expect(failure.wording.en.contains("constraints.csv, line 2 \"existante;"), "\(failure.wording.en)")
    #expect(failure.wording.en.contains("no plan can hold it"), "\(failure.wording.en)")
  }
}
