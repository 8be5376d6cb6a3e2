import Foundation
import Geography
import Register
import Testing
import TinyRegisters

@testable import Synthetic

/// A FINESS+ document and the last 507 of the same bodies, in files.
struct MadeDocument {
  let folder: URL
  let document: [UInt8]
  let counts: SyntheticCounts

  var path: String { folder.appendingPathComponent(SyntheticDocument.file).path }
  var legacy: String { folder.appendingPathComponent(SyntheticFile.establishments.rawValue).path }

  init(_ regions: [String], seed: UInt64 = 1) throws {
    let register = try SyntheticRegister(.regions(regions.map { RegionCode($0) }, scale: 1), seed: seed)
    var bytes: [UInt8] = []
    counts = try #require(
      try SyntheticDocument(register).write(put: { bytes += $0 }, situation: { _ in }))
    document = bytes
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let made = try Made(regions, seed: seed)
    try Data(made.files[.establishments] ?? []).write(to: URL(fileURLWithPath: legacy))
  }
}

/// What `datasets/count_register.py` finds, which shares nothing with the readers.
struct ScriptCount: Decodable {
  struct Document: Decodable {
    let ege: Int
    let inService: Int
    let degrees: Int
    let metres: Int
    let none: Int
    let notFirst: Int
    let arrays: Int
  }

  let essms, og, own, townHall, closed, notEssms, missingCategory, unlistedCategory, communeCentroid: Int
  let controlCharacter, onlyInOlder, missingSiret, ogNames, ght, ghtMembers: Int
  let documents: [Document]

  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("datasets/count_register.py").path

  init(_ paths: [String]) throws {
    self = try JSONDecoder().decode(Self.self, from: PythonScript.output([Self.script] + paths))
  }
}

@Suite struct SyntheticDocumentTests {
  /// Bretagne and Corse, which share OG.
  static let made = Result { try MadeDocument(["53", "94"]) }

  @Test func `the same request gives the same bytes, another seed others`() throws {
    let corse = try MadeDocument(["94"])
    #expect(try MadeDocument(["94"]).document == corse.document)
    #expect(try MadeDocument(["94"], seed: 2).document != corse.document)
  }

  @Test func `it is JSON of bodies that stand once each`() throws {
    let made = try MadeDocument(["94", "01", "02"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(made.document)) as? [String: Any])
    let bodies = try #require(object["pmej"] as? [[String: Any]])
    let numbers = bodies.compactMap { ($0["informationsGeneralesPMEJ"] as? [String: Any])?["numFinessPm"] as? String }
    #expect(numbers.count == bodies.count && Set(numbers).count == bodies.count)
    let sites = bodies.flatMap { $0["ege"] as? [[String: Any]] ?? [] }
    let keys = sites.compactMap { ($0["informationsGeneralesEGE"] as? [String: Any])?["numFinessEge"] as? String }
    #expect(keys.count == sites.count && Set(keys).count == sites.count)
  }

  /// The document alone, and with the last 507 in either order.
  @Test(.enabled(if: PythonScript.isPossible), arguments: [[0], [0, 1], [1, 0]])
  func `the reader counts as the script does`(order: [Int]) throws {
    let made = try Self.made.get()
    let paths = order.map { [made.path, made.legacy][$0] }
    let script = try ScriptCount(paths)
    let register = try RegisterReader(options: .init(strict: true)).read(paths: paths)
    #expect(register.essms.count == script.essms)
    #expect(Set(register.essms.map(\.og)).count == script.og)
    #expect(register.excluded.count { $0.reason == .closed } == script.closed)
    #expect(register.notEssms.values.reduce(0, +) == script.notEssms)
    #expect(register.ogNames.count == script.ogNames)
    let town = register.essms.count { $0.placement == .commune }
    #expect(town == script.townHall)
    #expect(register.essms.count - town == script.own)
    let problems = register.problems.reduce(into: [RegisterProblem.Kind: Int]()) { $0[$1.kind, default: 0] += 1 }
    #expect(problems[.missingCategory, default: 0] == script.missingCategory)
    #expect(problems[.unlistedCategory, default: 0] == script.unlistedCategory)
    // Names of OG have none.
    #expect(problems[.controlCharacter, default: 0] == script.controlCharacter)
    #expect(register.oddities.counts[.communeCentroid, default: 0] == script.communeCentroid)
    #expect(register.oddities.counts[.onlyInOlder, default: 0] == script.onlyInOlder)
    #expect(register.oddities.counts[.missingSiret, default: 0] == script.missingSiret)
    let groups = try RegisterSummary(register).groups
    #expect(groups.ght == script.ght && groups.ghtMembers == script.ghtMembers)
    #expect(script.ght > 0 && script.unlistedCategory > 0 && script.controlCharacter > 0)
    let share = Double(script.own) / Double(script.essms)
    #expect(order.count == 1 ? (0.7...0.8).contains(share) : (0.94...0.97).contains(share), "\(share)")
  }

  @Test(.enabled(if: PythonScript.isPossible)) func `layouts come as often as in production`() throws {
    let made = try Self.made.get()
    let found = try #require(try ScriptCount([made.path]).documents.first)
    let open = Double(found.inService)
    func expected(_ count: Int) -> Double { open * Double(count) / Double(ProductionShares.inService) }
    let comparison = Comparison(
      drawn: [
        "degrees": found.degrees, "metres": found.metres, "none": found.none, "notFirst": found.notFirst,
        "arrays": found.arrays, "closed": found.ege - found.inService,
      ],
      expected: [
        "degrees": expected(ProductionShares.degreesFirst), "metres": expected(ProductionShares.metresFirst),
        "none": expected(ProductionShares.withoutPlace), "notFirst": expected(ProductionShares.placeNotFirst),
        "arrays": open * ProductionShares.stateInArray,
        "closed": expected(ProductionShares.all - ProductionShares.inService),
      ])
    #expect(comparison.outliers(share: 0.03) == [])
    #expect(
      Comparison(drawn: comparison.drawn, expected: ["metres": 2 * expected(ProductionShares.metresFirst)])
        .outliers(share: 0.03).count == 1)
  }
}
