import Geography
import Register

/// A grappe that the constraints keep: an existing one, or one of an earlier plan, and the OG that lines put in it.
struct HeldGrappe: Sendable {
  let kind: Constraints.Kind
  let id: String
  private(set) var ogs: [FinessNumber]

  /// By kind and id.
  static func all(_ constraints: Constraints?) -> [HeldGrappe] {
    var held: [String: HeldGrappe] = [:]
    for line in constraints?.lines ?? [] {
      guard line.kind == .existante || line.kind == .verrou, let id = line.grappe else { continue }
      held["\(line.kind.rawValue) \(id)", default: HeldGrappe(kind: line.kind, id: id, ogs: [])].ogs.append(line.a)
    }
    return held.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The units in which its OG meet, in the region where they have most ESSMS; nil when none is there. OG without units
  /// here say nothing.
  func meeting(in units: [Unit]) -> [Int]? {
    let lists = ogs.map { og in units.indices.filter { units[$0].og.og == og } }.filter { !$0.isEmpty }
    return Meeting.all(lists, units: units).max { Meeting.weight($0, units) < Meeting.weight($1, units) }
  }

  /// Of several domains the one where it is: that with most of its OG, then the heaviest, the first among equals.
  func domain(among domains: [[Unit]]) -> Int? {
    let presence = domains.map { units -> (ogs: Int, weight: Int) in
      let known = Set(units.map(\.og.og))
      return (ogs.count { known.contains($0) }, meeting(in: units).map { Meeting.weight($0, units) } ?? 0)
    }
    return presence.indices.filter { presence[$0].ogs > 0 }
      .max { (presence[$0].ogs, presence[$0].weight, $1) < (presence[$1].ogs, presence[$1].weight, $0) }
  }
}

/// Where OG that must be together meet.
enum Meeting {
  /// In each region that all of them have units in; where there is none, the heaviest unit of each, the first among equals.
  ///
  /// - Parameter lists: the units of each OG.
  static func all(_ lists: [[Int]], units: [Unit]) -> [[Int]] {
    guard let first = lists.first else { return [] }
    let shared = lists.dropFirst().reduce(Set(first.map { units[$0].region })) { shared, list in
      shared.intersection(list.map { units[$0].region })
    }
    guard !shared.isEmpty else {
      return [lists.compactMap { $0.max { (units[$0].weight, $1) < (units[$1].weight, $0) } }]
    }
    return shared.sorted().map { region in lists.compactMap { $0.first { units[$0].region == region } } }
  }

  static func weight(_ group: [Int], _ units: [Unit]) -> Int { group.reduce(0) { $0 + units[$1].weight } }
}
