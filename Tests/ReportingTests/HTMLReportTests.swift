import Foundation
import Geography
import Plans
import Testing

@testable import Reporting

@Suite struct HTMLReportTests {
  @Test(arguments: [
    SamplePlan.attack, "\"; --", "\"\u{301} onmouseover=alert(1) x=\"", "'\u{301}><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "{{{style}}}", "<\u{301}b>",
  ])
  func namesNeverBecomeMarkup(name: String) throws {
    let plain = try HTMLReport.render(SamplePlan.dossier(names: ["ALPHA"], detail: "BETA"))
    let html = try HTMLReport.render(SamplePlan.dossier(names: [name], detail: name))
    // Byte for byte the same tags: whatever the name holds, it adds no markup.
    #expect(count("<", in: html) == count("<", in: plain))
    #expect(count("\"", in: html) == count("\"", in: plain))
    #expect(html.contains(ShownText.escaped(name)))
  }

  private func count(_ scalar: Unicode.Scalar, in text: String) -> Int {
    text.unicodeScalars.count { $0 == scalar }
  }

  @Test func longAndRightToLeftNames() throws {
    let long = String(repeating: "X", count: 400)
    let html = try HTMLReport.render(SamplePlan.dossier(names: [long, "دار الرعاية \u{202E}evil"]))
    #expect(html.contains(long))
    #expect(html.contains("<bdi class=\"nom\">دار الرعاية evil</bdi>"))
    #expect(!html.unicodeScalars.contains("\u{202E}"))
  }

  @Test(arguments: [("fr", "fr"), ("en", "en")])
  func pageIsWhole(language: String, lang: String) throws {
    let html = try HTMLReport.render(SamplePlan.dossier(language: language == "fr" ? .fr : .en))
    #expect(html.contains("<html lang=\"\(lang)\">"))
    #expect(!html.contains("{{"))
    // No address that a browser would open, the namespace of SVG aside.
    let addresses = html.replacing("http://www.w3.org/2000/svg", with: "")
    #expect(!addresses.contains("http://") && !addresses.contains("https://") && !addresses.contains("url("))
    for name in ["53-001", "53-002", "350000000", "2021-T2", "GLPK 5.0", "bretagne.csv"] {
      #expect(html.contains(name))
    }
    #expect(html.contains(language == "fr" ? "à vérifier sur l’instruction" : "to be checked against the instruction"))
  }

  @Test func everyWordOfTheTemplatesExists() throws {
    for name in ReportTemplates.names {
      let text = try TemplateSet.resource("\(name).mustache")
      for match in text.matches(of: /\{\{w\.([A-Za-z]+)\}\}/) {
        #expect(ReportWords.all[String(match.1)] != nil, "\(name).mustache: \(match.1)")
      }
    }
  }

  @Test func ungroupedAreToldWhy() throws {
    let html = try HTMLReport.render(SamplePlan.dossier(detail: "11 ESSMS au plus, il en faut 15"))
    #expect(html.contains("Trop peu d’ESSMS alentour"))
    #expect(html.contains("11 ESSMS au plus, il en faut 15"))
    #expect(html.contains("12\u{202F}345\u{202F}€"))
  }

  @Test func emptyPlan() throws {
    var plan = try SamplePlan.plan(names: ["ALPHA"], grappes: 0)
    plan.status = .empty
    plan.gap = 0
    let dossier = Dossier(plan: plan, contours: try SamplePlan.contours())
    let html = try HTMLReport.render(dossier)
    #expect(html.contains("aucune grappe proposée"))
    #expect(!html.contains("id=\"tableau\""))
    #expect(html.contains("Rien à grouper, prouvé"))
  }

  @Test func boundIsToldWithoutFlattery() throws {
    // The bound is 800 000 + 4 000.01: written rounded up, so that the sentence holds.
    let dossier = try SamplePlan.dossier()
    let words = ProofWords(dossier: dossier).bound
    #expect(words.contains("plus de 804\u{202F}001\u{202F}€"))
    #expect(words.contains("à moins de 0,51\u{202F}%"))
  }

  @Test func withoutOutlinesOrPlaces() throws {
    var plan = try SamplePlan.plan(names: ["ALPHA"])
    for grappe in plan.grappes.indices {
      for member in plan.grappes[grappe].members.indices { plan.grappes[grappe].members[member].places = [] }
    }
    let html = try HTMLReport.render(Dossier(plan: plan, contours: SamplePlan.contours(empty: true)))
    #expect(html.contains("<svg class=\"carte\""))
  }

  @Test func theSameDossierGivesTheSameBytes() throws {
    let first = try Documents.all(SamplePlan.dossier(names: ["ALPHA", "BETA"], grappes: 9))
    let second = try Documents.all(SamplePlan.dossier(names: ["ALPHA", "BETA"], grappes: 9))
    #expect(
      first.map(\.name) == [
        "grappes.csv", "membres.csv", "plan.geojson", "plan.qml", "plan.xlsx", "plan.ics", "report.html",
      ])
    #expect(first.map(\.contents) == second.map(\.contents))
  }

  @Test func planSurvivesItsJSON() throws {
    let plan = try SamplePlan.plan(names: ["ALPHA", SamplePlan.attack])
    let data = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(Plan.self, from: data) == plan)
  }
}
