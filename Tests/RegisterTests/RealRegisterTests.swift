import Foundation
import Geography
import Testing
import TinyRegisters

@testable import Register

/// Real extracts, where they lie beside the checkout. The counts come from another reader.
@Suite struct RealRegisterTests {
  struct Extract: Sendable {
    let file: String
    let region: String
    let establishments: Int
    let essms: Int
    let og: Int
    /// OG with fewer than 15 ESSMS.
    let smallOG: Int
    /// The ESSMS of those.
    let smallOGEssms: Int
    /// ESSMS whose coordinates lie thousands of km from their département.
    var astray = 0
    /// ESSMS whose coordinates lie in another town than their line: one in Lanmeur, of which the address is Morlaix.
    var far = 0
    /// Those astray whose line names no commune either (a business park's post office).
    var unplaced = 0
  }

  static let extracts = [
    Extract(
      file: "bretagne.csv", region: "53", establishments: 4995, essms: 2351, og: 972, smallOG: 952, smallOGEssms: 1791,
      far: 1),
    Extract(
      file: "nouvelle-aquitaine.csv", region: "75", establishments: 8888, essms: 3992, og: 1744, smallOG: 1708,
      smallOGEssms: 3112),
    Extract(
      file: "corse.csv", region: "94", establishments: 488, essms: 168, og: 74, smallOG: 74, smallOGEssms: 168),
    Extract(
      file: "guadeloupe.csv", region: "01", establishments: 554, essms: 237, og: 164, smallOG: 164, smallOGEssms: 237,
      astray: 3, unplaced: 1),
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data/finess")
  static let areThere = FileManager.default.fileExists(atPath: folder.appendingPathComponent("bretagne.csv").path)

  static func read(_ extract: Extract) throws -> Register {
    try RegisterReader(options: .init(strict: true)).read(paths: [folder.appendingPathComponent(extract.file).path])
  }

  @Test(.enabled(if: areThere && PythonScript.isPossible), arguments: extracts)
  func `nothing is lost, by another count`(extract: Extract) throws {
    let count = try IndependentCount(
      extract: Self.folder.appendingPathComponent(extract.file).path,
      categories: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources/Register/Resources/categories.csv").path)
    let register = try Self.read(extract)
    #expect(
      register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +) == count.establishments)
    #expect(register.essms.count + register.excluded.count == count.essms)
    #expect(register.excluded.map(\.reason) == Array(repeating: .noCoordinates, count: extract.unplaced))
    #expect(register.regions == [RegionCode(extract.region)])
    let ogs = Dictionary(grouping: register.essms.map(\.og) + register.excluded.compactMap(\.og)) { $0 }
    #expect(ogs.count == count.og)
    let small = ogs.values.filter { $0.count < 15 }
    #expect(small.count == count.smallOG)
    #expect(small.reduce(0) { $0 + $1.count } == count.smallOGEssms)
    // Those whose coordinates lie astray are told, and stand at their commune.
    var oddities = count.oddities
    // The one that is far shared its place with another, which has it alone now.
    if extract.far > 0 { oddities["sharedCoordinate", default: 0] -= 2 * extract.far }
    let moved = extract.astray - extract.unplaced + extract.far
    oddities["placedAtCommune"] = moved == 0 ? nil : moved
    oddities["notPlaced"] = extract.unplaced == 0 ? nil : extract.unplaced
    #expect(register.oddities.counts.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value } == oddities)
    let problems: [RegisterProblem.Kind: Int] = [.badCoordinate: extract.astray, .farFromCommune: extract.far]
    #expect(register.problemCounts == problems.filter { $0.value > 0 })
    #expect(register.essms.count { $0.placement == .commune } == moved)
  }

  /// The same counts, made once and written down, for where there is no Python.
  @Test(.enabled(if: areThere), arguments: extracts) func counts(extract: Extract) throws {
    let register = try Self.read(extract)
    let region = RegionCode(extract.region)
    let total = register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +)
    #expect(total == extract.establishments)
    #expect(register.essms.count == extract.essms - extract.unplaced)
    guard extract.unplaced == 0 else { return }
    let units = register.units(in: region)
    #expect(units.count == extract.og)
    let small = units.filter { $0.essms.count < 15 }
    #expect(small.count == extract.smallOG)
    #expect(small.reduce(0) { $0 + $1.essms.count } == extract.smallOGEssms)
  }

  @Test(.enabled(if: areThere), arguments: extracts) func `names are clean`(extract: Extract) throws {
    for essms in try Self.read(extract).essms {
      #expect(!essms.name.isEmpty)
      #expect(!essms.name.contains("\"\"") && !essms.name.contains("  ") && !essms.name.contains("\u{FFFD}"))
      #expect(!essms.town.isEmpty && !essms.town.contains("CEDEX"))
      #expect(essms.commune.isEmpty || essms.commune.utf8.count == 5)
      #expect(essms.siret.isEmpty || essms.siret.utf8.count == 14)
    }
  }

  @Test(.enabled(if: areThere)) func `all together`() throws {
    let register = try RegisterReader().read(
      paths: Self.extracts.map { Self.folder.appendingPathComponent($0.file).path })
    #expect(register.essms.count == Self.extracts.reduce(0) { $0 + $1.essms - $1.unplaced })
    #expect(register.regions.map(\.rawValue) == ["01", "53", "75", "94"])
    #expect(register.sources.map(\.date) == ["2021-01-08", "2021-01-08", "2026-05-12", "2026-05-12"])
    #expect(register.essms.map(\.number) == register.essms.map(\.number).sorted())
  }
}
