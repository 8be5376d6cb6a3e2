import Geography
import Wording

/// A value of a rules file with its place, that reads itself as what is expected there or says what is wrong.
package struct RuleCursor {
  let file: String
  /// Keys from the top, such as `routes.regional.limits.minimum`; empty at the top.
  let path: String
  /// Its own line, or that of what it stands in; nil for what another file brought.
  let line: Int?
  let node: RuleNode
  let regions: Regions

  package init(_ file: RuleFile, regions: Regions) {
    self.file = file.root.file ?? file.path
    path = ""
    line = nil
    node = file.root
    self.regions = regions
  }

  /// Another tree in the same place.
  init(_ other: RuleCursor, holding node: RuleNode) {
    file = other.file
    path = other.path
    line = other.line
    self.node = node
    regions = other.regions
  }

  private init(_ parent: RuleCursor, step: String, line: Int?, node: RuleNode) {
    file = node.file ?? parent.file
    path = parent.path + step
    self.line = line ?? parent.line
    self.node = node
    regions = parent.regions
  }

  package func child(_ entry: RuleNode.Entry) -> RuleCursor {
    RuleCursor(
      self, step: (path.isEmpty ? "" : ".") + Self.flat(entry.key), line: entry.value.line ?? entry.line,
      node: entry.value)
  }

  package func element(_ index: Int, _ node: RuleNode) -> RuleCursor {
    RuleCursor(self, step: "[\(index + 1)]", line: node.line, node: node)
  }

  // MARK: What stands here

  /// File, line and key, to begin a failure with.
  package var place: Wording {
    let file = Self.flat(file)
    let key = path.isEmpty ? "" : ", \(path)"
    return Wording(
      fr: file + (line.map { ", ligne \($0)" } ?? "") + key, en: file + (line.map { ", line \($0)" } ?? "") + key)
  }

  /// - Parameter found: nil to show the value itself.
  package func wrong(_ found: Wording? = nil, expected: Wording) -> Failure {
    let found = found ?? Self.shown(node)
    return RuleFile.wrong(
      file, line, path.isEmpty ? found : Wording(fr: "\(path) : \(found.fr)", en: "\(path): \(found.en)"), expected)
  }

  /// A record with no key but these.
  package func record(_ keys: [String]) throws(Failure) -> RuleRecord {
    guard let entries = node.entries else {
      throw wrong(
        expected: Wording(
          fr: "des clés parmi \(keys.joined(separator: ", "))", en: "keys among \(keys.joined(separator: ", "))"))
    }
    if path.isEmpty, entries.contains(where: { !keys.contains($0.key) }),
      !RuleFile.isRecognised(entries.lazy.map(\.key), by: keys)
    {
      let known = keys.joined(separator: ", ")
      throw wrong(
        Wording(fr: "clés inconnues", en: "unknown keys"),
        expected: Wording(fr: "une clé parmi \(known)", en: "a key among \(known)"))
    }
    for entry in entries where !keys.contains(entry.key) {
      let unknown = RuleCursor(
        self, step: (path.isEmpty ? "" : ".") + Self.flat(entry.key), line: entry.line ?? entry.value.line,
        node: entry.value)
      let found = Wording(fr: "clé inconnue", en: "unknown key")
      if let meant = Spelling.closest(to: entry.key, among: keys) {
        throw unknown.wrong(found, expected: Wording(fr: "« \(meant) », sans doute", en: "\"\(meant)\", probably"))
      }
      let known = keys.joined(separator: ", ")
      throw unknown.wrong(found, expected: Wording(fr: "une clé parmi \(known)", en: "a key among \(known)"))
    }
    return RuleRecord(cursor: self, entries: entries)
  }

  /// Keys of any name and their values, in the file's order.
  package func pairs() throws(Failure) -> [(name: String, value: RuleCursor)] {
    guard let entries = node.entries else {
      throw wrong(expected: Wording(fr: "des clés et leurs valeurs", en: "keys and their values"))
    }
    return entries.map { ($0.key, child($0)) }
  }

  package func list() throws(Failure) -> [RuleCursor] {
    guard case .list(let items) = node.content else {
      throw wrong(expected: Wording(fr: "une liste", en: "a list"))
    }
    return items.enumerated().map { element($0, $1) }
  }

  package func text(longest: Int = 2_000) throws(Failure) -> String {
    let expected = Wording(
      fr: "un texte d'au plus \(longest) caractères", en: "a text of at most \(longest) characters")
    guard let text = node.text, text.contains(where: { !$0.isWhitespace }) else { throw wrong(expected: expected) }
    guard text.count <= longest else { throw wrong(expected: expected) }
    return text
  }

  package var isList: Bool {
    if case .list = node.content { true } else { false }
  }

  /// Reads the file that this value names; where that cannot be read, its failure also says where it is named.
  package func naming<Read>(_ read: () throws(Failure) -> Read) throws(Failure) -> Read {
    do {
      return try read()
    } catch {
      guard error.kind == .unreadable else { throw error }
      let (place, told) = (place, error.wording)
      throw Failure(.unreadable, fr: "\(place.fr) : \(told.fr)", en: "\(place.en): \(told.en)")
    }
  }

  /// A file's path.
  package func filePath() throws(Failure) -> String { try text(longest: 4_000) }

  /// A text for both languages, or one for each.
  package func label() throws(Failure) -> Label {
    guard node.entries != nil else {
      guard node.text != nil else {
        throw wrong(expected: Wording(fr: "un texte, ou fr et en", en: "a text, or fr and en"))
      }
      let text = try text()
      return Label(fr: text, en: text)
    }
    let record = try record(["fr", "en"])
    return Label(fr: try record.required("fr").text(), en: try record.required("en").text())
  }

  package func whole(_ range: ClosedRange<Int>, unit: Wording? = nil) throws(Failure) -> Int {
    let french = (unit.map { "\($0.fr), " } ?? "") + "un nombre entier de \(range.lowerBound) à \(range.upperBound)"
    let english =
      (unit.map { "\($0.en), " } ?? "") + "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .scalar(let text, isQuoted: false) = node.content, let number = Self.number(text),
      range.contains(number)
    else { throw wrong(expected: Wording(fr: french, en: english)) }
    return number
  }

  /// A number, with a point for its fraction.
  package func number(_ range: ClosedRange<Double>) throws(Failure) -> Double {
    guard case .scalar(let text, isQuoted: false) = node.content, let number = Double(text), range.contains(number)
    else {
      let (low, high) = (range.lowerBound.formatted(.plain), range.upperBound.formatted(.plain))
      throw wrong(
        expected: Wording(fr: "un nombre de \(low) à \(high)", en: "a number from \(low) to \(high)"))
    }
    return number
  }

  package func euros() throws(Failure) -> Int {
    try whole(0...Self.mostEuros, unit: Wording(fr: "des euros", en: "euros"))
  }

  /// Ten billion: above any amount of the programme, and far below what could not be added up.
  static let mostEuros = 10_000_000_000

  package func flag() throws(Failure) -> Bool {
    switch node.content {
    case .scalar("true", isQuoted: false): return true
    case .scalar("false", isQuoted: false): return false
    default: throw wrong(expected: Wording(fr: "true ou false", en: "true or false"))
    }
  }

  package func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) throws(Failure) -> Value
  where Value.RawValue == String {
    if let value = node.text.flatMap(Value.init(rawValue:)) { return value }
    let known = Value.allCases.map(\.rawValue)
    throw wrong(
      expected: Wording(
        fr: "un mot parmi \(known.joined(separator: ", "))", en: "a word among \(known.joined(separator: ", "))"))
  }

  /// An ISO date.
  package func day() throws(Failure) -> String {
    guard let text = node.text, CalendarDay(iso: text) != nil else {
      throw wrong(
        expected: Wording(
          fr: "une date du calendrier, comme 2024-09-15", en: "a calendar date, such as 2024-09-15"))
    }
    return text
  }

  package func region() throws(Failure) -> RegionCode {
    guard let text = node.text, regions.region(RegionCode(text)) != nil else {
      throw wrong(
        expected: Wording(fr: "un code de région INSEE, comme 53 ou 01", en: "an INSEE region code, such as 53 or 01"))
    }
    return RegionCode(text)
  }

  // MARK: Showing

  /// The digits of a whole number; YAML allows `25_000`.
  private static func number(_ text: String) -> Int? {
    guard text.first != "_", text.last != "_" else { return nil }
    return Int(text.filter { $0 != "_" })
  }

  /// A value in an error's line.
  static func shown(_ node: RuleNode) -> Wording {
    switch node.content {
    case _ where node.isNull: Wording(fr: "valeur absente", en: "no value")
    case .scalar(let text, isQuoted: true):
      Wording(fr: "le texte « \(flat(text)) »", en: "the text \"\(flat(text))\"")
    case .scalar(let text, isQuoted: false): Wording(fr: "« \(flat(text)) »", en: "\"\(flat(text))\"")
    case .list: Wording(fr: "une liste", en: "a list")
    case .record(let entries):
      entries.first.map {
        Wording(fr: "des clés (« \(flat($0.key)) »…)", en: "keys (\"\(flat($0.key))\"…)")
      } ?? Wording(fr: "rien", en: "nothing")
    }
  }

  /// On one line, cut where it is long, with the signs that nobody sees by their names.
  static func flat(_ text: String) -> String {
    text.asFound(longest: 120)
  }
}

