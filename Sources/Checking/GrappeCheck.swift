import Geography
import Plans
import Programme
import Register

/// One grappe: admissible, counted, paid and measured as the rules say.
struct GrappeCheck {
  let grappe: Plan.Grappe
  let ground: Ground
  let appraisal: Appraisal
  /// Members that the register knows, each once; `PlaceCheck` tells the others and the repeated.
  let members: [Territory.Unit]
  /// The unit of the porteur whose seat the grappe has.
  let porteur: Territory.Unit?
  /// The grappe's route; the regional one where that is not open.
  let route: Route

  /// - Parameter appraisal: of the area that the grappe lies in.
  init(grappe: Plan.Grappe, ground: Ground, appraisal: Appraisal) {
    self.grappe = grappe
    self.ground = ground
    self.appraisal = appraisal
    var seen: Set<String> = []
    let members = grappe.members.compactMap { member in
      seen.insert("\(member.og)@\(member.region)").inserted ? ground.unit(member.og, member.region) : nil
    }
    self.members = members
    let own = members.filter { $0.og == grappe.porteur }
    porteur = own.first { $0.seat.coordinate == grappe.seat } ?? own.first
    route = Route(rawValue: grappe.route.rawValue).flatMap { ground.routes.contains($0) ? $0 : nil } ?? .regional
  }

  var violations: [Violation] {
    admissibility + makeUp + counts + places + amounts + shares + payments + distances + filing
  }

  var weight: Int { members.reduce(0) { $0 + $1.weight } }

  func violation(_ kind: Violation.Kind, fr: String, en: String) -> Violation {
    Violation(kind, fr: "grappe \(grappe.id) : \(fr)", en: "grappe \(grappe.id): \(en)")
  }

  var limits: Campaign.Limits {
    ground.limits(route, region: grappe.region) ?? ground.campaign.routes.regional.limits(in: grappe.region)
  }

  private var admissibility: [Violation] {
    var found: [Violation] = []
    if weight < limits.minimum || weight > limits.maximum ?? .max {
      found.append(
        violation(
          .size,
          fr: "\(weight) ESSMS, il en faut de \(limits.minimum) à \(limits.maximum.map(String.init) ?? "l'infini")",
          en: "\(weight) ESSMS, expected \(limits.minimum) to \(limits.maximum.map(String.init) ?? "any number")"))
    }
    let ogs = Set(members.map(\.og)).count
    if ogs < limits.minimumOg {
      found.append(
        violation(.size, fr: "\(ogs) OG, il en faut \(limits.minimumOg)", en: "\(ogs) OG, expected \(limits.minimumOg)")
      )
    }
    found += regions
    for member in members where member.weight >= ground.territories[member.region]?.minimum ?? .max {
      found.append(
        violation(
          .size, fr: "l'OG \(member.og) atteint le minimum seul (\(member.weight) ESSMS)",
          en: "OG \(member.og) reaches the minimum alone (\(member.weight) ESSMS)"))
    }
    guard let porteur else {
      return found + [
        violation(
          .porteur, fr: "le porteur \(grappe.porteur) n'en est pas membre",
          en: "the porteur \(grappe.porteur) is not a member")
      ]
    }
    for member in members where !ground.measure.isWithinRadius(member.seat, porteur.seat) {
      let km = ground.measure.km(from: member.seat, to: porteur.seat)
      found.append(
        violation(
          .radius, fr: "l'OG \(member.og) est à \(rounded(km)) km du porteur, au plus \(ground.parameters.radiusKm)",
          en: "OG \(member.og) is \(rounded(km)) km from the porteur, at most \(ground.parameters.radiusKm)"))
    }
    return found
  }

  private var regions: [Violation] {
    var found: [Violation] = []
    if route.rawValue != grappe.route.rawValue || !ground.routes.contains(route) {
      found.append(
        violation(
          .rules, fr: "voie \(grappe.route.rawValue) : elle n'est pas ouverte à ce plan",
          en: "route \(grappe.route.rawValue): it is not open to this plan"))
    }
    if route == .regional {
      for member in grappe.members where member.region != grappe.region {
        found.append(
          violation(
            .rules, fr: "l'OG \(member.og) est en région \(member.region) ; la voie régionale n'en admet qu'une",
            en: "OG \(member.og) is in region \(member.region); the regional route admits one only"))
      }
    } else if ground.campaign.requiresSeveralRegions(route), Set(members.map(\.region)).count < 2 {
      found.append(
        violation(
          .rules, fr: "voie \(route.rawValue) : ses OG sont d'une seule région, il en faut deux",
          en: "route \(route.rawValue): its OG are of one region, expected two"))
    }
    return found
  }

  private var counts: [Violation] {
    var found: [Violation] = []
    let essms = members.flatMap(\.essms)
    func compare(_ name: String, _ stated: Int, _ counted: Int) {
      guard stated != counted else { return }
      found.append(
        violation(.count, fr: "\(name) \(stated), compté \(counted)", en: "\(name) \(stated), counted \(counted)"))
    }
    compare("essmsCount", grappe.essmsCount, essms.count)
    compare("ogCount", grappe.ogCount, Set(grappe.members.map(\.og)).count)
    let sectors = essms.reduce(into: [String: Int]()) { $0[$1.sector.rawValue, default: 0] += 1 }
    if sectors != grappe.sectors {
      found.append(
        violation(
          .count, fr: "sectors ne compte pas les publics des membres", en: "sectors does not count the members' publics"
        ))
    }
    return found
  }

