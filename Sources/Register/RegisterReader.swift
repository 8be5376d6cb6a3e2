import Geography
import Wording

/// Reads a register out of the files that the user names, in any mix and order.
///
/// ```swift
/// let register = try RegisterReader().read(paths: ["etalab-cs1100501.csv", "etalab-cs1100507.csv"])
/// try register.requireLocated()
/// ```
///
/// Formats are told by content: legacy extracts 501 (names of OG), 502 (establishments), 505 (capacities) and 507
/// (establishments and their places) by the tags of their lines, annual archives by their header, FINESS+ documents since
/// they are JSON; any of them may be packed by gzip. Where files tell of one establishment, the newest is believed
/// (`RegisterPrecedence`), and older ones fill what it leaves empty: a place, the OG's name, a capacity. Bad rows are left out and counted in `Register.problems`. Problems of a row are noted for every
/// establishment, problems of a cell (coordinate, SIRET, département) for the eligible ones, which are all that is kept.
/// An ESSMS without usable coordinates stands at the town hall of its commune, and `ESSMS.placement` says so.
public struct RegisterReader: Sendable {
  public struct Options: Sendable {
    /// Whether establishments of the doubtful categories (scope `edge`) are ESSMS too.
    public var includeEdgeCategories: Bool
    /// Whether a row that cannot be used is a failure instead of a problem.
    public var strict: Bool
    /// Whether `Register.oddities` lists all of them, rather than some examples.
    public var listsOddities: Bool

    public init(includeEdgeCategories: Bool = false, strict: Bool = false, listsOddities: Bool = false) {
      self.includeEdgeCategories = includeEdgeCategories
      self.strict = strict
      self.listsOddities = listsOddities
    }
  }

  public let options: Options

  public init(options: Options = Options()) {
    self.options = options
  }

  /// The register that the files hold together.
  ///
  /// - Complexity: O(bytes); the France-wide extract (36 MB) takes a fraction of a second, a FINESS+ document of
  ///   France some seconds and a memory that its size hardly changes.
  /// - Throws: `Failure.Kind.unreadable` for a file that cannot be opened, `.data` for one that is no register, for files
  ///   without any establishment and, when `strict`, for the first row that cannot be used.
  public func read(paths: [String]) throws(Failure) -> Register {
    var sources: [ByteSource] = []
    for path in paths { sources.append(try ByteSource(path: path)) }
    return try read(sources)
  }

  func read(_ files: [InputFile]) throws(Failure) -> Register { try read(files.map { ByteSource($0) }) }

  private func read(_ sources: [ByteSource]) throws(Failure) -> Register {
    var reading = RegisterReading(options)
    let precedence = try RegisterPrecedence(sources)
    var files: [Int: SourceFile] = [:]
    for place in precedence.order {
      let source = sources[place]
      let date = try reading.read(source, date: precedence.dates[place])
      files[place] = SourceFile(file: source.name, sha256: source.sha256(), date: date)
    }
    return try reading.draft.register(sources: sources.indices.compactMap { files[$0] }, order: precedence.order)
  }
}

extension Register {
  /// Checks that there is something to plan with.
  ///
  /// - Throws: `Failure.Kind.data` when the register holds ESSMS and none of them has a place, not even a commune, or a
  ///   known département.
  public func requireLocated() throws(Failure) {
    guard essms.isEmpty else { return }
    let unplaced = excluded.count { $0.reason == .noCoordinates }
    let lost = excluded.count { $0.reason == .unknownDepartement }
    guard unplaced + lost > 0 else { return }
    // The first cause: without a territory no coordinate can be judged.
    throw RegisterLosses(problems).failure(
      sources.map(\.file),
      nothing: unplaced == 0
        ? Wording(fr: "\(lost) ESSMS, aucun d'un département connu", en: "\(lost) ESSMS, none of a known département")
        : Wording(
          fr: "\(unplaced + lost) ESSMS, aucun avec des coordonnées ni une commune connue",
          en: "\(unplaced + lost) ESSMS, none with coordinates or a known commune"),
      expected: unplaced == 0
        ? Departement.expected : Wording(fr: "l'extrait 507 (géolocalisé)", en: "the 507 (geolocated) extract"))
  }
}
