import Foundation
import Geography
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct PlanGeoJSONTests {
  private struct Document: Decodable {
    struct Feature: Decodable {
      struct Geometry: Decodable {
        let type: String
        let points: [[Double]]

        private enum CodingKeys: String, CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
          let container = try decoder.container(keyedBy: CodingKeys.self)
          type = try container.decode(String.self, forKey: .type)
          switch type {
          case "Point": points = [try container.decode([Double].self, forKey: .coordinates)]
          case "LineString": points = try container.decode([[Double]].self, forKey: .coordinates)
          default: points = try container.decode([[[Double]]].self, forKey: .coordinates).flatMap { $0 }
          }
        }
      }
      struct Properties: Decodable {
        let kind: String
        let grappe: String?
        let og: String
        let name: String
        let essms: String?
        let porteur: Bool?
        let reason: String?
      }
      let type: String
      let geometry: Geometry
      let properties: Properties
    }
    let type: String
    let features: [Feature]
  }

  private func document(_ dossier: Dossier) throws -> Document {
    try JSONDecoder().decode(Document.self, from: PlanGeoJSON.render(dossier))
  }

  @Test func everyoneOnceAndInPlace() throws {
    let dossier = try SamplePlan.dossier(names: [SamplePlan.attack, "\"; --"])
    let document = try document(dossier)
    #expect(document.type == "FeatureCollection")
    let kinds = Dictionary(grouping: document.features, by: \.properties.kind).mapValues(\.count)
    #expect(kinds == ["essms": 32, "link": 2, "grappe": 2, "standalone": 1, "ungrouped": 1])
    #expect(document.features.filter { $0.properties.porteur == true }.count == 16)
    #expect(document.features.compactMap(\.properties.reason) == ["tooFewAround"])
    #expect(document.features.first { $0.properties.kind == "essms" }?.properties.name == SamplePlan.attack)
    for point in document.features.flatMap(\.geometry.points) {
      #expect(point.count == 2)
      // Longitude first: Bretagne lies west of Greenwich.
      #expect((-6 ... -1).contains(point[0]) && (47...50).contains(point[1]))
    }
  }

  @Test func ringsAreClosedAndCounterClockwise() throws {
    let areas = try document(SamplePlan.dossier()).features.filter { $0.geometry.type == "Polygon" }
    #expect(areas.count == 2)
    for area in areas {
      let ring = area.geometry.points
      #expect(ring.count >= 4)
      #expect(ring.first == ring.last)
      #expect(Hull.area(ring.map { PlanePoint(x: $0[0], y: $0[1]) }) > 0)
    }
  }

  @Test func noAreaOnOneLineOrOnePlace() throws {
    var plan = try SamplePlan.plan(names: ["ALPHA"])
    for grappe in plan.grappes.indices {
      for member in plan.grappes[grappe].members.indices {
        let count = plan.grappes[grappe].members[member].essms.count
        plan.grappes[grappe].members[member].places = (0..<count).map {
          Coordinate(lat: 48, lon: -3 + Double(grappe * $0) * 0.25)
        }
      }
    }
    let document = try document(Dossier(plan: plan, contours: try SamplePlan.contours()))
    #expect(!document.features.contains { $0.geometry.type == "Polygon" })
  }

  @Test(arguments: 0..<4) func `valid by RFC 7946`(grappes: Int) throws {
    var plan = try SamplePlan.plan(names: [SamplePlan.attack], grappes: grappes)
    if grappes > 2 {
      // No number a map could hold, and two seats at one place.
      plan.ungrouped[0].seat = Coordinate(lat: 95, lon: 200)
      plan.grappes[0].members[1].seat = plan.grappes[0].seat
    }
    let data = try PlanGeoJSON.render(Dossier(plan: plan, contours: try SamplePlan.contours()))
    #expect(RFC7946(data).faults == [])
    #expect(try document(Dossier(plan: plan, contours: try SamplePlan.contours())).features.count > grappes * 16)
  }

  @Test(arguments: [
    (#"{"type":"FeatureCollection","crs":{},"features":[]}"#, "crs"),
    (#"{"type":"Feature","features":[]}"#, "type"), ("[]", "no JSON object"),
    (feature(#"{"type":"Point","coordinates":[48,-300]}"#), "outside the Earth"),
    (feature(#"{"type":"Point","coordinates":["1","2"]}"#), "position"),
    (feature(#"{"type":"LineString","coordinates":[[1,2]]}"#), "fewer than 2 positions"),
    (feature(#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}"#), "ring the wrong way round"),
    (feature(#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#), "ring not closed"),
    (#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}"#, "properties"),
  ])
  func `what RFC 7946 forbids is seen`(text: String, fault: String) {
    #expect(RFC7946(Data(text.utf8)).faults.contains { $0.hasSuffix(fault) })
  }

  private static func feature(_ geometry: String) -> String {
    #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":\#(geometry)}]}"#
  }

  /// Each kind of feature has one rule of QGIS's that draws it, by a symbol that fits its geometry.
  @Test(arguments: Language.allCases) func `QGIS has a style for each kind of feature`(language: Language) throws {
    let style = try ReadXML.parse(PlanQML.render(language))
    // With one, two of the three layers would refuse the style.
    #expect(style.all("layerGeometryType").isEmpty)
    let symbols = style.all("symbol").compactMap { $0.attributes["type"] }
    let rules = style.all("renderer-v2").flatMap { $0.all("rule") }
    #expect(rules.count == symbols.count && rules.allSatisfy { $0.attributes["label"]?.isEmpty == false })
    let fitting = ["Point": "marker", "LineString": "line", "Polygon": "fill"]
    for feature in try document(SamplePlan.dossier()).features {
      let own = rules.filter { rule in
        let parts = (rule.attributes["filter"] ?? "").components(separatedBy: " AND ")
        let porteur = parts.count < 2 || (parts[1] == "\"porteur\"") == (feature.properties.porteur == true)
        return parts[0] == "\"kind\" = '\(feature.properties.kind)'" && porteur
      }
      #expect(own.count == 1)
      let symbol = own.first.flatMap { Int($0.attributes["symbol"] ?? "") }.map { symbols[$0] }
      #expect(symbol == fitting[feature.geometry.type])
    }
  }
}
