import Wording

/// Which of some files is believed first where they tell of one establishment: the newest, whatever the order in which they
/// are given. Older ones fill what it leaves empty.
///
/// Files that tell the same day keep the order in which they are given, and so does one that tells none: it keeps its place,
/// and the dated ones share out the others. What a disk says of a file's age counts for nothing: copies are as old as the
/// copying.
struct RegisterPrecedence {
  /// Days of the files, as they are given; nil where a file tells none.
  let dates: [String?]
  /// Places of the files, the one believed first in front.
  let order: [Int]

  init(dates: [String?]) {
    self.dates = dates
    var newestFirst = dates.indices.filter { dates[$0] != nil }.sorted { a, b in
      let (first, second) = (dates[a] ?? "", dates[b] ?? "")
      return first == second ? a < b : first > second
    }[...]
    order = dates.indices.map { dates[$0] == nil ? $0 : newestFirst.popFirst() ?? $0 }
  }

  /// Looks into the files for their days, and takes nothing from them.
  ///
  /// - Complexity: O(1) for each file, but for a FINESS+ document that tells its day after its records.
  init(_ sources: [ByteSource]) throws(Failure) {
    guard sources.count > 1 else {
      self.init(dates: [String?](repeating: nil, count: sources.count))
      return
    }
    var dates: [String?] = []
    for source in sources { dates.append(try Self.date(of: source)) }
    self.init(dates: dates)
  }

  /// The day that a file tells; nil too for a file that cannot be read, of which the reading tells.
  private static func date(of source: ByteSource) throws(Failure) -> String? {
    var start = try source.peek()
    if RegisterFormat.isGzip(start) {
      let nothing = ByteSource(InputFile(path: source.path, bytes: []))
      start = (try? Inflater(nothing, start: start).next()) ?? []
    }
    guard RegisterFormat.isJSON(start) else { return manifestDate(start) }
    switch documentDate(JSONStream(path: source.path, start: start) { nil }) {
    case .told(let date): return date
    case .notYet: return try wholeDocumentDate(source)
    }
  }

  /// Of a legacy extract, whose manifest is its first record.
  private static func manifestDate(_ start: [UInt8]) -> String? {
    var cursor = LegacyCursor(Array(start.prefix(4096)))
    while cursor.advance() {
      if cursor.isBlank { continue }
      guard cursor.tag == .manifest, cursor.isWellFormed(.manifest) else { return nil }
      return SpreadsheetDamage.date(cursor.bytes(3)) ?? LegacyText.date(cursor.text(3))
    }
    return nil
  }

  private enum DocumentDate {
    case told(String?)
    /// The text ends before it.
    case notYet
  }

  private static func documentDate(_ document: consuming JSONStream) -> DocumentDate {
    do {
      guard try document.kind() == .object else { return .told(nil) }
      try document.enter(.object)
      while try document.nextKey() {
        if FinessPlusKey(document.key) == .generatedAt { return .told(try FinessPlusReader.date(&document)) }
        try document.skip()
      }
      return .told(nil)
    } catch {
      return .notYet
    }
  }

  private static func wholeDocumentDate(_ source: ByteSource) throws(Failure) -> String? {
    guard let again = try source.again() else { return nil }
    let start = try again.next() ?? []
    var document: JSONStream
    if RegisterFormat.isGzip(start) {
      let inflater = Inflater(again, start: start)
      document = JSONStream(path: source.path, start: []) { () throws(Failure) in try inflater.next() }
    } else {
      document = JSONStream(path: source.path, start: start) { () throws(Failure) in try again.next() }
    }
    guard case .told(let date) = documentDate(document) else { return nil }
    return date
  }
}
