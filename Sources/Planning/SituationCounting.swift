import Geography
import Plans
import Register

/// What a situation tells of the eligible ESSMS of some regions, counted.
struct SituationCounting {
  /// After the situation.
  let known: Register
  let situation: Situation
  /// As read.
  let register: Register

  func counts(_ regions: [RegionCode]) -> Plan.SituationCounts {
    var counts = Plan.SituationCounts(
      essms: 0, withDui: 0, withoutDui: 0, unknownDui: 0, conforming: 0, unknownFunding: 0, unknownShare: 0,
      unknownWillingness: 0, strangers: situation.unknownNumbers(in: register).count)
    for essms in known.essms where regions.contains(essms.region) {
      let entry = situation.entry(essms.number)
      counts.essms += 1
      switch entry.dui {
      case .unknown: counts.unknownDui += 1
      case .none: counts.withoutDui += 1
      case .editor:
        counts.withDui += 1
        if entry.isConforming == true { counts.conforming += 1 }
      }
      if entry.isFunded == nil { counts.unknownFunding += 1 }
      if entry.eligibleShare == nil, essms.sector == .homeServices { counts.unknownShare += 1 }
      if entry.isWilling == nil { counts.unknownWillingness += 1 }
    }
    return counts
  }
}
