import Foundation
import Geography
import Wording

/// How many eligible ESSMS each region had in the register of 2021-01-08: what an envelope is shared by when the register at
/// hand does not hold all regions.
public struct ReferenceCounts: Sendable {
  public let essms: [RegionCode: Int]

  /// - Throws: `Failure` when the table is missing or damaged.
  public static func bundled() throws(Failure) -> ReferenceCounts { try shared.get() }

  private static let shared = Result<ReferenceCounts, Failure> { () throws(Failure) in
    let table = try ResourceTable("essms-by-region.csv", in: .module, columns: ["region", "essms"])
    var essms: [RegionCode: Int] = [:]
    for row in table.rows {
      guard let count = Int(row.cells[1]) else { throw table.damaged(row, expected: "essms") }
      essms[RegionCode(row.cells[0])] = count
    }
    return ReferenceCounts(essms: essms)
  }
}
