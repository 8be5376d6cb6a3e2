import Foundation
import Plans
import Programme
import Register
import Wording

// What a scenario file takes from other files.
extension ScenarioFile {
  /// The campaigns as the file has them, and the one that holds.
  ///
  /// - Parameters:
  ///   - book: campaigns to add its own files and rules to.
  ///   - campaign: counts more than the file's; nil to take the file's, or 2024.
  /// - Throws: `Failure` (data) when there is no such campaign or its rules are wrong, (unreadable) for a file of rules.
  public func rules(adding book: RuleBook, campaign: String? = nil) throws(Failure) -> (book: RuleBook, name: String) {
    let book = try book.adding(paths: try campaignFiles())
    let own = try campaign == nil ? self.campaign(among: book.names) : nil
    let name = campaign ?? own ?? Self.usualCampaign
    guard let rules = record["rules"] else { return (book, name) }
    return try book.adding(inline: rules, extending: name)
  }

  /// The campaign of a scenario that names none.
  public static let usualCampaign = "2024"

  private func campaignFiles() throws(Failure) -> [String] {
    guard let value = record["campaignFile"] else { return [] }
    guard value.isList else { return [try value.filePath()] }
    var paths: [String] = []
    for item in try value.list() { paths.append(try item.filePath()) }
    return paths
  }

  public var situation: String? { get throws(Failure) { try record["situation"]?.filePath() } }
  public var constraints: String? { get throws(Failure) { try record["constraints"]?.filePath() } }
  public var distances: String? { get throws(Failure) { try record["distances"]?.filePath() } }
  /// Where the search starts: a plan or a grouping.
  public var from: String? { get throws(Failure) { try record["from"]?.filePath() } }

  /// The scenario that the file describes by itself.
  ///
  /// - Parameter book: campaigns to add its own files and rules to.
  /// - Returns: the scenario, and the campaigns it chose from.
  /// - Throws: `Failure` when a value is wrong or a file that it names cannot be used.
  public func scenario(adding book: RuleBook) throws(Failure) -> (scenario: Scenario, book: RuleBook) {
    let (book, name) = try rules(adding: book)
    let (campaign, bareme) = try book.campaign(name)
    var made = Scenario(campaign: campaign, bareme: bareme)
    made.distance = Scenario.usualDistance
    made.restatedLimits = book.restated[name] ?? []
    try apply(to: &made)
    if let path = try situation {
      made.situation = try named("situation") { () throws(Failure) in try Situation.read(path: path) }
    }
    if let path = try constraints {
      made.constraints = try named("constraints") { () throws(Failure) in try Constraints.read(path: path) }
    }
    if let path = try distances {
      made.roads = try named("distances") { () throws(Failure) in try RoadDistances.read(path: path) }
    }
    if let path = try from { made = try named("from") { () throws(Failure) in try made.starting(from: path) } }
    guard made.stability == 0 || made.earlier != nil else {
      throw try record.required("stability").wrong(
        expected: Wording(fr: "aussi from, avec un plan.json", en: "from as well, with a plan.json"))
    }
    do {
      try made.validate()
    } catch {
      // Its words are the command line's.
      throw Failure(.data, fr: "\(path) : \(error.wording.fr)", en: "\(path): \(error.wording.en)")
    }
    return (made, book)
  }

  /// Reads a file that a key names.
  private func named<Read>(_ key: String, _ read: () throws(Failure) -> Read) throws(Failure) -> Read {
    guard let value = record[key] else { return try read() }
    return try value.naming(read)
  }

  /// SHA-256 of the bytes of each file that the scenario names, by the path as `canonical` asks for it.
  func digests() throws(Failure) -> [String: String] {
    var digests: [String: String] = [:]
    for path in try campaignFiles() + [situation, constraints, distances, from].compactMap(\.self) {
      digests[path] = try InputFile(
        path: path, expected: Wording(fr: "un fichier du scénario", en: "a file of the scenario")
      ).sha256()
    }
    return digests
  }
}

extension Scenario {
  fileprivate func starting(from path: String) throws(Failure) -> Scenario {
    var scenario = self
    try scenario.start(from: path)
    return scenario
  }

  /// Starts the search from a file: a plan, or a drawn grouping, told apart by content.
  ///
  /// - Throws: `Failure` when the file is neither.
  public mutating func start(from path: String) throws(Failure) {
    let file = try InputFile(
      path: path,
      expected: Wording(fr: "un plan.json ou un fichier grappe;og", en: "a plan.json or a file of grappe;og lines"))
    startName = path
    if Self.isPlan(file) {
      earlier = try PlanFile.read(Data(file.bytes), path: path)
    } else {
      drawing = try DrawnGrouping.read(file)
    }
  }

  /// By content: a plan is JSON.
  private static func isPlan(_ file: InputFile) -> Bool {
    let text = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes[3...] : file.bytes[...]
    return text.first { $0 > 0x20 } == UInt8(ascii: "{")
  }
}
