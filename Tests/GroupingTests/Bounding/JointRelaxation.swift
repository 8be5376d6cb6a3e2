import GLPK

@testable import Grouping

/// The linear relaxation over all groups of a joint problem small enough to list them, conflicts, counts of members and of
/// zones left aside: the best bound that prices can prove.
enum JointRelaxation {
  /// In cents; nil when nothing holds the compulsory units.
  static func value(of joint: JointInstance) throws -> Double? {
    struct Listed {
      let value: Int
      let rows: [Int32]
      let coefficients: [Double]
    }
    var groups: [Listed] = []
    let count = joint.unitCount
    for kind in joint.kinds {
      for mask in 1..<(1 << kind.units.count) {
        let members = kind.units.indices.filter { mask >> $0 & 1 == 1 }
        guard let best = kind.instance.bestGroup(members: members) else { continue }
        var rows = members.map { Int32(kind.units[$0]) } + [Int32(count)]
        var coefficients = [Double](repeating: 1, count: rows.count)
        for draw in kind.draws {
          rows.append(Int32(count + 1 + draw.resource))
          let amount = members.reduce(draw.ofGroup) { $0 + draw.amounts[$1] }
          coefficients.append(Double(amount) / joint.scales[draw.resource].size)
        }
        groups.append(Listed(value: best.value, rows: rows, coefficients: coefficients))
      }
    }
    return try SolverThread.run { [groups] environment in
      let master = try Problem(environment, sense: .maximise)
      try master.add(
        rows: joint.isCompulsory.map { .init($0 ? .fixed(1) : .upper(1)) } + [.init(.upper(Double(joint.groupLimit)))]
          + zip(joint.resources, joint.scales).map { .init(.upper(Double($0.limit) / $1.size)) })
      guard !groups.isEmpty || joint.hasElastic else { return joint.hasCompulsory ? nil : 0 }
      try master.add(
        columns: joint.resources.enumerated().compactMap { number, resource in
          resource.excessPrice.map {
            .init(
              objective: -Double($0) * joint.scales[number].size, bounds: .lower(0), rows: [Int32(count + 1 + number)],
              coefficients: [-1])
          }
        })
      try master.add(
        columns: groups.map {
          .init(objective: Double($0.value), bounds: .lower(0), rows: $0.rows, coefficients: $0.coefficients)
        })
      return try master.solveRelaxation() == .optimal ? try master.objective : nil
    }
  }
}
