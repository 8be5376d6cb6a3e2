import Foundation
import Geography
import Testing

@testable import Register

/// The real sample, where it lies beside the checkout, against gzip and Foundation's own JSON reader.
@Suite struct RealFinessPlusTests {
  static let path = RealRegisterTests.folder.deletingLastPathComponent()
    .appendingPathComponent("finess-plus/finess-structures-sample.json.gz").path
  static let isThere = FileManager.default.fileExists(atPath: path)

  static func unpacked(_ path: String = path) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  @Test(.enabled(if: isThere)) func `nothing is lost`() throws {
    let data = try Self.unpacked()
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let ogs = try #require(document["pmej"] as? [[String: Any]])
    let establishments = ogs.flatMap { $0["ege"] as? [[String: Any]] ?? [] }
    let categories = try Categories.bundled()
    var closed = Set<String>()
    var open = Set<String>()
    var located = Set<String>()
    var others = 0
    for establishment in establishments {
      let facts = try #require(establishment["informationsGeneralesEGE"] as? [String: Any])
      let number = try #require(facts["numFinessEge"] as? String)
      let category = establishment["categorieentiteGeographiqueExercice"] as? String ?? ""
      if categories.eligible(category) == nil {
        others += 1
      } else if facts["dateFermeture"] is String {
        closed.insert(number)
      } else {
        open.insert(number)
        let addresses = establishment["adresse"] as? [[String: Any]] ?? []
        let place = addresses.first { $0["usageAdresse"] as? String == "03" }
        if place?["coordonneesGeographique"] is [String: Any] { located.insert(number) }
      }
    }

    let register = try RegisterReader(options: .init(strict: true)).read(paths: [Self.path])
    #expect(establishments.count == 1753)
    #expect(register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +) == 1753)
    #expect(register.notEssms.values.reduce(0, +) == others)
    #expect(Set(register.excluded.filter { $0.reason == .closed }.map(\.number.text)) == closed)
    let placed = register.essms.filter { $0.placement == .commune }.map(\.number.text)
    let unplaced = register.excluded.filter { $0.reason == .noCoordinates }.map(\.number.text)
    #expect(Set(register.essms.map(\.number.text)).union(unplaced) == open)
    #expect(Set(placed).union(unplaced) == open.subtracting(located))
    #expect(register.problems.isEmpty)
    #expect(register.ogNames.count == ogs.count)
    #expect(register.sources.map(\.date) == ["2026-08-13"])
    let plain = try RegisterReader().read([InputFile(path: "plain.json", bytes: Array(data))])
    #expect(plain.essms == register.essms)
  }

  @Test(.enabled(if: isThere)) func `degrees and metres of the document agree`() throws {
    let text = String(decoding: try Self.unpacked(), as: UTF8.self)
    // Degrees made unreadable: the metres of the other pair are then taken.
    let blinded = text.replacing("\"coordonneeX\": \"", with: "\"coordonneeX\": \"?")
      .replacing("\"coordonneeY\": \"", with: "\"coordonneeY\": \"?")
    let degrees = try RegisterReader().read([InputFile(path: "a.json", bytes: Array(text.utf8))])
    let metres = try RegisterReader().read([InputFile(path: "b.json", bytes: Array(blinded.utf8))])
    #expect(degrees.essms.map(\.number) == metres.essms.map(\.number))
    for (a, b) in zip(degrees.essms, metres.essms) {
      #expect(a.coordinate.distanceKm(to: b.coordinate) < 0.01, "\(a.number) \(a.commune)")
    }
  }
}
