import Plans
import Register

/// Every line of the constraints, on the plan itself.
struct ConstraintCheck {
  let plan: Plan
  let ground: Ground
  /// Grappe of each `OG@region`.
  private let grappeOf: [String: String]
  private let grappesOf: [FinessNumber: [Plan.Grappe]]

  init(plan: Plan, ground: Ground) {
    self.plan = plan
    self.ground = ground
    grappeOf = Dictionary(
      plan.grappes.flatMap { grappe in grappe.members.map { ("\($0.og)@\($0.region)", grappe.id) } },
      uniquingKeysWith: { first, _ in first })
    var grappesOf: [FinessNumber: [Plan.Grappe]] = [:]
    for grappe in plan.grappes { for og in Set(grappe.members.map(\.og)) { grappesOf[og, default: []].append(grappe) } }
    self.grappesOf = grappesOf
  }

  var violations: [Violation] { lines + chains + existing }

  private func broken(_ what: String, fr: String, en: String) -> Violation {
    Violation(.constraint, fr: "contrainte « \(what) » : \(fr)", en: "constraint \"\(what)\": \(en)")
  }

  private var lines: [Violation] {
    var found: [Violation] = []
    for line in ground.constraints {
      let own = grappesOf[line.a] ?? []
      switch line.kind {
      case .separes:
        guard let b = line.b else { continue }
        for grappe in own where grappe.members.contains(where: { $0.og == b }) {
          found.append(broken(line.text, fr: "les deux sont dans \(grappe.id)", en: "both are in \(grappe.id)"))
        }
      case .porteur:
        for grappe in own where grappe.porteur != line.a {
          found.append(
            broken(
              line.text, fr: "le porteur de \(grappe.id) est \(grappe.porteur)",
              en: "the porteur of \(grappe.id) is \(grappe.porteur)"))
        }
      case .exclu:
        for grappe in own {
          found.append(broken(line.text, fr: "il est dans \(grappe.id)", en: "it is in \(grappe.id)"))
        }
      case .ensemble:
        guard let b = line.b, haveUnits(line.a), haveUnits(b), !meet(line.a, b) else { continue }
        // Too far from each other for any grappe: neither may be in one.
        for og in [line.a, b] where grappesOf[og] != nil {
          found.append(
            broken(line.text, fr: "l'OG \(og) est groupé sans l'autre", en: "OG \(og) is grouped without the other"))
        }
      case .existante, .verrou: continue
      }
    }
    return found
  }

  private func haveUnits(_ og: FinessNumber) -> Bool {
    ground.areas.contains { area in area.units.contains { $0.og == og } }
  }

  /// Whether an area holds units of both.
  private func meet(_ a: FinessNumber, _ b: FinessNumber) -> Bool {
    ground.areas.contains { area in
      area.units.contains { $0.og == a } && area.units.contains { $0.og == b }
    }
  }

  /// OG that must be together, and those that must be in a grappe.
  private var chains: [Violation] {
    var found: [Violation] = []
    for area in ground.areas {
      for chain in area.chains {
        let places = chain.units.map { grappeOf[area.units[$0].key] }
        let ogs = chain.units.map { area.units[$0].og.text }.joined(separator: ", ")
        let name = chain.kind == .ensemble ? chain.name : "\(chain.kind.rawValue) \(chain.name)"
        if Set(places).count > 1 {
          found.append(
            broken(
              name, fr: "les OG \(ogs) ne sont pas dans la même grappe", en: "OG \(ogs) are not in the same grappe"))
        } else if chain.kind != .ensemble, places.contains(nil) {
          found.append(broken(name, fr: "les OG \(ogs) ne sont pas groupés", en: "OG \(ogs) are not grouped"))
        }
      }
    }
    for one in ground.held {
      // Those without any unit to be grouped say nothing.
      let known = one.ogs.filter(haveUnits)
      let most = ground.areas.map { area in known.count { og in area.units.contains { $0.og == og } } }.max() ?? 0
      if most < known.count {
        found.append(
          broken(
            "\(one.kind.rawValue) \(one.id)", fr: "ses OG sont dans des régions qu'aucune grappe ne joint",
            en: "its OG are in regions that no grappe joins"))
      }
    }
    return found + merged
  }

  /// Whether no other area holds more of a grappe's OG: one of them may run ESSMS in another region too, which its line does
  /// not mean.
  private func meets(_ chain: Area.Chain, in area: Area) -> Bool {
    guard let one = ground.held.first(where: { $0.kind == chain.kind && $0.id == chain.name }) else { return true }
    func count(_ area: Area) -> Int { one.ogs.count { og in area.units.contains { $0.og == og } } }
    let own = count(area)
    return ground.areas.allSatisfy { count($0) <= own }
  }

  /// Grappes that hold two existing, or two locked ones.
  private var merged: [Violation] {
    var names: [String: Set<String>] = [:]
    for area in ground.areas {
      for chain in area.chains where chain.kind == .verrou && meets(chain, in: area) {
        for unit in chain.units {
          if let grappe = grappeOf[area.units[unit].key] { names[grappe, default: []].insert(chain.name) }
        }
      }
    }
    return names.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }.map { grappe, names in
      let list = names.sorted().joined(separator: ", ")
      return broken(
        "verrou", fr: "la grappe \(grappe) en réunit plusieurs : \(list)",
        en: "grappe \(grappe) unites several: \(list)")
    }
  }

  /// The earlier grappe that each grappe says it continues.
  private var existing: [Violation] {
    var found: [Violation] = []
    var expected: [String: Set<String>] = [:]
    for area in ground.areas {
      for chain in area.chains where chain.kind == .existante {
        for unit in chain.units {
          if let grappe = grappeOf[area.units[unit].key] { expected[grappe, default: []].insert(chain.name) }
        }
      }
    }
    for grappe in plan.grappes {
      let names = expected[grappe.id] ?? []
      guard names != Set([grappe.existing].compactMap(\.self)) else { continue }
      let list = names.sorted().joined(separator: ", ")
      found.append(
        Violation(
          .constraint,
          fr: "grappe \(grappe.id) : elle continue « \(grappe.existing ?? "—") », les contraintes disent « \(list) »",
          en: "grappe \(grappe.id): it continues \"\(grappe.existing ?? "—")\", the constraints say \"\(list)\""))
    }
    return found
  }
}
