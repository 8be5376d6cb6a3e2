import Wording

/// The lines of a file that hold something, one after the other, and what can be wrong with them.
struct MedianLines {
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
    self.bytes = bytes.starts(with: Self.byteOrderMark) ? Array(bytes.dropFirst(Self.byteOrderMark.count)) : bytes
    self.path = path
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let end = Wording(fr: "fin du fichier", en: "end of file")

  mutating func next() -> Line? {
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let words = Self.words(bytes[position..<end].prefix { $0 != UInt8(ascii: "#") })
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

  func require(_ count: Int, in line: Line, expected: Wording) throws(Failure) {
    guard line.words.count != count else { return }
    throw failure(line.number, found: counted(line), expected: expected)
  }

  /// How many values the line has.
  func counted(_ line: Line) -> Wording {
    let found = line.words.count
    return Wording(fr: "\(found) valeur\(found > 1 ? "s" : "")", en: "\(found) value\(found > 1 ? "s" : "")")
  }

  /// A whole number, also where it is written with decimals that are all 0.
  ///
  /// - Parameter isQuoted: false where the file may be none of ours: what it says is then not repeated, unless it is a number,
  ///   which is no secret.
  func whole(
    _ line: Line, _ place: Int, in range: ClosedRange<Int>, called name: Wording, isQuoted: Bool = true
  ) throws(Failure) -> Int {
    let word = line.words[place]
    guard let value = Int(word) ?? Double(word).flatMap(Int.init(exactly:)), range.contains(value) else {
      throw outside(line, place, range, name, isShown: isQuoted || Self.isNumber(word))
    }
    return value
  }

  /// Demands are whole, so that the part of a capacity beyond a whole number serves nobody: it is rounded down.
  func capacity(_ line: Line, _ place: Int) throws(Failure) -> Int {
    let (word, range) = (line.words[place], 0...MedianFile.greatest)
    guard let value = Int(word) ?? Double(word).flatMap({ Int(exactly: $0.rounded(.down)) }), range.contains(value)
    else { throw outside(line, place, range, Wording(fr: "capacité", en: "capacity")) }
    return value
  }

  func demand(_ line: Line, _ place: Int) throws(Failure) -> Int {
    try whole(line, place, in: 0...MedianFile.greatest, called: Wording(fr: "demande", en: "demand"))
  }

  func coordinate(_ line: Line, _ place: Int) throws(Failure) -> Double {
    guard let value = Double(line.words[place]), value.magnitude <= MedianFile.greatestCoordinate else {
      throw failure(
        line.number, found: shown(line.words[place]),
        expected: Wording(fr: "coordonnée, un nombre d'au plus 1e15", en: "coordinate, a number of at most 1e15"))
    }
    return value
  }

  /// Whether a word is a number, invisible signs within it left aside.
  private static func isNumber(_ word: String) -> Bool {
    Double(String(String.UnicodeScalarView(word.unicodeScalars.filter { !$0.isInvisible }))) != nil
  }

  private func outside(
    _ line: Line, _ place: Int, _ range: ClosedRange<Int>, _ name: Wording, isShown: Bool = true
  ) -> Failure {
    let (low, high) = (range.lowerBound, range.upperBound)
    return failure(
      line.number, found: isShown ? shown(line.words[place]) : Wording(fr: "pas un nombre", en: "no number"),
      expected: Wording(
        fr: "\(name.fr), un entier de \(low) à \(high)", en: "\(name.en), an integer from \(low) to \(high)"))
  }

  /// A value as a failure shows it, cut where it is long.
  func shown(_ word: String) -> Wording {
    let text = word.asFound(longest: 41)
    return Wording(fr: "« \(text) »", en: "\"\(text)\"")
  }

  /// - Parameter says: what the line shows the file to be.
  func failure(_ line: Int, found: Wording, says: Wording? = nil, expected: Wording) -> Failure {
    let (fr, en) = (says.map { " (\($0.fr))" } ?? "", says.map { " (\($0.en))" } ?? "")
    return Failure(
      .data, fr: "\(path) : ligne \(line) : \(found.fr)\(fr) ; attendu : \(expected.fr)",
      en: "\(path): line \(line): \(found.en)\(en); expected \(expected.en)")
  }
}
