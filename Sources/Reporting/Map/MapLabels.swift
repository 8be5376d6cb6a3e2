/// From which zoom on each grappe's number has room on the map.
enum MapLabels {
  /// Zooms looked at, in screen pixels for each map unit. A label without room even at the last appears there anyway.
  static let zooms = [0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16]

  /// Width and height of a label, and of the mark that stands in its stead, in screen pixels.
  private static let label = 21.0
  private static let mark = 11.0

  /// Smallest zoom at which each label is shown: the earlier in `places` goes first, and what is shown at one zoom stays
  /// at every larger one.
  ///
  /// - Complexity: O(*n*²) for each zoom.
  static func firstZoom(_ places: [PlanePoint]) -> [Double] {
    var first = [Double?](repeating: nil, count: places.count)
    for zoom in zooms {
      for candidate in places.indices where first[candidate] == nil {
        let free = places.indices.allSatisfy { other in
          guard other != candidate else { return true }
          let needed = first[other] == nil ? (label + mark) / 2 : label
          let gap = max(
            abs(places[candidate].x - places[other].x), abs(places[candidate].y - places[other].y))
          return gap * zoom >= needed
        }
        if free { first[candidate] = zoom }
      }
    }
    return first.map { $0 ?? zooms[zooms.count - 1] }
  }
}
