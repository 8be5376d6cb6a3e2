import Plans
import Wording

/// Changes of a drawn grouping that help most: an OG that joins, leaves or changes grappe, another porteur, grappes that
/// merge. Each is tried by itself.
struct Advising {
  let drawn: DrawnGroups
  /// Of the domain's units: no grappe without one of a block's neighbours can take the block.
  private let seats: DistanceMeasure.Reach
  /// The entry that holds each unit.
  private let entryOf: [Int?]

  private var domain: Domain { drawn.domain }

  init(drawn: DrawnGroups) {
    self.drawn = drawn
    seats = Pairs.index(drawn.domain.units, scenario: drawn.scenario)
    var entryOf = [Int?](repeating: nil, count: drawn.domain.units.count)
    for (index, entry) in drawn.entries.enumerated() { for member in entry.members { entryOf[member] = index } }
    self.entryOf = entryOf
  }

  struct Change {
    let wording: Wording
    /// In cents.
    let gain: Int
    /// Blocks that it is about.
    let blocks: Set<Int>
  }

  /// All changes that gain something, the best first.
  ///
  /// - Complexity: O(units × grappes within reach) evaluations.
  func changes() -> [Change] {
    (porteurs + transfers + mergers).filter { $0.gain > 0 }.sorted { a, b in
      (b.gain, a.wording.en) < (a.gain, b.wording.en)
    }
  }

  private func name(_ block: Int) -> String {
    domain.blocks[block].map { domain.units[$0].og.name }.joined(separator: " + ")
  }

  /// Of a group, 0 where there is none.
  private func value(_ entry: DrawnGroups.Entry) -> Int { entry.group?.value ?? 0 }

  private var porteurs: [Change] {
    drawn.entries.compactMap { entry in
      guard let group = entry.group else { return nil }
      let best = entry.members.filter { $0 != group.porteur }
        .compactMap { domain.group(porteur: $0, members: entry.members) }.max { $0.value < $1.value }
      guard let best, best.value > group.value else { return nil }
      let og = domain.units[best.porteur].og.name
      return Change(
        wording: Wording(
          fr: "donner à « \(entry.name) » \(og) pour porteur", en: "let \(og) lead \"\(entry.name)\""),
        gain: best.value - group.value, blocks: [domain.blockOf[best.porteur]])
    }
  }

  /// Each block out of its grappe, and into each other one.
  private var transfers: [Change] {
    domain.blocks.indices.flatMap { block -> [Change] in
      let units = domain.blocks[block]
      let og = name(block)
      let own = units.compactMap { entryOf[$0] }.max()
      var leaving = 0
      var changes: [Change] = []
      if let index = own {
        let entry = drawn.entries[index]
        let rest = entry.members.filter { !units.contains($0) }
        leaving = (domain.group(rest, leaders: rest)?.value ?? 0) - value(entry)
        changes.append(
          Change(
            wording: Wording(
              fr: "retirer \(og) de « \(entry.name) »", en: "take \(og) out of \"\(entry.name)\""),
            gain: leaving, blocks: [block]))
      }
      for index in within(units) where index != own {
        let entry = drawn.entries[index]
        let members = (entry.members + units).sorted()
        guard let joined = domain.group(members, leaders: members) else { continue }
        let source = own.map { drawn.entries[$0].name }
        changes.append(
          Change(
            wording: source.map {
              Wording(
                fr: "passer \(og) de « \($0) » à « \(entry.name) »",
                en: "move \(og) from \"\($0)\" to \"\(entry.name)\"")
            } ?? Wording(fr: "ajouter \(og) à « \(entry.name) »", en: "add \(og) to \"\(entry.name)\""),
            gain: joined.value - value(entry) + leaving, blocks: [block]))
      }
      return changes
    }
  }

  /// Entries that one of these units is within reach of, ascending.
  private func within(_ units: [Int]) -> [Int] {
    var found: Set<Int> = []
    for unit in units {
      seats.forEachNeighbour(of: unit) { if let entry = entryOf[Int($0)] { found.insert(entry) } }
    }
    return found.sorted()
  }

  /// Two grappes as one, at least one of them not admissible or at a loss.
  private var mergers: [Change] {
    drawn.entries.indices.flatMap { first in
      within(drawn.entries[first].members).filter { $0 > first }.compactMap { second -> Change? in
        let (a, b) = (drawn.entries[first], drawn.entries[second])
        guard a.group == nil || b.group == nil || value(a) < 0 || value(b) < 0 else { return nil }
        let members = (a.members + b.members).sorted()
        guard let merged = domain.group(members, leaders: members), merged.members == members else { return nil }
        return Change(
          wording: Wording(fr: "réunir « \(a.name) » et « \(b.name) »", en: "merge \"\(a.name)\" and \"\(b.name)\""),
          gain: merged.value - value(a) - value(b), blocks: Set(domain.blocks(of: members)))
      }
    }
  }
}
