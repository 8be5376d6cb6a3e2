import Foundation

/// What RFC 7946 asks of a GeoJSON text, and what of it does not hold. Written from the RFC alone.
struct RFC7946 {
  /// One line for each rule that is broken.
  private(set) var faults: [String] = []

  init(_ data: Data) {
    // 8.1: no byte order mark in what is sent; JSON itself knows none.
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { faults.append("byte order mark") }
    guard let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      faults.append("no JSON object")
      return
    }
    collection(root)
  }

  private mutating func collection(_ root: [String: Any]) {
    if root["type"] as? String != "FeatureCollection" { faults.append("type") }
    // Section 4: other reference systems are of the past; a reader must not be led to them.
    if root["crs"] != nil { faults.append("crs") }
    // 7.1: members that define other types.
    for key in ["coordinates", "geometries", "geometry", "properties"] where root[key] != nil { faults.append(key) }
    guard let features = root["features"] as? [Any] else {
      faults.append("features")
      return
    }
    for (place, feature) in features.enumerated() {
      let before = faults.count
      self.feature(feature as? [String: Any] ?? [:])
      for at in before..<faults.count { faults[at] = "features[\(place)]: \(faults[at])" }
    }
  }

  private mutating func feature(_ feature: [String: Any]) {
    if feature["type"] as? String != "Feature" { faults.append("type") }
    for key in ["coordinates", "geometries", "features"] where feature[key] != nil { faults.append(key) }
    if !(feature["properties"] is [String: Any] || feature["properties"] is NSNull) { faults.append("properties") }
    if let id = feature["id"], !(id is String || id is NSNumber) { faults.append("id") }
    switch feature["geometry"] {
    case let geometry as [String: Any]: self.geometry(geometry)
    case is NSNull: break
    default: faults.append("geometry")
    }
  }

  private mutating func geometry(_ geometry: [String: Any]) {
    for key in ["geometry", "properties", "features"] where geometry[key] != nil { faults.append(key) }
    switch geometry["type"] as? String {
    case "Point": position(geometry["coordinates"])
    case "LineString": line(geometry["coordinates"], least: 2)
    case "Polygon":
      guard let rings = geometry["coordinates"] as? [Any] else {
        faults.append("coordinates")
        return
      }
      for (place, ring) in rings.enumerated() { self.ring(ring, isHole: place > 0) }
    default: faults.append("geometry type")
    }
  }

  @discardableResult private mutating func position(_ value: Any?) -> [Double]? {
    guard let numbers = value as? [Double], numbers.count == 2 || numbers.count == 3 else {
      faults.append("position")
      return nil
    }
    // Longitude, then latitude, WGS 84.
    if !(-180...180).contains(numbers[0]) || !(-90...90).contains(numbers[1]) { faults.append("outside the Earth") }
    return numbers
  }

  @discardableResult private mutating func line(_ value: Any?, least: Int) -> [[Double]] {
    let positions = (value as? [Any] ?? []).compactMap { position($0) }
    if positions.count < least { faults.append("fewer than \(least) positions") }
    return positions
  }

  /// 3.1.6: closed, at least four positions, by the right-hand rule: counter-clockwise outside, clockwise for holes.
  private mutating func ring(_ value: Any, isHole: Bool) {
    let positions = line(value, least: 4)
    guard let first = positions.first, let last = positions.last else { return }
    if first != last { faults.append("ring not closed") }
    let doubled = zip(positions, positions.dropFirst()).reduce(0.0) { $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1] }
    if isHole ? doubled >= 0 : doubled <= 0 { faults.append("ring the wrong way round") }
  }
}
