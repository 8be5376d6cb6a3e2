import Geography
import Wording

extension RuleCursor {
  func duiRule() throws(Failure) -> Campaign.DuiRule {
    let record = try record(["preference"] + RuleRecord.basisKeys)
    return Campaign.DuiRule(
      preference: try record.required("preference").choice(Preference.self), basis: try record.basis())
  }

  func growth() throws(Failure) -> Campaign.Growth {
    let record = try record(["allowed"] + RuleRecord.basisKeys)
    return Campaign.Growth(isAllowed: try record.required("allowed").flag(), basis: try record.basis())
  }

  // MARK: Envelopes

  func envelopes() throws(Failure) -> Envelopes {
    let record = try record(["total", "regional", "national", "split", "byRegion"])
    let split = try record["split"]?.record(["rule"] + RuleRecord.basisKeys)
    var byRegion: [Envelopes.RegionShare] = []
    for item in try record.list("byRegion") {
      let record = try item.record(["region", "euros"] + RuleRecord.basisKeys)
      let place = try record.required("region")
      let region = try place.region()
      guard !byRegion.contains(where: { $0.region == region }) else {
        throw place.wrong(
          expected: Wording(fr: "une région qui n'a pas d'autre montant", en: "a region with no other amount"))
      }
      byRegion.append(
        Envelopes.RegionShare(
          region: region,
          envelope: Envelope(euros: try record.required("euros").euros(), basis: try record.basis())))
    }
    return Envelopes(
      total: try record["total"]?.envelope(), regional: try record["regional"]?.envelope(),
      national: try record["national"]?.envelope(),
      split: try split?.required("rule").choice(Envelopes.Split.self) ?? .proRataOfEssms,
      splitBasis: try split?.basis() ?? Basis(.inferred), byRegion: byRegion)
  }

  private func envelope() throws(Failure) -> Envelope {
    let record = try record(["euros"] + RuleRecord.basisKeys)
    return Envelope(euros: try record.required("euros").euros(), basis: try record.basis())
  }

  // MARK: Payments

  func payments() throws(Failure) -> [Campaign.Payment] {
    var all: [Campaign.Payment] = []
    for item in try list() {
      let record = try item.record(["percent", "when"] + RuleRecord.basisKeys)
      all.append(
        Campaign.Payment(
          share: try record.required("percent").whole(1...100), when: try record.required("when").label(),
          basis: try record.basis()))
    }
    let sum = all.reduce(0) { $0 + $1.share }
    guard all.isEmpty || sum == 100 else {
      throw wrong(
        Wording(fr: "les parts font \(sum) %", en: "the shares make \(sum)%"),
        expected: Wording(fr: "100 %", en: "100%"))
    }
    return all
  }

  // MARK: Words

  func statements() throws(Failure) -> [Campaign.Statement] {
    var all: [Campaign.Statement] = []
    for item in try list() {
      let record = try item.record(["text"] + RuleRecord.basisKeys)
      all.append(Campaign.Statement(text: try record.required("text").label(), basis: try record.basis()))
    }
    return all
  }

  func ruleSources() throws(Failure) -> [RuleSource] {
    var all: [RuleSource] = []
    for item in try list() {
      let record = try item.record(["text", "certainty"])
      all.append(RuleSource(text: try record.required("text").label(), certainty: try record.certainty()))
    }
    return all
  }
}
