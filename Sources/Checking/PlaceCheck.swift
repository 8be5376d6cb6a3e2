import Geography
import Plans
import Register

/// Every eligible ESSMS exactly once, OG whole, lists sorted, exclusions as the register has them.
struct PlaceCheck {
  let plan: Plan
  /// After the situation.
  let register: Register
  let territories: [RegionCode: Territory]

  /// An OG at a place of the plan.
  private struct Place {
    let og: FinessNumber
    let region: RegionCode
    let essms: [FinessNumber]
    let name: String
  }

  private var places: [Place] {
    plan.grappes.flatMap { grappe in
      grappe.members.map { Place(og: $0.og, region: $0.region, essms: $0.essms, name: grappe.id) }
    }
      + plan.standalone.map { Place(og: $0.og, region: $0.region, essms: $0.essms, name: "standalone") }
      + plan.ungrouped.map { Place(og: $0.og, region: $0.region, essms: $0.essms, name: "ungrouped") }
  }

  var violations: [Violation] {
    var found: [Violation] = []
    let places = places
    let known = Dictionary(
      register.essms.filter { territories[$0.region] != nil }.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    var seenAt: [FinessNumber: String] = [:]
    for place in places {
      for number in place.essms {
        if let first = seenAt[number] {
          found.append(
            Violation(
              .repeatedEssms, fr: "ESSMS \(number) : présent deux fois, dans \(first) et dans \(place.name)",
              en: "ESSMS \(number): stands twice, in \(first) and in \(place.name)"))
        }
        seenAt[number] = place.name
        guard let essms = known[number] else {
          found.append(
            Violation(
              .unknownEssms, fr: "ESSMS \(number) (\(place.name)) : absent du registre de ces régions",
              en: "ESSMS \(number) (\(place.name)): not in the register of these regions"))
          continue
        }
        if essms.og != place.og || essms.region != place.region {
          found.append(
            Violation(
              .unknownEssms,
              fr:
                "ESSMS \(number) (\(place.name)) : le registre le donne à l'OG \(essms.og) en région \(essms.region), "
                + "le plan à \(place.og) en \(place.region)",
              en: "ESSMS \(number) (\(place.name)): the register gives it to OG \(essms.og) in region \(essms.region), "
                + "the plan to \(place.og) in \(place.region)"))
        }
      }
    }
    for number in known.keys.filter({ seenAt[$0] == nil }).sorted() {
      found.append(
        Violation(
          .missingEssms, fr: "ESSMS \(number) : nulle part dans le plan", en: "ESSMS \(number): nowhere in the plan"))
    }
    return found + wholeness(places) + order + exclusions + placement
  }

  private func wholeness(_ places: [Place]) -> [Violation] {
    var found: [Violation] = []
    var first: [String: String] = [:]
    for place in places {
      let key = "\(place.og)@\(place.region)"
      if let other = first[key] {
        found.append(
          Violation(
            .splitOg, fr: "OG \(place.og) en région \(place.region) : présent dans \(other) et dans \(place.name)",
            en: "OG \(place.og) in region \(place.region): stands in \(other) and in \(place.name)"))
      }
      first[key] = place.name
      if let unit = territories[place.region]?.units[place.og], unit.essms.count != place.essms.count {
        found.append(
          Violation(
            .splitOg,
            fr:
              "OG \(place.og) (\(place.name)) : \(place.essms.count) ESSMS, le registre en compte \(unit.essms.count)",
            en: "OG \(place.og) (\(place.name)): \(place.essms.count) ESSMS, the register counts \(unit.essms.count)"))
      }
    }
    return found
  }

  private var order: [Violation] {
    var found: [Violation] = []
    func expect(_ isSorted: Bool, fr: String, en: String) {
      if !isSorted { found.append(Violation(.order, fr: "\(fr) : ordre non respecté", en: "\(en): out of order")) }
    }
    expect(isAscending(plan.standalone.map { [$0.region.rawValue, $0.og.text] }), fr: "standalone", en: "standalone")
    expect(isAscending(plan.ungrouped.map { [$0.region.rawValue, $0.og.text] }), fr: "ungrouped", en: "ungrouped")
    expect(isAscending(plan.excluded.map { [$0.essms.text] }), fr: "excluded", en: "excluded")
    expect(isAscending(plan.placedAtCommune.map { [$0.text] }), fr: "placedAtCommune", en: "placedAtCommune")
    for place in places {
      expect(isAscending(place.essms.map { [$0.text] }), fr: "OG \(place.og)", en: "OG \(place.og)")
    }
    for grappe in plan.grappes {
      expect(isAscending(grappe.members.map { [$0.og.text, $0.region.rawValue] }), fr: grappe.id, en: grappe.id)
    }
    let keys = plan.grappes.map { ($0.region.rawValue, -$0.essmsCount, $0.porteur.text) }
    // An OG in two regions may lead two grappes.
    expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }, fr: "grappes", en: "grappes")
    if Set(plan.grappes.map(\.id)).count != plan.grappes.count {
      found.append(
        Violation(.order, fr: "deux grappes portent le même identifiant", en: "two grappes have the same identifier"))
    }
    return found
  }

  private func isAscending(_ keys: [[String]]) -> Bool {
    zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) || $0 == $1 }
  }

  /// The list of those that stand at their commune's town hall.
  private var placement: [Violation] {
    let expected = Set(
      register.essms.filter { territories[$0.region] != nil && $0.placement == .commune }.map(\.number))
    let listed = Set(plan.placedAtCommune)
    var found: [Violation] = []
    for number in expected.subtracting(listed).sorted() {
      found.append(
        Violation(
          .placement, fr: "ESSMS \(number) : placé à sa commune, absent de placedAtCommune",
          en: "ESSMS \(number): placed at its commune, missing in placedAtCommune"))
    }
    for number in listed.subtracting(expected).sorted() {
      found.append(
        Violation(
          .placement, fr: "ESSMS \(number) : dans placedAtCommune, le registre ne le place pas à sa commune",
          en: "ESSMS \(number): in placedAtCommune, the register does not place it at its commune"))
    }
    if listed.count != plan.placedAtCommune.count {
      found.append(
        Violation(
          .placement, fr: "placedAtCommune : un ESSMS y figure deux fois",
          en: "placedAtCommune: an ESSMS stands there twice"))
    }
    return found
  }

  private var exclusions: [Violation] {
    // An ESSMS whose region is not known belongs to a plan of the whole register only.
    let isWhole = Set(register.regions).isSubset(of: Set(plan.regions))
    let isAsked = { (region: RegionCode?) in region.map { territories[$0] != nil } }
    let expected = register.excluded.filter { isAsked($0.region) ?? isWhole }
    let listed = plan.excluded.map { "\($0.essms) \($0.reason.rawValue)" }
    let own = register.excluded.filter { isAsked($0.region) == true }
    let text = { (one: ExcludedESSMS) in "\(one.number) \(one.reason.rawValue)" }
    let others = { (whole: Bool) in
      register.notEssms.filter { isAsked($0.key) ?? whole }.values.reduce(0, +)
    }
    // All regions may have been asked for by name: then those of no region are neither listed nor counted.
    let listsAll = isWhole && !(listed == own.map(text) && plan.notEssms == others(false))
    let required = (listsAll ? expected : own).map(text)
    let allowed = Set(required)
    var found: [Violation] = []
    for line in Set(required).subtracting(listed).sorted() {
      found.append(
        Violation(.excluded, fr: "ESSMS exclu manquant : \(line)", en: "excluded ESSMS missing: \(line)"))
    }
    for line in listed where !allowed.contains(line) {
      found.append(
        Violation(.excluded, fr: "ESSMS exclu à tort : \(line)", en: "ESSMS excluded wrongly: \(line)"))
    }
    if Set(listed).count != listed.count {
      found.append(Violation(.excluded, fr: "un ESSMS exclu deux fois", en: "an ESSMS excluded twice"))
    }
    if plan.notEssms != others(listsAll) {
      found.append(
        Violation(
          .excluded, fr: "notEssms : \(plan.notEssms), le registre en compte \(others(listsAll))",
          en: "notEssms: \(plan.notEssms), the register counts \(others(listsAll))"))
    }
    return found
  }
}
