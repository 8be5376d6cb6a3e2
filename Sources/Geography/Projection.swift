import CPROJ
import Wording

/// One map projection, to and from latitude and longitude (WGS 84), by libproj.
///
/// ```swift
/// let lambert93 = try Projection(epsg: 2154)
/// lambert93.geographic(x: 870_262.2, y: 6_571_540.8)  // 46.22229° N, 5.20918° E
/// ```
///
/// Each object owns its libproj context, so objects on different threads do not disturb one another; one object belongs
/// to one thread, hence no `Sendable`. Making one costs some milliseconds (libproj opens its database): keep it.
///
/// Network access is off and so are ballpark transformations: an unknown datum is an error, never a position some
/// hundred metres off. The French projections all rest on systems that WGS 84 equals within a metre.
public final class Projection {
  /// The code of the projection in the EPSG register, such as 2154 for Lambert-93.
  public let epsg: Int

  private let context: OpaquePointer
  /// From (x, y) in metres to (longitude, latitude) in degrees, in this order.
  private let transformation: OpaquePointer

  /// - Throws: `Failure` when libproj does not know the code, or does not find its database.
  public init(epsg: Int) throws(Failure) {
    guard let context = proj_context_create() else { throw Self.unavailable(epsg) }
    proj_context_set_enable_network(context, 0)
    proj_log_level(context, PJ_LOG_NONE)
    guard let transformation = Self.transformation(epsg: epsg, in: context) else {
      proj_context_destroy(context)
      throw Self.unavailable(epsg)
    }
    self.epsg = epsg
    self.context = context
    self.transformation = transformation
  }

  deinit {
    proj_destroy(transformation)
    proj_context_destroy(context)
  }

  /// The place at (x, y), in the projection's unit (metres for all French ones).
  ///
  /// - Returns: nil when the projection has no such point.
  public func geographic(x: Double, y: Double) -> Coordinate? {
    geographic([(x: x, y: y)])[0]
  }

  /// The places at `points`, in their order; nil where the projection has no such point.
  ///
  /// - Complexity: O(n), one call of libproj for all.
  public func geographic(_ points: [(x: Double, y: Double)]) -> [Coordinate?] {
    transform(points.map(\.x), points.map(\.y), PJ_FWD).map { longitude, latitude in
      guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
      return Coordinate(lat: latitude, lon: longitude)
    }
  }

  /// Where a place lies on the map, in the projection's unit (metres for all French ones).
  ///
  /// - Returns: nil when the projection cannot show the place.
  public func projected(_ coordinate: Coordinate) -> (x: Double, y: Double)? {
    projected([coordinate])[0]
  }

  /// Where places lie on the map, in their order; nil for those that the projection cannot show.
  ///
  /// - Complexity: O(n), one call of libproj for all.
  public func projected(_ coordinates: [Coordinate]) -> [(x: Double, y: Double)?] {
    transform(coordinates.map(\.lon), coordinates.map(\.lat), PJ_INV).map { x, y in
      x.isFinite && y.isFinite ? (x, y) : nil
    }
  }

  /// Infinite or not a number where libproj finds no image.
  private func transform(_ first: [Double], _ second: [Double], _ direction: PJ_DIRECTION) -> [(Double, Double)] {
    var first = first
    var second = second
    let count = min(first.count, second.count)
    let stride = MemoryLayout<Double>.stride
    proj_errno_reset(transformation)
    first.withUnsafeMutableBufferPointer { a in
      second.withUnsafeMutableBufferPointer { b in
        // The result tells how many were transformed; a point that could not be is infinite, so each tells its own.
        _ = proj_trans_generic(
          transformation, direction, a.baseAddress, stride, count, b.baseAddress, stride, count, nil, 0, 0, nil, 0, 0)
      }
    }
    return (0..<count).map { (first[$0], second[$0]) }
  }

  private static func transformation(epsg: Int, in context: OpaquePointer) -> OpaquePointer? {
    guard let projected = proj_create(context, "EPSG:\(epsg)") else { return nil }
    defer { proj_destroy(projected) }
    // Anything else (a datum, an ellipsoid, a geographic system in degrees) has an EPSG code too.
    guard proj_get_type(projected) == PJ_TYPE_PROJECTED_CRS else { return nil }
    guard let geographic = proj_create(context, "EPSG:4326") else { return nil }
    defer { proj_destroy(geographic) }
    let noBallpark = "ALLOW_BALLPARK=NO"
    let native = noBallpark.withCString { option in
      let options: [UnsafePointer<CChar>?] = [option, nil]
      return options.withUnsafeBufferPointer {
        proj_create_crs_to_crs_from_pj(context, projected, geographic, nil, $0.baseAddress)
      }
    }
    guard let native else { return nil }
    defer { proj_destroy(native) }
    // EPSG:4326 means latitude first; here x and longitude always come first.
    return proj_normalize_for_visualization(context, native)
  }

  private static func unavailable(_ epsg: Int) -> Failure {
    Failure(
      .data, fr: "projection EPSG:\(epsg) inconnue de libproj ; attendu : une projection cartographique et proj.db",
      en: "projection EPSG:\(epsg) is unknown to libproj; expected a map projection and proj.db at hand")
  }
}
