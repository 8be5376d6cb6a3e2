import Geography
import Plans
import Programme
import Wording

/// A scenario file: YAML whose keys are parameters of a plan. What it does not name stays as it is.
///
/// ```yaml
/// extends: base.yaml      # laid over another file, key by key
/// campaign: "2024"
/// rules: {routes: {regional: {limits: {minimum: 12}}}}    # what differs in the campaign
/// regions: ["24", "53"]
/// situation: situation.csv                                # paths are relative to the file
/// objective: weighted     # fundingFirst, spreadFirst
/// routes: [regional, multiregional]
/// dui: require            # ignore, prefer, require
/// withdrawal: 0.05
/// probabilities:
///   - {from: 15, to: 19, probability: 0.4}
///   - {from: 20, probability: 0.5}
/// envelopes: {"53": 4000000, national: 1500000}
/// matrix: {radiusKm: [40, 60]}                            # as many scenarios as there are choices
/// ```
public struct ScenarioFile: Sendable {
  /// As the user wrote it.
  public let path: String
  /// After what it extends.
  let record: RuleRecord

  /// Keys that a matrix may vary.
  static let parameters = [
    "campaign", "campaignFile", "rules", "regions", "situation", "constraints", "from", "stability", "objective",
    "routes", "spreadPrice", "radiusKm", "radiusMinutes", "distance", "distances", "minutePrice", "detour",
    "withdrawal", "dui", "sectors", "preferencePrice",
    "unknownDui",
    "probabilities", "envelopes", "timeLimit", "work", "gap", "seed", "plain",
  ]
  /// Keys whose values are paths.
  static let paths = ["campaignFile", "situation", "constraints", "distances", "from"]
  static let matrix = "matrix"

  /// - Throws: `Failure` (unreadable) when the file, or one that it extends, cannot be read, (data) when it is no YAML, a
  ///   key is not known, or files extend each other in a circle.
  public init(path: String) throws(Failure) {
    let keys = Self.parameters + [Self.matrix]
    let expected = Wording(
      fr: "un fichier YAML de scénario, comme « grappes scenario new » en écrit",
      en: "a YAML file of a scenario, such as \"grappes scenario new\" writes")
    let file = try RuleFile.layered(
      path: path, keys: keys, paths: Self.paths, nested: Self.matrix, expected: expected)
    self.init(path: path, record: try RuleCursor(file, regions: Regions.bundled()).record(keys))
  }

  init(path: String, record: RuleRecord) {
    self.path = path
    self.record = record
  }

  /// Whether the file gives a key a value.
  public func names(_ key: String) -> Bool { record[key] != nil }

  /// The campaign that the file names; nil when it names none.
  ///
  /// - Throws: `Failure` (data) when there is no such campaign.
  public func campaign(among names: [String]) throws(Failure) -> String? {
    guard let value = record["campaign"] else { return nil }
    let name = try value.text(longest: 100)
    guard names.contains(name) else {
      let known = names.joined(separator: ", ")
      throw value.wrong(expected: Wording(fr: "une campagne parmi \(known)", en: "a campaign among \(known)"))
    }
    return name
  }

  /// The regions that the file asks for; nil when it names none.
  ///
  /// - Throws: `Failure` (data) for an empty list or a code that is no region's.
  public func regions() throws(Failure) -> [RegionCode]? {
    guard let value = record["regions"] else { return nil }
    var regions: [RegionCode] = []
    for place in try value.list() { regions.append(try place.region()) }
    guard !regions.isEmpty else {
      throw value.wrong(
        Wording(fr: "une liste vide", en: "an empty list"),
        expected: Wording(fr: "au moins un code de région INSEE", en: "at least one INSEE region code"))
    }
    return Set(regions).sorted()
  }
}
