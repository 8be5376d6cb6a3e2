import Wording

/// Minutes and km by road from ESSMS to the seats of OG, as a file tells them: `de;a;minutes;km`, FINESS géographiques, empty
/// cells where there is no road.
///
/// Memory: 12 bytes for each line, and a table of the numbers.
public struct RoadDistances: Sendable {
  /// A way by road.
  public struct Way: Sendable, Equatable, BitwiseCopyable {
    public let metres: Int32
    /// In thousandths.
    public let milliminutes: Int32

    public var km: Double { Double(metres) / 1000 }
    public var minutes: Double { Double(milliminutes) / 1000 }
  }

  /// As the user wrote it, for failures.
  public let path: String
  public let source: SourceFile
  /// Places of the numbers in the arrays.
  private let places: [FinessNumber: Int32]
  /// Lines to seat i: `starts[i]..<starts[i + 1]`.
  private let starts: [Int]
  /// Ascending for each seat.
  private let origins: [Int32]
  /// −1 metres where there is no road.
  private let ways: [Way]

  /// Where the file tells no way from an ESSMS to its porteur's seat: so many times the great circle, in km, and so many
  /// minutes for each of these km. Conventions of the program.
  public static let stretch = 1.3
  public static let minutesPerKm = 1.2

  public static let header = "de;a;minutes;km"

  /// Lines that tell of a way, and of none.
  public var count: (ways: Int, none: Int) {
    let none = ways.count { $0.metres < 0 }
    return (ways.count - none, none)
  }

  /// The way from an ESSMS to a seat; nil where the file tells none.
  ///
  /// - Complexity: O(log lines of the seat).
  public func way(from essms: FinessNumber, to seat: FinessNumber) -> Way? {
    guard let from = place(of: essms), let to = place(of: seat) else { return nil }
    return way(from: from, to: to)
  }

  /// Those from which the file tells a way to a seat, or that there is none.
  public func origins(to seat: Int32) -> ArraySlice<Int32> { origins[starts[Int(seat)]..<starts[Int(seat) + 1]] }

  /// The number by which the table knows an ESSMS; nil when no line names it.
  public func place(of essms: FinessNumber) -> Int32? { places[essms] }

  /// The same, by the table's own numbers.
  public func way(from: Int32, to: Int32) -> Way? {
    var (low, high) = (starts[Int(to)], starts[Int(to) + 1])
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if origins[middle] < from { low = middle + 1 } else { high = middle }
    }
    guard low < end, origins[low] == from, ways[low].metres >= 0 else { return nil }
    return ways[low]
  }

  /// - Throws: `Failure` that names the file, the line and the value.
  public static func read(path: String) throws(Failure) -> RoadDistances {
    try RoadDistances(
      InputFile(
        path: path,
        expected: Wording(
          fr: "un fichier \(header), que fait « grappes distances »",
          en: "a file \(header), as \"grappes distances\" makes")
      ))
  }

  init(_ file: InputFile) throws(Failure) {
    path = file.path
    source = SourceFile(file: file.name, sha256: file.sha256(), date: nil)
    var places: [FinessNumber: Int32] = [:]
    func place(_ number: FinessNumber) -> Int32 {
      if let known = places[number] { return known }
      places[number] = Int32(places.count)
      return Int32(places.count - 1)
    }
    var lines: [(to: Int32, from: Int32, way: Way, line: Int32)] = []
    var hasHeader = false
    var start = file.bytes.starts(with: TableFile.byteOrderMark) ? 3 : 0
    var line = 0
    while start < file.bytes.count {
      var end = start
      while end < file.bytes.count, file.bytes[end] != UInt8(ascii: "\n") { end += 1 }
      line += 1
      var row = file.bytes[start..<end]
      start = end + 1
      if row.last == UInt8(ascii: "\r") { row = row.dropLast() }
      if row.isEmpty || row.first == UInt8(ascii: "#") { continue }
      guard hasHeader else {
        guard row.elementsEqual(Self.header.utf8) else { throw Self.wrong(file, line, row, Self.header, Self.header) }
        hasHeader = true
        continue
      }
      let cells = row.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      guard cells.count == 4, let from = FinessNumber(bytes: cells[0]), let to = FinessNumber(bytes: cells[1]) else {
        throw Self.wrong(
          file, line, row, "deux numéros FINESS de neuf caractères, des minutes et des km",
          "two FINESS numbers of nine characters, minutes and km")
      }
      let way: Way
      if cells[2].isEmpty, cells[3].isEmpty {
        way = Way(metres: -1, milliminutes: -1)
      } else if let minutes = Self.thousandths(cells[2]), let metres = Self.thousandths(cells[3]) {
        way = Way(metres: metres, milliminutes: minutes)
      } else {
        throw Self.wrong(
          file, line, row, "minutes et km de 0 à 100 000, ou deux cellules vides",
          "minutes and km from 0 to 100,000, or two empty cells")
      }
      lines.append((place(to), place(from), way, Int32(clamping: line)))
    }
    guard hasHeader else { throw Self.wrong(file, max(1, line), [], Self.header, Self.header) }
    lines.sort { ($0.to, $0.from, $0.line) < ($1.to, $1.from, $1.line) }
    for (one, next) in zip(lines, lines.dropFirst()) where one.to == next.to && one.from == next.from {
      guard one.way == next.way else {
        let first = Int(one.line)
        throw Self.wrong(
          file, Int(next.line), [], "une seule ligne pour ces deux ESSMS ; la ligne \(first) dit autre chose",
          "one line for these two ESSMS; line \(first) says something else")
      }
    }
    var starts = [Int](repeating: 0, count: places.count + 1)
    for line in lines { starts[Int(line.to) + 1] += 1 }
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    self.places = places
    self.starts = starts
    origins = lines.map(\.from)
    ways = lines.map(\.way)
  }

  /// Digits with a point or a comma, to the thousandth; nil for anything else and above 100,000.
  private static func thousandths(_ cell: ArraySlice<UInt8>) -> Int32? {
    var value = 0
    var decimals: Int?
    for byte in cell {
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        guard decimals == nil else { return nil }
        decimals = 0
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), value < 1_000_000_000 else { return nil }
        if let known = decimals {
          decimals = known + 1
          if known >= 3 { continue }
        }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    guard cell.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
    for _ in min(3, decimals ?? 0)..<3 { value *= 10 }
    return value <= 100_000_000 ? Int32(value) : nil
  }

  private static func wrong(
    _ file: InputFile, _ line: Int, _ row: ArraySlice<UInt8>, _ fr: String, _ en: String
  ) -> Failure {
    let found = String(decoding: row, as: UTF8.self).asFound(longest: 60)
    return Failure(
      .data, fr: "\(file.path), ligne \(line) : « \(found) » ; attendu \(fr)",
      en: "\(file.path), line \(line): \"\(found)\"; expected \(en)")
  }
}
