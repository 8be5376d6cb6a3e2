import Geography
import Planning
import Plans
import Register
import TinyRegisters

// Plans with what the other samples do not have.
extension Sample {
  /// Funding first: no price of distance, and a spread that is proven the least.
  static let funding = Result {
    var tiny = TinyRegister()
    for og in 0..<6 { tiny.add(og: og, in: .guadeloupe, count: 3 + og % 3, north: Double(3 * og)) }
    return try Features.planned(
      tiny,
      Features.scenario {
        $0.objective = .fundingFirst
        $0.timeLimit = 20
      })
  }

  /// Probabilities of success by size and make-up, nothing else limiting.
  static let likely = Result {
    let tiny = Features.register(seed: 21, ogs: 30, areas: [Features.west])
    return try Features.planned(
      tiny,
      Features.scenario {
        $0.situation = Features.situation(tiny.register, seed: 4)
        $0.success = Features.homogeneity
        $0.withdrawal = 0.05
      })
  }

  /// The campaign's envelope, shared.
  static let shared = Result {
    let tiny = Features.register(seed: 21, ogs: 30, areas: [Features.west])
    return try Features.planned(tiny, Features.scenario { $0.envelopes.usesCampaign = true })
  }

  /// La Réunion, which has several filing windows, in English.
  static let windows = Result {
    let area = TinyRegister.Area(region: RegionCode("04"), centre: Coordinate(lat: -21.1, lon: 55.5))
    let tiny = Features.register(seed: 3, ogs: 20, areas: [area])
    return try Features.planned(
      tiny,
      Features.scenario {
        $0.withdrawal = 0.05
        $0.language = .en
      })
  }
}