/// The keys that stand in one place of a rules file, all of them known.
package struct RuleRecord {
  package let cursor: RuleCursor
  package let entries: [RuleNode.Entry]

  /// The value of a key; nil when it is absent or null.
  package subscript(key: String) -> RuleCursor? {
    guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
    return cursor.child(entry)
  }

  package func required(_ key: String) throws(Failure) -> RuleCursor {
    if let value = self[key] { return value }
    throw cursor.wrong(
      Wording(fr: "« \(key) » manque", en: "\"\(key)\" is missing"),
      expected: Wording(fr: "une valeur pour cette clé", en: "a value for this key"))
  }

  /// The elements of a list; none when it is absent.
  package func list(_ key: String) throws(Failure) -> [RuleCursor] { try self[key]?.list() ?? [] }

  /// Inferred when it is not said.
  package func certainty(_ key: String = "certainty") throws(Failure) -> Certainty {
    try self[key]?.choice(Certainty.self) ?? .inferred
  }

  static let basisKeys = ["certainty", "source", "note"]

  func basis() throws(Failure) -> Basis {
    Basis(try certainty(), source: try self["source"]?.label(), note: try self["note"]?.label())
  }
}

private enum PlainNumber { case plain }

extension Double {
  /// Without a needless fraction.
  fileprivate func formatted(_ style: PlainNumber) -> String {
    self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self)
  }
}
