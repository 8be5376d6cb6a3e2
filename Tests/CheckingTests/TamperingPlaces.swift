import Geography
import Plans
import Register
import Testing

@testable import Checking

// Who stands where.
extension TamperingTests {
  static let places = [
    Tampering("an ESSMS twice in one OG", [.repeatedEssms, .splitOg]) { plan in
      let (grappe, member) = try large(plan)
      plan.grappes[grappe].members[member].essms.insert(plan.grappes[grappe].members[member].essms[0], at: 0)
    },
    Tampering("an ESSMS also with another OG", [.repeatedEssms, .splitOg, .unknownEssms], exactly: false) { plan in
      plan.ungrouped[0].essms.append(plan.standalone[0].essms[0])
    },
    Tampering("an ESSMS taken out", [.missingEssms, .splitOg]) { plan in
      let (grappe, member) = try large(plan)
      plan.grappes[grappe].members[member].essms.removeLast()
    },
    Tampering("an OG taken out", [.missingEssms]) { $0.ungrouped.removeLast() },
    Tampering("an OG that stands alone taken out", [.missingEssms]) { $0.standalone.removeLast() },
    Tampering("an ESSMS that is not in the register", [.unknownEssms, .missingEssms, .order]) { plan in
      plan.ungrouped[0].essms[0] = try #require(FinessNumber("999999999"))
    },
    Tampering("an OG that is not in the register", [.unknownEssms], exactly: false) { plan in
      plan.ungrouped[0].og = try #require(FinessNumber("999999999"))
    },
    Tampering("an OG grouped and ungrouped", [.repeatedEssms, .splitOg], exactly: false) { plan in
      let member = plan.grappes[last(plan)].members[0]
      let key = "\(member.og)@\(member.region)"
      plan.ungrouped.append(
        .init(
          og: member.og, name: member.name, region: member.region, seat: member.seat, essms: member.essms,
          reason: .notWorth, detail: "", price: Euros(cents: plan.certificate.unitPrices[key] ?? 0)))
      plan.ungrouped.sort { ($0.region, $0.og) < ($1.region, $1.og) }
    },
    Tampering("a standalone OG moved to the ungrouped", [.size]) { plan in
      let og = plan.standalone.removeLast()
      plan.ungrouped.append(
        .init(
          og: og.og, name: og.name, region: og.region, seat: og.seat, essms: og.essms, reason: .searchLimit,
          detail: "", price: .zero))
      plan.ungrouped.sort { ($0.region, $0.og) < ($1.region, $1.og) }
    },
    Tampering("an ungrouped OG moved to those that stand alone", [.size]) { plan in
      let og = plan.ungrouped.removeLast()
      plan.standalone.append(.init(og: og.og, name: og.name, region: og.region, seat: og.seat, essms: og.essms))
      plan.standalone.sort { ($0.region, $0.og) < ($1.region, $1.og) }
    },
    Tampering("the name of an ESSMS", [.name]) { plan in
      plan.essms[plan.standalone[0].essms[0]]?.name += " BIS"
    },
    Tampering("the commune of an ESSMS", [.name]) { plan in
      plan.essms[plan.standalone[0].essms[0]]?.commune = "Brest"
    },
    Tampering("an ESSMS without its name", [.incomplete]) { $0.essms[$0.standalone[0].essms[0]] = nil },
    Tampering("a name of an ESSMS that stands nowhere", [.unknownEssms]) { plan in
      plan.essms[try #require(FinessNumber("999999999"))] = plan.essms[plan.standalone[0].essms[0]]
    },
    Tampering("an ESSMS placed at its commune, untold", [.placement]) { $0.placedAtCommune.removeLast() },
    Tampering("an ESSMS placed at its commune, told twice", [.placement]) {
      $0.placedAtCommune.append($0.placedAtCommune[$0.placedAtCommune.count - 1])
    },
    Tampering("an ESSMS said to be placed at its commune", [.placement, .order], exactly: false) {
      $0.placedAtCommune.insert($0.standalone[0].essms[0], at: 0)
    },
    Tampering("those placed at their commune out of order", [.order]) { $0.placedAtCommune.reverse() },
    Tampering("an excluded ESSMS dropped", [.excluded]) { $0.excluded.removeLast() },
    Tampering("an excluded ESSMS twice", [.excluded]) { $0.excluded.append($0.excluded[$0.excluded.count - 1]) },
    Tampering("an excluded ESSMS for another reason", [.excluded]) { $0.excluded[0].reason = .optedOut },
    Tampering("an ESSMS excluded that is not", [.excluded, .missingEssms, .splitOg]) { plan in
      let (grappe, member) = try large(plan)
      let essms = plan.grappes[grappe].members[member].essms.removeLast()
      plan.excluded.append(.init(essms: essms, reason: .closed))
      plan.excluded.sort { $0.essms < $1.essms }
    },
    Tampering("ESSMS of a standalone OG out of order", [.order]) { $0.standalone[0].essms.reverse() },
    Tampering("notEssms", [.excluded]) { $0.notEssms += 1 },
    Tampering("excluded out of order", [.order]) { $0.excluded.reverse() },
    Tampering("ungrouped out of order", [.order]) { $0.ungrouped.reverse() },
    Tampering("another reason, noNeighbour", [.ungroupedReason]) { plan in
      let place = try #require(plan.ungrouped.firstIndex { $0.reason == .tooFewAround })
      plan.ungrouped[place].reason = .noNeighbour
    },
    Tampering("another reason, notWorth", [.ungroupedReason]) { plan in
      let place = try #require(plan.ungrouped.firstIndex { $0.reason == .noNeighbour })
      plan.ungrouped[place].reason = .notWorth
    },
    Tampering("another reason, envelope", [.ungroupedReason]) { $0.ungrouped[0].reason = .envelope },
    Tampering("another explanation", [.ungroupedReason]) { $0.ungrouped[0].detail += " !" },
    Tampering("the explanation in the other language", [.ungroupedReason]) { plan in
      plan.ungrouped[0].detail = "No other OG to be grouped has its seat within 60 km."
    },
    Tampering("the name of an ungrouped OG", [.name]) { $0.ungrouped[0].name = "" },
    Tampering("the name of a standalone OG", [.name]) { $0.standalone[0].name = $0.ungrouped[0].name },
    Tampering("the seat of an ungrouped OG", [.spread]) { $0.ungrouped[0].seat = $0.standalone[0].seat },
    Tampering("the seat of a standalone OG", [.spread]) { $0.standalone[0].seat = $0.ungrouped[0].seat },
    Tampering("the price of an ungrouped OG", [.certificate]) { $0.ungrouped[0].price += Euros(1) },
  ]
}

// Members of grappes.
extension TamperingTests {
  /// Moves the largest member that is not the porteur from the last grappe to the one before.
  @discardableResult private static func move(_ plan: inout Plan) throws -> Plan.Member {
    let from = last(plan)
    let grappe = plan.grappes[from]
    let others = grappe.members.indices.filter { grappe.members[$0].og != grappe.porteur }
    let place = try #require(others.max { grappe.members[$0].essms.count < grappe.members[$1].essms.count })
    let member = plan.grappes[from].members.remove(at: place)
    plan.grappes[from - 1].members.append(member)
    plan.grappes[from - 1].members.sort { $0.og < $1.og }
    return member
  }

