import Foundation
import Wording
import Yams

/// The campaigns and barèmes that come with the program, read from its data files.
public struct RuleBook: Sendable {
  public let campaigns: [String: Campaign]
  public let baremes: [String: Bareme]

  /// - Throws: `Failure` when a file is missing or does not hold what it should.
  public static func bundled() throws(Failure) -> RuleBook {
    let folder = Bundle.module.bundleURL.appendingPathComponent("Resources")
    let campaigns: [Campaign] = try readAll(folder.appendingPathComponent("campaigns"))
    let baremes: [Bareme] = try readAll(folder.appendingPathComponent("baremes"))
    return RuleBook(
      campaigns: Dictionary(campaigns.map { ($0.name, $0) }, uniquingKeysWith: { $1 }),
      baremes: Dictionary(baremes.map { ($0.name, $0) }, uniquingKeysWith: { $1 }))
  }

  /// The campaign of this name and its barème.
  ///
  /// - Throws: `Failure` (usage) that lists the names there are.
  public func campaign(_ name: String) throws(Failure) -> (campaign: Campaign, bareme: Bareme) {
    guard let campaign = campaigns[name] else {
      let known = campaigns.keys.sorted().joined(separator: ", ")
      throw Failure(
        .usage, fr: "campagne « \(name) » inconnue ; campagnes connues : \(known)",
        en: "unknown campaign \"\(name)\"; known campaigns: \(known)")
    }
    guard let bareme = baremes[campaign.bareme] else {
      throw Failure(
        .data, fr: "la campagne \(name) renvoie au barème « \(campaign.bareme) », qui n'existe pas",
        en: "campaign \(name) points to barème \"\(campaign.bareme)\", which does not exist")
    }
    return (campaign, bareme)
  }

  private static func readAll<Content: Decodable>(_ folder: URL) throws(Failure) -> [Content] {
    do {
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "yaml" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
        .map { try YAMLDecoder().decode(Content.self, from: Data(contentsOf: $0)) }
    } catch {
      throw Failure(
        .unreadable, fr: "règles du programme illisibles dans \(folder.path) : \(error)",
        en: "cannot read the programme's rules in \(folder.path): \(error)")
    }
  }
}
