import Geography
import Grouping
import Plans
import Register

/// The prices of a plan's certificate on a workbench: what wishes cost, and where the gap sits.
///
/// Not for two threads at once. What it needs to be made again is the certificate.
public final class PriceBook {
  public let bench: Workbench
  public let certificate: Plan.Certificate
  /// One for each domain.
  let bounds: [PricedBound]

  /// - Parameter certificate: of a plan of these regions, under these rules or others; units that it does not name cost
  ///   nothing.
  /// - Complexity: one round of pricing.
  public init(_ bench: Workbench, certificate: Plan.Certificate) {
    self.bench = bench
    self.certificate = certificate
    bounds = bench.domains.map { domain in
      PricedBound(
        domain.problem, prices: domain.prices(certificate), rates: domain.rates(certificate),
        threads: bench.scenario.threads)
    }
  }

  /// What the prices prove, over all domains.
  public var certifiedBound: Euros { Euros(cents: bounds.reduce(0) { $0 + $1.bound }) }

  // MARK: Wishes

  /// What a wish costs: about `indicative`, at least `proven`.
  public struct Price: Sendable, Equatable, Codable {
    public let indicative: Euros
    public let proven: Euros
    /// No plan that keeps to the wish is worth more.
    public let bound: Euros
    /// Whether no plan can keep to it; the amounts then say nothing.
    public let isImpossible: Bool
  }

  /// A wish about one plan.
  public enum Asked: Sendable, Hashable, Codable {
    /// A unit in the grappe that this porteur leads.
    case under(UnitName, porteur: UnitName)
    /// A grappe of the plan as it is.
    case lock(grappe: String)
    case together(UnitName, UnitName)
    case apart(UnitName, UnitName)
    /// A unit leads its grappe, if it is in one.
    case leads(UnitName)
    case exclude(UnitName)
  }

  /// - Returns: nil for units and grappes that are not there.
  /// - Complexity: some knapsacks; see `PricedBound`.
  public func price(of asked: Asked, in plan: EditedPlan) -> Price? {
    guard let (number, wish, kinds) = wish(asked, in: plan) else { return nil }
    guard let wish else { return .impossible }
    return price(of: wish, kinds: kinds, in: number, plan)
  }

  private func price(of wish: Wish, kinds: [Int]?, in number: Int, _ plan: EditedPlan) -> Price {
    let own = bounds[number]
    guard let under = own.bound(under: wish, kinds: kinds) else { return .impossible }
    // The other domains' bounds stand as they are.
    let total = certifiedBound.cents - own.bound + min(own.bound, under)
    let least = plan.boundIs == .stale ? total : min(total, plan.bound.cents)
    return Price(
      indicative: Euros(cents: max(0, own.bound - under)),
      proven: Euros(cents: max(0, plan.totals.value.cents - least)), bound: Euros(cents: least), isImpossible: false)
  }

  /// In the engine's terms, the wish nil where it can be seen to be impossible.
  private func wish(_ asked: Asked, in plan: EditedPlan) -> (domain: Int, wish: Wish?, kinds: [Int]?)? {
    func pair(_ a: UnitName, _ b: UnitName, _ make: (Int, Int) -> Wish, apart: Wish?) -> (Int, Wish?, [Int]?)? {
      guard let first = bench.place(a), let second = bench.place(b) else { return nil }
      guard first.domain == second.domain else { return (first.domain, apart, nil) }
      return (first.domain, make(block(first), block(second)), nil)
    }
    switch asked {
    case .under(let unit, let porteur):
      guard let place = bench.place(unit), let leader = bench.place(porteur) else { return nil }
      guard place.domain == leader.domain else { return (place.domain, nil, nil) }
      let domain = bench.domains[leader.domain]
      return (
        leader.domain, .under(unit: block(place), porteur: block(leader)),
        domain.kinds.indices.filter { domain.seat(ofBlock: block(leader), kind: domain.kinds[$0]) == leader.unit }
      )
    case .lock(let id):
      guard let grappe = plan.grappe(id), let (number, group) = bench.group(grappe) else { return nil }
      return (number, .kept(group), nil)
    case .together(let a, let b): return pair(a, b, { .together($0, $1) }, apart: nil)
    case .apart(let a, let b): return pair(a, b, { .apart($0, $1) }, apart: .apart(0, 0))
    case .leads(let unit):
      return bench.place(unit).map { ($0.domain, .leads(block($0)), nil) }
    case .exclude(let unit):
      return bench.place(unit).map { ($0.domain, .out(block($0)), nil) }
    }
  }

