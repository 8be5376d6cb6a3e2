import Foundation
import Register
import Wording

/// What `generate` knows as its own in a folder: the digests that it wrote beside the files. Without them, or once a file has
/// been edited, it is somebody's work and stays.
struct GeneratedFiles: Codable {
  static let name = "generate.json"
  private static let schema = "grappes/generate/1"

  private let schema: String
  private let version: String
  /// SHA-256 by file.
  private let files: [String: String]

  init(_ digests: [String: String]) {
    schema = Self.schema
    version = Grappes.version
    files = digests
  }

  /// Sees that everything of these names in a folder was made by `generate`.
  ///
  /// - Returns: digests of all files that it knows there.
  /// - Throws: `Failure` (unwritable) that names the first that was not.
  static func requireOwn(_ names: [String], in folder: String) throws(Failure) -> [String: String] {
    let there = names.filter { access("\(folder)/\($0)", F_OK) == 0 }
    let place = "\(folder)/\(name)"
    let known = try access(place, F_OK) == 0 ? read(place) : GeneratedFiles([:])
    for name in there {
      let path = "\(folder)/\(name)"
      guard let digest = known.files[name], digest == (try InputFile.sha256(ofOwn: path)) else {
        throw Failure(
          .unwritable,
          fr:
            "\(path) : n'est pas de « grappes generate », ou a été modifié depuis ; attendu : un autre dossier, ou ce "
            + "fichier ôté",
          en:
            "\(path): not made by \"grappes generate\", or edited since; expected another folder, or this file removed")
      }
    }
    return known.files
  }

  private static func read(_ path: String) throws(Failure) -> GeneratedFiles {
    let expected = Wording(fr: "un fichier generate.json", en: "a generate.json file")
    let file = try InputFile(path: path, expected: expected, isOwn: true)
    guard let known = try? JSONDecoder().decode(GeneratedFiles.self, from: Data(file.bytes)), known.schema == schema
    else {
      throw Failure(
        .unwritable, fr: "\(path) : n'est pas de « grappes generate » ; attendu : un autre dossier",
        en: "\(path): not made by \"grappes generate\"; expected another folder")
    }
    return known
  }
}
