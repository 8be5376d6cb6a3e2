import Foundation

/// The `d` attribute of an SVG path, with coordinates to a tenth of a unit.
struct SVGPath {
  private(set) var data = ""
  private var last: (x: Int, y: Int) = (0, 0)

  var isEmpty: Bool { data.isEmpty }

  private static func tenths(_ x: Double) -> Int {
    Int((min(max(x, -1e6), 1e6) * 10).rounded())
  }

  private static func written(_ tenths: Int) -> String {
    let whole = tenths.magnitude / 10
    let part = tenths.magnitude % 10
    return (tenths < 0 ? "-" : "") + (part == 0 ? "\(whole)" : "\(whole).\(part)")
  }

  /// A number as it stands in attributes, to a tenth.
  static func number(_ x: Double) -> String { written(tenths(x)) }

  mutating func move(to point: PlanePoint) {
    last = (Self.tenths(point.x), Self.tenths(point.y))
    data += "M\(Self.written(last.x)) \(Self.written(last.y))"
  }

  /// A straight line; nothing when the point rounds to the one before.
  mutating func line(to point: PlanePoint) {
    let next = (x: Self.tenths(point.x), y: Self.tenths(point.y))
    guard next != last else { return }
    data += "l\(Self.written(next.x - last.x)) \(Self.written(next.y - last.y))"
    last = next
  }

  mutating func close() { data += "z" }

  /// A line of no length: with round caps and a stroke that does not scale it is a disc of constant size on the screen,
  /// however far the map is zoomed.
  mutating func dot(at point: PlanePoint) {
    move(to: point)
    data += "h0"
  }

  mutating func polygon(_ corners: [PlanePoint]) {
    guard let first = corners.first else { return }
    move(to: first)
    for corner in corners.dropFirst() { line(to: corner) }
    close()
  }
}
