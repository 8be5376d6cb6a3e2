extension BranchAndPrice {
  init(joint: JointInstance, threads: Int, shouldStop: @escaping @Sendable () -> Bool, secondsLeft: @escaping @Sendable () -> Double) {
    self.init(instance: joint.kinds[0].instance, threads: threads, shouldStop: shouldStop, secondsLeft: secondsLeft)
    isPlain = joint.isPlain
  }
  struct Outcome2 { var groups: [JointGroup]?; var bound: Double; var isExhausted: Bool; var isInfeasible: Bool; var rootPrices: [Double]?; var rootRates: [Double]? }
  func run(floor: Int?, prices: [Double], rates: [Double], columns: [JointGroup], report: @escaping @Sendable ([JointGroup]?, Double) -> Void) throws -> Outcome2 {
    let instance = instance
    guard isPlain else { return Outcome2(groups: nil, bound: .infinity, isExhausted: false, isInfeasible: false, rootPrices: nil, rootRates: nil) }
    let outcome = try run(floor: floor ?? 0, prices: prices, columns: columns.map { Group($0) }) { (s: Solution?, b: Double) in
      report(s.map { $0.groups.map { JointGroup(of: instance, $0) } }, b)
    }
    return Outcome2(groups: outcome.solution.map { $0.groups.map { JointGroup(of: instance, $0) } }, bound: outcome.bound, isExhausted: outcome.isExhausted, isInfeasible: false, rootPrices: outcome.rootPrices, rootRates: [])
  }
}
