extension RuleRecord {
  /// The record as YAML, one key a line.
  ///
  /// - Parameter value: what a key's text is replaced by; the text itself to leave it.
  package func yaml(replacing value: (_ key: String, _ text: String) -> String) -> String {
    entries.filter { !$0.value.isNull }.map { entry in
      "\(RuleNode.word(entry.key)): \(entry.value.written { value(entry.key, $0) })\n"
    }.joined()
  }

  /// Equal for records of equal values, whatever the order of their keys: the lines of `yaml`, sorted at every depth.
  package func canonical(replacing value: (_ key: String, _ text: String) -> String) -> String {
    RuleRecord(cursor: cursor, entries: cursor.node.sorted.entries ?? []).yaml(replacing: value)
  }
}

extension RuleNode {
  /// In YAML's flow style.
  func written(_ replacing: (String) -> String = { $0 }) -> String {
    switch content {
    case .scalar(let text, let isQuoted):
      if isNull { return "null" }
      let text = replacing(text)
      return isQuoted ? Self.quoted(text) : Self.word(text)
    case .list(let items): return "[\(items.map { $0.written(replacing) }.joined(separator: ", "))]"
    case .record(let entries):
      let pairs = entries.map { "\(Self.word($0.key)): \($0.value.written(replacing))" }
      return "{\(pairs.joined(separator: ", "))}"
    }
  }

  /// A plain word where it cannot be taken for anything else.
  static func word(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789._+-".unicodeScalars.contains($0))
    }
    return isPlain && text != "-" && !text.isEmpty ? text : quoted(text)
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\" + String(scalar)
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// Keys in alphabetical order at every depth, absent values left out.
  fileprivate var sorted: RuleNode {
    switch content {
    case .scalar: self
    case .list(let items): RuleNode(line: line, content: .list(items.map(\.sorted)), file: file)
    case .record(let entries):
      RuleNode(
        line: line,
        content: .record(
          entries.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
            .map { Entry(key: $0.key, line: $0.line, value: $0.value.sorted) }), file: file)
    }
  }

  /// A short name of the value for people and for folders; nil when it has none.
  package var label: String? {
    switch content {
    case .scalar(let text, _):
      let isShort = !text.isEmpty && text.count <= 24 && Self.word(text) == text && text.first != "."
      return isShort ? text : nil
    case .list(let items):
      let parts = items.compactMap { item in item.entries == nil ? item.label : nil }
      let joined = parts.joined(separator: "+")
      return parts.count == items.count && !parts.isEmpty && joined.count <= 40 ? joined : nil
    case .record: return nil
    }
  }

  /// The value as it would be written in a file.
  package var shown: String { written() }
}
