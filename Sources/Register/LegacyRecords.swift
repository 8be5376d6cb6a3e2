/// Cuts the bytes of a legacy extract into records and cells, one record after the other.
///
/// RFC 4180 with `;` (or another separator): a cell that begins with a quote ends with the next lone one, and holds `;`,
/// line ends and `""` for a quote. A quote inside a bare cell is a plain character. LF, CRLF and CR end a line. An unclosed
/// quote costs its record, not the rest of the file: no record goes on past a line that begins with the tag of another; in
/// tables without tags a record of several lines must be whole, else it is its first line alone.
///
/// Cells are ranges of the one buffer, so no text is made for a cell that nobody asks for.
///
/// - Complexity: O(bytes) for the whole file; no allocation for a record.
struct LegacyRecords {
  struct Cell {
    let start: Int
    let end: Int
    /// Whether `""` stands in it for `"`.
    let hasEscapes: Bool
    var isEmpty: Bool { start == end }
  }

  /// More cells than any record has; those beyond are counted, not kept.
  static let keptCells = 96

  let bytes: [UInt8]
  /// The line at which the current record begins, from 1.
  private(set) var line = 0
  /// The current record's cells, the first `keptCells` of them.
  private(set) var cells = ContiguousArray<Cell>()
  /// How many cells the record has up to the last that is not empty (spreadsheets fill lines up with empty ones).
  private(set) var usedCells = 0
  /// How many cells the record has.
  private(set) var cellCount = 0
  /// Whether a quoted cell of the record is not closed, or goes on after its closing quote.
  private(set) var isBroken = false

  private let separator: UInt8
  private let isTagged: Bool
  private let width: Int?
  /// Whether quoted cells of the record at hand end with its line.
  private var endsWithLine = false
  private var position: Int
  private var nextLine = 1

  /// In bytes: an address of many lines; what a quote that is never closed costs at most.
  private static let longestQuoted = 4096

  /// - Parameter width: of records without tags, how many cells they have; without it they are of one line each.
  init(_ bytes: [UInt8], separator: UInt8 = .semicolon, isTagged: Bool = true, width: Int? = nil) {
    self.width = width
    self.bytes = bytes
    self.separator = separator
    self.isTagged = isTagged
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    cells.reserveCapacity(Self.keptCells)
  }

  /// Goes to the next record.
  ///
  /// - Returns: false at the end of the file.
  mutating func advance() -> Bool {
    guard position < bytes.count else { return false }
    let start = (position: position, line: nextLine)
    endsWithLine = !isTagged && width == nil
    takeRecord()
    let isLong = nextLine > start.line + 1
    if !isTagged, isLong, let width, isBroken || cellCount < width || usedCells > width {
      (position, nextLine) = start
      endsWithLine = true
      takeRecord()
    }
    return true
  }

  private mutating func takeRecord() {
    line = nextLine
    cells.removeAll(keepingCapacity: true)
    cellCount = 0
    usedCells = 0
    isBroken = false
    while true {
      if position < bytes.count && bytes[position] == .quote { takeQuotedCell() } else { takeBareCell() }
      guard position < bytes.count else { return }
      if bytes[position] == separator {
        position += 1
      } else {
        return takeLineEnd()
      }
    }
  }

  /// Goes on with these cells in place of the current record's own.
  mutating func replaceCells(_ new: [Cell]) {
    cells.removeAll(keepingCapacity: true)
    cellCount = 0
    usedCells = 0
    for cell in new { append(cell) }
  }

  private mutating func takeBareCell() {
    let start = position
    while position < bytes.count && bytes[position] != separator && !bytes[position].endsLine { position += 1 }
    append(Cell(start: start, end: position, hasEscapes: false))
  }

  private mutating func takeQuotedCell() {
    position += 1
    let start = position
    var hasEscapes = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == .quote {
        if position + 1 < bytes.count && bytes[position + 1] == .quote {
          hasEscapes = true
          position += 2
        } else {
          append(Cell(start: start, end: position, hasEscapes: hasEscapes))
          position += 1
          while position < bytes.count && bytes[position] != separator && !bytes[position].endsLine {
            isBroken = true
            position += 1
          }
          return
        }
      } else if byte.endsLine {
        let end = position
        takeLineEnd()
        let isOver = endsWithLine || !isTagged && position - start > Self.longestQuoted
        if isOver || isTagged && LegacyTag(startOf: bytes, at: position) != nil {
          position = end
          nextLine -= 1
          break
        }
      } else {
        position += 1
      }
    }
    isBroken = true
    append(Cell(start: start, end: position, hasEscapes: hasEscapes))
  }

  private mutating func takeLineEnd() {
    let isCRLF =
      bytes[position] == .carriageReturn && position + 1 < bytes.count && bytes[position + 1] == .lineFeed
    position += isCRLF ? 2 : 1
    nextLine += 1
  }

  private mutating func append(_ cell: Cell) {
    cellCount += 1
    if !cell.isEmpty { usedCells = cellCount }
    if cells.count < Self.keptCells { cells.append(cell) }
  }
}

/// What kind of record a line is: its first cell.
enum LegacyTag: String, CaseIterable {
  /// The first line of every extract.
  case manifest = "finess"
  /// An OG, in extract 501.
  case og = "structureej"
  /// An establishment, in extracts 502 and 507.
  case establishment = "structureet"
  /// The place of an establishment, in extract 507.
  case location = "geolocalisation"
  /// Installed capacity, in extract 505.
  case equipment = "equipementsocial"

  /// The tag, with its `;`, that stands at a place; nil when none does.
  init?(startOf bytes: [UInt8], at position: Int) {
    func stands(_ tag: LegacyTag) -> Bool {
      let text = tag.rawValue.utf8
      guard position + text.count < bytes.count, bytes[position + text.count] == .semicolon else { return false }
      return bytes[position..<position + text.count].elementsEqual(text)
    }
    guard let tag = Self.allCases.first(where: stands) else { return nil }
    self = tag
  }

  /// The tag that a cell holds; nil when it holds something else.
  init?(cell: ArraySlice<UInt8>) {
    guard let tag = Self.allCases.first(where: { cell.elementsEqual($0.rawValue.utf8) }) else { return nil }
    self = tag
  }

  /// What its records' columns hold; nil for records whose few cells tell all by themselves.
  var form: RowForm? {
    switch self {
    case .og: .og
    case .establishment: .establishment
    case .manifest, .location, .equipment: nil
    }
  }

  /// How many cells its records have.
  var cellCounts: ClosedRange<Int> {
    switch self {
    case .manifest: 4...4
    case .og: 23...23
    // Some years have no numuai at the end.
    case .establishment: 31...32
    case .location: 6...6
    case .equipment: 16...Int.max
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let semicolon = UInt8(ascii: ";")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  var endsLine: Bool { self == .lineFeed || self == .carriageReturn }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
