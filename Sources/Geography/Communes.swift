import Foundation
import Wording

/// A French commune, or an arrondissement of Paris, Lyon or Marseille.
///
/// Source: INSEE, Code officiel géographique; La Poste; DILA; see the first line of `communes.csv`.
public struct Commune: Sendable, Hashable {
  /// INSEE code: `35238`, `2A004`, `97101`.
  public let code: String
  public let name: String
  /// INSEE code of its département: `35`, `2A`, `971`.
  public let departement: String
  public let region: RegionCode
  /// Inhabitants; nil where it is not known (Mayotte).
  public let population: Int?
  /// The lowest of its postal codes; empty for a few.
  public let postalCode: String
  /// Where its town hall stands.
  public let position: Coordinate
  /// Km from there to the farthest point of its contour, rounded up to a tenth; nil where the contour is not known.
  public let extentKm: Double?
}

/// The communes of France, by INSEE code or postal code.
///
/// The table stays as the bytes of its file, in the order of codes, and a row is read when it is asked for: some 2 MB in all
/// and some milliseconds, for a register that asks for a few communes out of 35,000.
public struct Communes: Sendable {
  private let bytes: [UInt8]
  /// Where each row begins, in the order of codes.
  private let starts: [Int32]
  /// The code of each row, as `key(_:)` has it.
  private let keys: [UInt64]
  /// Rows by postal code.
  private let byPostalCode: [(postalCode: UInt32, row: Int32)]

  /// The table that comes with the program; read once, when it is first asked for.
  ///
  /// - Throws: `Failure` when it is missing or damaged.
  public static func bundled() throws(Failure) -> Communes { try shared.get() }

  /// How many there are.
  public var count: Int { starts.count }

  /// The commune of an INSEE code; nil when there is none, such as one that was merged into another.
  ///
  /// - Complexity: O(log communes).
  public func commune(_ code: String) -> Commune? {
    row(of: code).flatMap { commune(at: $0) }
  }

  /// Where the town hall of a commune stands and how far it reaches from there, as in `Commune`; nil when there is no such
  /// commune.
  ///
  /// - Complexity: O(log communes), some tenths of a microsecond: registers ask for each of their ESSMS.
  public func ground(of code: String) -> (position: Coordinate, extentKm: Double?)? {
    guard let row = row(of: code) else { return nil }
    var place = Int(starts[row])
    func skipCells(_ count: Int) {
      var left = count
      while left > 0, place < bytes.count {
        if bytes[place] == UInt8(ascii: ";") { left -= 1 }
        place += 1
      }
    }
    // Digits and a point, as the table has them: exact below 2^53, so that the quotient is rounded once (Clinger, 1990).
    func number() -> Double? {
      let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
      if isNegative { place += 1 }
      var mantissa = 0.0
      var scale = 0.0
      let start = place
      while place < bytes.count, bytes[place] != UInt8(ascii: ";") {
        if bytes[place] == UInt8(ascii: ".") {
          scale = 1
        } else {
          mantissa = mantissa * 10 + Double(bytes[place] &- UInt8(ascii: "0"))
          scale *= 10
        }
        place += 1
      }
      guard place > start else { return nil }
      let value = scale > 0 ? mantissa / scale : mantissa
      return isNegative ? -value : value
    }
    skipCells(Self.cellsBeforePosition)
    guard let lat = number() else { return nil }
    skipCells(1)
    guard let lon = number() else { return nil }
    skipCells(1)
    return (Coordinate(lat: lat, lon: lon), number())
  }

  private func row(of code: String) -> Int? {
    guard let key = Self.key(code.utf8) else { return nil }
    let row = keys.partition { $0 < key }
    return row < keys.count && keys[row] == key ? row : nil
  }

  /// A code as a number, in the order of codes; nil unless it has as many characters as a code.
  private static func key(_ code: some Collection<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    var count = 0
    for byte in code {
      key = key << 8 | UInt64(byte)
      count += 1
      if count > codeLength { return nil }
    }
    return count == codeLength ? key : nil
  }

  /// The communes whose lowest postal code this is, in the order of codes.
  ///
  /// - Complexity: O(log communes + communes found).
  public func communes(postalCode: String) -> [Commune] {
    guard postalCode.utf8.count == Self.codeLength, let number = UInt32(postalCode) else { return [] }
    let first = byPostalCode.partition { $0.postalCode < number }
    return byPostalCode[first...].prefix { $0.postalCode == number }.compactMap { commune(at: Int($0.row)) }
  }

