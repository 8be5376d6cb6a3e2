import Foundation
import Plans
import Register
import Testing
import Wording

@testable import Reporting

/// ESSMS that stand at their commune's town hall are marked wherever they show.
@Suite struct PlacementTests {
  private func dossier(placed: Int, language: Language = .fr) throws -> Dossier {
    let sample = try SamplePlan.dossier()
    var plan = sample.plan
    plan.placedAtCommune = Array(plan.grappes[0].members[0].essms.prefix(placed))
    return Dossier(plan: plan, contours: sample.contours, language: language)
  }

  @Test func `in membres.csv`() throws {
    let dossier = try dossier(placed: 1)
    let lines = MembresCSV.render(dossier).components(separatedBy: "\r\n")
    let number = dossier.plan.placedAtCommune[0].text
    #expect(lines.dropFirst().filter { $0.contains(";commune;") }.map { $0.contains(";\(number);") } == [true])
    #expect(lines[0].contains(";position;"))
  }

  @Test func `in plan.geojson`() throws {
    let marked = String(decoding: try PlanGeoJSON.render(try dossier(placed: 2)), as: UTF8.self)
    #expect(marked.components(separatedBy: "\"placement\":\"commune\"").count == 3)
    let plain = String(decoding: try PlanGeoJSON.render(try dossier(placed: 0)), as: UTF8.self)
    #expect(!plain.contains("placement"))
  }

  @Test(arguments: [
    (0, Language.fr, nil), (1, .fr, "1 ESSMS sans coordonnées"), (2, .fr, "2 ESSMS sans coordonnées"),
    (1, .en, "1 ESSMS without usable coordinates"), (2, .en, "2 ESSMS without usable coordinates"),
  ])
  func `in a sentence`(placed: Int, language: Language, start: String?) throws {
    let sentences = Assumptions(dossier: try dossier(placed: placed, language: language)).sentences
    #expect(sentences.contains { $0.hasPrefix(start ?? "\u{0}") } == (start != nil))
    #expect(sentences.contains { $0.contains("mairie") || $0.contains("town hall") } == (start != nil))
  }
}
