/// The exact probability that a grappe stays admissible when each of its OG withdraws, or not, on its own.
///
/// The numbers of ESSMS and OG that remain are convoluted; what is left out of them, those who remain without anyone to lead
/// them, is summed over the sets of members who cannot lead every set: there are few, or none.
struct KeptProbability {
  /// nil when more than `mostDependent` members cannot lead every set.
  let probability: Double
  /// For each OG, the probability if it stays and if it withdraws.
  let conditional: [(stays: Double, withdraws: Double)]

  /// Sets of so many members are enumerated.
  static let mostDependent = 16

  /// - Parameter withdrawal: more than 0, less than 1.
  /// - Complexity: O(m² · minimum · minimum of OG + 2ᵈ·d²) for m OG of which d cannot lead every set.
  init?(_ grappe: StressedGrappe, withdrawal: Double) {
    let all = Array(grappe.leavers.indices)
    let dependent = all.filter { !grappe.universal[$0] }
    guard dependent.count <= Self.mostDependent else { return nil }
    let stay = 1 - withdrawal
    let holds = Self.holds(grappe, all, staying: nil, stay: stay)
    // Probability of the sets that hold the minimum and that nobody leads: in all, and with each OG in it.
    var leaderless = 0.0
    var leaderlessWith = [Double](repeating: 0, count: all.count)
    let allGone = all.reduce(1.0) { grappe.universal[$1] ? $0 * withdrawal : $0 }
    var stays = [Bool](repeating: false, count: all.count)
    for set in 0..<(1 << dependent.count) {
      var (essms, mass) = (0, allGone)
      for (bit, member) in dependent.enumerated() {
        stays[member] = set >> bit & 1 == 1
        mass *= stays[member] ? stay : withdrawal
        if stays[member] { essms += grappe.leavers[member].essms }
      }
      guard essms >= grappe.minimum, set.nonzeroBitCount >= grappe.minimumOg, !grappe.canBeLed(stays) else { continue }
      leaderless += mass
      for member in dependent where stays[member] { leaderlessWith[member] += mass }
    }
    probability = min(1, max(0, holds - leaderless))
    conditional = all.map { member in
      let others = all.filter { $0 != member }
      let staying = Self.holds(grappe, others, staying: member, stay: stay) - leaderlessWith[member] / stay
      let gone =
        Self.holds(grappe, others, staying: nil, stay: stay) - (leaderless - leaderlessWith[member]) / withdrawal
      return (min(1, max(0, staying)), min(1, max(0, gone)))
    }
  }

  /// Probability that the minimum of ESSMS and of OG remains, whoever leads.
  ///
  /// - Parameters:
  ///   - members: those who stay with probability `stay`.
  ///   - staying: one who stays for certain.
  private static func holds(_ grappe: StressedGrappe, _ members: [Int], staying: Int?, stay: Double) -> Double {
    let (minimum, fewest) = (grappe.minimum, grappe.minimumOg)
    // mass[k][w]: k OG and w ESSMS remain, each counted up to its minimum.
    var mass = [[Double]](repeating: [Double](repeating: 0, count: minimum + 1), count: fewest + 1)
    mass[staying == nil ? 0 : min(1, fewest)][min(minimum, staying.map { grappe.leavers[$0].essms } ?? 0)] = 1
    for member in members {
      let weight = grappe.leavers[member].essms
      var next = mass.map { $0.map { $0 * (1 - stay) } }
      for ogs in 0...fewest {
        for essms in 0...minimum where mass[ogs][essms] > 0 {
          next[min(fewest, ogs + 1)][min(minimum, essms + weight)] += stay * mass[ogs][essms]
        }
      }
      mass = next
    }
    return mass[fewest][minimum]
  }
}
