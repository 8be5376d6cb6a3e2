import Files
import Foundation
import Wording
import Yams

/// A file of rules: YAML in UTF-8 or Windows-1252, one record at the top.
package struct RuleFile: Sendable {
  /// As the user wrote it, for failures.
  package let path: String
  let root: RuleNode

  /// In bytes: ten times the longest that comes with the program.
  static let largest = 262_144

  /// References to references stand for more than any machine can hold: `*b` ten times, each of them `*a` ten times…
  static let mostReferences = 16

  package static let expected = Wording(
    fr: "un fichier YAML de campagne (routes ou extends) ou de barème (items)",
    en: "a YAML file of a campaign (routes or extends) or of a barème (items)")

  /// - Throws: `Failure` (unreadable) when there is no such file or it cannot be read, (data) when it is no YAML record.
  package init(
    path: String, expected: Wording = Self.expected, keys: [String] = Self.ruleKeys
  ) throws(Failure) {
    try self.init(path: path, bytes: Self.read(path, expected), expected: expected, keys: keys)
  }

  /// - Throws: `Failure` (data) that names the line.
  init(
    path: String, bytes: [UInt8], expected: Wording = Self.expected, keys: [String] = Self.ruleKeys
  ) throws(Failure) {
    self.path = path
    if let kind = FileKind(bytes) { throw kind.failure(RuleCursor.flat(path), expected: expected) }
    let text = try Self.checkedText(bytes, path: path)
    guard Self.references(in: text) <= Self.mostReferences else {
      throw Self.wrong(
        path, nil, Wording(fr: "trop de renvois (*)", en: "too many references (*)"),
        Wording(fr: "\(Self.mostReferences) au plus", en: "\(Self.mostReferences) at most"))
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw Self.malformed(error, path: path, text: text, keys: keys)
    }
    guard let node else {
      throw Self.wrong(path, nil, Wording(fr: "fichier vide", en: "the file is empty"), expected)
    }
    let tree: RuleNode
    do {
      tree = try RuleNode(node)
    } catch {
      throw Self.excessive(error, path: path)
    }
    guard !tree.isNull else {
      throw Self.wrong(path, nil, Wording(fr: "fichier vide", en: "the file is empty"), expected)
    }
    guard tree.entries != nil else {
      // What is no file of the program's is not quoted: it may hold anything.
      var found = Wording(fr: "un texte sans clés", en: "text without keys")
      if case .list = tree.content { found = RuleCursor.shown(tree) }
      // A sign that nobody sees may stand where YAML wants a space.
      throw Self.wrong(path, tree.line, Self.naming(found, signsOf: text), expected)
    }
    root = tree
  }

  init(path: String, root: RuleNode) {
    self.path = path
    self.root = root
  }

  static func wrong(_ path: String, _ line: Int?, _ found: Wording, _ expected: Wording) -> Failure {
    let path = RuleCursor.flat(path)
    let french = line.map { "\(path), ligne \($0)" } ?? path
    let english = line.map { "\(path), line \($0)" } ?? path
    return Failure(
      .data, fr: "\(french) : \(found.fr) ; attendu : \(expected.fr)",
      en: "\(english): \(found.en); expected \(expected.en)")
  }
}

extension RuleFile {
  private static func read(_ path: String, _ expected: Wording) throws(Failure) -> [UInt8] {
    let typed = TypedPath(path)
    let path = typed.shown
    let descriptor = try typed.open()
    guard descriptor >= 0 else { throw unreadable(path, errno, expected) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0 { FilesRead.note(status, as: path) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
        // Some devices never end.
        guard bytes.count <= largest else { throw unreadable(path, EFBIG, expected) }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw unreadable(path, errno, expected)
      }
    }
  }

  private static func unreadable(_ path: String, _ code: Int32, _ expected: Wording) -> Failure {
    let found: Wording
    switch code {
    case ENOENT, ENOTDIR: found = Wording(fr: "fichier introuvable", en: "no such file")
    case EISDIR: found = Wording(fr: "c'est un dossier", en: "this is a folder")
    case EACCES, EPERM: found = Wording(fr: "accès refusé", en: "permission denied")
    case EFBIG:
      found = Wording(
        fr: "fichier trop grand, plus de \(largest / 1024) Kio", en: "the file is too large, over \(largest / 1024) KiB"
      )
    default:
      let reason = String(cString: strerror(code))
      found = Wording(fr: "lecture impossible (\(reason))", en: "cannot be read (\(reason))")
    }
    let path = RuleCursor.flat(path)
    return Failure(
      .unreadable, fr: "\(path) : \(found.fr) ; attendu : \(expected.fr)",
      en: "\(path): \(found.en); expected \(expected.en)")
  }

