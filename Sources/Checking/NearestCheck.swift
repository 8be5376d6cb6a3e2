import Plans
import Register

/// A grappe of the plan as those outside see it.
struct Joinable {
  let id: String
  /// Of the porteur; nil where it is not the area's.
  let seat: ESSMS?
  /// Unit numbers of the area; nil where the grappe's members are not the area's.
  let units: (members: [Int], porteur: Int)?
  /// In cents.
  let value: Int
  /// In cents.
  let funding: Int
  /// That pays for it.
  let envelope: String

  init(_ grappe: Plan.Grappe, area: Area) {
    id = grappe.id
    value = grappe.value.cents
    funding = grappe.funding.total.cents
    envelope = grappe.route == .national ? EnvelopeCheck.national : grappe.region.rawValue
    let members = grappe.members.compactMap { area.numbers["\($0.og)@\($0.region)"] }
    let own = members.filter { area.units[$0].og == grappe.porteur }
    let porteur = own.first { area.units[$0].seat.coordinate == grappe.seat } ?? own.first
    seat = porteur.map { area.units[$0].seat }
    units = members.count == grappe.members.count ? porteur.map { (members, $0) } : nil
  }

  /// What the grappe gains by a unit's block, in cents; nil when it may not join.
  func gain(by unit: Int, _ appraisal: Appraisal) -> Int? { joining(unit, appraisal)?.gain }

  /// What the grappe gains by a unit's block, what more it is paid, and from which envelope; nil when it may not join.
  func joining(_ unit: Int, _ appraisal: Appraisal) -> (gain: Int, drawn: Int, envelope: String)? {
    guard let units else { return nil }
    let area = appraisal.area
    let members = units.members + area.blocks[area.blockOf[unit]]
    guard let offer = appraisal.offer(members, porteur: units.porteur) else { return nil }
    let name = appraisal.envelope(members, porteur: units.porteur, route: offer.route)
    let paid = appraisal.funding(members, target: offer.target)
    return (offer.value - value, paid - (name == envelope ? funding : 0), name)
  }
}

/// The grappe that an ungrouped OG could look to.
struct NearestCheck {
  let entry: Plan.Ungrouped
  let unit: Int
  /// Of the area.
  let grappes: [Joinable]
  let appraisal: Appraisal

  var violations: [Violation] {
    let seat = appraisal.area.units[unit].seat
    let measure = appraisal.ground.measure
    let all = grappes.map { grappe in grappe.seat.map { measure.km(from: seat, to: $0) } ?? .infinity }
    let least = all.min()
    guard let nearest = entry.nearest else { return least.map { [wrong("—", "\(rounded($0)) km")] } ?? [] }
    guard let place = grappes.firstIndex(where: { $0.id == nearest.grappe }), let least,
      isMetre(nearest.km, of: least), all[place] <= least + 1e-9
    else {
      return [wrong("\(nearest.grappe), \(nearest.km) km", least.map { "\(rounded($0)) km" } ?? "—")]
    }
    let grappe = grappes[place]
    guard grappe.units != nil else { return [] }
    let cost = grappe.gain(by: unit, appraisal).map { -$0 }
    guard cost != nearest.cost?.cents else { return [] }
    return [
      wrong(
        "\(nearest.grappe), \(nearest.cost.map { euros($0.cents) + " €" } ?? "—")",
        cost.map { euros($0) + " €" } ?? "—")
    ]
  }

  private func rounded(_ km: Double) -> Double { (km * 1000).rounded() / 1000 }

  private func wrong(_ stated: String, _ computed: String) -> Violation {
    Violation(
      .insight, fr: "OG \(entry.og) : grappe la plus proche \(stated), calculé \(computed)",
      en: "OG \(entry.og): nearest grappe \(stated), computed \(computed)")
  }
}
