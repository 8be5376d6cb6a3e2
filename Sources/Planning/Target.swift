import Programme
import Register

/// What the members of a grappe have in common, or will have: one DUI, one sector.
struct Target: Sendable, Hashable {
  enum DUI: Sendable, Hashable {
    /// Each ESSMS keeps or chooses its own.
    case own
    /// All have this editor's DUI, or will; nil: nobody has one yet, they choose one together.
    case one(String?)
    /// As `own`, at a price for each ESSMS of another editor.
    case preferred(String?)
  }

  enum Sectors: Sendable, Hashable {
    case any
    case one(Sector)
    /// At a price for each ESSMS of another sector.
    case preferred(Sector)
  }

  var dui = DUI.own
  var sectors = Sectors.any
  /// Whether only grappes of one DUI and one sector are meant.
  var isHomogeneous = false

  /// The targets that grappes of these units may have, in the order of their names.
  static func all(for units: [Unit], scenario: Scenario) -> [Target] {
    // Nobody's: of a grappe in which no DUI is known.
    let editors = Set(units.flatMap(\.editors)).sorted().map(Optional.some) + [nil]
    let sectors = Set(units.flatMap(\.sectors)).sorted { $0.rawValue < $1.rawValue }
    let dui: [DUI] =
      switch scenario.effectiveDui {
      case .ignore: [.own]
      case .prefer: editors.map(DUI.preferred)
      case .require: editors.map(DUI.one)
      }
    let kinds: [Sectors] =
      switch scenario.sectors {
      case .ignore: [.any]
      case .prefer: sectors.map(Sectors.preferred)
      case .require: sectors.map(Sectors.one)
      }
    let plain = dui.flatMap { dui in kinds.map { Target(dui: dui, sectors: $0) } }
    guard scenario.success.contains(where: { $0.homogeneous != nil }) else { return plain }
    let one = editors.flatMap { editor in
      sectors.map { Target(dui: .one(editor), sectors: .one($0), isHomogeneous: true) }
    }
    return one + plain
  }
}

extension Target {
  /// The editor that it is about; nil when there is none.
  var editor: String? {
    switch dui {
    case .own: nil
    case .one(let editor), .preferred(let editor): editor
    }
  }
}

extension Unit {
  /// Whether the unit can be of a grappe with this target.
  ///
  /// With one DUI for all, an OG that has none takes the target's; one that has DUI of several editors may take any of its
  /// own, and those of its ESSMS that have another change.
  func admits(_ target: Target) -> Bool {
    switch target.dui {
    case .own, .preferred: break
    case .one(let editor):
      let own = editors
      guard own.isEmpty || editor.map(own.contains) ?? false else { return false }
      // Of one make-up as it is, nobody changing.
      if target.isHomogeneous, own.count > 1 { return false }
    }
    if case .one(let sector) = target.sectors { return og.essms.allSatisfy { $0.sector == sector } }
    return true
  }

  /// ESSMS that are of another DUI, and of another sector, than the target prefers.
  func strangers(to target: Target) -> Int {
    var count = 0
    if case .preferred(let editor) = target.dui {
      count += dui.count { if case .editor(let own) = $0 { own != editor } else { false } }
    }
    if case .preferred(let sector) = target.sectors { count += og.essms.count { $0.sector != sector } }
    return count
  }
}
