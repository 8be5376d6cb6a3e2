import Wording

/// What the planner's user wants of the grappes, as `constraints.csv` tells.
public struct Constraints: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// `a` and `b` in one grappe.
    case ensemble
    /// `a` and `b` never in one grappe.
    case separes
    /// `a` is the porteur of its grappe.
    case porteur
    /// `a` stays out of every grappe.
    case exclu
    /// `a` belongs to an existing grappe, which may only grow.
    case existante
    /// `a` stays in a grappe of the plan.
    case verrou
  }

  /// One line of the file.
  public struct Line: Sendable, Hashable {
    /// From 1.
    public let number: Int
    public let kind: Kind
    /// An OG.
    public let a: FinessNumber
    /// Another OG, for `ensemble` and `separes`.
    public let b: FinessNumber?
    /// The id of a grappe, for `existante` and `verrou`.
    public let grappe: String?

    public init(number: Int, kind: Kind, a: FinessNumber, b: FinessNumber? = nil, grappe: String? = nil) {
      self.number = number
      self.kind = kind
      self.a = a
      self.b = b
      self.grappe = grappe
    }

    /// As it stands in the file: `ensemble;350000001;350000002`.
    public var text: String { "\(kind.rawValue);\(a);\(b?.text ?? grappe ?? "")" }
  }

  /// In the file's order; a line that only repeats another is left out.
  public let lines: [Line]
  public let source: SourceFile
  /// As the user wrote it, for messages.
  public let path: String

  public init(lines: [Line], source: SourceFile, path: String) {
    self.lines = lines
    self.source = source
    self.path = path
  }

  /// Reads `constraints.csv`.
  ///
  /// - Throws: `Failure.Kind.unreadable` for a file that cannot be opened, `.data` for the first thing in it that is wrong.
  public static func read(path: String) throws(Failure) -> Constraints {
    let expected = Wording(fr: "un fichier constraints.csv", en: "a constraints.csv file")
    return try ConstraintReader.read(InputFile(path: path, expected: expected))
  }
}
