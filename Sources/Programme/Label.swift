import Wording

/// A text of a rules file in both languages. A file may also give one text for both.
public struct Label: Sendable, Hashable, Codable {
  public let fr: String
  public let en: String

  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }

  public var wording: Wording { Wording(fr: fr, en: en) }
}
