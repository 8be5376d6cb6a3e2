import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct ParetoReportTests {
  private func point(_ number: Int, km: Double, euros: Int, limit: Int) -> ParetoFront.Point {
    .init(
      name: "point-0\(number)", mode: number == 1 ? .spreadFirst : .weighted, spreadPrice: number == 1 ? nil : 12.5,
      funding: Euros(euros), expectedFunding: Euros(euros), spreadKm: km, grappes: number, og: 2, essms: 9,
      value: Euros(euros), bound: Euros(limit), status: .feasible, limit: Euros(limit))
  }

  private func report(_ language: Language = .fr, points: [ParetoFront.Point]? = nil) throws -> ParetoReport {
    let points =
      points ?? [
        point(1, km: 0, euros: 0, limit: 100_000), point(2, km: 400, euros: 9_000_000, limit: 9_500_000),
        point(3, km: 2_000, euros: 12_000_000, limit: 12_300_000),
      ]
    let front = ParetoFront(
      bareme: "2021-T2", baremeVerified: false, points: points,
      lines: [
        .init(spreadPrice: 0, bound: Euros(12_300_000)), .init(spreadPrice: 5_000, bound: Euros(7_500_000)),
      ], withdrawn: 1, searches: 4)
    return ParetoReport(front, dossier: try SamplePlan.dossier(names: [SamplePlan.attack], language: language))
  }

  @Test(arguments: Language.allCases)
  func `no line is wider than the terminal`(language: Language) throws {
    for width in [60, 80, 120] {
      let text = try report(language).text(width: width)
      #expect(text.split(separator: "\n").allSatisfy { TextWidth.columns(String($0)) <= min(width, 80) })
      #expect(text.contains("point-02 *"))
    }
  }

  @Test func `the CSV has a line for each point, the limit and what is missing`() throws {
    let documents = try report().documents()
    #expect(documents.map(\.name) == ["pareto.json", "pareto.csv", "pareto.svg", "pareto.html"])
    let lines = String(decoding: documents[1].contents, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[2].contains(";12,50;9000000,00;"))
    #expect(lines[2].contains(";9500000,00;500000,00;oui;"))
    let read = try JSONDecoder().decode(ParetoFront.self, from: documents[0].contents)
    #expect(read.points.count == 3 && read.knee == "point-02")
  }

  private func isWithoutWildNumbers(_ svg: String) -> Bool {
    svg.lowercased().split { !$0.isLetter }.allSatisfy { !["nan", "inf", "infinity"].contains($0) }
  }

  /// Numbers of an attribute's path or place.
  private func numbers(_ text: Substring) -> [Double] {
    text.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
  }

  @Test func `points stand in the frame, where their figures are on the scales`() throws {
    let svg = String(decoding: try report().documents()[2].contents, as: UTF8.self)
    let circles = svg.split(separator: "<circle").dropFirst()
    #expect(circles.count == 3)
    let places = try circles.map { circle in
      let x = try #require(circle.split(separator: "cx=\"").last?.split(separator: "\"").first)
      let y = try #require(circle.split(separator: "cy=\"").last?.split(separator: "\"").first)
      return (try #require(numbers(x).first), try #require(numbers(y).first))
    }
    // Spread 0, 400, 2000 and funding 0, 9, 12 keep their proportions.
    #expect(abs((places[1].0 - places[0].0) / (places[2].0 - places[0].0) - 0.2) < 0.01)
    #expect(abs((places[1].1 - places[0].1) / (places[2].1 - places[0].1) - 0.75) < 0.01)
    #expect(svg.count(of: "<g>") == svg.count(of: "</g>"))
    #expect(svg.contains("coude"))
    #expect(isWithoutWildNumbers(svg))
  }

  @Test func `one point alone, and none of any worth`() throws {
    let svg = String(
      decoding: try report(points: [point(1, km: 0, euros: 0, limit: 0)]).documents()[2].contents, as: UTF8.self)
    #expect(isWithoutWildNumbers(svg))
  }

  @Test func `the page loads nothing and shows the plot`() throws {
    let page = String(decoding: try report(.en).documents()[3].contents, as: UTF8.self)
    #expect(page.contains("<svg class=\"front\"") && page.contains("default-src 'none'"))
    #expect(page.contains("href=\"point-02/report.html\""))
    #expect(!page.contains("<script") && !page.contains("http-equiv=\"refresh\""))
  }

  @Test(arguments: [(0.0, 0.0), (0, 1), (3.2, 3.3), (0, 9_108), (11e6, 24.7e6), (0, 0.004), (999, 1_001)])
  func `a scale holds what it is for, in four to eleven round steps`(from: Double, to: Double) {
    let axis = PlotAxis(from: from, to: to)
    #expect(axis.low <= from && axis.high >= to && axis.low < axis.high)
    #expect((2...11).contains(axis.ticks.count))
    #expect(zip(axis.ticks, axis.ticks.dropFirst()).allSatisfy { $0 < $1 })
    #expect(axis.share(axis.low) == 0 && axis.share(axis.high) == 1)
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
