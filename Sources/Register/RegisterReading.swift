import Wording

/// The reading of some files into one draft, each by the reader of its format.
struct RegisterReading {
  private(set) var draft: RegisterDraft
  private let includesEdge: Bool

  /// In bytes: far above any register in text, and what ends a gzip file made to fill memory.
  static let largestUnpackedText = 1 << 29

  init(_ options: RegisterReader.Options) {
    draft = RegisterDraft(options)
    includesEdge = options.includeEdgeCategories
  }

  /// Reads a file to its end.
  ///
  /// - Parameter date: the day of which the file is, where that is known beforehand.
  /// - Returns: the date that the file gives itself.
  mutating func read(_ source: ByteSource, date: String? = nil) throws(Failure) -> String? {
    draft.date = date
    let start = try source.next() ?? []
    guard RegisterFormat.isGzip(start) else {
      return try read(source, start: start, largest: InputFile.largest) { () throws(Failure) in try source.next() }
    }
    let inflater = Inflater(source, start: start)
    let unpacked = try inflater.next() ?? []
    return try read(source, start: unpacked, largest: Self.largestUnpackedText) { () throws(Failure) in
      try inflater.next()
    }
  }

  private mutating func read(
    _ source: ByteSource, start: [UInt8], largest: Int, next: @escaping () throws(Failure) -> [UInt8]?
  ) throws(Failure) -> String? {
    if RegisterFormat.isJSON(start) {
      var json = JSONStream(path: source.path, start: start, refill: next)
      let reader = try FinessPlusReader(includesEdge: includesEdge)
      return try reader.read(&json, file: draft.open(path: source.path, name: source.name), into: &draft)
    }
    var bytes = start
    bytes.reserveCapacity(source.sizeHint)
    while let piece = try next() {
      bytes += piece
      guard bytes.count <= largest else { throw InputFile.tooLarge(source.path) }
    }
    let file = InputFile(path: source.path, bytes: bytes)
    switch try RegisterFormat(of: file) {
    case .legacy:
      var reader = try LegacyReader(includesEdge: includesEdge)
      return try reader.read(file.bytes, file: draft.open(path: file.path, name: file.name), into: &draft)
    case .annualArchive(let header):
      let reader = try ArchiveReader(includesEdge: includesEdge)
      try reader.read(file, header, file: draft.open(path: file.path, name: file.name), into: &draft)
      return nil
    }
  }
}
