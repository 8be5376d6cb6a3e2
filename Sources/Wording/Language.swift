/// A language of screens and reports.
public enum Language: String, Sendable, CaseIterable, Codable {
  case fr, en

  public var other: Language {
    switch self {
    case .fr: .en
    case .en: .fr
    }
  }
}

/// A sentence in both languages.
public struct Wording: Sendable, Hashable {
  public let fr: String
  public let en: String

  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }

  public func text(in language: Language) -> String {
    switch language {
    case .fr: fr
    case .en: en
    }
  }
}
