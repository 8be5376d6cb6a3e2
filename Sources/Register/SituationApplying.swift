extension Situation.Entry {
  /// Why the programme cannot take the ESSMS; nil when it can. The first of several reasons counts.
  ///
  /// An order through SONS excludes for any software: an ESSMS whose upgrade the State pays through SONS is funded neither
  /// for another software nor twice for the same.
  public var exclusion: ExclusionReason? {
    if isFunded == true { return .alreadyFunded }
    if sonsOrder != nil { return .fundedBySons }
    if hasOtherEuropeanFunding == true { return .otherEuropeanFunding }
    if eligibleShare == 0 { return .noEligibleShare }
    if isWilling == false { return .optedOut }
    return nil
  }
}

extension Register {
  /// The register without the ESSMS that the situation rules out, which it lists as excluded. Those excluded already keep
  /// their reason.
  ///
  /// - Complexity: O(ESSMS + excluded · log).
  public func applying(_ situation: Situation) -> Register {
    var kept: [ESSMS] = []
    var excluded = excluded
    for essms in essms {
      if let reason = situation.entry(essms.number).exclusion {
        excluded.append(ExcludedESSMS(number: essms.number, region: essms.region, reason: reason, og: essms.og))
      } else {
        kept.append(essms)
      }
    }
    return Register(
      essms: kept, ogNames: ogNames, excluded: excluded.sorted { $0.number < $1.number }, notEssms: notEssms,
      sources: sources, problems: problems, oddities: oddities, capacities: capacities, activityFiles: activityFiles,
      groups: groups, readingOrder: readingOrder, namesByEssms: namesByEssms)
  }
}
