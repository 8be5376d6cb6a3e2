import Plans
import Register

/// What an earlier plan makes units worth: each that keeps its porteur counts a bonus. The engine is told so by a bonus for
/// each unit that had a porteur and a cost as high wherever it has another one.
struct Announced: Sendable {
  /// In cents, for each OG that keeps its porteur.
  let price: Int
  /// A number for the OG of each unit, and for the OG that was its porteur; −1 when it had none.
  private let ogOf: [Int32]
  private let porteurOf: [Int32]

  init(_ units: [Unit], scenario: Scenario) {
    price = Int((scenario.stability * 100).rounded())
    guard price > 0, let earlier = scenario.earlier else {
      ogOf = []
      porteurOf = []
      return
    }
    let porteurs = earlier.porteurs
    var numbers: [FinessNumber: Int32] = [:]
    for unit in units where numbers[unit.og.og] == nil { numbers[unit.og.og] = Int32(numbers.count) }
    ogOf = units.map { numbers[$0.og.og] ?? -2 }
    // A porteur that is no unit any more cannot be kept.
    porteurOf = units.map { unit in
      porteurs["\(unit.og.og)@\(unit.region)"].map { numbers[$0] ?? -2 } ?? -1
    }
  }

  /// In cents, for a unit in any grappe.
  func bonus(_ unit: Int) -> Int { porteurOf.isEmpty || porteurOf[unit] == -1 ? 0 : price }

  /// In cents: takes the bonus back where the porteur is another.
  func cost(unit: Int, porteur: Int) -> Int {
    porteurOf.isEmpty || porteurOf[unit] == -1 || porteurOf[unit] == ogOf[porteur] ? 0 : price
  }
}
