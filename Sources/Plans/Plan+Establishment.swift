import Geography
import Register

extension Plan {
  /// An ESSMS by name and place, as the register has it.
  public struct Establishment: Sendable, Equatable, Codable {
    public var name: String
    /// Name of the commune; empty when the register does not tell.
    public var commune: String
    /// INSEE code of the commune; empty when the register does not tell.
    public var communeCode: String
    /// FINESS code (`categetab`), such as `500` for an EHPAD.
    public var category: String
    public var sector: Sector
    public var lat: Double
    public var lon: Double

    public init(
      name: String, commune: String, communeCode: String, category: String, sector: Sector, lat: Double, lon: Double
    ) {
      self.name = name
      self.commune = commune
      self.communeCode = communeCode
      self.category = category
      self.sector = sector
      self.lat = lat
      self.lon = lon
    }

    public init(_ essms: ESSMS, communes: Communes?) {
      self.init(
        name: essms.name, commune: essms.communeName(in: communes), communeCode: essms.commune,
        category: essms.category, sector: essms.sector, lat: essms.coordinate.lat, lon: essms.coordinate.lon)
    }
  }
}
