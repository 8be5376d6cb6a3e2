import Geography
import Plans
import Register
import Wording

/// What a grouping that someone drew is worth, and what would help it.
public struct Evaluation: Sendable {
  /// A grappe as it was drawn.
  public struct Drawn: Sendable {
    public let name: String
    /// OG and ESSMS that can be planned, of those the drawing names.
    public let og: Int
    public let essms: Int
    /// Its number in the plan; nil when it is not admissible.
    public let id: String?
    /// Why it is not admissible, and what of it was left out.
    public let remarks: [Wording]

    public var isAdmissible: Bool { id != nil }
  }

  /// A change that would help.
  public struct Advice: Sendable {
    public let wording: Wording
    /// What the plan's value would gain.
    public let gain: Euros
  }

  /// The grouping as a plan: its admissible grappes, with the bound of what could be.
  public let plan: Plan
  /// In the file's order.
  public let drawn: [Drawn]
  /// The best first, at most three; each about other OG than those before it.
  public let advice: [Advice]
  /// Value of the best plan that the search found beside it.
  public let bestValue: Euros
}
