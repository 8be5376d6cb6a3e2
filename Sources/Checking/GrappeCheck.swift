import Geography
import Plans
import Programme
import Register

/// One grappe: admissible, counted, paid and measured as the rules say.
struct GrappeCheck {
  let grappe: Plan.Grappe
  let territory: Territory
  let campaign: Campaign

  /// Members that the register knows, each once; `PlaceCheck` tells the others and the repeated.
  private let members: [Territory.Unit]

  init(grappe: Plan.Grappe, territory: Territory, campaign: Campaign) {
    self.grappe = grappe
    self.territory = territory
    self.campaign = campaign
    var seen: Set<FinessNumber> = []
    members = grappe.members.compactMap { seen.insert($0.og).inserted ? territory.units[$0.og] : nil }
  }

  var violations: [Violation] { admissibility + counts + places + amounts + distances + filing }

  private func violation(_ kind: Violation.Kind, fr: String, en: String) -> Violation {
    Violation(kind, fr: "grappe \(grappe.id) : \(fr)", en: "grappe \(grappe.id): \(en)")
  }

  private var admissibility: [Violation] {
    var found: [Violation] = []
    let weight = members.reduce(0) { $0 + $1.weight }
    let limits = territory.limits
    if weight < limits.minimum || weight > limits.maximum ?? .max {
      found.append(
        violation(
          .size,
          fr: "\(weight) ESSMS, il en faut de \(limits.minimum) à \(limits.maximum.map(String.init) ?? "l'infini")",
          en: "\(weight) ESSMS, expected \(limits.minimum) to \(limits.maximum.map(String.init) ?? "any number")"))
    }
    for member in grappe.members where member.region != grappe.region {
      found.append(
        violation(
          .rules, fr: "l'OG \(member.og) est en région \(member.region) ; la voie régionale n'en admet qu'une",
          en: "OG \(member.og) is in region \(member.region); the regional route admits one only"))
    }
    for member in members where member.weight >= limits.minimum {
      found.append(
        violation(
          .size, fr: "l'OG \(member.og) atteint le minimum seul (\(member.weight) ESSMS)",
          en: "OG \(member.og) reaches the minimum alone (\(member.weight) ESSMS)"))
    }
    guard grappe.members.contains(where: { $0.og == grappe.porteur }), let porteur = territory.units[grappe.porteur]
    else {
      return found + [
        violation(
          .porteur, fr: "le porteur \(grappe.porteur) n'en est pas membre",
          en: "the porteur \(grappe.porteur) is not a member")
      ]
    }
    for member in members where !territory.isWithinRadius(member.seat.coordinate, porteur.seat.coordinate) {
      let km = territory.km(member.seat.coordinate, porteur.seat.coordinate)
      found.append(
        violation(
          .radius, fr: "l'OG \(member.og) est à \(rounded(km)) km du porteur, au plus \(territory.parameters.radiusKm)",
          en: "OG \(member.og) is \(rounded(km)) km from the porteur, at most \(territory.parameters.radiusKm)"))
    }
    if grappe.route != .regional {
      found.append(
        violation(
          .rules, fr: "voie \(grappe.route.rawValue) : la campagne n'a que la voie régionale",
          en: "route \(grappe.route.rawValue): the campaign has the regional route only"))
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
    compare("ogCount", grappe.ogCount, grappe.members.count)
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
      guard let unit = territory.units[member.og], member.essms == unit.essms.map(\.number) else { continue }
      let areRight =
        member.places == unit.essms.map(\.coordinate) && member.seat == unit.seat.coordinate
        && (member.og != grappe.porteur || grappe.seat == unit.seat.coordinate)
      if !areRight {
        found.append(
          violation(
            .spread, fr: "la position de l'OG \(member.og) n'est pas celle du registre",
            en: "the position of OG \(member.og) is not the register's"))
      }
    }
    return found
  }

