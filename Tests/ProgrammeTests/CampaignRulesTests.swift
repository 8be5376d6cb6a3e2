import Foundation
import Geography
import Programme
import Testing

@Suite struct CampaignRulesTests {
  /// In euros: total, delegated to the ARS, national; nil where no figure was found.
  @Test(
    arguments: [
      ("2021-T1", 30_000_000, nil, nil), ("2021-T2", 100_000_000, nil, nil), ("2022", 100_000_000, nil, nil),
      ("2023", 84_000_000, 67_000_000, 16_700_000), ("2024", 87_000_000, 71_500_000, 15_200_000),
      ("2025", 76_500_000, 63_500_000, nil), ("2026", nil, nil, nil),
    ] as [(String, Int?, Int?, Int?)])
  func envelopes(name: String, total: Int?, regional: Int?, national: Int?) throws {
    let campaign = try RuleBook.bundled().campaign(name).campaign
    #expect(campaign.envelopes.total?.euros == total)
    #expect(campaign.regionalEnvelope?.euros == regional)
    #expect(campaign.nationalEnvelope?.euros == national)
    for envelope in [campaign.envelopes.total, campaign.regionalEnvelope, campaign.nationalEnvelope].compactMap({ $0 })
    {
      #expect(envelope.certainty == .published)
    }
    // The figures of the regions were found for no campaign.
    #expect(campaign.envelopes.envelope(of: RegionCode("53")) == nil)
    #expect(campaign.envelopes.split == .proRataOfEssms)
    #expect(campaign.envelopes.splitBasis.certainty == (name == "2025" ? .published : .inferred))
  }

  /// 71.5 M€ + 15.2 M€ + 0.3 M€ of management fees = 87 M€.
  @Test func `the parts of 2024 add up`() throws {
    let all = try RuleBook.bundled().campaign("2024").campaign.envelopes
    let parts = (all.regional?.euros ?? 0) + (all.national?.euros ?? 0) + 300_000
    #expect(parts == all.total?.euros)
  }

  @Test(arguments: [
    ("2021-T1", Preference.require, false, true), ("2021-T2", .prefer, false, true), ("2022", .prefer, false, false),
    ("2023", .prefer, true, false), ("2024", .prefer, false, false), ("2025", .prefer, false, false),
    ("2026", .prefer, false, false),
  ])
  func `DUI, growth and barème`(name: String, dui: Preference, grows: Bool, isVerified: Bool) throws {
    let campaign = try RuleBook.bundled().campaign(name).campaign
    #expect(campaign.duiRule == dui)
    #expect(campaign.dui.basis.certainty == (name == "2021-T1" ? .published : .inferred))
    #expect(campaign.allowsGrowth == grows)
    #expect(campaign.growth.basis.certainty == (grows ? .published : .inferred))
    #expect(campaign.bareme == (name == "2021-T1" ? "2021-T1" : "2021-T2"))
    #expect(campaign.baremeVerified == isVerified)
  }

  @Test func `the note on mixed projects of 2021-T2`() throws {
    let dui = try RuleBook.bundled().campaign("2021-T2").campaign.dui
    #expect(dui.basis.note?.en.contains("one DUI for all") == true)
  }

  @Test(arguments: ["2021-T1", "2021-T2", "2022", "2023", "2024", "2025", "2026"])
  func payments(name: String) throws {
    let campaign = try RuleBook.bundled().campaign(name).campaign
    #expect(campaign.payments.map(\.share) == [50, 50])
    #expect(campaign.payments.allSatisfy { $0.certainty == (name == "2023" ? .published : .inferred) })
    #expect(campaign.exclusivity.count == 4)
    #expect(campaign.exclusivity.filter { $0.basis.certainty == .inferred }.count == 1)
    #expect(!campaign.sources.isEmpty)
  }

  @Test func `a campaign survives JSON`() throws {
    for campaign in try RuleBook.bundled().campaigns.values {
      let data = try JSONEncoder().encode(campaign)
      #expect(try JSONDecoder().decode(Campaign.self, from: data) == campaign)
    }
  }

  @Test func `limits without OG are those of two`() throws {
    let limits = try JSONDecoder().decode(Campaign.Limits.self, from: Data(#"{"minimum": 15}"#.utf8))
    #expect(limits.minimumOg == 2)
    #expect(limits.maximum == nil)
    #expect(limits.minimumCertainty == .inferred)
  }
}
