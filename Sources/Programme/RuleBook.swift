import Foundation
import Geography
import Wording

/// The campaigns and barèmes that come with the program, read from its data files, and those that a user adds.
public struct RuleBook: Sendable {
  public let campaigns: [String: Campaign]
  public let baremes: [String: Bareme]
  /// What each campaign's file holds, for the files that extend it.
  let trees: [String: RuleNode]
  /// What holds for every campaign unless its file says otherwise.
  let common: RuleNode
  /// By campaign, limits of the regional route that a user's file gives without giving its exceptions, which go before them
  /// in their regions.
  public let restated: [String: Set<RestatedLimit>]

  /// Those that come with the program; read once.
  ///
  /// - Throws: `Failure` when a file is missing or does not hold what it should.
  public static func bundled() throws(Failure) -> RuleBook { try shared.get() }

  /// The campaign of this name and its barème.
  ///
  /// - Throws: `Failure` (usage) that lists the names there are.
  public func campaign(_ name: String) throws(Failure) -> (campaign: Campaign, bareme: Bareme) {
    guard let campaign = campaigns[name] else {
      let known = names.joined(separator: ", ")
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

  /// The campaigns' names, in alphabetical order, which is that of the years.
  public var names: [String] { campaigns.keys.sorted() }

  private static let shared = Result<RuleBook, Failure> { () throws(Failure) in
    let folder = Bundle.module.bundleURL.appendingPathComponent("Resources")
    let common = try RuleFile(path: folder.appendingPathComponent("common.yaml").path)
    let files = try paths(folder.appendingPathComponent("baremes")) + paths(folder.appendingPathComponent("campaigns"))
    return try RuleBook(campaigns: [:], baremes: [:], trees: [:], common: common.root.unplaced, restated: [:])
      .adding(paths: files)
  }

  private static func paths(_ folder: URL) throws(Failure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "yaml" }.map(\.path).sorted()
    } catch {
      throw Failure(
        .unreadable, fr: "règles du programme illisibles dans \(folder.path) : \(error)",
        en: "cannot read the programme's rules in \(folder.path): \(error)")
    }
  }
}
