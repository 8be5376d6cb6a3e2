import Geography
import Register
import Wording

/// Which distances by road a register's plans may ask for, in blocks that a server of tables answers: from each ESSMS of an OG
/// to the seats of all OG whose own seat is within the radius as the crow flies.
public struct RoadQuestions: Sendable {
  public struct Place: Sendable {
    public let number: FinessNumber
    public let coordinate: Coordinate
  }

  /// A table: from each of some places to some seats, of which some pairs are wanted.
  public struct Block: Sendable {
    public let from: [Place]
    public let to: [Place]
    /// Whether the pair (from, to) is wanted: row after row.
    public let isWanted: [Bool]
  }

  public let blocks: [Block]
  /// Pairs wanted.
  public let count: Int

  /// - Parameters:
  ///   - regions: nil for all that the register holds.
  ///   - radiusKm: as the crow flies.
  ///   - tableSize: the most places in one question.
  /// - Throws: `Failure` when a region is not there, or nothing has coordinates.
  public init(_ register: Register, regions: [RegionCode]?, radiusKm: Double, tableSize: Int) throws(Failure) {
    try register.requireLocated()
    let units = try Planner.choose(regions, of: register).flatMap { register.units(in: $0) }.compactMap { Unit($0) }
    let index = SeatIndex(units.map(\.seat.coordinate), radiusKm: radiusKm)
    let columns = max(1, tableSize / 4)
    let rows = max(1, tableSize - columns)
    // Seats that lie near each other are asked for together: they have most of their neighbours in common.
    let order = units.indices.sorted { Self.key(units[$0]) < Self.key(units[$1]) }
    var blocks: [Block] = []
    for start in stride(from: 0, to: order.count, by: columns) {
      let seats = Array(order[start..<min(start + columns, order.count)])
      var wanted: [Int: Set<Int>] = [:]
      for (column, seat) in seats.enumerated() {
        wanted[seat, default: []].insert(column)
        index.forEachNeighbour(of: seat) { wanted[Int($0), default: []].insert(column) }
      }
      let essms = wanted.keys.flatMap { unit in units[unit].og.essms.map { (essms: $0, unit: unit) } }
        .sorted { $0.essms.number < $1.essms.number }
      for first in stride(from: 0, to: essms.count, by: rows) {
        let part = essms[first..<min(first + rows, essms.count)]
        blocks.append(
          Block(
            from: part.map { Place(number: $0.essms.number, coordinate: $0.essms.coordinate) },
            to: seats.map { Place(number: units[$0].seat.number, coordinate: units[$0].seat.coordinate) },
            isWanted: part.flatMap { one in seats.indices.map { wanted[one.unit]?.contains($0) ?? false } }))
      }
    }
    self.blocks = blocks
    count = blocks.reduce(0) { $0 + $1.isWanted.count(where: \.self) }
  }

  /// By squares of a quarter of a degree, then by number.
  private static func key(_ unit: Unit) -> (Int, Int, FinessNumber) {
    let spot = unit.seat.coordinate
    return (Int((spot.lat * 4).rounded(.down)), Int((spot.lon * 4).rounded(.down)), unit.seat.number)
  }
}
