import Wording

/// Reads the literature's files: a line `n p`, then a line `x y capacity demand` for each node; blanks or tabs between the
/// values, blank lines anywhere.
public enum MedianFile {
  /// Nodes of the largest instance taken: all distances are held, 800 MB at this size.
  public static let largest = 10_000
  /// Greatest size of a coordinate, a capacity and a demand: no sum of them overflows.
  public static let greatest = 1_000_000_000

  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - path: the file as the user named it; its name without extension becomes the instance's.
  /// - Throws: `Failure.Kind.data` that names the line, what stands there and what was expected.
  public static func read(_ bytes: [UInt8], path: String) throws(Failure) -> MedianInstance {
    var lines = Lines(bytes, path: path)
    guard let head = lines.next() else {
      throw lines.failure(1, found: lines.end, expected: firstLine)
    }
    try lines.require(2, in: head, expected: firstLine)
    // What does not begin as an instance may be any file of the machine: it is not quoted.
    let count = try lines.whole(
      head, 0, in: 1...largest, called: Wording(fr: "nombre de nœuds", en: "number of nodes"), isQuoted: false)
    let medianCount = try lines.whole(
      head, 1, in: 1...count, called: Wording(fr: "nombre de médianes", en: "number of medians"))
    var nodes: [MedianInstance.Node] = []
    nodes.reserveCapacity(count)
    while nodes.count < count {
      guard let line = lines.next() else {
        throw lines.failure(
          lines.number, found: lines.end,
          expected: Wording(fr: "le nœud \(nodes.count + 1) sur \(count)", en: "node \(nodes.count + 1) of \(count)"))
      }
      nodes.append(try lines.node(line))
    }
    if let extra = lines.next() {
      throw lines.failure(
        extra.number, found: lines.shown(extra.words[0]),
        expected: Wording(fr: "la fin du fichier après \(count) nœuds", en: "the end of the file after \(count) nodes"))
    }
    return MedianInstance(name: name(of: path), medianCount: medianCount, nodes: nodes)
  }

  private static let firstLine = Wording(
    fr: "« n p », nombres de nœuds et de médianes", en: "\"n p\", the numbers of nodes and of medians")

  /// A file's name without folders and extension.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last ?? Substring(path)
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return String(file) }
    return String(file[..<dot])
  }
}

/// The lines that hold something, one after the other, and what can be wrong with them.
private struct Lines {
  struct Line {
    let number: Int
    let words: [String]
  }

  private let path: String
  private let bytes: [UInt8]
  private var position = 0
  /// Of the line read last.
  private(set) var number = 0

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  let end = Wording(fr: "fin du fichier", en: "end of file")

  mutating func next() -> Line? {
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let words = Self.words(bytes[position..<end])
      position = end + 1
      number += 1
      if !words.isEmpty { return Line(number: number, words: words) }
    }
    return nil
  }

  /// What stands between white space of any kind, without invisible signs around it.
  private static func words(_ line: ArraySlice<UInt8>) -> [String] {
    if line.allSatisfy({ $0 < 0x80 }) {
      return line.split(whereSeparator: { [0x20, 0x09, 0x0D].contains($0) }).map { String(decoding: $0, as: UTF8.self) }
    }
    let text = String(validating: line, as: UTF8.self) ?? Windows1252.text(line)
    return text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
      .map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  func node(_ line: Line) throws(Failure) -> MedianInstance.Node {
    try require(
      4, in: line,
      expected: Wording(fr: "« x y capacité demande »", en: "\"x y capacity demand\""))
    return MedianInstance.Node(
      x: try coordinate(line, 0), y: try coordinate(line, 1),
      capacity: try whole(line, 2, in: 0...MedianFile.greatest, called: Wording(fr: "capacité", en: "capacity")),
      demand: try whole(line, 3, in: 0...MedianFile.greatest, called: Wording(fr: "demande", en: "demand")))
  }

  func require(_ count: Int, in line: Line, expected: Wording) throws(Failure) {
    guard line.words.count != count else { return }
    let found = line.words.count
    throw failure(
      line.number,
      found: Wording(fr: "\(found) valeur\(found > 1 ? "s" : "")", en: "\(found) value\(found > 1 ? "s" : "")"),
      expected: expected)
  }

  func whole(
    _ line: Line, _ place: Int, in range: ClosedRange<Int>, called name: Wording, isQuoted: Bool = true
  ) throws(Failure) -> Int {
    guard let value = Int(line.words[place]), range.contains(value) else {
      let (low, high) = (range.lowerBound, range.upperBound)
      // A number is no secret, and which one it is helps.
      let isShown = isQuoted || Double(line.words[place]) != nil
      throw failure(
        line.number,
        found: isShown ? shown(line.words[place]) : Wording(fr: "pas un nombre", en: "no number"),
        expected: Wording(
          fr: "\(name.fr), un entier de \(low) à \(high)", en: "\(name.en), an integer from \(low) to \(high)"))
    }
    return value
  }

  private func coordinate(_ line: Line, _ place: Int) throws(Failure) -> Double {
    guard let value = Double(line.words[place]), value.magnitude <= Double(MedianFile.greatest) else {
      throw failure(
        line.number, found: shown(line.words[place]),
        expected: Wording(
          fr: "coordonnée, un nombre d'au plus \(MedianFile.greatest)",
          en: "coordinate, a number of at most \(MedianFile.greatest)"))
    }
    return value
  }

  /// A value as a failure shows it, cut where it is long.
  func shown(_ word: String) -> Wording {
    let text = word.asFound(longest: 41)
    return Wording(fr: "« \(text) »", en: "\"\(text)\"")
  }

  func failure(_ line: Int, found: Wording, expected: Wording) -> Failure {
    Failure(
      .data, fr: "\(path) : ligne \(line) : \(found.fr) ; attendu : \(expected.fr)",
      en: "\(path): line \(line): \(found.en); expected \(expected.en)")
  }
}
