import Wording
import Yams

/// What a rules file holds, as a tree that knows its lines.
package struct RuleNode: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package let key: String
    let line: Int?
    var value: RuleNode
  }

  enum Content: Sendable, Hashable {
    /// Text as it stands, and whether it stood between quotes or in a block, which makes it text whatever it looks like.
    case scalar(String, isQuoted: Bool)
    case list([RuleNode])
    case record([Entry])
  }

  /// Where it stands in the file being read; nil for what another file brought.
  var line: Int?
  var content: Content
  /// The file, where a tree is laid over that of another file and both are told by their lines; nil for the one being read.
  var file: String?

  /// An absent value: nothing, `null` or `~`.
  var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  var entries: [Entry]? {
    if case .record(let entries) = content { entries } else { nil }
  }

  func value(_ key: String) -> RuleNode? { entries?.first { $0.key == key }?.value }

  /// The text of a scalar that is not null.
  var text: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  static func text(_ text: String) -> RuleNode { RuleNode(line: nil, content: .scalar(text, isQuoted: true)) }

  static func plain(_ text: String) -> RuleNode { RuleNode(line: nil, content: .scalar(text, isQuoted: false)) }

  static func record(_ entries: [(key: String, value: RuleNode)]) -> RuleNode {
    RuleNode(line: nil, content: .record(entries.map { Entry(key: $0.key, line: nil, value: $0.value) }))
  }

  /// Without lines, so that a failure elsewhere does not name them.
  var unplaced: RuleNode {
    switch content {
    case .scalar: RuleNode(line: nil, content: content)
    case .list(let items): RuleNode(line: nil, content: .list(items.map(\.unplaced)))
    case .record(let entries):
      RuleNode(
        line: nil, content: .record(entries.map { Entry(key: $0.key, line: nil, value: $0.value.unplaced) }))
    }
  }
}

extension RuleNode {
  /// Each node with the file that it stands in.
  func placed(in file: String) -> RuleNode {
    var node = self
    node.file = file
    switch content {
    case .scalar: break
    case .list(let items): node.content = .list(items.map { $0.placed(in: file) })
    case .record(let entries):
      node.content = .record(
        entries.map { Entry(key: $0.key, line: $0.line, value: $0.value.placed(in: file)) })
    }
    return node
  }
}

extension RuleNode {
  /// A tree that cannot be taken over, and the line where that shows.
  enum Excess: Error {
    /// More nodes than any rules file has; aliases may stand for any number of them.
    case size
    case depth(line: Int?)
    case key(line: Int?)
  }

  static let mostNodes = 20_000
  static let deepest = 32

  init(_ node: Node) throws(Excess) {
    var room = Self.mostNodes
    self = try Self.taken(node, depth: 0, room: &room)
  }

  private static func taken(_ node: Node, depth: Int, room: inout Int) throws(Excess) -> RuleNode {
    room -= 1
    let line = node.mark?.line
    guard room >= 0 else { throw .size }
    guard depth <= deepest else { throw .depth(line: line) }
    switch node {
    case .scalar(let scalar):
      return RuleNode(
        line: line, content: .scalar(cleaned(scalar.string), isQuoted: ![.any, .plain].contains(scalar.style)))
    case .sequence(let sequence):
      var items: [RuleNode] = []
      for item in sequence { items.append(try taken(item, depth: depth + 1, room: &room)) }
      return RuleNode(line: line, content: .list(items))
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else { throw .key(line: key.mark?.line ?? line) }
        entries.append(
          Entry(
            key: cleaned(name.string), line: name.mark?.line, value: try taken(value, depth: depth + 1, room: &room)))
      }
      return RuleNode(line: line, content: .record(entries))
    case .alias:
      // Replaced by what it stands for when the file was read.
      return RuleNode(line: line, content: .scalar("", isQuoted: false))
    }
  }

  /// Without the invisible signs at the ends that a text brings along when it is pasted. Spaces and line ends between
  /// quotes or in a block were typed, and stay.
  private static func cleaned(_ text: String) -> String {
    let isPasted = [text.unicodeScalars.first, text.unicodeScalars.last].contains { ($0?.value ?? 0) >= 0x80 }
    return isPasted ? text.trimmed : text
  }
}
