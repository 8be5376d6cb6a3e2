/// How sure a rule or an amount is. Whatever is not `published` is labelled on screen and in files.
public enum Certainty: String, Sendable, Codable, Hashable {
  /// Read in a call, an instruction or another public text.
  case published
  /// A reading of the project, to be verified.
  case inferred
}

/// Where a rule comes from.
public struct RuleSource: Sendable, Hashable, Codable {
  public let text: String
  public let certainty: Certainty
}