  private var amounts: [Violation] {
    var found: [Violation] = []
    func compare(_ name: String, _ stated: Euros, _ computed: Int) {
      guard stated.cents != computed else { return }
      found.append(
        violation(
          .amount, fr: "\(name) \(euros(stated.cents)) €, calculé \(euros(computed)) €",
          en: "\(name) €\(euros(stated.cents)), computed €\(euros(computed))"))
    }
    let grappeEuros = territory.grappeEuros
    let total = members.reduce(grappeEuros) { $0 + $1.euros }
    for line in grappe.funding.lines {
      guard let item = territory.bareme.item(line.item) else {
        found.append(
          violation(
            .amount, fr: "poste « \(line.item) » absent du barème", en: "item \"\(line.item)\" is not in the barème"))
        continue
      }
      compare("\(line.item).unit", line.unit, 100 * item.euros)
      compare("\(line.item).amount", line.amount, 100 * item.euros * line.count)
      let counted: Int? =
        switch item.per {
        case .grappe: 1
        case .essms: item.name == "acquisition" ? members.reduce(0) { $0 + $1.weight } : 0
        case .smallOg: nil
        }
      if let counted, counted != line.count {
        found.append(
          violation(
            .amount, fr: "\(line.item) : quantité \(line.count), comptée \(counted)",
            en: "\(line.item): count \(line.count), counted \(counted)"))
      }
    }
    compare("funding.total", grappe.funding.total, 100 * total)
    compare("funding.lines", Euros(cents: grappe.funding.lines.reduce(0) { $0 + $1.amount.cents }), 100 * total)
    let p = territory.probability(weight: members.reduce(0) { $0 + $1.weight })
    if abs(grappe.probability - Double(p) / 10_000) > 1e-9 {
      found.append(
        violation(
          .probability, fr: "probabilité \(grappe.probability), calculée \(Double(p) / 10_000)",
          en: "probability \(grappe.probability), computed \(Double(p) / 10_000)"))
    }
    let expected = members.reduce(Territory.expected(100 * grappeEuros, p)) {
      $0 + Territory.expected(100 * $1.euros, p)
    }
    compare("expectedFunding", grappe.expectedFunding, expected)
    if let porteur = territory.units[grappe.porteur] {
      let cost = members.reduce(0) { $0 + territory.cost($1, to: porteur.seat.coordinate) }
      compare("value", grappe.value, expected - cost)
    }
    return found
  }

  private var distances: [Violation] {
    guard let porteur = territory.units[grappe.porteur] else { return [] }
    let seat = porteur.seat.coordinate
    let essms = members.flatMap(\.essms)
    let metres = members.reduce(0) { $0 + territory.metres($1, to: seat) }
    var diameter = 0.0
    for (place, a) in essms.enumerated() {
      for b in essms[(place + 1)...] { diameter = max(diameter, territory.km(a.coordinate, b.coordinate)) }
    }
    let expected = [
      ("sumKm", grappe.spread.sumKm, Double(metres) / 1000),
      ("meanKm", grappe.spread.meanKm, Double(metres) / 1000 / Double(max(1, essms.count))),
      ("maxKm", grappe.spread.maxKm, essms.map { territory.km($0.coordinate, seat) }.max() ?? 0),
      ("diameterKm", grappe.spread.diameterKm, diameter),
    ]
    return expected.filter { abs($0.1 - $0.2) > 0.001 }.map { name, stated, computed in
      violation(
        .spread, fr: "\(name) \(stated) km, calculé \(rounded(computed))",
        en: "\(name) \(stated) km, computed \(rounded(computed))")
    }
  }

  private var filing: [Violation] {
    var found: [Violation] = []
    let deadline = campaign.routes.regional.deadline(in: grappe.region)
    if grappe.deadline != deadline {
      found.append(
        violation(
          .filing, fr: "échéance \(grappe.deadline ?? "—"), la campagne dit \(deadline ?? "—")",
          en: "deadline \(grappe.deadline ?? "—"), the campaign says \(deadline ?? "—")"))
    }
    let ars = (try? Regions.bundled())?.region(grappe.region)?.ars ?? ""
    if grappe.filedWith != ars {
      found.append(
        violation(
          .filing, fr: "dépôt auprès de « \(grappe.filedWith) », attendu « \(ars) »",
          en: "filed with \"\(grappe.filedWith)\", expected \"\(ars)\""))
    }
    return found
  }

  private func rounded(_ km: Double) -> Double { (km * 1000).rounded() / 1000 }
}

/// Cents as euros with a point, for messages.
func euros(_ cents: Int) -> String {
  let rest = String(cents.magnitude % 100)
  return "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(rest.count < 2 ? "0" : "")\(rest)"
}
