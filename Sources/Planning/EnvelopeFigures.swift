import Geography
import Plans
import Programme
import Register
import Wording

/// The envelopes that limit a plan, in cents: typed figures first, then the campaign's.
struct EnvelopeFigures {
  let scenario: Scenario
  let register: Register

  /// - Throws: `Failure` (usage) for a name that is no region and not `national`, (data) when the campaign has no figure.
  func named(_ regions: [RegionCode]) throws(Failure) -> [Domain.NamedEnvelope] {
    let wish = scenario.envelopes
    guard !wish.isEmpty else { return [] }
    let table = try Regions.bundled()
    for (name, euros) in wish.typed.sorted(by: { $0.key < $1.key }) {
      guard name == "national" || table.region(RegionCode(name)) != nil else {
        throw Failure(
          .usage, fr: "--envelope \(name)=\(euros) : attendu un code de région INSEE, ou national",
          en: "--envelope \(name)=\(euros): expected an INSEE region code, or national")
      }
      guard (0...10_000_000_000).contains(euros) else {
        throw Failure(
          .usage, fr: "--envelope \(name)=\(euros) : attendu de 0 à 10 milliards d'euros",
          en: "--envelope \(name)=\(euros): expected from 0 to 10 billion euros")
      }
    }
    var found: [Domain.NamedEnvelope] = []
    for region in regions {
      if let euros = wish.typed[region.rawValue] {
        found.append(.init(name: region.rawValue, cents: 100 * euros, source: .typed))
      } else if wish.usesCampaign {
        found.append(.init(name: region.rawValue, cents: try share(of: region), source: .proRata))
      }
    }
    guard scenario.routes.contains(.national) else { return found }
    if let euros = wish.typed["national"] {
      found.append(.init(name: "national", cents: 100 * euros, source: .typed))
    } else if wish.usesCampaign, let figure = scenario.campaign.nationalEnvelope {
      found.append(.init(name: "national", cents: 100 * figure.euros, source: .typed))
    }
    return found
  }

  /// The campaign's own figure of the region, else its share by eligible ESSMS: of the register where it holds all regions,
  /// of the register of 2021-01-08 where it does not.
  private func share(of region: RegionCode) throws(Failure) -> Int {
    if let figure = scenario.campaign.envelopes.envelope(of: region) { return 100 * figure.euros }
    guard let whole = scenario.campaign.regionalEnvelope else {
      throw Failure(
        .data,
        fr: "campagne \(scenario.campaign.name) : l'enveloppe des régions n'a pas été trouvée ; "
          + "donner celle de la région : --envelope \(region)=EUROS",
        en: "campaign \(scenario.campaign.name): the regions' envelope was not found; give the region's own: "
          + "--envelope \(region)=EUROS")
    }
    var counts: [RegionCode: Int] = [:]
    for essms in register.essms { counts[essms.region, default: 0] += 1 }
    let reference = try ReferenceCounts.bundled()
    if !Set(reference.essms.keys).isSubset(of: counts.keys) { counts = reference.essms }
    let sum = counts.values.reduce(0, +)
    let (high, low) = (100 * whole.euros).multipliedFullWidth(by: counts[region] ?? 0)
    return sum > 0 ? sum.dividingFullWidth((high, low)).quotient : 0
  }
}
