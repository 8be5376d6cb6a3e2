/// Whether the objective is to be as small or as large as possible.
public enum Sense: Sendable, Hashable {
  case minimise, maximise
}

extension Problem {
  /// The values that a column, or the sum of a row, may take. The numbers must be finite.
  public enum Bounds: Sendable, Hashable {
    /// Any.
    case free
    /// At least this.
    case lower(Double)
    /// At most this.
    case upper(Double)
    /// At least the first and at most the second. Equal ends are the same as ``fixed(_:)``.
    case between(Double, Double)
    /// Exactly this.
    case fixed(Double)
  }

  /// The values of a column.
  public enum Kind: Sendable, Hashable {
    /// Real numbers.
    case continuous
    /// Whole numbers; its bounds must be whole.
    case integer
    /// 0 or 1, so far as its bounds allow them.
    case binary
  }

  /// A variable of the problem, to be added with ``Problem/add(columns:)``.
  public struct Column: Sendable {
    /// What one unit of the column adds to the objective.
    public var objective: Double
    public var bounds: Bounds
    public var kind: Kind
    /// Its name in written files: at most 255 bytes, without control characters.
    public var name: String?
    /// The rows it appears in, from 0, each once.
    public var rows: [Int32]
    /// Its coefficients in ``rows``.
    public var coefficients: [Double]

    public init(
      objective: Double = 0, bounds: Bounds = .lower(0), kind: Kind = .continuous, name: String? = nil,
      rows: [Int32] = [], coefficients: [Double] = []
    ) {
      self.objective = objective
      self.bounds = bounds
      self.kind = kind
      self.name = name
      self.rows = rows
      self.coefficients = coefficients
    }
  }

  /// A linear constraint of the problem, to be added with ``Problem/add(rows:)``.
  public struct Row: Sendable {
    public var bounds: Bounds
    /// Its name in written files: at most 255 bytes, without control characters.
    public var name: String?
    /// The columns that appear in it, from 0, each once.
    public var columns: [Int32]
    /// Their coefficients.
    public var coefficients: [Double]

    public init(_ bounds: Bounds, name: String? = nil, columns: [Int32] = [], coefficients: [Double] = []) {
      self.bounds = bounds
      self.name = name
      self.columns = columns
      self.coefficients = coefficients
    }
  }
}
