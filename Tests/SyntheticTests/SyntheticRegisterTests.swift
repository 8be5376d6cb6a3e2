import Foundation
import Geography
import Register
import Testing
import Wording

@testable import Synthetic

/// The files of a synthetic register, in memory.
struct Made {
  var files: [SyntheticFile: [UInt8]] = [:]
  let counts: SyntheticCounts

  init(_ extent: SyntheticRegister.Extent, seed: UInt64 = 1) throws {
    var files: [SyntheticFile: [UInt8]] = [:]
    let counts = try SyntheticRegister(extent, seed: seed).write { files[$1, default: []] += $0 }
    self.files = files
    self.counts = try #require(counts)
  }

  init(_ regions: [String], scale: Double = 1, seed: UInt64 = 1) throws {
    try self.init(.regions(regions.map { RegionCode($0) }, scale: scale), seed: seed)
  }

  func text(_ file: SyntheticFile) -> String { String(decoding: files[file] ?? [], as: UTF8.self) }

  func lines(_ file: SyntheticFile) -> [Substring] { text(file).split(separator: "\n") }

  /// Cells of the lines of a tag; no cell of theirs that is looked at here is quoted with `;` inside.
  func cells(_ file: SyntheticFile, _ tag: String) -> [[Substring]] {
    lines(file).filter { $0.hasPrefix(tag + ";") }.map { $0.split(separator: ";", omittingEmptySubsequences: false) }
  }

  func register() throws -> Register {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try [SyntheticFile.bodies, .establishments, .equipment].map { file in
      let url = folder.appendingPathComponent(file.rawValue)
      try Data(files[file] ?? []).write(to: url)
      return url.path
    }
    return try RegisterReader(options: .init(strict: true)).read(paths: paths)
  }
}

@Suite struct SyntheticRegisterTests {
  static let corse = Result { try Made(["94"]) }

  @Test func `the same request gives the same bytes, another seed others`() throws {
    let corse = try Self.corse.get()
    #expect(try Made(["94"]).files == corse.files)
    let other = try Made(["94"], seed: 2)
    for file in SyntheticFile.allCases { #expect(other.files[file] != corse.files[file], "\(file)") }
  }

  @Test func `a region is the same alone and with others`() throws {
    let both = try Made(["94", "01"])
    for file in SyntheticFile.allCases {
      let lines = Set(both.lines(file))
      #expect(try Self.corse.get().lines(file).allSatisfy(lines.contains), "\(file)")
    }
    #expect(both.counts.rows.map(\.region.rawValue) == ["01", "94"])
  }

  @Test(arguments: try Regions.bundled().all.map(\.code).filter { $0.rawValue != "975" })
  func `every region is read without a doubtful row`(region: RegionCode) throws {
    let made = try Made(.regions([region], scale: 0.05))
    let register = try made.register()
    let bounds = try #require(Regions.bundled().region(region)).bounds
    #expect(register.problems.isEmpty, "\(register.problems.prefix(3))")
    #expect(register.essms.count + register.excluded.count == made.counts.essms)
    #expect(register.notEssms.values.reduce(0, +) == made.counts.others)
    #expect(register.essms.allSatisfy { $0.region == region && bounds.contains($0.coordinate) })
    #expect(register.excluded.allSatisfy { $0.reason == .noCoordinates })
    #expect(register.essms.allSatisfy { register.ogNames[$0.og] != nil })
    #expect(made.counts.og == Set(register.essms.map(\.og)).union(register.excluded.map(\.og)).count)
  }

  @Test func `layouts of the extracts`() throws {
    let made = try Self.corse.get()
    #expect(made.lines(.establishments).first == "finess;etalab;111;2026-05-12")
    for (file, tag, count) in [
      (SyntheticFile.bodies, "structureej", 23), (.establishments, "structureet", 32),
      (.establishments, "geolocalisation", 6), (.equipment, "equipementsocial", 28),
    ] {
      let cells = made.cells(file, tag)
      #expect(!cells.isEmpty)
      #expect(cells.allSatisfy { $0.count == count }, "\(tag)")
    }
    // Establishments by number, then their places.
    let numbers = made.cells(.establishments, "structureet").map { $0[1] }
    #expect(numbers == numbers.sorted())
    let first = try #require(made.lines(.establishments).firstIndex { $0.hasPrefix("geolocalisation") })
    #expect(made.lines(.establishments)[first...].allSatisfy { $0.hasPrefix("geolocalisation") })
  }

  @Test func `numbers are each of one, in the empty ranges, and no SIREN is valid`() throws {
    let made = try Self.corse.get()
    let establishments = made.cells(.establishments, "structureet").map { $0[1] }
    let bodies = made.cells(.bodies, "structureej").map { $0[1] }
    let numbers = establishments + bodies
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.allSatisfy { $0.dropFirst(2).first == "9" })
    #expect(establishments.allSatisfy { $0.hasPrefix("2A") || $0.hasPrefix("2B") })
    let sirens = made.cells(.bodies, "structureej").map { String($0[20]) }
    #expect(Set(sirens).count == sirens.count)
    #expect(sirens.allSatisfy { !NumbersTests.passesLuhn($0) })
    // Every establishment's body is there.
    let known = Set(bodies)
    #expect(made.cells(.establishments, "structureet").allSatisfy { known.contains($0[2]) })
  }

