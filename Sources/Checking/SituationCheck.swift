import Plans
import Register

/// What the situation tells of the regions' ESSMS, counted.
struct SituationCheck {
  let plan: Plan
  /// As read.
  let register: Register
  /// After the situation.
  let known: Register
  let situation: Situation?

  var violations: [Violation] {
    guard plan.situation != computed else { return [] }
    return [
      Violation(
        .count, fr: "situation : ses comptes ne sont pas ceux du fichier de situation",
        en: "situation: its counts are not those of the file")
    ]
  }

  private var computed: Plan.SituationCounts? {
    guard let situation else { return nil }
    let regions = Set(plan.regions)
    let essms = known.essms.filter { regions.contains($0.region) }
    let entries = essms.map { (sector: $0.sector, known: situation.entry($0.number)) }
    let withDui = entries.filter { if case .editor = $0.known.dui { true } else { false } }
    let held = Set(register.essms.map(\.number)).union(register.excluded.map(\.number))
    return Plan.SituationCounts(
      essms: essms.count, withDui: withDui.count, withoutDui: entries.count { $0.known.dui == .none },
      unknownDui: entries.count { $0.known.dui == .unknown },
      conforming: withDui.count { $0.known.isConforming == true },
      unknownFunding: entries.count { $0.known.isFunded == nil },
      unknownShare: entries.count { $0.known.eligibleShare == nil && $0.sector == .homeServices },
      unknownWillingness: entries.count { $0.known.isWilling == nil },
      strangers: situation.entries.keys.count { !held.contains($0) })
  }
}
