import Geography

/// Names of communes on a map, the most populous first, each from the zoom on at which it has room.
struct MapTowns {
  let frame: MapFrame
  /// Most names of a region; a larger zoom than the largest never shows more.
  private static let most = 160
  /// Screen pixels: of a letter and of a line, with the room around.
  private static let letter = 6.4
  private static let line = 26.0
  /// A département's name counts as an obstacle up to this zoom.
  private static let departementsUntil = 1.4

  struct Town {
    let name: String
    let place: PlanePoint
    /// Screen pixels for each map unit.
    let zoom: Double
  }

  /// - Parameters:
  ///   - communes: of the region; arrondissements of a commune are left out for the commune itself.
  ///   - obstacles: where larger names stand, with their lengths in letters.
  /// - Returns: those that have room at one of the zooms of `MapLabels` or nearer, by population.
  /// - Complexity: O(*n*²) for each zoom, *n* being 160 at most.
  func towns(_ communes: [Commune], obstacles: [(place: PlanePoint, letters: Int)]) -> [Town] {
    let cities = communes.filter { !Self.isArrondissement($0.code) }
      .sorted { (-($0.population ?? 0), $0.code) < (-($1.population ?? 0), $1.code) }
    let placed = cities.lazy.compactMap { commune in
      frame.point(commune.position).map {
        (name: ShownText.cleaned(commune.name), place: $0, departement: commune.departement)
      }
    }.prefix(Self.most)
    var shown: [Town] = []
    // The largest of each département gives way to no larger name.
    var seen: Set<String> = []
    var waiting: [(name: String, place: PlanePoint, isFirst: Bool)] = placed.map {
      (name: $0.name, place: $0.place, isFirst: seen.insert($0.departement).inserted)
    }
    for zoom in MapLabels.zooms {
      waiting.removeAll { town in
        let isFree =
          shown.allSatisfy { !Self.overlap(town.place, town.name.count, $0.place, $0.name.count, zoom) }
          && (town.isFirst || zoom > Self.departementsUntil
            || obstacles.allSatisfy { !Self.overlap(town.place, town.name.count, $0.place, $0.letters + 4, zoom) })
        if isFree { shown.append(Town(name: town.name, place: town.place, zoom: zoom)) }
        return isFree
      }
    }
    return shown
  }

  func svg(_ towns: [Town]) -> String {
    guard !towns.isEmpty else { return "" }
    return "<g class=\"villes\" aria-hidden=\"true\">"
      + towns.map { town in
        let (x, y) = (SVGPath.number(town.place.x), SVGPath.number(town.place.y))
        return "<text dy=\"-1em\" data-z=\"\(town.zoom)\" x=\"\(x)\" y=\"\(y)\">\(ShownText.escaped(town.name))</text>"
      }.joined() + "</g>\n"
  }

  private static func overlap(
    _ a: PlanePoint, _ aLetters: Int, _ b: PlanePoint, _ bLetters: Int, _ zoom: Double
  ) -> Bool {
    abs(a.x - b.x) * zoom < Double(aLetters + bLetters + 8) * letter / 2 && abs(a.y - b.y) * zoom < line
  }

  /// Of Paris, Lyon or Marseille.
  private static func isArrondissement(_ code: String) -> Bool {
    !Communes.cutInArrondissements.contains(code)
      && (code.hasPrefix("751") || code.hasPrefix("132") || code.hasPrefix("6938"))
  }
}