  @Test func `the situation names éditeurs that say they are invented`() throws {
    let rows = try Self.corse.get().lines(.situation)
    #expect(rows.first.map(String.init) == SyntheticRegister.situationHeader)
    let editors = Set(rows.dropFirst().map { $0.split(separator: ";", omittingEmptySubsequences: false)[1] })
    #expect(editors.count > 2)
    #expect(editors.allSatisfy { $0.isEmpty || $0.contains("fictif") })
  }

  @Test func `an OG's sites have one éditeur, but few`() throws {
    let made = try Made(["53"], scale: 0.3)
    let og = Dictionary(
      uniqueKeysWithValues: made.cells(.establishments, "structureet").map { ($0[1], $0[2]) })
    var editors: [Substring: Set<Substring>] = [:]
    for row in made.lines(.situation).dropFirst() {
      let cells = row.split(separator: ";", omittingEmptySubsequences: false)
      if let og = og[cells[0]], !cells[1].isEmpty { editors[og, default: []].insert(cells[1]) }
    }
    #expect(editors.count > 50)
    #expect(editors.values.count { $0.count == 1 } * 10 > editors.count * 8)
    #expect(editors.values.allSatisfy { $0.count <= 2 })
  }

  @Test func `so many OG`() throws {
    let made = try Made(.og(45, region: RegionCode("04")))
    #expect(made.counts.og == 45)
    #expect(Set(made.cells(.establishments, "structureet").map { $0[13] }) == ["9D"])
    let middle = try Made(.middle(og: 60, mainland: 20_000, region: RegionCode("24")))
    #expect(middle.counts.og == 60)
    #expect(try middle.register().problems.isEmpty)
  }

  @Test(arguments: [
    SyntheticRegister.Extent.regions([RegionCode("99")], scale: 1), .regions(nil, scale: 0), .regions(nil, scale: -1),
    .regions(nil, scale: 100), .regions(nil, scale: .nan), .og(0, region: RegionCode("53")),
    .og(1_000_000, region: RegionCode("53")), .middle(og: 100, mainland: 50, region: RegionCode("24")),
    .middle(og: 10, mainland: 50, region: RegionCode("94")),
  ])
  func `what cannot be made`(extent: SyntheticRegister.Extent) {
    let failure = #expect(throws: Failure.self) { try SyntheticRegister(extent, seed: 1) }
    #expect(failure?.kind == .usage)
  }

  @Test func `it can be ended`() throws {
    let register = try SyntheticRegister(.regions([RegionCode("94")], scale: 1), seed: 1)
    #expect(try register.write(put: { _, _ in }, progress: { _ in false }) == nil)
  }
}
