import Foundation
import Wording

/// The communes of France and which of them can be gone to from which: over land where their contours touch, and by the
/// bridges and the regular boats of `crossings.csv`.
///
/// A link is as long as the great circle between the two town halls. It knows no road, no ridge, and no river without a
/// bridge but the estuaries that `datasets/neighbours.py` names.
///
/// Source: IGN, Admin Express; see the first lines of `neighbours.csv` and `crossings.csv`.
public struct CommuneGraph: Sendable {
  public struct Link: Sendable, BitwiseCopyable {
    public let to: Int32
    /// Between the town halls, in whole metres, rounded down; at least 1. The boarding of a boat is not in it.
    public let metres: Int32
    public let isBoat: Bool
  }

  /// What boarding a boat adds to the way, in metres, whatever its length: waiting, timetables, the last boat back. A
  /// convention of the program: half an hour on the road.
  public static let boardingMetres = 30_000

  /// INSEE codes, ascending; a commune is named by its place here.
  public let codes: [String]
  /// Where town halls stand.
  public let halls: [Coordinate]
  /// Links of commune i: places `starts[i]..<starts[i + 1]` of `links`.
  public let starts: [Int]
  public let links: [Link]
  /// Whether all land and bridges to somewhere larger fail: an island, reached by boat or not at all.
  public let isIsland: [Bool]
  private let keys: [UInt64]
  /// Communes from south to north.
  private let byLatitude: [Int32]
  private let formers: FormerCommunes

  public var count: Int { codes.count }

  public func name(of commune: Int) -> String {
    (try? Communes.bundled())?.commune(codes[commune])?.name ?? codes[commune]
  }

  /// The graph that comes with the program; made once, when it is first asked for, in some hundredths of a second.
  ///
  /// - Throws: `Failure` when a table is missing or damaged.
  public static func bundled() throws(Failure) -> CommuneGraph { try shared.get() }

  private static let shared = Result<CommuneGraph, Failure> { () throws(Failure) in
    let file = "neighbours.csv"
    let url = Bundle.module.bundleURL.appendingPathComponent("Resources").appendingPathComponent(file)
    guard let data = try? Data(contentsOf: url) else { throw ResourceTable.missing(url.path) }
    let columns = ["a", "b", "kind"]
    return try CommuneGraph(
      file: file, bytes: Array(data), crossings: ResourceTable("crossings.csv", in: .module, columns: columns),
      communes: .bundled(), formers: .bundled())
  }

  /// The commune that a code means: its own, the one it has merged into, the one that an arrondissement is part of; nil when
  /// the graph has none.
  ///
  /// - Complexity: O(log communes).
  public func commune(_ code: String) -> Int? {
    guard let key = Self.key(code.utf8) else { return nil }
    if let place = place(of: key) { return place }
    let whole = Self.whole(code) ?? formers.current(code)
    return Self.key(whole.utf8).flatMap { self.place(of: $0) }
  }

  /// The commune whose town hall is nearest.
  ///
  /// - Complexity: O(communes of the same latitude, as far away).
  public func nearest(to spot: Coordinate) -> Int {
    let northward = byLatitude.partitioningPlace { halls[Int($0)].lat < spot.lat }
    var best = (km: Double.infinity, commune: 0)
    func look(_ rank: Int) -> Bool {
      let commune = Int(byLatitude[rank])
      let hall = halls[commune]
      // A degree of latitude is 111 km at least.
      guard abs(hall.lat - spot.lat) * 111 <= best.km else { return false }
      let km = hall.distanceKm(to: spot)
      if (km, commune) < best { best = (km, commune) }
      return true
    }
    var (low, high) = (northward - 1, northward)
    while true {
      let isLow = low >= 0 && look(low)
      let isHigh = high < byLatitude.count && look(high)
      if isLow { low -= 1 } else { low = -1 }
      if isHigh { high += 1 } else { high = byLatitude.count }
      if !isLow, !isHigh { return best.commune }
    }
  }

  /// Arrondissements of Paris, Marseille and Lyon.
  private static func whole(_ code: String) -> String? {
    if code.hasPrefix("751") { return "75056" }
    if code.hasPrefix("132") { return "13055" }
    return code.hasPrefix("6938") ? "69123" : nil
  }

  private static func key(_ code: some Collection<UInt8>) -> UInt64? {
    code.count == 5 ? code.reduce(0) { $0 << 8 | UInt64($1) } : nil
  }

  private func place(of key: UInt64) -> Int? { Self.place(of: key, in: keys) }

  private static func place(of key: UInt64, in keys: [UInt64]) -> Int? {
    let place = keys.partitioningPlace { $0 < key }
    return place < keys.count && keys[place] == key ? place : nil
  }
}

// MARK: Reading

