import Wording

/// What is known of ESSMS beyond the register, as `situation.csv` tells: software, funding, willingness.
///
/// ```swift
/// let situation = try Situation.read(path: "situation.csv")
/// let register = try RegisterReader().read(paths: extracts).applying(situation)
/// ```
public struct Situation: Sendable {
  /// The DUI (dossier usager informatisé) that an ESSMS uses.
  public enum DUI: Sendable, Hashable {
    /// No row, no column, or the words `inconnu` and `?`.
    case unknown
    /// The ESSMS has none.
    case none
    /// The name of its editor, in the file's most frequent spelling.
    case editor(String)
  }

  /// What the file tells of one ESSMS.
  public struct Entry: Sendable, Hashable {
    public var dui: DUI
    /// Whether the DUI in place conforms to the Ségur requirements; nil when not known.
    public var isConforming: Bool?
    /// The editor of an order through SONS; nil when there is none or it is not known.
    public var sonsOrder: String?
    /// Whether the programme has funded it already; nil when not known.
    public var isFunded: Bool?
    /// Whether another European funding pays for the same object; nil when not known.
    public var hasOtherEuropeanFunding: Bool?
    /// Share of its activity that can be funded, in ten-thousandths, 0 to 10,000; nil when not known.
    public var eligibleShare: Int?
    /// Whether it wants to take part; nil when not known.
    public var isWilling: Bool?

    public init(
      dui: DUI = .unknown, isConforming: Bool? = nil, sonsOrder: String? = nil, isFunded: Bool? = nil,
      hasOtherEuropeanFunding: Bool? = nil, eligibleShare: Int? = nil, isWilling: Bool? = nil
    ) {
      self.dui = dui
      self.isConforming = isConforming
      self.sonsOrder = sonsOrder
      self.isFunded = isFunded
      self.hasOtherEuropeanFunding = hasOtherEuropeanFunding
      self.eligibleShare = eligibleShare
      self.isWilling = isWilling
    }

    public static let unknown = Entry()
  }

  public let entries: [FinessNumber: Entry]
  public let source: SourceFile

  public init(entries: [FinessNumber: Entry], source: SourceFile) {
    self.entries = entries
    self.source = source
  }

  /// Reads `situation.csv`.
  ///
  /// - Complexity: O(bytes); 42,000 rows take a fraction of a second.
  /// - Throws: `Failure.Kind.unreadable` for a file that cannot be opened, `.data` for the first thing in it that is wrong.
  public static func read(path: String) throws(Failure) -> Situation {
    let expected = Wording(fr: "un fichier situation.csv", en: "a situation.csv file")
    return try SituationReader.read(InputFile(path: path, expected: expected))
  }

  /// What is known of an ESSMS; `.unknown` when the file does not name it.
  public func entry(_ essms: FinessNumber) -> Entry { entries[essms] ?? .unknown }

  /// The ESSMS that the file names and the register does not hold, sorted: no error, since registers are cut by region.
  ///
  /// Establishments of other categories are among them: a register only counts these.
  ///
  /// - Complexity: O(ESSMS + entries).
  public func unknownNumbers(in register: Register) -> [FinessNumber] {
    var held = Set(register.essms.lazy.map(\.number))
    held.formUnion(register.excluded.lazy.map(\.number))
    return entries.keys.filter { !held.contains($0) }.sorted()
  }

  /// Whether two names are one editor's: compared without case, accents, spaces and punctuation.
  public static func isSameEditor(_ a: String, _ b: String) -> Bool {
    TableFileSpelling.key(a) == TableFileSpelling.key(b)
  }
}
