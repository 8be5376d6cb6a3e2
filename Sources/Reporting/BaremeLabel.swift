import Plans
import Programme
import Wording

/// What must stand beside every amount: the barème's name, and a warning while it is not verified for the campaign, or while
/// the campaign itself is not.
struct BaremeLabel: Hashable {
  let bareme: String
  let isVerified: Bool
  let campaign: String
  /// nil for a campaign that is documented.
  let standing: Plan.Standing?

  init(_ plan: Plan) {
    bareme = plan.bareme
    isVerified = plan.baremeVerified
    campaign = plan.campaign
    standing = plan.campaignStanding
  }

  /// nil for a run of an earlier version, which does not tell.
  init?(_ result: RunRecord.Result) {
    guard let bareme = result.bareme, let campaign = result.campaign else { return nil }
    self.bareme = bareme
    isVerified = result.baremeVerified ?? false
    self.campaign = campaign
    standing = result.campaignStanding
  }

  func text(in language: Language) -> String {
    let text =
      isVerified
      ? Wording(fr: "barème \(bareme)", en: "barème \(bareme)").text(in: language)
      : Wording(
        fr: "barème \(bareme), à vérifier sur l’instruction",
        en: "barème \(bareme), to be checked against the instruction"
      ).text(in: language)
    guard standing != nil else { return text }
    return text + Wording(fr: " ; campagne ", en: "; campaign ").text(in: language) + campaignText(in: language)
  }

  /// The campaign's name, with a warning where it is known by a report alone.
  func campaignText(in language: Language) -> String {
    let mark = standing.flatMap { Campaign.Standing(rawValue: $0.rawValue) }?.mark
    return campaign + (mark.map { " (\($0.text(in: language)))" } ?? "")
  }
}
