import Geography
import Plans
import Register

/// A change made by hand.
public enum PlanChange: Sendable, Hashable, Codable {
  /// A unit, and who must be with it, joins a grappe; nil: it leaves its own for none.
  case move(UnitName, to: String?)
  /// These units, and who must be with them, leave their grappes and make one of their own.
  case found([UnitName], porteur: UnitName?)
  case dissolve(grappe: String)
  case porteur(grappe: String, UnitName)
  case lock(grappe: String)
  case unlock(grappe: String)
  case lockUnit(UnitName)
  case unlockUnit(UnitName)
  /// Never in one grappe: of two that are, the one leaves without which the rest is worth more.
  case forbid(UnitName, UnitName)
  /// Always in one grappe, or in none: of two that are apart, the one moves that the plan loses less by.
  case together(UnitName, UnitName)
  case exclude(UnitName)
  /// Nothing is wished of the unit any more.
  case release(UnitName)
}

/// What a change makes of the plan.
public struct ChangeOutcome: Sendable, Equatable, Codable {
  /// A grappe that the change touches; nil where there is none before, or after.
  public struct Touched: Sendable, Equatable, Codable {
    public let id: String
    public let before: EditedPlan.Grappe?
    public let after: EditedPlan.Grappe?
  }

  /// The plan after it. Where it is not admissible, the grappes that are not count for nothing, as in a drawing that is
  /// judged.
  public let plan: EditedPlan
  /// Why it is not admissible; empty where it is.
  public let reasons: [ChangeReason]
  public let touched: [Touched]
  /// Of the plan's totals.
  public let valueChange: Euros
  public let fundingChange: Euros
  public let expectedFundingChange: Euros

  public var isAdmissible: Bool { reasons.isEmpty }
}
