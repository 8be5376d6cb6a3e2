import Geography
import Wording

/// Reads a register out of the files that the user names, in any mix and order.
///
/// ```swift
/// let register = try RegisterReader().read(paths: ["etalab-cs1100501.csv", "etalab-cs1100507.csv"])
/// try register.requireLocated()
/// ```
///
/// Legacy extracts 501 (names of OG), 502 (establishments) and 507 (establishments and their places) are told by the
/// tags of their lines. Bad rows are left out and counted in `Register.problems`. Problems of a row are noted for every
/// establishment, problems of a cell (coordinate, SIRET, département) for the eligible ones, which are all that is kept.
public struct RegisterReader: Sendable {
  public struct Options: Sendable {
    /// Whether establishments of the doubtful categories (scope `edge`) are ESSMS too.
    public var includeEdgeCategories: Bool
    /// Whether a row that cannot be used is a failure instead of a problem.
    public var strict: Bool

    public init(includeEdgeCategories: Bool = false, strict: Bool = false) {
      self.includeEdgeCategories = includeEdgeCategories
      self.strict = strict
    }
  }

  public let options: Options

  public init(options: Options = Options()) {
    self.options = options
  }

  /// The register that the files hold together.
  ///
  /// - Complexity: O(bytes); the France-wide extract (36 MB) takes a fraction of a second.
  /// - Throws: `Failure.Kind.unreadable` for a file that cannot be opened, `.data` for one that is no register, for files
  ///   without any establishment and, when `strict`, for the first row that cannot be used.
  public func read(paths: [String]) throws(Failure) -> Register {
    var files: [InputFile] = []
    for path in paths { files.append(try InputFile(path: path)) }
    return try read(files)
  }

  func read(_ files: [InputFile]) throws(Failure) -> Register {
    var draft = RegisterDraft(isStrict: options.strict)
    var legacy = try LegacyReader(includesEdge: options.includeEdgeCategories)
    var sources: [SourceFile] = []
    for file in files {
      switch try RegisterFormat(of: file) {
      case .legacy:
        let date = try legacy.read(file.bytes, file: draft.open(path: file.path, name: file.name), into: &draft)
        sources.append(SourceFile(file: file.name, sha256: file.sha256(), date: date))
      case .finessPlus:
        throw RegisterFormat.notYetRead(file, Wording(fr: "document FINESS+ (JSON)", en: "FINESS+ document (JSON)"))
      case .gzip:
        throw RegisterFormat.notYetRead(file, Wording(fr: "fichier gzip", en: "gzip file"))
      case .annualArchive:
        throw RegisterFormat.notYetRead(
          file, Wording(fr: "archive annuelle à en-tête", en: "annual archive with a header"))
      }
    }
    return try draft.register(sources: sources)
  }
}

extension Register {
  /// Checks that there is something to plan with.
  ///
  /// - Throws: `Failure.Kind.data` when the register holds ESSMS and none of them has a place, as a 502 extract alone.
  public func requireLocated() throws(Failure) {
    let missing = excluded.count { $0.reason == .noCoordinates }
    guard essms.isEmpty, missing > 0 else { return }
    let files = sources.map(\.file).joined(separator: ", ")
    throw Failure(
      .data,
      fr: "\(files) : \(missing) ESSMS, aucun avec des coordonnées ; attendu : l'extrait 507 (géolocalisé)",
      en: "\(files): \(missing) ESSMS, none with coordinates; expected the 507 (geolocated) extract")
  }
}
