extension RuleNode {
  /// This tree laid over another: records key by key, all else replaces what was there.
  ///
  /// What a rule stood on is not lent to a value that another file gives: when a value changes beside a `certainty`, the
  /// certainties, the source and the note there are dropped unless they are given anew, and the rule counts as inferred.
  func merged(over base: RuleNode) -> RuleNode {
    guard case .record(let changes) = content, case .record(let rules) = base.content else { return self }
    let isRestated = changes.contains { $0.key == "certainty" }
    let isChanged = changes.contains { $0.value.isScalar && !Self.isAnnotation($0.key) }
    let losesBasis = isChanged && !isRestated && rules.contains { $0.key == "certainty" }
    var result = rules.filter { !(losesBasis && Self.isAnnotation($0.key)) }
    for change in changes {
      if let place = result.firstIndex(where: { $0.key == change.key }) {
        result[place] = Entry(
          key: change.key, line: change.line, value: change.value.merged(over: result[place].value))
      } else {
        result.append(change)
      }
    }
    return RuleNode(line: line, content: .record(result), file: file)
  }

  private var isScalar: Bool {
    if case .scalar = content { true } else { false }
  }

  private static func isAnnotation(_ key: String) -> Bool {
    key == "certainty" || key.hasSuffix("Certainty") || key == "source" || key == "note"
  }

  /// With one more item at the end of a list of the top record.
  func appending(_ item: RuleNode, to key: String) -> RuleNode {
    guard case .record(var entries) = content else { return self }
    if let place = entries.firstIndex(where: { $0.key == key }) {
      guard case .list(let items) = entries[place].value.content else { return self }
      entries[place].value.content = .list(items + [item])
    } else {
      entries.append(Entry(key: key, line: nil, value: RuleNode(line: nil, content: .list([item]))))
    }
    return RuleNode(line: line, content: .record(entries), file: file)
  }

  func removing(_ key: String) -> RuleNode {
    guard case .record(let entries) = content else { return self }
    return RuleNode(line: line, content: .record(entries.filter { $0.key != key }), file: file)
  }
}
