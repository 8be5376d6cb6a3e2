import Wording

/// What a grouping that someone drew is worth, and what would help it. What `grappes evaluate --json` prints.
public struct Evaluation: Sendable, Equatable, Codable {
  public static let schema = "grappes/evaluation/1"

  /// A grappe as it was drawn.
  public struct Drawn: Sendable, Equatable, Codable {
    public let name: String
    /// OG and ESSMS that can be planned, of those the drawing names.
    public let og: Int
    public let essms: Int
    /// Its number in the plan; nil when it is not admissible.
    public let id: String?
    /// Why it is not admissible, and what of it was left out, in the plan's language.
    public let remarks: [String]

    public var isAdmissible: Bool { id != nil }

    public init(name: String, og: Int, essms: Int, id: String?, remarks: [String]) {
      self.name = name
      self.og = og
      self.essms = essms
      self.id = id
      self.remarks = remarks
    }
  }

  /// A change that would help, in the plan's language.
  public struct Advice: Sendable, Equatable, Codable {
    public let change: String
    /// What the plan's value would gain.
    public let gain: Euros

    public init(change: String, gain: Euros) {
      self.change = change
      self.gain = gain
    }
  }

  public let schema: String
  /// In the file's order.
  public let drawn: [Drawn]
  /// The best first; each about other OG than those before it.
  public let advice: [Advice]
  /// Value of the drawing's admissible grappes.
  public let value: Euros
  /// No plan under these rules is worth more than this.
  public let bound: Euros
  /// Value of the best plan that the search found beside it.
  public let bestValue: Euros

  public init(drawn: [Drawn], advice: [Advice], value: Euros, bound: Euros, bestValue: Euros) {
    schema = Self.schema
    self.drawn = drawn
    self.advice = advice
    self.value = value
    self.bound = bound
    self.bestValue = bestValue
  }
}
