import Geography
import Register
import Synchronization

/// Ways over land, bridges and boats between the communes of some ESSMS, from the table of neighbouring communes alone.
///
/// From each commune ways grow over rings of a kilometre (Dial, 1969), all of a ring being settled before the next.
final class LandWays: Sendable {
  fileprivate struct Spot {
    let commune: Int32
    let isTold: Bool
    let hallKm: Double
  }

  fileprivate struct Way {
    /// Boarding and all; −1 where there is none.
    let metres: Int32
    let boats: Int32
  }

  private let graph: CommuneGraph?
  private let spots: [FinessNumber: Spot]
  /// Communes that may be asked for, ascending.
  private let communes: [Int32]
  private let reachKm: Double
  /// By commune, in the order of `near`.
  private let kept = Mutex<[Int32: (communes: [Int32], ways: [Way])]>([:])

  init(_ places: [ESSMS], reachKm: Double) {
    let graph = try? CommuneGraph.bundled()
    self.graph = graph
    self.reachKm = reachKm
    var spots: [FinessNumber: Spot] = [:]
    if let graph {
      for essms in places {
        let told = graph.commune(essms.commune)
        let commune = told ?? graph.nearest(to: essms.coordinate)
        spots[essms.number] = Spot(
          commune: Int32(commune), isTold: told != nil,
          hallKm: essms.coordinate.distanceKm(to: graph.halls[commune]))
      }
    }
    self.spots = spots
    communes = Set(spots.values.map(\.commune)).sorted()
  }

  func isTold(_ essms: ESSMS) -> Bool { spots[essms.number]?.isTold ?? true }

  func island(_ essms: ESSMS) -> String? {
    guard let graph, let spot = spots[essms.number], graph.isIsland[Int(spot.commune)] else { return nil }
    return graph.codes[Int(spot.commune)]
  }

  /// A commune's name, and whether anything leads there.
  func told(_ code: String) -> (name: String, hasBoat: Bool)? {
    guard let graph, let commune = graph.commune(code) else { return nil }
    return (graph.name(of: commune), graph.starts[commune] < graph.starts[commune + 1])
  }

  func hasWay(_ a: ESSMS, _ b: ESSMS) -> Bool {
    guard let x = spots[a.number], let y = spots[b.number] else { return false }
    return x.commune == y.commune || way(x.commune, y.commune) != nil
  }

  func boats(_ a: ESSMS, _ b: ESSMS) -> Int {
    guard let x = spots[a.number], let y = spots[b.number], x.commune != y.commune else { return 0 }
    return Int(way(x.commune, y.commune)?.boats ?? 0)
  }

  /// The great circle, made longer as the way between the town halls is; at most the way by these.
  func km(_ a: ESSMS, _ b: ESSMS, direct: Double) -> Double {
    guard let graph, direct > 0, let x = spots[a.number], let y = spots[b.number], x.commune != y.commune else {
      return direct
    }
    let boarding = Double(CommuneGraph.boardingMetres) / 1000
    guard let way = way(x.commune, y.commune) else { return direct + boarding }
    let halls = graph.halls[Int(x.commune)].distanceKm(to: graph.halls[Int(y.commune)])
    let overLand = Double(Int(way.metres) - Int(way.boats) * CommuneGraph.boardingMetres) / 1000
    let stretch = halls > 0 ? max(1, overLand / halls) : 1
    let byHalls = (x.hallKm + y.hallKm) + Double(way.metres) / 1000
    return max(direct, min(direct * stretch + Double(way.boats) * boarding, byHalls))
  }

  private func way(_ a: Int32, _ b: Int32) -> Way? {
    for (source, other) in [(b, a), (a, b)] {
      if let row = kept.withLock({ $0[source] }), let found = Self.find(other, in: row) { return found.real }
    }
    let row = grow(from: b, also: a)
    kept.withLock { $0[b] = row }
    return Self.find(a, in: row)?.real
  }

  private static func find(_ commune: Int32, in row: (communes: [Int32], ways: [Way])) -> Way? {
    var (low, high) = (0, row.communes.count)
    while low < high {
      let middle = (low + high) / 2
      if row.communes[middle] < commune { low = middle + 1 } else { high = middle }
    }
    return low < row.communes.count && row.communes[low] == commune ? row.ways[low] : nil
  }

  /// Ways from a commune to those near enough to be asked for often, to one more, and to those known already.
  private func grow(from source: Int32, also other: Int32) -> (communes: [Int32], ways: [Way]) {
    guard let graph else { return ([], []) }
    let hall = graph.halls[Int(source)]
    let known = kept.withLock { $0[source]?.communes ?? [] }
    let wanted = Set(communes.filter { graph.halls[Int($0)].distanceKm(to: hall) <= reachKm } + known + [other])
      .sorted()
    var isWanted = [Bool](repeating: false, count: graph.count)
    for commune in wanted { isWanted[Int(commune)] = true }
    var left = wanted.count
    // Metres, and boats among ways as long.
    var best = [(metres: Int32, boats: Int32)](repeating: (.max, .max), count: graph.count)
    var isSettled = [Bool](repeating: false, count: graph.count)
    best[Int(source)] = (0, 0)
    var rings: [[Int32]] = [[source]]
    var ring = 0
    while ring < rings.count, left > 0 {
      // A link may be shorter than the ring is wide: what it reaches in the ring is looked at again.
      var place = 0
      while place < rings[ring].count {
        let commune = Int(rings[ring][place])
        place += 1
        let own = best[commune]
        guard Int(own.metres) / 1000 == ring else { continue }
        if !isSettled[commune] {
          isSettled[commune] = true
          if isWanted[commune] { left -= 1 }
        }
        for link in graph.links[graph.starts[commune]..<graph.starts[commune + 1]] {
          let next = (
            metres: own.metres + link.metres + (link.isBoat ? Int32(CommuneGraph.boardingMetres) : 0),
            boats: own.boats + (link.isBoat ? 1 : 0)
          )
          guard next < best[Int(link.to)] else { continue }
          best[Int(link.to)] = next
          let outer = Int(next.metres) / 1000
          while rings.count <= outer { rings.append([]) }
          rings[outer].append(link.to)
        }
      }
      rings[ring] = []
      ring += 1
    }
    return (
      wanted,
      wanted.map { commune in
        let way = best[Int(commune)]
        return way.metres == .max ? Way(metres: -1, boats: 0) : Way(metres: way.metres, boats: way.boats)
      }
    )
  }
}

extension LandWays.Way {
  /// Nothing where there is no way.
  fileprivate var real: Self? { metres < 0 ? nil : self }
}