extension CommuneGraph {
  /// - Parameters:
  ///   - bytes: `insee;lat;lon;neighbours`, its rows in the order of codes; see `datasets/neighbours.py`.
  ///   - crossings: a, b and kind.
  init(
    file: String, bytes: [UInt8], crossings: ResourceTable, communes: Communes, formers: FormerCommunes
  ) throws(Failure) {
    var rows: [(line: Int, cells: [ArraySlice<UInt8>])] = []
    for (line, row) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where !row.isEmpty && row.first != UInt8(ascii: "#") {
      let cells = row.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      guard cells.count == 4 else {
        throw ResourceTable.damaged(file, line + 1, String(decoding: row, as: UTF8.self), expected: "4 × ;")
      }
      rows.append((line + 1, cells))
    }
    rows = Array(rows.dropFirst())
    let text = { (cell: ArraySlice<UInt8>) in String(decoding: cell, as: UTF8.self) }
    let keys = rows.compactMap { Self.key($0.cells[0]) }
    guard keys.count == rows.count, zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }), !keys.isEmpty else {
      throw ResourceTable.damaged(file, 2, "insee", expected: "insee ↑")
    }
    var halls: [Coordinate] = []
    for (line, cells) in rows {
      let own = Double(text(cells[1])).flatMap { lat in Double(text(cells[2])).map { Coordinate(lat: lat, lon: $0) } }
      guard let hall = own ?? communes.ground(of: text(cells[0]))?.position else {
        throw ResourceTable.damaged(file, line, text(cells[0]), expected: "communes.csv")
      }
      halls.append(hall)
    }
    var pairs: [(a: Int, b: Int, isBoat: Bool)] = []
    for (a, row) in rows.enumerated() {
      for near in row.cells[3].split(separator: UInt8(ascii: " ")) {
        let code = near.count == 3 ? Array(row.cells[0].prefix(2) + near) : Array(near)
        guard let b = Self.key(code).flatMap({ Self.place(of: $0, in: keys) }), b != a else {
          throw ResourceTable.damaged(file, row.line, String(decoding: code, as: UTF8.self), expected: "insee")
        }
        pairs.append((a, b, false))
      }
    }
    for row in crossings.rows {
      let ends = row.cells[0...1].compactMap { Self.key($0.utf8).flatMap { Self.place(of: $0, in: keys) } }
      guard ends.count == 2, ends[0] != ends[1], ["bridge", "boat"].contains(row.cells[2]) else {
        throw crossings.damaged(row, expected: "insee;insee;bridge|boat")
      }
      pairs.append((ends[0], ends[1], row.cells[2] == "boat"))
    }
    self.keys = keys
    self.halls = halls
    self.formers = formers
    codes = rows.map { text($0.cells[0]) }
    byLatitude = halls.indices.sorted { (halls[$0].lat, $0) < (halls[$1].lat, $1) }.map { Int32($0) }
    (starts, links) = Self.links(pairs, halls: halls)
    isIsland = Self.islands(pairs, count: halls.count)
  }

  private static func links(
    _ pairs: [(a: Int, b: Int, isBoat: Bool)], halls: [Coordinate]
  ) -> (starts: [Int], links: [Link]) {
    var starts = [Int](repeating: 0, count: halls.count + 1)
    for pair in pairs {
      starts[pair.a + 1] += 1
      starts[pair.b + 1] += 1
    }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var next = starts
    var links = [Link](repeating: Link(to: 0, metres: 0, isBoat: false), count: starts[starts.count - 1])
    for pair in pairs {
      let metres = Int32(max(1, 1000 * halls[pair.a].distanceKm(to: halls[pair.b])))
      links[next[pair.a]] = Link(to: Int32(pair.b), metres: metres, isBoat: pair.isBoat)
      links[next[pair.b]] = Link(to: Int32(pair.a), metres: metres, isBoat: pair.isBoat)
      next[pair.a] += 1
      next[pair.b] += 1
    }
    return (starts, links)
  }

  /// Communes of a piece of land from which a boat goes to a larger one, or that stands alone and has no boat.
  private static func islands(_ pairs: [(a: Int, b: Int, isBoat: Bool)], count: Int) -> [Bool] {
    var parent = Array(0..<count)
    func root(_ commune: Int) -> Int {
      var commune = commune
      while parent[commune] != commune {
        parent[commune] = parent[parent[commune]]
        commune = parent[commune]
      }
      return commune
    }
    for pair in pairs where !pair.isBoat { parent[root(pair.a)] = root(pair.b) }
    var size = [Int](repeating: 0, count: count)
    for commune in 0..<count { size[root(commune)] += 1 }
    var isSmall = size.map { $0 == 1 }
    for pair in pairs where pair.isBoat {
      let (a, b) = (root(pair.a), root(pair.b))
      if a != b { isSmall[size[a] < size[b] ? a : b] = true }
    }
    return (0..<count).map { isSmall[root($0)] }
  }
}

extension Array {
  /// The first place of a sorted array whose element does not precede what is looked for; the end when all do.
  fileprivate func partitioningPlace(_ precedes: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
