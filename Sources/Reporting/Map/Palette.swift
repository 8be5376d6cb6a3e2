/// The colours of grappes: ten, with a contrast of at least 3 to 1 on white (WCAG 2.2, 1.4.11), chosen by computation out of
/// some seventy candidates for the greatest smallest difference in OKLab between any two of them, as seen with full colour
/// vision, protanopia and deuteranopia (matrices of Machado, Oliveira and Fernandes, 2009).
///
/// Colour alone never tells grappes apart: each has its number too.
enum Palette {
  static let colours = [
    "#8338EC", "#F76707", "#00876C", "#B5179E", "#1864AB", "#8D4B1F", "#E64980", "#0091D5", "#882255", "#332288",
  ]
}

/// A colour for each grappe such that grappes near each other differ: greedy colouring of the graph of nearest seats,
/// the most crowded first (Welsh and Powell, "An upper bound for the chromatic number of a graph", 1967).
enum GrappeColours {
  /// How many nearest grappes a grappe must differ from.
  private static let neighbourCount = 6

  /// - Parameter seats: one for each grappe.
  /// - Returns: places in `Palette.colours`, one for each seat. Neighbours differ unless one of them has as many
  ///   neighbours as there are colours; then the colour whose nearest bearer is farthest is taken.
  /// - Complexity: O(*n*² log *n*).
  static func assign(to seats: [PlanePoint], colours: Int = Palette.colours.count) -> [Int] {
    let neighbours = nearest(seats)
    var colour = [Int](repeating: -1, count: seats.count)
    let order = seats.indices.sorted { (-neighbours[$0].count, $0) < (-neighbours[$1].count, $1) }
    for grappe in order {
      var distance = [Double](repeating: .infinity, count: colours)
      for other in seats.indices where colour[other] >= 0 {
        distance[colour[other]] = min(distance[colour[other]], squared(seats[grappe], seats[other]))
      }
      let taken = Set(neighbours[grappe].map { colour[$0] })
      let free = (0..<colours).filter { !taken.contains($0) }
      let candidates = free.isEmpty ? Array(0..<colours) : free
      // Start the comparison at another colour each time, so that colours not yet used are taken in turn.
      let turned = candidates.map { ($0 + grappe * 3) % colours }.filter { candidates.contains($0) }
      colour[grappe] = (turned + candidates).max { distance[$0] < distance[$1] } ?? 0
    }
    return colour
  }

  private static func nearest(_ seats: [PlanePoint]) -> [Set<Int>] {
    var neighbours = [Set<Int>](repeating: [], count: seats.count)
    for grappe in seats.indices {
      let others = seats.indices.filter { $0 != grappe }.sorted {
        (squared(seats[grappe], seats[$0]), $0) < (squared(seats[grappe], seats[$1]), $1)
      }
      for other in others.prefix(neighbourCount) {
        neighbours[grappe].insert(other)
        neighbours[other].insert(grappe)
      }
    }
    return neighbours
  }

  private static func squared(_ a: PlanePoint, _ b: PlanePoint) -> Double {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
  }
}
