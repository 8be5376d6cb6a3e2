import Foundation
import Geography
import Plans
import Testing

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
}
