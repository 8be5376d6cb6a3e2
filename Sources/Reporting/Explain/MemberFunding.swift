import Plans
import Programme
import Register

/// What one member brings to its grappe, item by item, as far as the plan's lines tell: they are of the grappe as a whole.
struct MemberFunding {
  /// An item of the barème, and the least and the most that it can be for this member.
  struct Share: Equatable {
    let item: String
    /// nil where units differ.
    let count: Int?
    let least: Euros
    let most: Euros

    var isExact: Bool { least == most }
  }

  let shares: [Share]
  /// Lines that belong to the grappe and to none of its members.
  let common: [Plan.FundingLine]

  /// - Parameters:
  ///   - essmsCounts: ESSMS of each OG in the whole register; nil where no register is at hand.
  ///   - bareme: nil when the plan's is not known; every line is then common.
  init(
    of member: Plan.Member, in grappe: Plan.Grappe, bareme: Bareme?, essmsCounts: [FinessNumber: Int]? = nil
  ) {
    let unit = { (line: Plan.FundingLine) in bareme?.item(line.item)?.per }
    let lines = grappe.funding.lines
    common = lines.filter { [.grappe, nil].contains(unit($0)) }
    let small = bareme?.smallOgBelow ?? 0
    let dui = lines.filter { Bareme.isDui($0.item) && unit($0) == .essms }
    var perEssms = Self.perESSMS(member.essms.count, lines: dui)
    for item in bareme?.items.filter(\.isPaidBesides) ?? [] {
      let own = lines.filter { $0.item == item.name }
      let everyone = Self.perESSMS(member.essms.count, lines: own)
      if item.per == .essms {
        perEssms += everyone
      } else {
        perEssms += Self.perEssmsOfSmall(everyone, member, grappe, own, smallBelow: small, essmsCounts: essmsCounts)
      }
    }
    let perOG = grappe.funding.lines.filter { unit($0) == .smallOg }.compactMap { line in
      Self.perOG(member, grappe, line, smallBelow: small, essmsCounts: essmsCounts)
    }
    shares = Self.settled(perEssms + perOG, amount: member.amount)
  }

  /// The one share that the lines leave open, from the member's own amount where the plan tells it.
  private static func settled(_ shares: [Share], amount: Euros?) -> [Share] {
    let open = shares.indices.filter { !shares[$0].isExact }
    guard let amount, let only = open.first, open.count == 1 else { return shares }
    let rest = shares.indices.filter { $0 != only }.map { shares[$0].least }
    let (cents, overflow) = amount.cents.subtractingReportingOverflow(Euros.sum(rest).cents)
    let own = Euros(cents: cents)
    guard !overflow, shares[only].least <= own, own <= shares[only].most else { return shares }
    var settled = shares
    settled[only] = Share(item: shares[only].item, count: shares[only].count, least: own, most: own)
    return settled
  }

  var least: Euros { Euros.sum(shares.map(\.least)) }
  var most: Euros { Euros.sum(shares.map(\.most)) }

  /// Exact when the grappe has one line of this kind; otherwise its dearest and its cheapest ESSMS are the limits.
  private static func perESSMS(_ count: Int, lines: [Plan.FundingLine]) -> [Share] {
    guard let first = lines.first else { return [] }
    guard lines.contains(where: { $0.item != first.item || $0.unit != first.unit }) else {
      let amount = Euros(cents: product(count, first.unit.cents))
      return [Share(item: first.item, count: count, least: amount, most: amount)]
    }
    let sorted = lines.sorted { $0.unit < $1.unit }
    let item = lines.allSatisfy { $0.item == first.item } ? first.item : "dui"
    return [Share(item: item, count: nil, least: sum(count, sorted), most: sum(count, sorted.reversed()))]
  }

  /// The first `count` units of the lines.
  private static func sum(_ count: Int, _ lines: [Plan.FundingLine]) -> Euros {
    var left = count
    var total = Euros.zero
    for line in lines where left > 0 {
      let taken = min(left, line.count)
      total += Euros(cents: product(taken, line.unit.cents))
      left -= taken
    }
    return total
  }

  /// - Parameter shares: the member's, if it is small.
  private static func perEssmsOfSmall(
    _ shares: [Share], _ member: Plan.Member, _ grappe: Plan.Grappe, _ lines: [Plan.FundingLine], smallBelow: Int,
    essmsCounts: [FinessNumber: Int]?
  ) -> [Share] {
    if let everywhere = essmsCounts?[member.og] { return everywhere < smallBelow ? shares : [] }
    guard member.essms.count < smallBelow else { return [] }
    // When every ESSMS of those that may be small is paid, the member's are.
    let candidates = grappe.members.filter { $0.essms.count < smallBelow }.reduce(0) { $0 + $1.essms.count }
    let paid = lines.reduce(0) { $0 + min(max(0, $1.count), candidates) }
    return paid >= candidates
      ? shares : shares.map { Share(item: $0.item, count: nil, least: .zero, most: $0.most) }
  }

  private static func perOG(
    _ member: Plan.Member, _ grappe: Plan.Grappe, _ line: Plan.FundingLine, smallBelow: Int,
    essmsCounts: [FinessNumber: Int]?
  ) -> Share? {
    if let everywhere = essmsCounts?[member.og] {
      return everywhere < smallBelow ? Share(item: line.item, count: 1, least: line.unit, most: line.unit) : nil
    }
    guard line.count > 0, member.essms.count < smallBelow else { return nil }
    // Those that may be small; when all of them are, the member is.
    let candidates = Set(grappe.members.filter { $0.essms.count < smallBelow }.map(\.og)).count
    return line.count >= candidates
      ? Share(item: line.item, count: 1, least: line.unit, most: line.unit)
      : Share(item: line.item, count: nil, least: .zero, most: line.unit)
  }

  /// Plans are files: no product may leave the machine's integers, nor a sum of many.
  private static func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? largest : min(max(result, -largest), largest)
  }

  private static let largest = 10_000_000_000_000
}

extension Euros {
  /// Of amounts that come from a file: the nearest there is when the sum leaves the machine's integers.
  static func sum(_ amounts: some Sequence<Euros>) -> Euros {
    amounts.reduce(.zero) { total, amount in
      let (cents, overflow) = total.cents.addingReportingOverflow(amount.cents)
      return overflow ? total : Euros(cents: cents)
    }
  }
}
