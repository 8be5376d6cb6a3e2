import Geography
import Plans
import Register
import Wording

/// A grappe of a plan, as its members may leave it.
///
/// What remains is admissible when it holds the least number of ESSMS and of OG of the grappe's route, and one of those who
/// remain may lead: the porteur, else another member within whose radius the seats of all who remain lie.
struct StressedGrappe: Sendable {
  /// An OG of the grappe, in all its regions: it withdraws as one.
  struct Leaver: Sendable {
    let og: FinessNumber
    let name: String
    let essms: Int
    /// In cents.
    let amount: Int
  }

  let id: String
  /// By number.
  let leavers: [Leaver]
  let minimum: Int
  let minimumOg: Int
  /// Funding of the grappe itself, in cents.
  let ownAmount: Int
  /// For each place from which the grappe may be led: whose it is, and who is within its radius.
  private let leads: [(leaver: Int, reach: [Bool])]
  /// Who may lead whatever remains.
  let universal: [Bool]

  /// - Throws: `Failure` (data) when the plan does not tell what members bring, or what its route asks for.
  init(_ grappe: Plan.Grappe, parameters: Plan.Parameters) throws(Failure) {
    id = grappe.id
    let numbers = Set(grappe.members.map(\.og)).sorted()
    var leavers: [Leaver] = []
    for og in numbers {
      let own = grappe.members.filter { $0.og == og }
      let amounts = own.compactMap(\.amount)
      guard amounts.count == own.count else {
        throw Failure(
          .data,
          fr: "grappe \(grappe.id) : le plan ne dit pas ce qu'apporte l'OG \(og) ; attendu un plan de cette version",
          en: "grappe \(grappe.id): the plan does not tell what OG \(og) brings; expected a plan of this version")
      }
      leavers.append(
        Leaver(
          og: og, name: own.first?.name ?? og.text, essms: own.reduce(0) { $0 + $1.essms.count },
          amount: amounts.reduce(0) { $0 + $1.cents }))
    }
    self.leavers = leavers
    let limits = parameters.routeLimits[grappe.route.rawValue]
    let region = grappe.region.rawValue
    guard let minimum = grappe.route == .regional ? parameters.minimum[region] : limits?.minimum, minimum >= 1 else {
      throw Failure(
        .data, fr: "grappe \(grappe.id) : le plan ne dit pas le minimum de sa voie (parameters)",
        en: "grappe \(grappe.id): the plan does not tell its route's minimum (parameters)")
    }
    // More than there is: as much as any number too great.
    self.minimum = min(minimum, leavers.reduce(1) { $0 + $1.essms })
    let fewest = grappe.route == .regional ? parameters.minimumOg[region] ?? 1 : limits?.minimumOg ?? 1
    minimumOg = min(max(1, fewest), leavers.count + 1)
    ownAmount = grappe.funding.total.cents - leavers.reduce(0) { $0 + $1.amount }
    var leads: [(leaver: Int, reach: [Bool])] = []
    let measured = Set(grappe.members.filter { $0.distanceKm != nil }.map(\.og))
    // Plans of earlier versions do not tell who is out of reach of whom, and measured great circles.
    let radius = parameters.radiusKm / parameters.detour
    for (leaver, og) in numbers.enumerated() {
      for member in grappe.members where member.og == og {
        let isPorteur = og == grappe.porteur && member.seat == grappe.seat
        let reach = numbers.map { other in
          isPorteur
            || measured.contains(og) && !(member.outOfReach ?? []).contains(other)
            || !measured.contains(og)
              && grappe.members.allSatisfy {
                $0.og != other || $0.seat == member.seat || $0.seat.distanceKm(to: member.seat) <= radius
              }
        }
        leads.append((leaver, reach))
      }
    }
    self.leads = leads
    universal = numbers.indices.map { leaver in leads.contains { $0.leaver == leaver && $0.reach.allSatisfy(\.self) } }
  }

  /// In cents.
  var funding: Int { ownAmount + leavers.reduce(0) { $0 + $1.amount } }

  /// What remains in cents; nil when the grappe is not admissible.
  ///
  /// - Complexity: O(m), O(m²) when all who could lead anyone are gone.
  func remaining(_ stays: [Bool]) -> Int? {
    var (essms, ogs, amount) = (0, 0, ownAmount)
    var isLed = false
    for (leaver, one) in leavers.enumerated() where stays[leaver] {
      essms += one.essms
      ogs += 1
      amount += one.amount
      isLed = isLed || universal[leaver]
    }
    guard essms >= minimum, ogs >= minimumOg, isLed || canBeLed(stays) else { return nil }
    return amount
  }

  /// Whether someone who stays has all who stay within the radius.
  func canBeLed(_ stays: [Bool]) -> Bool {
    leads.contains { lead in stays[lead.leaver] && zip(stays, lead.reach).allSatisfy { !$0 || $1 } }
  }
}
