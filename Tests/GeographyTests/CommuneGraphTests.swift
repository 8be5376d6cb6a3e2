import Testing

@testable import Geography

@Suite struct CommuneGraphTests {
  let graph: CommuneGraph

  init() throws { graph = try CommuneGraph.bundled() }

  @Test func `every commune is there, and those of no département`() throws {
    let communes = try Communes.bundled()
    let arrondissements = communes.all.count {
      $0.code.hasPrefix("751") || $0.code.hasPrefix("132") || $0.code.hasPrefix("6938")
    }
    #expect(graph.count == communes.count - arrondissements + 2)
    #expect(graph.codes == graph.codes.sorted())
  }

  @Test func `links go both ways, as long as the great circle`() {
    for a in 0..<graph.count {
      for link in graph.links[graph.starts[a]..<graph.starts[a + 1]] {
        let b = Int(link.to)
        let back = graph.links[graph.starts[b]..<graph.starts[b + 1]].filter { Int($0.to) == a }
        guard back.contains(where: { $0.metres == link.metres && $0.isBoat == link.isBoat }) else {
          Issue.record("\(graph.codes[a]) to \(graph.codes[b]) is no link back")
          return
        }
        let metres = 1000 * graph.halls[a].distanceKm(to: graph.halls[b])
        guard Double(link.metres) <= max(1, metres), Double(link.metres) > metres - 1 else {
          Issue.record("\(graph.codes[a]) to \(graph.codes[b]): \(link.metres) m, \(metres)")
          return
        }
      }
    }
  }

  private func areLinked(_ a: String, _ b: String) throws -> Bool? {
    let (from, to) = (try #require(graph.commune(a)), try #require(graph.commune(b)))
    return graph.links[graph.starts[from]..<graph.starts[from + 1]].first { Int($0.to) == to }?.isBoat
  }

  @Test(arguments: [
    // Land, a bridge, a boat; the Gironde, the Goulet de Brest and the mouth of the Loire are water.
    ("35238", "35281", false as Bool?), ("17297", "17300", false), ("97101", "97103", false), ("44184", "44154", false),
    ("56152", "56186", true), ("29155", "29040", true), ("33058", "33220", true), ("97608", "97611", true),
    ("33314", "33370", nil), ("29238", "29212", nil), ("44052", "44046", nil), ("35238", "75056", nil),
  ])
  func `who is a neighbour of whom`(a: String, b: String, isBoat: Bool?) throws {
    #expect(try areLinked(a, b) == isBoat)
  }

  @Test func `islands`() {
    let islands = Set(graph.codes.indices.filter { graph.isIsland[$0] }.map { graph.codes[$0] })
    let expected: Set<String> = [
      "56009", "56114", "56152", "56241", "56069", "56086", "56085", "56087", "56088", "29155", "29084", "29083",
      "29082",
      "22016", "17004", "85113", "97108", "97112", "97126", "97110", "97130", "97131", "97608", "97615", "97701",
      "97801",
    ]
    #expect(islands == expected)
  }

  @Test(arguments: [
    ("35238", "35238"), ("75103", "75056"), ("13215", "13055"), ("69387", "69123"), ("01039", "01138"),
    ("2A004", "2A004"),
  ])
  func `codes of today, of arrondissements and of communes that have merged`(code: String, expected: String) throws {
    #expect(graph.codes[try #require(graph.commune(code))] == expected)
  }

  @Test(arguments: ["", "00000", "99999", "7500", "abcde"]) func `no commune`(code: String) {
    #expect(graph.commune(code) == nil)
  }

  /// Against all town halls.
  @Test(arguments: [(48.1, -1.7), (46.0, 2.0), (42.0, 9.0), (16.0, -61.5), (0.0, 0.0), (-21.1, 55.5), (90, 0)])
  func `the nearest town hall`(lat: Double, lon: Double) {
    let spot = Coordinate(lat: lat, lon: lon)
    let least = graph.halls.map { $0.distanceKm(to: spot) }.min() ?? 0
    #expect(graph.halls[graph.nearest(to: spot)].distanceKm(to: spot) == least)
  }
}
