import Foundation

/// Outlines of the régions and départements, simplified for drawing.
///
/// Source and licence stand in the file itself (`Resources/contours.json`), which a script in `datasets/` makes.
public struct Contours: Sendable, Codable {
  public struct Area: Sendable, Codable {
    /// INSEE code of the région (`53`) or département (`35`, `2A`, `971`).
    public let code: String
    public let name: String
    /// The région it lies in; itself for a région.
    public let region: RegionCode
    /// Polygons, each a list of rings (the first is the outer one, the others are holes), each a closed list of
    /// [longitude, latitude] in degrees.
    public let polygons: [[[[Double]]]]
  }

  public let source: String
  public let licence: String
  public let regions: [Area]
  public let departements: [Area]

  /// The outlines that come with the program.
  ///
  /// - Throws: when the resource is missing or damaged.
  public static func bundled() throws -> Contours {
    let url = Bundle.module.bundleURL.appendingPathComponent("Resources/contours.json")
    return try JSONDecoder().decode(Contours.self, from: Data(contentsOf: url))
  }
}
