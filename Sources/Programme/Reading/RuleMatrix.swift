import Wording

/// One choice of values among those that a record lists: `{radiusKm: [40, 60]}` has two.
package struct RuleChoice: Sendable {
  /// The keys in the file's order and the value of each.
  package let values: [(key: String, value: RuleNode)]
}

extension RuleRecord {
  /// More than anyone compares, and few enough to list at once: a convention.
  package static let mostChoices = 10_000

  /// Every choice of one value from each key's list, the last key changing fastest.
  ///
  /// - Throws: `Failure` (data) for a key without values, or for too many choices.
  package func choices() throws(Failure) -> [RuleChoice] {
    var choices = [RuleChoice(values: [])]
    for (key, place) in try cursor.pairs() where !place.node.isNull {
      let values = try place.list()
      guard !values.isEmpty else {
        throw place.wrong(
          Wording(fr: "une liste vide", en: "an empty list"),
          expected: Wording(fr: "au moins une valeur", en: "at least one value"))
      }
      guard choices.count * values.count <= Self.mostChoices else {
        throw cursor.wrong(
          Wording(fr: "trop de combinaisons", en: "too many combinations"),
          expected: Wording(fr: "\(Self.mostChoices) au plus", en: "\(Self.mostChoices) at most"))
      }
      choices = choices.flatMap { choice in
        values.map { RuleChoice(values: choice.values + [(key, $0.node)]) }
      }
    }
    return choices
  }

  /// The record with the values of a choice in the place of its own; a record of values merges key by key.
  package func choosing(_ choice: RuleChoice, without key: String) -> RuleRecord {
    holding(RuleNode.record(choice.values).merged(over: cursor.node.removing(key)))
  }

  package func removing(_ key: String) -> RuleRecord { holding(cursor.node.removing(key)) }

  /// With another value of a key, as it would be written.
  package func setting(_ key: String, to value: String) -> RuleRecord {
    holding(RuleNode.record([(key, .plain(value))]).merged(over: cursor.node))
  }

  /// With a list of texts as the value of a key.
  package func setting(_ key: String, to values: [String]) -> RuleRecord {
    let list = RuleNode(line: nil, content: .list(values.map { .text($0) }))
    return holding(RuleNode.record([(key, list)]).merged(over: cursor.node))
  }

  private func holding(_ node: RuleNode) -> RuleRecord {
    RuleRecord(cursor: RuleCursor(cursor, holding: node), entries: node.entries ?? [])
  }
}