  /// The communes of a département, by its INSEE code, in the order of codes.
  ///
  /// - Complexity: O(log communes + communes found).
  public func communes(departement: String) -> [Commune] {
    let start = Array(departement.utf8)
    guard (2...3).contains(start.count) else { return [] }
    let first = starts.partition { bytes[Int($0)..<Int($0) + start.count].lexicographicallyPrecedes(start) }
    return (first..<starts.count).lazy.prefix { bytes[Int(starts[$0])...].starts(with: start) }
      .compactMap { commune(at: $0) }
  }

  /// All of them, in the order of codes.
  ///
  /// - Complexity: O(communes), some tenths of a second.
  public var all: [Commune] { starts.indices.compactMap { commune(at: $0) } }

  /// Codes of the communes whose arrondissements are there too, and whose population comprises theirs.
  public static let cutInArrondissements: Set<String> = ["75056", "13055", "69123"]

  private static let codeLength = 5
  private static let columns = [
    "insee", "name", "departement", "region", "population", "lat", "lon", "extent", "postal",
  ]
  private static let cellsBeforePosition = 5

  private static let shared = Result<Communes, Failure> { () throws(Failure) in
    let file = "communes.csv"
    let url = Bundle.module.bundleURL.appendingPathComponent("Resources").appendingPathComponent(file)
    do {
      return try Communes(file: file, bytes: Array(Data(contentsOf: url)))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw ResourceTable.missing(url.path)
    }
  }

  /// - Parameter bytes: a table as `ResourceTable` has them, its columns in the order of `columns`, its rows in that of
  ///   codes.
  init(file: String, bytes: [UInt8]) throws(Failure) {
    var starts: [Int32] = []
    var keys: [UInt64] = []
    var byPostalCode: [(postalCode: UInt32, row: Int32)] = []
    var start = 0
    var line = 0
    var hasHeader = false
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      line += 1
      defer { start = end + 1 }
      let row = bytes[start..<end]
      if row.isEmpty || row.first == UInt8(ascii: "#") { continue }
      if !hasHeader {
        guard row.elementsEqual(Self.columns.joined(separator: ";").utf8) else {
          throw Self.damaged(file, line, row, expected: Self.columns.joined(separator: ";"))
        }
        hasHeader = true
        continue
      }
      guard let key = Self.key(row.prefix(Self.codeLength)), keys.last.map({ $0 < key }) ?? true,
        row.count > Self.codeLength, row[start + Self.codeLength] == UInt8(ascii: ";"),
        row.count(where: { $0 == UInt8(ascii: ";") }) == Self.columns.count - 1
      else {
        throw Self.damaged(file, line, row, expected: "\(Self.columns.count) × ;, insee ↑")
      }
      let postalCode = row.suffix(Self.codeLength)
      if let number = UInt32(String(decoding: postalCode, as: UTF8.self)) {
        byPostalCode.append((number, Int32(starts.count)))
      }
      starts.append(Int32(start))
      keys.append(key)
    }
    self.bytes = bytes
    self.starts = starts
    self.keys = keys
    self.byPostalCode = byPostalCode.sorted { ($0.postalCode, $0.row) < ($1.postalCode, $1.row) }
  }

  private func commune(at row: Int) -> Commune? {
    let line = bytes[Int(starts[row])...].prefix { $0 != UInt8(ascii: "\n") }
    let cells = line.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard cells.count == Self.columns.count, let lat = Double(cells[5]), let lon = Double(cells[6]) else { return nil }
    return Commune(
      code: cells[0], name: cells[1], departement: cells[2], region: RegionCode(cells[3]), population: Int(cells[4]),
      postalCode: cells[8], position: Coordinate(lat: lat, lon: lon), extentKm: Double(cells[7]))
  }

  private static func damaged(_ file: String, _ line: Int, _ row: ArraySlice<UInt8>, expected: String) -> Failure {
    ResourceTable.damaged(file, line, String(decoding: row, as: UTF8.self), expected: expected)
  }
}

extension Array {
  /// The first place of a sorted array whose element does not precede what is looked for; the end when all do.
  ///
  /// - Complexity: O(log count).
  fileprivate func partition(_ precedes: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
