import Foundation
import Geography
import Plans
import Testing

@testable import Reporting

@Suite struct ReportSectionsTests {
  private func texts(_ rows: Any?, _ key: String) -> [String] {
    (rows as? [[String: Any]] ?? []).compactMap { $0[key] as? String }
  }

  @Test func `money is summed item by item over all grappes`() throws {
    let dossier = try RichPlan.dossier()
    var sums: [String: (count: Int, cents: Int)] = [:]
    for grappe in dossier.plan.grappes {
      for line in grappe.funding.lines {
        let before = sums["\(line.item) \(line.unit.cents) \(line.share == nil)"] ?? (0, 0)
        sums["\(line.item) \(line.unit.cents) \(line.share == nil)"] = (
          before.count + line.count, before.cents + line.amount.cents
        )
      }
    }
    let content = ReportMoney(dossier: dossier).content
    let amounts = texts(content["moneyRows"], "moneyAmount")
    #expect(amounts.sorted() == sums.values.map { dossier.numbers.money(Euros(cents: $0.cents)) }.sorted())
    #expect(
      texts(content["moneyRows"], "moneyCount").sorted()
        == sums.values.map { dossier.numbers.integer($0.count) }.sorted())
    // Nothing of this barème is documented for the campaign: every line says so.
    #expect(texts(content["moneyRows"], "moneyCertainty").allSatisfy { $0.contains("à vérifier") })
  }

  @Test func `each filing window is told once, with how sure it is`() throws {
    let dossier = try RichPlan.dossier()
    let content = ReportCalendar(dossier: dossier).content
    let windows = Set(dossier.plan.grappes.flatMap(FilingWindow.all(of:)))
    #expect((content["calendarRows"] as? [[String: Any]])?.count == windows.count)
    #expect(texts(content["calendarRows"], "windowCertainty").count == windows.count)
    let html = try HTMLReport.render(dossier)
    #expect(html.contains("id=\"calendrier\"") && html.contains("id=\"argent\""))
  }

  @Test func `a report carries itself in the other language`() throws {
    let french = try HTMLReport.render(RichPlan.dossier())
    let english = try HTMLReport.render(RichPlan.dossier(language: .en))
    for (report, other) in [(french, english), (english, french)] {
      let match = try #require(report.firstMatch(of: /id="autre-langue">([A-Za-z0-9+\/=]+)</))
      let packed = try #require(Data(base64Encoded: String(match.1)))
      // The last four bytes tell the length (RFC 1952).
      let length = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let unpacked = String(decoding: try inflated([UInt8](packed), size: length, windowBits: 15 + 16), as: UTF8.self)
      // The same page but for what it carries itself.
      let bare = other.replacing(/<script type="text\/plain" id="autre-langue">[^<]*<\/script>\n/, with: "")
      #expect(unpacked == bare)
    }
  }

  @Test(arguments: ["94", "53", "01", "11"]) func `names of towns never stand on each other`(region: String) throws {
    let contours = try Contours.bundled()
    let outline = contours.regions.filter { $0.code == region }.flatMap(\.polygons)
    let frame = try #require(
      MapFrame(region: Regions.bundled().region(RegionCode(region)), outline: outline, places: []))
    let communes = try Communes.bundled()
    let all = contours.departements.filter { $0.region == RegionCode(region) }
      .flatMap { communes.communes(departement: $0.code) }
    let towns = MapTowns(frame: frame).towns(all, obstacles: [])
    #expect(towns.count > 15)
    for zoom in MapLabels.zooms {
      let shown = towns.filter { $0.zoom <= zoom }
      for (place, town) in shown.enumerated() {
        for other in shown[..<place] {
          // Half of both names, at no less than five pixels a letter, or a line of text apart.
          let isApart =
            abs(town.place.x - other.place.x) * zoom >= Double(town.name.count + other.name.count) * 2.5
            || abs(town.place.y - other.place.y) * zoom >= 14
          #expect(isApart, "\(town.name) on \(other.name) at \(zoom)")
        }
      }
    }
    // The most populous commune is named first of all.
    let largest = all.filter { !$0.name.contains("Arrondissement") }.max { ($0.population ?? 0) < ($1.population ?? 0) }
    #expect(towns.first?.name == largest.map { ShownText.cleaned($0.name) })
  }
}
