/// What went wrong with something the user gave or asked for, in one line that names the file, the line number and the
/// value, and says what was expected.
public struct Failure: Error, Sendable, Hashable {
  /// The kinds that the command line tells apart by its exit code.
  public enum Kind: Sendable, Hashable {
    /// Words of the command that cannot be meant.
    case usage
    /// A file was read, and what stands in it is wrong.
    case data
    /// A file cannot be read.
    case unreadable
    /// Output cannot be written.
    case unwritable
  }

  public let kind: Kind
  public let wording: Wording

  public init(_ kind: Kind, fr: String, en: String) {
    self.kind = kind
    wording = Wording(fr: fr, en: en)
  }
}

extension Failure: CustomStringConvertible {
  public var description: String { wording.en }
}
