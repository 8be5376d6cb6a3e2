import Geography
import Plans
import Wording

/// The marks of a map, one function each.
struct MapMarks {
  let frame: MapFrame
  let language: Language

  /// The hull of the members' seats, the links from them to the porteur's (those that take a boat are dashed), and the finer ones from seats to their ESSMS,
  /// which the page shows for one grappe at a time: an OG may run ESSMS all over a region.
  func area(_ grappe: Plan.Grappe, colour: String) -> String {
    let points = grappe.members.map(\.seat).compactMap(frame.point)
    var hull = SVGPath()
    hull.polygon(Hull.convex(points))
    var links = SVGPath()
    var boats = SVGPath()
    if let centre = frame.point(grappe.seat) {
      for member in grappe.members where member.og != grappe.porteur {
        guard let seat = frame.point(member.seat) else { continue }
        if member.boats == nil {
          links.move(to: centre)
          links.line(to: seat)
        } else {
          boats.move(to: centre)
          boats.line(to: seat)
        }
      }
    }
    var threads = SVGPath()
    for member in grappe.members {
      guard let seat = frame.point(member.seat) else { continue }
      for place in Set(member.places).sorted(by: { ($0.lat, $0.lon) < ($1.lat, $1.lon) }) where place != member.seat {
        guard let point = frame.point(place) else { continue }
        threads.move(to: seat)
        threads.line(to: point)
      }
    }
    return "<g data-g=\"\(ShownText.escaped(grappe.id))\" style=\"--c:\(colour)\">"
      + "<path class=\"aire\" d=\"\(hull.data)\"/><path class=\"fil\" d=\"\(threads.data)\"/>"
      + "<path class=\"lien\" d=\"\(links.data)\"/>"
      + (boats.isEmpty ? "" : "<path class=\"lien bateau\" d=\"\(boats.data)\"/>") + "</g>\n"
  }

  /// The ESSMS of each member, those at one place as one disc whose area follows their number.
  func points(_ grappe: Plan.Grappe, colour: String) -> String {
    var text = "<g class=\"g\" data-g=\"\(ShownText.escaped(grappe.id))\" style=\"--c:\(colour)\">"
    for member in grappe.members {
      // A plan of another hand may lack the places; then the seat stands for all ESSMS.
      let places = member.places.isEmpty ? member.essms.map { _ in member.seat } : member.places
      let shown = Dictionary(grouping: places, by: { $0 }).mapValues(\.count)
      for size in Set(shown.values.map(Self.sizeClass)).sorted() {
        var path = SVGPath()
        let here = shown.filter { Self.sizeClass($0.value) == size }.keys
        for place in here.sorted(by: { ($0.lat, $0.lon) < ($1.lat, $1.lon) }) {
          if let point = frame.point(place) { path.dot(at: point) }
        }
        guard !path.isEmpty else { continue }
        text +=
          "<path class=\"bord s\(size)\" d=\"\(path.data)\"/>"
          + "<path class=\"pt s\(size)\" data-o=\"\(member.og)\" d=\"\(path.data)\"/>"
      }
    }
    return text + "</g>\n"
  }

  /// Discs come in five sizes, for 1, 2, 3–4, 5–8 and more ESSMS.
  static func sizeClass(_ essms: Int) -> Int {
    switch essms {
    case ...1: 1
    case 2: 2
    case 3...4: 3
    case 5...8: 4
    default: 5
    }
  }

  /// The porteur: a white disc ringed in the grappe's colour, with the grappe's number from `zoom` on. It is what the
  /// keyboard reaches.
  func porteur(_ grappe: Plan.Grappe, at seat: PlanePoint, colour: String, zoom: Double) -> String {
    let x = SVGPath.number(seat.x)
    let y = SVGPath.number(seat.y)
    let name = ShownText.cleaned(grappe.porteurName)
    let label = Wording(
      fr: "Grappe \(grappe.id), porteur \(name), \(grappe.essmsCount) ESSMS, \(grappe.ogCount) OG",
      en: "Grappe \(grappe.id), porteur \(name), \(grappe.essmsCount) ESSMS, \(grappe.ogCount) OG"
    ).text(in: language)
    let dot = "M\(x) \(y)h0"
    return "<g class=\"po\(zoom > 1 ? " petit" : "")\" data-g=\"\(ShownText.escaped(grappe.id))\""
      + " data-z=\"\(zoom)\" style=\"--c:\(colour)\" tabindex=\"0\" role=\"link\" aria-label=\"\(ShownText.escaped(label))\">"
      + "<path class=\"vise\" d=\"\(dot)\"/><path class=\"anneau\" d=\"\(dot)\"/><path class=\"coeur\" d=\"\(dot)\"/>"
      + "<path class=\"mire\" d=\"\(dot)\"/>"
      + "<text class=\"num\" x=\"\(x)\" y=\"\(y)\">\(ShownText.escaped(grappe.shortNumber))</text></g>\n"
  }

  /// OG that stand alone as squares, those left out as hollow discs.
  func leftOut(standalone: [Plan.Standalone], ungrouped: [Plan.Ungrouped]) -> String {
    var text = "<g class=\"hors\" aria-hidden=\"true\">"
    for unit in standalone {
      guard let seat = frame.point(unit.seat) else { continue }
      var path = SVGPath()
      path.dot(at: seat)
      text +=
        "<g class=\"seul\" data-h=\"\(unit.og)\"><path class=\"b\" d=\"\(path.data)\"/>"
        + "<path class=\"c\" d=\"\(path.data)\"/></g>"
    }
    for unit in ungrouped {
      guard let seat = frame.point(unit.seat) else { continue }
      var path = SVGPath()
      path.dot(at: seat)
      text +=
        "<g class=\"libre\" data-h=\"\(unit.og)\"><path class=\"b\" d=\"\(path.data)\"/>"
        + "<path class=\"c\" d=\"\(path.data)\"/></g>"
    }
    return text + "</g>\n"
  }
}
