import Geography
import Plans
import Wording

/// One region's map: the country, each grappe in its colour, its porteur marked, links from members to it, those left
/// out. Points and strokes keep their size on the screen when the page zooms the map.
struct MapSVG {
  /// The `svg` element, ready to stand in a page.
  let svg: String
  let frame: MapFrame

  /// - Parameters:
  ///   - region: the one to draw, with the grappes, standalone and ungrouped OG that the plan files under it.
  ///   - colours: CSS colour of each grappe, by id.
  ///   - namesTowns: whether towns are named; the page must then show each name from its zoom on.
  /// - Returns: nil when the region has neither an outline nor an OG with a place.
  init?(region: RegionCode, dossier: Dossier, colours: [String: String], namesTowns: Bool = false) {
    let plan = dossier.plan
    let grappes = plan.grappes.filter { $0.region == region }
    let standalone = plan.standalone.filter { $0.region == region }
    let ungrouped = plan.ungrouped.filter { $0.region == region }
    let outline = dossier.contours.regions.filter { $0.code == region.rawValue }.flatMap(\.polygons)
    let places =
      grappes.flatMap { $0.members.flatMap { [$0.seat] + $0.places } } + standalone.map(\.seat) + ungrouped.map(\.seat)
    let table = (try? Regions.bundled())?.region(region)
    guard let frame = MapFrame(region: table, outline: outline, places: places) else { return nil }
    self.frame = frame

    let marks = MapMarks(frame: frame, language: dossier.language)
    let name = ShownText.escaped(ShownText.cleaned(dossier.name(of: region)))
    let title = Wording(
      fr: "Carte des grappes, \(name)", en: "Map of the grappes, \(name)"
    ).text(in: dossier.language)
    let size = "\(SVGPath.number(frame.width)) \(SVGPath.number(frame.height))"
    let scale = SVGPath.number(frame.markScale(count: Set(places).count) * 10)
    var text =
      "<svg class=\"carte\" role=\"group\" aria-label=\"\(title)\" viewBox=\"0 0 \(size)\""
      + " style=\"aspect-ratio:\(size.replacing(" ", with: "/"))\" data-km=\"\(SVGPath.number(frame.unitsPerKm * 100))\""
      + " data-s=\"\(scale)\" xmlns=\"http://www.w3.org/2000/svg\">\n"
    let background = MapBackground(frame: frame)
    text += background.svg(region: region, contours: dossier.contours)
    text += marks.leftOut(standalone: standalone, ungrouped: ungrouped)
    let colour = { (grappe: Plan.Grappe) in colours[grappe.id] ?? Palette.colours[0] }
    text += "<g class=\"aires\" aria-hidden=\"true\">"
    for grappe in grappes { text += marks.area(grappe, colour: colour(grappe)) }
    text += "</g>\n<g class=\"points\">\n"
    for grappe in grappes { text += marks.points(grappe, colour: colour(grappe)) }
    text += "</g>\n"
    if namesTowns, let communes = try? Communes.bundled() {
      text += background.towns(region: region, contours: dossier.contours, communes: communes)
    }
    text += "<g class=\"porteurs\">\n"
    let seats = grappes.map { frame.point($0.seat) ?? PlanePoint(x: -1e5, y: -1e5) }
    let zooms = MapLabels.firstZoom(seats)
    // Southern marks over northern ones, the largest grappes being first to have their number shown.
    for place in grappes.indices.sorted(by: { (seats[$0].y, $0) < (seats[$1].y, $1) }) {
      text += marks.porteur(grappes[place], at: seats[place], colour: colour(grappes[place]), zoom: zooms[place])
    }
    svg = text + "</g>\n</svg>"
  }
}