  private func block(_ place: Workbench.Place) -> Int { bench.domains[place.domain].blockOf[place.unit] }

  // MARK: Bill

  /// Where the gap between a plan and its bound sits, in cents; the lines sum to it.
  public struct Bill: Sendable, Equatable, Codable {
    public struct UnitLine: Sendable, Equatable, Codable {
      public let unit: UnitName
      public let amount: Euros
    }

    public struct GrappeLine: Sendable, Equatable, Codable {
      public let grappe: String
      public let amount: Euros
    }

    /// Prices of units that are in no grappe, the greatest first.
    public var leftOut: [UnitLine] = []
    /// What the price of each envelope asks for beyond what grappes draw.
    public var envelopes: [String: Euros] = [:]
    /// Grappes that the bound counts on beyond those of the plan.
    public var groupsMissing = Euros.zero
    /// What the best grappe under the same porteur would be worth more at these prices, the greatest first.
    public var grappes: [GrappeLine] = []
    /// Units that lead none, and that the bound counts on as porteurs, the greatest first.
    public var porteurs: [UnitLine] = []
    /// What a tree, wishes or an older bound prove beyond the prices: 0 or less.
    public var provenBeyond = Euros.zero
    /// Bound less value.
    public var gap = Euros.zero

    public var sum: Euros {
      (leftOut + porteurs).reduce(.zero) { $0 + $1.amount } + grappes.reduce(.zero) { $0 + $1.amount }
        + envelopes.values.reduce(.zero, +) + groupsMissing + provenBeyond
    }
  }

  public func bill(of plan: EditedPlan) -> Bill {
    var bill = Bill()
    for (number, own) in bounds.enumerated() {
      let domain = bench.domains[number]
      func name(_ block: Int) -> UnitName { domain.name(domain.blocks[block][0]) }
      var ids: [Int: String] = [:]
      var groups: [JointGroup] = []
      for grappe in plan.grappes {
        guard let (place, group) = bench.group(grappe), place == number else { continue }
        ids[group.porteur] = grappe.id
        groups.append(group)
      }
      let part = own.bill(of: groups)
      bill.leftOut += part.leftOut.map { .init(unit: name($0), amount: Euros(cents: $1)) }
      bill.porteurs += part.porteurs.map { .init(unit: name($0), amount: Euros(cents: $1)) }
      bill.grappes += part.groups.map { .init(grappe: ids[$0] ?? "", amount: Euros(cents: $1)) }
      for (envelope, amount) in zip(domain.envelopes, part.resources) {
        bill.envelopes[envelope.name] = Euros(cents: amount)
      }
      bill.groupsMissing += Euros(cents: part.groupsMissing)
    }
    bill.leftOut.sort { ($0.amount, $1.unit) > ($1.amount, $0.unit) }
    bill.porteurs.sort { ($0.amount, $1.unit) > ($1.amount, $0.unit) }
    bill.grappes.sort { ($0.amount, $1.grappe) > ($1.amount, $0.grappe) }
    bill.provenBeyond = plan.bound - certifiedBound
    bill.gap = plan.bound - plan.totals.value
    return bill
  }
}

extension PriceBook.Price {
  static let impossible = Self(indicative: .zero, proven: .zero, bound: .zero, isImpossible: true)
}

extension Workbench {
  /// A grappe in its domain's problem.
  func group(_ grappe: EditedPlan.Grappe) -> (domain: Int, group: JointGroup)? {
    guard let (number, members) = numbers(grappe.members), let porteur = place(grappe.porteur) else { return nil }
    let domain = domains[number]
    return domain.group(porteur: porteur.unit, members: members).flatMap { planned in
      domain.problem.group(
        kind: planned.kind, porteur: domain.blockOf[porteur.unit], members: domain.blocks(of: members))
    }.map { (number, $0) }
  }
}

extension Domain {
  /// A certificate's prices of the blocks, in cents.
  func prices(_ certificate: Plan.Certificate) -> [Int] {
    blocks.map { $0.reduce(0) { $0 + (certificate.unitPrices["\(units[$1].og.og)@\(units[$1].region)"] ?? 0) } }
  }

  /// And of the envelopes, in millionths.
  func rates(_ certificate: Plan.Certificate) -> [Int] { envelopes.map { certificate.envelopePrices[$0.name] ?? 0 } }
}