  /// Positions written in the plan for those who have no register at hand.
  private var places: [Violation] {
    var found: [Violation] = []
    for member in grappe.members {
      guard let unit = ground.unit(member.og, member.region), member.essms == unit.essms.map(\.number) else { continue }
      if member.places != unit.essms.map(\.coordinate) || member.seat != unit.seat.coordinate {
        found.append(
          violation(
            .spread, fr: "la position de l'OG \(member.og) n'est pas celle du registre",
            en: "the position of OG \(member.og) is not the register's"))
      }
    }
    if let porteur, grappe.seat != porteur.seat.coordinate {
      found.append(
        violation(
          .spread, fr: "le siège n'est pas celui du porteur \(grappe.porteur)",
          en: "the seat is not that of the porteur \(grappe.porteur)"))
    }
    return found
  }

  private var distances: [Violation] {
    guard let porteur else { return [] }
    let measure = ground.measure
    let essms = members.flatMap(\.essms)
    let metres = members.reduce(0) { $0 + measure.metres(from: $1.essms, to: porteur.seat) }
    var diameter = 0.0
    for (place, a) in essms.enumerated() {
      for b in essms[(place + 1)...] { diameter = max(diameter, measure.greatCircleKm(a, b)) }
    }
    let expected = [
      ("sumKm", grappe.spread.sumKm, Double(metres) / 1000),
      ("meanKm", grappe.spread.meanKm, Double(metres) / 1000 / Double(max(1, essms.count))),
      ("maxKm", grappe.spread.maxKm, essms.map { measure.km(from: $0, to: porteur.seat) }.max() ?? 0),
      ("diameterKm", grappe.spread.diameterKm, diameter),
    ]
    let own = grappe.members.flatMap { member in
      ground.unit(member.og, member.region).map { memberDistances(member, $0, seat: porteur.seat) } ?? []
    }
    return
      expected.filter { !isMetre($0.1, of: $0.2) }.map { name, stated, computed in
        violation(
          .spread, fr: "\(name) \(stated) km, calculé \(rounded(computed))",
          en: "\(name) \(stated) km, computed \(rounded(computed))")
      } + own
  }

  /// What is told of one member; plans of earlier versions tell nothing.
  private func memberDistances(_ member: Plan.Member, _ unit: Territory.Unit, seat: ESSMS) -> [Violation] {
    let measure = ground.measure
    let each = unit.essms.map { measure.km(from: $0, to: seat) }
    var found: [Violation] = []
    let figures = [
      ("distanceKm", member.distanceKm, measure.km(from: unit.seat, to: seat)),
      ("farthestKm", member.farthestKm, each.max() ?? 0),
      ("sumKm", member.sumKm, Double(measure.metres(from: unit.essms, to: seat)) / 1000),
    ]
    for (name, stated, computed) in figures where stated.map({ isMetre($0, of: computed) }) == false {
      found.append(
        violation(
          .spread, fr: "OG \(member.og), \(name) \(stated ?? 0) km, calculé \(rounded(computed))",
          en: "OG \(member.og), \(name) \(stated ?? 0) km, computed \(rounded(computed))"))
    }
    if let stated = member.essmsKm,
      stated.count != each.count || zip(stated, each).contains(where: { !isMetre($0, of: $1) })
    {
      found.append(
        violation(
          .spread, fr: "OG \(member.og) : essmsKm ne dit pas les distances de ses ESSMS",
          en: "OG \(member.og): essmsKm does not tell the distances of its ESSMS"))
    }
    guard member.distanceKm != nil else { return found }
    let minutes = measure.minutes(from: unit.seat, to: seat)
    if (member.minutes == nil) != (minutes == nil) || !isMetre(member.minutes ?? 0, of: minutes ?? 0) {
      found.append(
        violation(
          .spread, fr: "OG \(member.og) : minutes, ce n'est pas ce que dit le fichier des trajets",
          en: "OG \(member.og): minutes, not what the file of ways tells"))
    }
    let boats = measure.boats(unit.seat, seat)
    if boats != member.boats ?? 0 {
      found.append(
        violation(
          .spread, fr: "OG \(member.og) : \(member.boats ?? 0) bateaux jusqu'au porteur, compté \(boats)",
          en: "OG \(member.og): \(member.boats ?? 0) boats to the porteur, counted \(boats)"))
    }
    let far = Set(members.filter { !measure.isWithinRadius($0.seat, unit.seat) }.map(\.og)).sorted()
    if far != member.outOfReach ?? [] {
      found.append(
        violation(
          .radius, fr: "OG \(member.og) : outOfReach ne dit pas qui est hors du rayon de son siège",
          en: "OG \(member.og): outOfReach does not tell who is beyond the radius around its seat"))
    }
    return found
  }

  private func rounded(_ km: Double) -> Double { (km * 1000).rounded() / 1000 }
}

/// Whether a distance is this one, to the metre.
func isMetre(_ stated: Double, of km: Double) -> Bool { abs(stated - km) <= 0.000_501 }

/// Cents as euros with a point, for messages.
func euros(_ cents: Int) -> String {
  let rest = String(cents.magnitude % 100)
  return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(rest.count < 2 ? "0" : "")\(rest)"
}
