import Foundation
import Plans

/// What the plot's template is filled with: axes, the proven limit, the points.
struct ParetoPlot {
  private static let size = (width: 900.0, height: 540.0)
  private static let margin = (left: 84.0, right: 26.0, top: 30.0, bottom: 62.0)
  /// Points nearer than this to one that has its number go without.
  private static let labelRoom = 20.0

  private let report: ParetoReport
  /// In ESSMS·km, and in euros.
  private let horizontal: PlotAxis
  private let vertical: PlotAxis

  init(_ report: ParetoReport) {
    self.report = report
    let points = report.front.points
    let tops = points.map(\.funding) + report.front.lines.filter { $0.spreadPrice == 0 }.map(\.bound)
    horizontal = PlotAxis(from: 0, to: points.map(\.spreadKm).max() ?? 0)
    let (low, high) = (points.map(\.funding).min() ?? .zero, tops.max() ?? .zero)
    // From nought on, unless that would press all points together.
    vertical = PlotAxis(from: 2 * low.cents > high.cents ? Self.euros(low) : 0, to: Self.euros(high))
  }

  private static func euros(_ amount: Euros) -> Double { Double(amount.cents) / 100 }

  private func x(_ km: Double) -> Double {
    Self.margin.left + horizontal.share(km) * (Self.size.width - Self.margin.left - Self.margin.right)
  }

  private func y(_ euros: Double) -> Double {
    Self.size.height - Self.margin.bottom
      - vertical.share(euros) * (Self.size.height - Self.margin.top - Self.margin.bottom)
  }

  private func place(_ km: Double, _ euros: Double) -> PlanePoint { PlanePoint(x: x(km), y: y(euros)) }

  var content: [String: Any] {
    let n = SVGPath.number
    let (right, bottom) = (Self.size.width - Self.margin.right, Self.size.height - Self.margin.bottom)
    return [
      "width": n(Self.size.width), "height": n(Self.size.height), "left": n(Self.margin.left), "right": n(right),
      "top": n(Self.margin.top), "bottom": n(bottom), "middleX": n((Self.margin.left + right) / 2),
      "tickY": n(bottom + 20), "titleY": n(Self.size.height - 14), "tickX": n(Self.margin.left - 10),
      "plotTitle": report.say("Financement attendu contre distance", "Expected funding against distance"),
      "xTitle": report.say(
        "Distance aux sièges des porteurs, en ESSMS·km", "Distance to the porteurs’ seats, in ESSMS·km"),
      "yTitle": report.say("Financement attendu (compté)", "Expected funding (as counted)"),
      "impossible": report.say("aucun plan : prouvé", "no plan: proven"),
      "xTicks": horizontal.ticks.map {
        ["at": n(x($0)), "label": report.numbers.decimal($0, places: horizontal.places)]
      },
      "yTicks": vertical.ticks.map { ["at": n(y($0)), "label": money($0)] },
      "beyond": beyond.data, "frontLine": frontLine.data, "marks": marks,
    ]
  }

  private func money(_ euros: Double) -> String {
    report.numbers.shortMoney(Euros(cents: Int((euros * 100).rounded())))
  }

  /// All that lies above the limit, inside the frame.
  private var beyond: SVGPath {
    let lines = report.front.lines
    var path = SVGPath()
    guard !lines.isEmpty else { return path }
    var places = [horizontal.low, horizontal.high]
    for (number, line) in lines.enumerated() {
      // Where two lines cross, and where one leaves the frame.
      for other in lines[(number + 1)...] where other.spreadPrice != line.spreadPrice {
        places.append(Self.euros(other.bound - line.bound) / (line.spreadPrice - other.spreadPrice))
      }
      if line.spreadPrice > 0 {
        places += [vertical.low, vertical.high].map { ($0 - Self.euros(line.bound)) / line.spreadPrice }
      }
    }
    let border = Set(places.filter { $0 >= horizontal.low && $0 <= horizontal.high }).sorted().map { km in
      let limit = report.front.limit(spreadKm: km).map(Self.euros) ?? vertical.high
      return place(km, min(max(limit, vertical.low), vertical.high))
    }
    path.polygon(
      [place(horizontal.low, vertical.high)] + border + [place(horizontal.high, vertical.high)])
    return path
  }

  private var frontLine: SVGPath {
    var path = SVGPath()
    for (rank, point) in report.front.points.enumerated() {
      let place = place(point.spreadKm, Self.euros(point.funding))
      if rank == 0 { path.move(to: place) } else { path.line(to: place) }
    }
    return path
  }

  private var marks: [[String: Any]] {
    let points = report.front.points
    let places = points.map { place($0.spreadKm, Self.euros($0.funding)) }
    // The knee has its number before all others, then the ends.
    let first = points.indices.sorted { rank(points[$0], $0) < rank(points[$1], $1) }
    var labelled: [Int] = []
    for candidate in first {
      let isFree = labelled.allSatisfy {
        hypot(places[$0].x - places[candidate].x, places[$0].y - places[candidate].y) >= Self.labelRoom
      }
      if isFree { labelled.append(candidate) }
    }
    return points.indices.map { rank in
      let (point, place) = (points[rank], places[rank])
      let isKnee = point.name == report.front.knee
      let number = String(rank + 1)
      // Near the right end the word stands to the left of its point.
      let isRight = place.x > Self.size.width - 150
      return [
        "x": SVGPath.number(place.x), "y": SVGPath.number(place.y), "markKnee": isKnee,
        "labelX": SVGPath.number(place.x + (isRight ? -10 : 10)),
        "labelY": SVGPath.number(min(place.y + 18, Self.size.height - Self.margin.bottom - 6)),
        "anchor": isRight ? "end" : "start",
        "markLabel": labelled.contains(rank)
          ? number + (isKnee ? report.say(" · coude", " · knee") : "") : "",
        "tip": ([point.name] + zip(report.header, report.cells(point)).dropFirst().map { "\($0): \($1)" }).joined(
          separator: " · "),
      ]
    }
  }

  private func rank(_ point: ParetoFront.Point, _ place: Int) -> Int {
    if point.name == report.front.knee { return -3 }
    if place == 0 { return -2 }
    return place == report.front.points.count - 1 ? -1 : place
  }
}

/// A scale from a round number to a round number.
struct PlotAxis {
  let low: Double
  let high: Double
  let ticks: [Double]
  /// Decimals that the ticks need.
  let places: Int

  /// - Parameters: finite; what the scale must hold.
  init(from: Double, to: Double) {
    let length = max(to - from, 1e-3 * max(1, abs(to)))
    // Steps of 1, 2 or 5 times a power of ten, four to nine of them.
    let power = pow(10, floor(log10(length)) - 1)
    let step = [1.0, 2, 5, 10, 20].map { $0 * power }.first { length / $0 <= 8 } ?? 20 * power
    low = (from / step).rounded(.down) * step
    let first = (from / step).rounded(.down)
    let last = max(first + 1, (to / step).rounded(.up))
    high = last * step
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    places = min(3, max(0, Int(-floor(log10(step)))))
  }

  /// 0 at the low end, 1 at the high end.
  func share(_ value: Double) -> Double { (value - low) / (high - low) }
}
