/// A subset-row cut (Jepsen, Petersen, Spoorendonk and Pisinger 2008): of three units, groups that hold two or all of them
/// can be chosen once at most,
///
///     Σ_{c : |c ∩ {i,j,k}| ≥ 2} z_c ≤ 1.
///
/// It follows from the rows of the three units, halved, added and rounded down.
struct SubsetRowCut: Hashable, Sendable {
  /// Ascending.
  let units: [Int32]

  /// Whether a group counts in the cut, given for each unit whether it is a member.
  @inline(__always)
  func isCounted(_ isMember: [Bool]) -> Bool {
    var count = 0
    for unit in units where isMember[Int(unit)] { count += 1 }
    return count >= 2
  }
}

/// A group and the share of it that a relaxation chooses.
struct FractionalColumn {
  let members: [Int32]
  let share: Double
}

/// Finds violated subset-row cuts.
struct CutSeparation {
  /// Most cuts returned.
  var most = SearchParameters.Cuts.most
  /// Least violation worth a cut.
  var violation = SearchParameters.Cuts.violation

  /// The cuts that the columns violate most, no unit in more than a few of them.
  ///
  /// - Parameter known: cuts that are in the relaxation already.
  /// - Complexity: O(n³ / 64 · share of the pairs that share a column).
  func cuts(_ columns: [FractionalColumn], unitCount: Int, known: Set<SubsetRowCut>) -> [SubsetRowCut] {
    let fractional = columns.filter { $0.share > 1e-7 && $0.share < 1 - 1e-7 }
    guard fractional.count >= 3 else { return [] }
    // Pairs of units and the shares of the columns that hold both.
    var together = [Double](repeating: 0, count: unitCount * unitCount)
    var columnsOf = [[Int32]](repeating: [], count: unitCount)
    for (index, column) in fractional.enumerated() {
      for a in column.members {
        columnsOf[Int(a)].append(Int32(index))
        for b in column.members where a != b { together[Int(a) * unitCount + Int(b)] += column.share }
      }
    }
    var holds = [UInt64](repeating: 0, count: unitCount * ((fractional.count + 63) / 64))
    let words = (fractional.count + 63) / 64
    for unit in 0..<unitCount {
      for column in columnsOf[unit] { holds[unit * words + Int(column) >> 6] |= 1 << UInt64(Int(column) & 63) }
    }
    var found: [(violation: Double, cut: SubsetRowCut)] = []
    let active = (0..<unitCount).filter { !columnsOf[$0].isEmpty }
    for i in active {
      let near = active.filter { $0 > i && together[i * unitCount + $0] > 1e-7 }
      for (rank, j) in near.enumerated() {
        let ij = together[i * unitCount + j]
        func look(at k: Int) {
          let sum = ij + together[i * unitCount + k] + together[j * unitCount + k]
          guard sum > 1 + violation else { return }
          var all = 0.0
          for word in 0..<words {
            var bits = holds[i * words + word] & holds[j * words + word] & holds[k * words + word]
            while bits != 0 {
              all += fractional[word << 6 + bits.trailingZeroBitCount].share
              bits &= bits - 1
            }
          }
          // A column with all three was counted three times.
          guard sum - 2 * all > 1 + violation else { return }
          let cut = SubsetRowCut(units: [i, j, k].sorted().map(Int32.init))
          if !known.contains(cut) { found.append((sum - 2 * all - 1, cut)) }
        }
        for k in near[(rank + 1)...] { look(at: k) }
        // Triples whose first unit meets only one of the others.
        for k in active
        where k != i && together[j * unitCount + k] > 1e-7 && (k < i || together[i * unitCount + k] <= 1e-7) && k > j {
          look(at: k)
        }
      }
    }
    found.sort { a, b in
      a.violation != b.violation
        ? a.violation > b.violation : a.cut.units.lexicographicallyPrecedes(b.cut.units)
    }
    var uses = [Int](repeating: 0, count: unitCount)
    var chosen: [SubsetRowCut] = []
    for (_, cut) in found where chosen.count < most {
      guard cut.units.allSatisfy({ uses[Int($0)] < SearchParameters.Cuts.mostOfUnit }) else { continue }
      for unit in cut.units { uses[Int(unit)] += 1 }
      chosen.append(cut)
    }
    return chosen
  }
}
