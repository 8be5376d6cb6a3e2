import Foundation
import Geography
import Plans
import Register

/// `plan.geojson` (RFC 7946), for QGIS, geojson.io or any other map: a point for each ESSMS, a line from each member's seat
/// to the porteur's, the hull of each grappe, a point for each OG left out. Coordinates to a millionth of a degree.
///
/// Colours follow the simplestyle specification, and are those of the report; QGIS takes them by way of `PlanQML`.
public enum PlanGeoJSON {
  /// - Throws: never in practice; a coordinate that is no number is left out.
  public static func render(_ dossier: Dossier) throws -> Data {
    let colours = HTMLReport.colours(of: dossier.plan)
    let placedAtCommune = Set(dossier.plan.placedAtCommune)
    var features: [Feature] = []
    for grappe in dossier.plan.grappes {
      features += self.features(
        of: grappe, colour: colours[grappe.id] ?? Palette.colours[0], placedAtCommune: placedAtCommune,
        words: EssmsWords(dossier: dossier))
    }
    for unit in dossier.plan.standalone {
      features += point(
        unit.seat,
        Properties(kind: .standalone, og: unit.og, name: unit.name, essmsCount: unit.essms.count, colour: grey))
    }
    for unit in dossier.plan.ungrouped {
      var properties = Properties(
        kind: .ungrouped, og: unit.og, name: unit.name, essmsCount: unit.essms.count, colour: grey)
      properties.reason = unit.reason.rawValue
      properties.detail = ShownText.cleaned(unit.detail)
      features += point(unit.seat, properties)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Collection(features: features)) + Data("\n".utf8)
  }

  private static let grey = "#6b6575"

  private static func features(
    of grappe: Plan.Grappe, colour: String, placedAtCommune: Set<FinessNumber>, words: EssmsWords
  ) -> [Feature] {
    var features: [Feature] = []
    if let ring = ring(around: grappe) {
      var area = Properties(
        kind: .grappe, og: grappe.porteur, name: grappe.porteurName, essmsCount: grappe.essmsCount, colour: colour)
      area.grappe = grappe.id
      area.fill = colour
      area.fillOpacity = 0.15
      features.append(Feature(geometry: .polygon([ring]), properties: area))
    }
    for member in grappe.members where member.og != grappe.porteur {
      // Two seats at one place have no line between them.
      guard let ends = line(member.seat, grappe.seat), ends[0] != ends[1] else { continue }
      var link = Properties(
        kind: .link, og: member.og, name: member.name, essmsCount: member.essms.count, colour: colour)
      link.grappe = grappe.id
      features.append(Feature(geometry: .line(ends), properties: link))
    }
    for member in grappe.members {
      for (place, essms) in member.essms.enumerated() {
        // A plan of another hand may lack the places; then the seat stands for each ESSMS.
        let coordinate = place < member.places.count ? member.places[place] : member.seat
        var properties = Properties(kind: .essms, og: member.og, name: member.name, essmsCount: nil, colour: colour)
        properties.grappe = grappe.id
        properties.essms = essms.text
        properties.essmsName = shown(words.name(essms))
        properties.commune = shown(words.commune(essms))
        properties.category = shown(words.category(essms))
        if placedAtCommune.contains(essms) { properties.placement = ESSMS.Placement.commune.rawValue }
        properties.porteur = member.og == grappe.porteur
        properties.markerSize = member.og == grappe.porteur ? "medium" : "small"
        features += point(coordinate, properties)
      }
    }
    return features
  }

  private static func shown(_ text: String) -> String? { text.isEmpty ? nil : ShownText.cleaned(text) }

  private static func point(_ place: Coordinate, _ properties: Properties) -> [Feature] {
    position(place).map { [Feature(geometry: .point($0), properties: properties)] } ?? []
  }

  private static func line(_ a: Coordinate, _ b: Coordinate) -> [[Double]]? {
    guard let first = position(a), let second = position(b) else { return nil }
    return [first, second]
  }

  /// A closed ring, counter-clockwise; nil when the ESSMS stand on fewer than three places or on one line.
  private static func ring(around grappe: Plan.Grappe) -> [[Double]]? {
    let places = grappe.members.flatMap { $0.places.isEmpty ? [$0.seat] : $0.places }.compactMap(position)
    let corners = Hull.convex(places.map { PlanePoint(x: $0[0], y: $0[1]) })
    guard corners.count >= 3, let first = corners.first else { return nil }
    return (corners + [first]).map { [$0.x, $0.y] }
  }

  private static func position(_ place: Coordinate) -> [Double]? {
    guard place.lon.magnitude <= 180, place.lat.magnitude <= 90 else { return nil }
    return [place.lon, place.lat].map { ($0 * 1e6).rounded() / 1e6 }
  }
}

extension PlanGeoJSON {
  fileprivate struct Collection: Encodable {
    let type = "FeatureCollection"
    let features: [Feature]
  }

  fileprivate struct Feature: Encodable {
    let type = "Feature"
    let geometry: Geometry
    let properties: Properties
  }

  fileprivate enum Geometry: Encodable {
    case point([Double])
    case line([[Double]])
    case polygon([[[Double]]])

    private enum CodingKeys: String, CodingKey {
      case type, coordinates
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .point(let position):
        try container.encode("Point", forKey: .type)
        try container.encode(position, forKey: .coordinates)
      case .line(let positions):
        try container.encode("LineString", forKey: .type)
        try container.encode(positions, forKey: .coordinates)
      case .polygon(let rings):
        try container.encode("Polygon", forKey: .type)
        try container.encode(rings, forKey: .coordinates)
      }
    }
  }

  fileprivate struct Properties: Encodable {
    enum Kind: String, Encodable {
      case grappe, link, essms, standalone, ungrouped
    }

    let kind: Kind
    var grappe: String?
    let og: String
    let name: String
    var essms: String?
    var essmsName: String?
    var commune: String?
    /// In the document's language.
    var category: String?
    /// `commune` where the point is the town hall's; missing where it is the register's.
    var placement: String?
    let essmsCount: Int?
    var porteur: Bool?
    var reason: String?
    var detail: String?
    var markerColour: String?
    var markerSize: String?
    var stroke: String?
    var strokeWidth: Double?
    var fill: String?
    var fillOpacity: Double?

    init(kind: Kind, og: FinessNumber, name: String, essmsCount: Int?, colour: String) {
      self.kind = kind
      self.og = og.text
      self.name = ShownText.cleaned(name)
      self.essmsCount = essmsCount
      switch kind {
      case .grappe, .link:
        stroke = colour
        strokeWidth = 1.5
      case .essms, .standalone, .ungrouped:
        markerColour = colour
        markerSize = "small"
      }
    }

    private enum CodingKeys: String, CodingKey {
      case kind, grappe, og, name, essms, essmsName, commune, category, placement, essmsCount, porteur, reason, detail,
        stroke, fill
      case markerColour = "marker-color"
      case markerSize = "marker-size"
      case strokeWidth = "stroke-width"
      case fillOpacity = "fill-opacity"
    }
  }
}
