import Wording

extension RuleFile {
  /// Keys of a campaign's and of a barème's file.
  package static let ruleKeys = RuleCursor.campaignKeys + RuleCursor.baremeKeys + ["extends"]

  /// Keys that files of any program have.
  private static let common: Set = ["name", "notes", "sources", "items", "rules", "from", "seed"]

  /// Whether keys at the top of a file tell that it is one of the program's, be one of them misspelt. The failures of a file
  /// that is none quote nothing of it: a slip in a path may name any file of the machine.
  static func isRecognised(_ names: some Sequence<String>, by keys: [String]) -> Bool {
    let telling = keys.filter { !common.contains($0) }
    // Short words are near to many.
    let long = telling.filter { $0.count > 4 }
    return names.contains { telling.contains($0) || Spelling.closest(to: $0, among: long) != nil }
  }

  /// The same, of a text that could not be read: by the words that its lines begin with.
  static func isRecognised(_ text: String, by keys: [String]) -> Bool {
    isRecognised(
      text.split(whereSeparator: \.isNewline).lazy.compactMap { line in
        line.split(separator: ":", maxSplits: 1).first.map { word in
          String(word.filter { !$0.isWhitespace && !"{\"'".contains($0) })
        }
      }, by: keys)
  }
}