  /// The text without byte order mark, once nothing stands in it that YAML refuses in words few understand.
  private static func checkedText(_ bytes: [UInt8], path: String) throws(Failure) -> String {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let bytes = isMarked ? bytes.dropFirst(3) : bytes[...]
    var line = 1
    var isIndent = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        isIndent = true
      case UInt8(ascii: "\t") where isIndent:
        throw wrong(
          path, line, Wording(fr: "tabulation en début de ligne", en: "a tab at the start of the line"),
          Wording(fr: "des espaces", en: "spaces"))
      case 0..<9, 11, 12, 14..<32, 127:
        throw wrong(
          path, line, Wording(fr: "caractère de commande \(byte)", en: "control character \(byte)"),
          Wording(fr: "du texte", en: "text"))
      case UInt8(ascii: " "): break
      default: isIndent = false
      }
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if !isMarked, !bytes.contains(where: Windows1252.isMeaningless) { return Windows1252.text(bytes) }
    let place = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw wrong(
      path, place.map { $0 + 1 },
      Wording(
        fr: "octets qui ne sont ni de l'UTF-8 ni du Windows-1252",
        en: "bytes that are neither UTF-8 nor Windows-1252"),
      Wording(fr: "un texte en UTF-8 ou Windows-1252", en: "text in UTF-8 or Windows-1252"))
  }

  /// How many words begin with a star, as references do.
  private static func references(in text: String) -> Int {
    var before = UInt8(ascii: " ")
    var count = 0
    for byte in text.utf8 {
      if before == UInt8(ascii: "*"), byte > UInt8(ascii: " "), byte != before { count += 1 }
      before = byte
    }
    return count
  }

  private static func malformed(_ error: any Error, path: String, text: String, keys known: [String]) -> Failure {
    let yaml = Wording(fr: "du YAML", en: "YAML")
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let found = Wording(fr: "YAML mal formé (\(problem))", en: "malformed YAML (\(problem))")
      return wrong(path, mark.line, naming(found, signsOf: text), yaml)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = isRecognised(text, by: known) ? RuleCursor.flat(keys.first ?? "") : nil
      return wrong(
        path, context.mark.line > 0 ? context.mark.line : nil,
        key.map { Wording(fr: "clé « \($0) » donnée deux fois", en: "key \"\($0)\" given twice") }
          ?? Wording(fr: "une clé donnée deux fois", en: "a key given twice"),
        Wording(fr: "une fois au plus", en: "once at most"))
    case .reader(let problem, _, _, _):
      return wrong(path, nil, Wording(fr: "YAML illisible (\(problem))", en: "unreadable YAML (\(problem))"), yaml)
    default:
      return wrong(path, nil, Wording(fr: "YAML illisible", en: "unreadable YAML"), yaml)
    }
  }

  /// With the first sign of a text that nobody sees, which may be what broke it.
  private static func naming(_ found: Wording, signsOf text: String) -> Wording {
    let plain: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{FEFF}"]
    let scalars = text.unicodeScalars
    guard let sign = scalars.dropFirst().first(where: { $0.isInvisible && !plain.contains($0) }) else {
      return scalars.dropFirst().contains("\u{FEFF}")
        ? Wording(fr: "\(found.fr), où se trouve <U+FEFF>", en: "\(found.en) in which <U+FEFF> stands") : found
    }
    let name = "<\(sign.codePoint)>"
    return Wording(fr: "\(found.fr), où se trouve \(name)", en: "\(found.en) in which \(name) stands")
  }

  private static func excessive(_ excess: RuleNode.Excess, path: String) -> Failure {
    switch excess {
    case .size:
      wrong(
        path, nil, Wording(fr: "trop de valeurs", en: "too many values"),
        Wording(fr: "\(RuleNode.mostNodes) au plus", en: "\(RuleNode.mostNodes) at most"))
    case .depth(let line):
      wrong(
        path, line, Wording(fr: "valeurs trop imbriquées", en: "values nested too deep"),
        Wording(fr: "\(RuleNode.deepest) niveaux au plus", en: "\(RuleNode.deepest) levels at most"))
    case .key(let line):
      wrong(
        path, line, Wording(fr: "une clé qui n'est pas un mot", en: "a key that is not a word"),
        Wording(fr: "un mot suivi de deux-points", en: "a word followed by a colon"))
    }
  }
}
