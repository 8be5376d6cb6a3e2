import Geography
import Testing

@testable import Planning

@Suite struct WaysTests {
  let graph: CommuneGraph

  init() throws { graph = try CommuneGraph.bundled() }

  /// Bellman and Ford's: every link again and again until nothing gets shorter.
  private func oracle(from source: Int) -> [(metres: Int, boats: Int)?] {
    var best = [(metres: Int, boats: Int)?](repeating: nil, count: graph.count)
    best[source] = (0, 0)
    var isShorter = true
    while isShorter {
      isShorter = false
      for commune in 0..<graph.count {
        guard let own = best[commune] else { continue }
        for link in graph.links[graph.starts[commune]..<graph.starts[commune + 1]] {
          let way = (
            metres: own.metres + Int(link.metres) + (link.isBoat ? CommuneGraph.boardingMetres : 0),
            boats: own.boats + (link.isBoat ? 1 : 0)
          )
          if best[Int(link.to)].map({ way < $0 }) ?? true {
            best[Int(link.to)] = way
            isShorter = true
          }
        }
      }
    }
    return best
  }

  @Test(arguments: ["29235", "97112", "2A004", "56152", "97801"], [1, 2])
  func `ways are the shortest`(code: String, threads: Int) throws {
    let source = try #require(graph.commune(code))
    let expected = oracle(from: source)
    let ways = Ways(graph)
    let all = (0..<Int32(graph.count)).map { $0 }
    // First some, then all: what is kept must not hide the rest.
    _ = ways.rows(from: [Int32(source)], wanted: [[0, 1, 2, Int32(source)]], threads: threads)
    let row = ways.rows(from: [Int32(source)], wanted: [all], threads: threads)[0]
    for commune in 0..<graph.count {
      let found = row.way(to: Int32(commune))?.way
      guard found?.metres == expected[commune]?.metres, found?.boats == expected[commune]?.boats else {
        Issue.record("\(code) to \(graph.codes[commune]): \(String(describing: found))")
        return
      }
    }
    #expect(row.way(to: Int32(source))?.way.metres == 0)
  }

  @Test func `several sources, any threads, one by one`() throws {
    let codes = ["35238", "29019", "56260", "22278", "97105", "2B033", "75056"]
    let places = try codes.map { Int32(try #require(graph.commune($0))) }
    let rows = Ways(graph).rows(from: places, wanted: places.map { _ in places.sorted() }, threads: 2)
    for (a, row) in zip(places, rows) {
      for b in places {
        let one = Ways(graph).way(a, b)
        let other = Ways(graph).way(b, a)
        #expect(row.way(to: b)?.way == one?.way)
        #expect(row.way(to: b)?.stretch == one?.stretch)
        #expect(one?.way == other?.way)
        #expect(one?.stretch == other?.stretch)
      }
    }
  }

  /// Lengths measured by hand over the map of communes.
  @Test(arguments: [
    ("29260", "29022", 90.0...120.0), ("29218", "29042", 45...60), ("33009", "33243", 95...110),
    ("35238", "35288", 67...80),
  ])
  func `round bays, not across`(a: String, b: String, km: ClosedRange<Double>) throws {
    let (from, to) = (Int32(try #require(graph.commune(a))), Int32(try #require(graph.commune(b))))
    let way = try #require(Ways(graph).way(from, to)).way
    #expect(km.contains(Double(way.metres) / 1000), "\(way.metres)")
    #expect(way.boats == 0)
  }

  @Test(arguments: [("56152", "56186", 1), ("97112", "97120", 1), ("29155", "29019", 1), ("17369", "17300", 0)])
  func `boats are counted and paid`(a: String, b: String, boats: Int) throws {
    let (from, to) = (Int32(try #require(graph.commune(a))), Int32(try #require(graph.commune(b))))
    let way = try #require(Ways(graph).way(from, to)).way
    #expect(way.boats == boats)
    #expect(way.metres > boats * CommuneGraph.boardingMetres)
  }
}
