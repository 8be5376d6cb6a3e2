import Geography
import Grouping
import Synchronization

/// Shortest ways between communes, over land, bridges and boats; each kept once it is found.
///
/// From each commune asked for, one search by Dijkstra's algorithm, as far as the communes that are asked for with it: ways
/// over a region of 1,200 communes take some tenths of a millisecond. Links are in whole metres, so that a way does not
/// depend on the order in which it is added up.
final class Ways: Sendable {
  /// A way: metres, boarding and all, and how many boats; the fewest boats among ways as long.
  struct Way: Sendable, Equatable, BitwiseCopyable {
    fileprivate let packed: UInt32

    fileprivate static let none = Way(packed: .max)
    fileprivate static let same = Way(packed: 0)

    var metres: Int { Int(packed >> Self.bits) }
    var boats: Int { Int(packed & (1 << Self.bits - 1)) }

    /// Of the boats: no shortest way takes more than 15.
    fileprivate static let bits: UInt32 = 4

    fileprivate static func length(_ link: CommuneGraph.Link) -> UInt32 {
      let metres = UInt32(link.metres) + (link.isBoat ? UInt32(CommuneGraph.boardingMetres) : 0)
      return metres << bits | (link.isBoat ? 1 : 0)
    }
  }

  /// Ways from one commune.
  struct Row: Sendable {
    /// Ascending.
    fileprivate let communes: [Int32]
    fileprivate let ways: [Way]
    /// By how much a way over land is longer than the great circle between the town halls: 1 or more.
    fileprivate let stretches: [Double]

    /// The place of a commune in the row.
    ///
    /// - Complexity: O(log communes of the row).
    @inline(__always)
    fileprivate func place(of commune: Int32) -> Int? {
      var (low, high) = (0, communes.count)
      while low < high {
        let middle = (low + high) / 2
        if communes[middle] < commune { low = middle + 1 } else { high = middle }
      }
      return low < communes.count && communes[low] == commune ? low : nil
    }

    /// The way to a commune; nil when the row does not tell, or there is none.
    @inline(__always)
    func way(to commune: Int32) -> (way: Way, stretch: Double)? {
      guard let place = place(of: commune), ways[place] != .none else { return nil }
      return (ways[place], stretches[place])
    }

    fileprivate func holds(_ wanted: [Int32]) -> Bool { wanted.allSatisfy { place(of: $0) != nil } }
  }

  let graph: CommuneGraph
  private let kept = Mutex<[Int32: Row]>([:])

  init(_ graph: CommuneGraph) { self.graph = graph }

  /// Ways over the graph that comes with the program.
  static let bundled = (try? CommuneGraph.bundled()).map { Ways($0) }

  /// Ways from each of some communes to those wanted with it.
  ///
  /// - Parameter wanted: of each source.
  /// - Returns: in the order of the sources.
  /// - Complexity: O(communes on the way × log of them) for each source not yet kept, over the threads.
  func rows(from sources: [Int32], wanted: [[Int32]], threads: Int) -> [Row] {
    let known = kept.withLock { kept in sources.map { kept[$0] } }
    let missing = sources.indices.filter { !(known[$0]?.holds(wanted[$0]) ?? false) }
    guard !missing.isEmpty else { return known.compactMap(\.self) }
    let found = Mutex<[Int: Row]>([:])
    Shares.run(count: missing.count, threads: threads) { range in
      let search = WaySearch(graph)
      for place in range {
        let source = missing[place]
        let all = Set(wanted[source]).union(known[source]?.communes ?? []).sorted()
        let row = search.row(from: sources[source], to: all)
        found.withLock { $0[source] = row }
      }
    }
    let rows = found.withLock { $0 }
    kept.withLock { kept in for (place, row) in rows { kept[sources[place]] = row } }
    return sources.indices.compactMap { rows[$0] ?? known[$0] }
  }

  /// The way between two communes; nil when there is none.
  func way(_ a: Int32, _ b: Int32) -> (way: Way, stretch: Double)? {
    let (own, other) = kept.withLock { (kept: inout [Int32: Row]) -> (Row?, Row?) in (kept[a], kept[b]) }
    if let own, own.place(of: b) != nil { return own.way(to: b) }
    if let other, other.place(of: a) != nil { return other.way(to: a) }
    return rows(from: [a], wanted: [[b]], threads: 1)[0].way(to: b)
  }

  /// The shortest ways by Dijkstra's algorithm, with the memory that searches from one commune after another share.
  private final class WaySearch {
    private let graph: CommuneGraph
    private var lengths: [UInt32]
    private var touched: [Int32] = []
    /// Length, then commune: the least first.
    private var heap: [UInt64] = []

    init(_ graph: CommuneGraph) {
      self.graph = graph
      lengths = [UInt32](repeating: .max, count: graph.count)
    }

    func row(from source: Int32, to wanted: [Int32]) -> Row {
      var left = Set(wanted)
      lengths[Int(source)] = 0
      touched.append(source)
      heap.append(UInt64(source))
      while let next = pop(), !left.isEmpty {
        let commune = Int(next & 0xffff_ffff)
        let length = UInt32(next >> 32)
        guard lengths[commune] == length else { continue }
        left.remove(Int32(commune))
        for place in graph.starts[commune]..<graph.starts[commune + 1] {
          let link = graph.links[place]
          let longer = length + Way.length(link)
          guard longer < lengths[Int(link.to)] else { continue }
          if lengths[Int(link.to)] == .max { touched.append(link.to) }
          lengths[Int(link.to)] = longer
          push(UInt64(longer) << 32 | UInt64(link.to))
        }
      }
      // Those left over cannot be reached: the search has gone wherever it could.
      let ways = wanted.map { left.contains($0) ? Way.none : Way(packed: lengths[Int($0)]) }
      let hall = graph.halls[Int(source)]
      let stretches = zip(wanted, ways).map { commune, way in
        way == .none ? 1 : Self.stretch(way, greatCircleKm: hall.distanceKm(to: graph.halls[Int(commune)]))
      }
      for commune in touched { lengths[Int(commune)] = .max }
      touched.removeAll(keepingCapacity: true)
      heap.removeAll(keepingCapacity: true)
      return Row(communes: wanted, ways: ways, stretches: stretches)
    }

    private static func stretch(_ way: Way, greatCircleKm km: Double) -> Double {
      let land = Double(way.metres - way.boats * CommuneGraph.boardingMetres) / 1000
      return km > 0 ? max(1, land / km) : 1
    }

    private func push(_ entry: UInt64) {
      heap.append(entry)
      var place = heap.count - 1
      while place > 0, heap[(place - 1) / 2] > entry {
        heap[place] = heap[(place - 1) / 2]
        place = (place - 1) / 2
      }
      heap[place] = entry
    }

    private func pop() -> UInt64? {
      guard let least = heap.first, let last = heap.popLast() else { return nil }
      guard !heap.isEmpty else { return least }
      var place = 0
      while 2 * place + 1 < heap.count {
        var child = 2 * place + 1
        if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
        guard heap[child] < last else { break }
        heap[place] = heap[child]
        place = child
      }
      heap[place] = last
      return least
    }
  }
}
