import Geography
import Plans
import Programme
import Wording

extension ScenarioFile {
  /// Gives a scenario the file's numbers and words; its rules and what it reads from other files are taken by `rules` and
  /// `read`.
  ///
  /// - Throws: `Failure` (data) that names file, line, key and value, and says what is expected.
  public func apply(to scenario: inout Scenario) throws(Failure) {
    if try record["plain"]?.flag() == true { scenario.turnPlain() }
    if let routes = record["routes"] {
      scenario.routes = []
      for entry in try routes.list() { scenario.routes.append(try entry.choice(Route.self)) }
      guard !scenario.routes.isEmpty else {
        let all = Route.allCases.map(\.rawValue).joined(separator: ", ")
        throw routes.wrong(
          Wording(fr: "une liste vide", en: "an empty list"),
          expected: Wording(fr: "au moins une voie parmi \(all)", en: "at least one route among \(all)"))
      }
    }
    if let value = record["objective"] { scenario.objective = try value.choice(Plan.Mode.self) }
    if let value = record["spreadPrice"] { scenario.spreadPrice = try value.number(0...1_000_000) }
    if let value = record["radiusKm"] { scenario.radiusKm = try value.number(0...25_000) }
    if let value = record["radiusMinutes"] { scenario.radiusMinutes = try value.number(0...100_000) }
    if let value = record["minutePrice"] { scenario.minutePrice = try value.number(0...1_000_000) }
    if record["distances"] != nil { scenario.distance = .route }
    if let value = record["distance"] { scenario.distance = try value.choice(Plan.DistanceKind.self) }
    if let value = record["detour"] { scenario.detour = try value.number(0.01...100) }
    if let value = record["withdrawal"] { scenario.withdrawal = try value.number(0...0.99) }
    if let value = record["dui"] { scenario.dui = try value.choice(Preference.self) }
    if let value = record["sectors"] { scenario.sectors = try value.choice(Preference.self) }
    if let value = record["preferencePrice"] { scenario.preferencePrice = try value.number(0...1_000_000) }
    if let value = record["unknownDui"] { scenario.unknownDui = try value.choice(Plan.UnknownDUI.self) }
    if let value = record["work"] {
      scenario.work = try value.whole(1...9_000_000_000_000_000)
      scenario.timeLimit = Scenario.longest
    }
    if let value = record["timeLimit"] { scenario.timeLimit = try value.number(0.001...31_536_000) }
    if let value = record["stability"] { scenario.stability = try value.number(0...1_000_000) }
    if let value = record["gap"] { scenario.gap = try value.number(0...1) }
    if let value = record["seed"] { scenario.seed = try value.whole(0...9_000_000_000_000_000) }
    if let bands = record["probabilities"] {
      scenario.success = []
      for band in try bands.list() { scenario.success.append(try Self.band(band)) }
    }
    if let envelopes = record["envelopes"] { scenario.envelopes = try Self.envelopes(envelopes) }
  }

  private static func band(_ cursor: RuleCursor) throws(Failure) -> Plan.SuccessBand {
    let record = try cursor.record(["from", "to", "homogeneous", "probability"])
    let sizes = 0...1_000_000
    let band = Plan.SuccessBand(
      from: try record["from"]?.whole(sizes), to: try record["to"]?.whole(sizes),
      homogeneous: try record["homogeneous"]?.flag(), probability: try record.required("probability").number(0...1))
    guard band.from ?? 0 <= band.to ?? .max else {
      throw try record.required("to").wrong(
        expected: Wording(fr: "au moins from (\(band.from ?? 0))", en: "from (\(band.from ?? 0)) or more"))
    }
    return band
  }

  /// `campaign`, or a figure for each region and for the national call.
  private static func envelopes(_ cursor: RuleCursor) throws(Failure) -> Scenario.EnvelopeWish {
    var wish = Scenario.EnvelopeWish()
    if (try? cursor.text()) == "campaign" {
      wish.usesCampaign = true
      return wish
    }
    let regions = try Regions.bundled()
    for (name, figure) in try cursor.pairs() {
      guard name == "national" || regions.region(RegionCode(name)) != nil else {
        throw figure.wrong(
          Wording(fr: "clé inconnue", en: "unknown key"),
          expected: Wording(
            fr: "un code de région INSEE, comme 53 ou 01, ou national",
            en: "an INSEE region code, such as 53 or 01, or national"))
      }
      wish.typed[name] = try figure.euros()
    }
    return wish
  }
}