  static let members = [
    Tampering("a member moved", [.count, .amount, .spread], exactly: false) { try move(&$0) },
    // The last grappe has the fewest ESSMS: with one member less it falls below the minimum.
    Tampering("a member moved, counts and amounts made to match", [.size, .spread], exactly: false) { plan in
      let member = try move(&plan)
      for (place, sign) in [(last(plan), -1), (last(plan) - 1, 1)] {
        plan.grappes[place].ogCount += sign
        plan.grappes[place].essmsCount += sign * member.essms.count
        for (line, count) in [(0, member.essms.count), (1, 1)] {
          let unit = plan.grappes[place].funding.lines[line].unit
          let amount = Euros(cents: sign * count * unit.cents)
          plan.grappes[place].funding.lines[line].count += sign * count
          plan.grappes[place].funding.lines[line].amount += amount
          plan.grappes[place].funding.total += amount
          plan.grappes[place].expectedFunding += amount
          plan.grappes[place].value += amount
        }
      }
      plan.grappes.sort { ($0.region, -$0.essmsCount, $0.porteur) < ($1.region, -$1.essmsCount, $1.porteur) }
      plan.sumUp()
    },
    Tampering("an ESSMS moved to another OG", [.unknownEssms, .splitOg], exactly: false) { plan in
      let (grappe, member) = try large(plan)
      let essms = plan.grappes[grappe].members[member].essms.removeLast()
      let other = member == 0 ? 1 : 0
      plan.grappes[grappe].members[other].essms.append(essms)
      plan.grappes[grappe].members[other].essms.sort()
    },
    Tampering("an OG cut in two", [.splitOg]) { plan in
      let (grappe, place) = try large(plan)
      let whole = plan.grappes[grappe].members[place]
      var (first, second) = (whole, whole)
      first.essms = Array(whole.essms.prefix(1))
      second.essms = Array(whole.essms.dropFirst())
      plan.grappes[grappe].members.replaceSubrange(place...place, with: [first, second])
    },
    Tampering("a standalone OG made a member", [.size, .splitOg], exactly: false) { plan in
      let og = plan.standalone[0]
      plan.grappes[last(plan)].members.append(
        .init(og: og.og, name: og.name, region: og.region, seat: og.seat, essms: og.essms, places: []))
    },
    Tampering("another member as porteur", [.amount, .spread], exactly: false) { plan in
      let grappe = plan.grappes[last(plan)]
      let other = try #require(grappe.members.first { $0.og != grappe.porteur })
      plan.grappes[last(plan)].porteur = other.og
    },
    Tampering("a porteur that is no member", [.porteur], exactly: false) { plan in
      plan.grappes[last(plan)].porteur = plan.standalone[0].og
    },
    Tampering("members out of order", [.order]) { $0.grappes[last($0)].members.reverse() },
    Tampering("the region of a member", [.rules, .unknownEssms], exactly: false) { plan in
      plan.grappes[last(plan)].members[0].region = RegionCode("01")
    },
    Tampering("the seat of a member", [.spread]) { $0.grappes[last($0)].members[0].seat = $0.standalone[0].seat },
    Tampering("the place of an ESSMS", [.spread]) { plan in
      plan.grappes[last(plan)].members[0].places[0] = Coordinate(lat: 48, lon: -3)
    },
    Tampering("a place too many", [.spread]) { plan in
      plan.grappes[last(plan)].members[0].places.append(Coordinate(lat: 48, lon: -3))
    },
    Tampering("a radius that a member exceeds", [.radius], exactly: false) { $0.parameters.radiusKm = 5 },
  ]
}
