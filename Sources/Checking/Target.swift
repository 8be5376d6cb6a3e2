import Plans
import Programme
import Register

/// One DUI that all members of a grappe have, or will.
enum OneDUI: Hashable, Sendable {
  /// Each ESSMS keeps or chooses its own.
  case own
  /// This editor's; nil where nobody's is known and they choose one together.
  case one(String?)
}

/// What units have in common.
struct MakeUp {
  /// Known editors, and how many ESSMS have each.
  private(set) var editors: [String: Int] = [:]
  private(set) var sectors: [Sector: Int] = [:]
  private(set) var essms = 0

  init(_ units: [Territory.Unit]) {
    for unit in units {
      essms += unit.weight
      for dui in unit.dui { if case .editor(let name) = dui { editors[name, default: 0] += 1 } }
      for one in unit.essms { sectors[one.sector, default: 0] += 1 }
    }
  }

  /// At most one known editor, and one sector.
  var isHomogeneous: Bool { editors.count <= 1 && sectors.count == 1 }

  /// ESSMS whose known editor is another one.
  func strangers(toEditor editor: String?) -> Int {
    editors.values.reduce(0, +) - (editor.flatMap { editors[$0] } ?? 0)
  }
}

/// What units bring, line by line, as the barème and the situation say.
struct Payout: Sendable {
  let bareme: Bareme
  let unknownDui: Plan.UnknownDUI

  struct Line: Hashable {
    let item: String
    /// In ten-thousandths.
    let share: Int
  }

  /// How many times each line is paid for a unit.
  private func counts(_ unit: Territory.Unit, _ target: OneDUI) -> [Line: Int] {
    var counts: [Line: Int] = [:]
    for (dui, share) in zip(unit.dui, unit.shares) {
      let stays: Bool =
        switch dui {
        case .none: false
        case .unknown: unknownDui == .compliance
        case .editor(let name): target == .own || target == .one(name)
        }
      counts[Line(item: stays ? Bareme.compliance : Bareme.acquisition, share: share), default: 0] += 1
    }
    for item in bareme.items {
      switch item.per {
      case .essms where item.name == Bareme.acquisition || item.name == Bareme.compliance: break
      case .essms: for share in unit.shares { counts[Line(item: item.name, share: share), default: 0] += 1 }
      case .essmsOfSmallOg where unit.isSmall:
        for share in unit.shares { counts[Line(item: item.name, share: share), default: 0] += 1 }
      case .smallOg where unit.isSmall: counts[Line(item: item.name, share: 10_000), default: 0] += 1
      case .essmsOfSmallOg, .smallOg, .grappe: break
      }
    }
    return counts
  }

  /// In cents, halves up.
  private func unitCents(_ item: Bareme.Item, _ share: Int) -> Int { (item.euros * share + 50) / 100 }

  /// In cents, before any probability.
  func cents(_ unit: Territory.Unit, _ target: OneDUI) -> Int {
    let counts = counts(unit, target)
    return bareme.items.reduce(0) { sum, item in
      counts.reduce(sum) { $1.key.item == item.name ? $0 + $1.value * unitCents(item, $1.key.share) : $0 }
    }
  }

  /// What a grappe brings besides its members, in cents.
  var grappeCents: Int { bareme.items.filter { $0.per == .grappe }.reduce(0) { $0 + 100 * $1.euros } }

  /// The lines of a grappe: in the barème's order, whole shares first, then by descending share.
  func lines(_ units: [Territory.Unit], _ target: OneDUI) -> [Plan.FundingLine] {
    var counts: [Line: Int] = [:]
    for unit in units { counts.merge(self.counts(unit, target), uniquingKeysWith: +) }
    for item in bareme.items where item.per == .grappe { counts[Line(item: item.name, share: 10_000), default: 0] += 1 }
    return bareme.items.flatMap { item in
      counts.filter { $0.key.item == item.name }.sorted { $0.key.share > $1.key.share }.map { line, count in
        let unit = unitCents(item, line.share)
        return Plan.FundingLine(
          item: item.name, count: count, unit: Euros(cents: unit), amount: Euros(cents: count * unit),
          share: line.share == 10_000 ? nil : Double(line.share) / 10_000)
      }
    }
  }
}
