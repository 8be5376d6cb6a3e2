import Plans
import Programme
import Register

/// What the grappes of one target bring, block by block.
struct TargetTerms: Sendable {
  /// Whether only grappes of one editor and one sector are meant.
  let isHomogeneous: Bool
  /// In cents, before any probability; nil where the block is not admitted.
  let rewards: [Int?]
  /// What the ESSMS of other editors and sectors cost, in cents.
  let extras: [Int]
}

/// The targets that grappes of an area may have, as the plan's parameters say.
struct BoundTargets {
  let appraisal: Appraisal

  private enum Wish: Hashable {
    case any
    case preferred(String?)
    case only(String?)
  }

  var all: [TargetTerms] {
    let parameters = appraisal.ground.parameters
    let editors: [String?] = appraisal.editors.isEmpty ? [nil] : appraisal.editors.sorted()
    let sectors: [String?] = appraisal.sectors.map(\.rawValue).sorted()
    let dui = wishes(parameters.dui, editors)
    let publics = wishes(parameters.sectors, sectors)
    var terms = dui.flatMap { editor in publics.map { self.terms(editor, $0, isHomogeneous: false) } }
    if parameters.success.contains(where: { $0.homogeneous != nil }) {
      terms += editors.flatMap { editor in
        sectors.map { self.terms(.only(editor), .only($0), isHomogeneous: true) }
      }
    }
    return terms
  }

  private func wishes(_ preference: Plan.Preference, _ names: [String?]) -> [Wish] {
    switch preference {
    case .ignore: [.any]
    case .prefer: names.map(Wish.preferred)
    case .require: names.map(Wish.only)
    }
  }

  private func terms(_ dui: Wish, _ sector: Wish, isHomogeneous: Bool) -> TargetTerms {
    let area = appraisal.area
    let target: OneDUI = if case .only(let editor) = dui { .one(editor) } else { .own }
    return TargetTerms(
      isHomogeneous: isHomogeneous,
      rewards: area.blocks.map { block in
        let units = block.map { area.units[$0] }
        guard units.allSatisfy({ admits($0, dui, sector, isHomogeneous: isHomogeneous) }) else { return nil }
        return units.reduce(0) { $0 + appraisal.payout.cents($1, target) }
      },
      extras: area.blocks.map { block in
        let makeUp = MakeUp(block.map { area.units[$0] })
        var strangers = 0
        if case .preferred(let editor) = dui { strangers += makeUp.strangers(toEditor: editor) }
        if case .preferred(let name) = sector {
          strangers += makeUp.essms - (name.flatMap(Sector.init(rawValue:)).flatMap { makeUp.sectors[$0] } ?? 0)
        }
        return strangers * appraisal.preferenceCents
      })
  }

  /// An OG without a known DUI takes any; one with several takes any of its own, unless nobody is to change.
  private func admits(_ unit: Territory.Unit, _ dui: Wish, _ sector: Wish, isHomogeneous: Bool) -> Bool {
    if case .only(let editor) = dui, !unit.editors.isEmpty {
      guard let editor, unit.editors.contains(editor), !isHomogeneous || unit.editors.count == 1 else { return false }
    }
    if case .only(let name) = sector { return unit.sectors.map(\.rawValue) == [name].compactMap(\.self) }
    return true
  }
}

/// Weights between which a grappe's probability does not fall below that of the first: a choice within them is worth what
/// that probability gives, or more.
struct BoundLevel: Sendable {
  let least: Int
  /// nil: no limit.
  let most: Int?
  /// In ten-thousandths.
  let probability: Int

  /// - Parameter heaviest: weight beyond which there is no grappe.
  static func levels(limits: Campaign.Limits, heaviest: Int, probability: (Int) -> Int) -> [BoundLevel] {
    let end = min(limits.maximum ?? .max, max(limits.minimum, heaviest))
    guard end >= limits.minimum else { return [] }
    let all = (limits.minimum...end).map(probability)
    return all.indices.compactMap { place in
      guard place == 0 || all[place] != all[place - 1] else { return nil }
      let fall = all[place...].firstIndex { $0 < all[place] }
      return BoundLevel(
        least: limits.minimum + place, most: fall.map { limits.minimum + $0 - 1 } ?? limits.maximum,
        probability: all[place])
    }
  }
}
