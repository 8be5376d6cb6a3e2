import Wording

/// How sure a rule or an amount is. Whatever is not `published` is labelled on screen and in files.
public enum Certainty: String, Sendable, Codable, Hashable, CaseIterable {
  /// Read in a call, an instruction or another public text.
  case published
  /// A reading of the project, to be verified.
  case inferred

  /// As a screen shows it: nothing is said of what was published.
  public var mark: Wording? {
    switch self {
    case .published: nil
    case .inferred: Wording(fr: "à vérifier", en: "to be verified")
    }
  }
}

/// What a rule stands on.
public struct Basis: Sendable, Hashable, Codable {
  public let certainty: Certainty
  /// The text it was read in; nil when there is none.
  public let source: Label?
  public let note: Label?

  public init(_ certainty: Certainty, source: Label? = nil, note: Label? = nil) {
    self.certainty = certainty
    self.source = source
    self.note = note
  }
}

/// Where a rule comes from.
public struct RuleSource: Sendable, Hashable, Codable {
  public let text: Label
  public let certainty: Certainty
}
