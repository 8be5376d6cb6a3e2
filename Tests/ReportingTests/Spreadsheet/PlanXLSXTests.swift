import Foundation
import Geography
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct PlanXLSXTests {
  private func read(_ dossier: Dossier) throws -> ReadWorkbook { try ReadWorkbook(PlanXLSX.render(dossier)) }

  @Test(arguments: [
    (
      Language.fr,
      [
        "Synthèse", "Grappes", "Membres", "Non groupés", "Déposent seuls", "ESSMS écartés", "Financement", "Paramètres",
      ]
    ),
    (.en, ["Summary", "Grappes", "Members", "Ungrouped", "File alone", "ESSMS left out", "Funding", "Parameters"]),
  ])
  func `a sheet for each question`(language: Language, names: [String]) throws {
    #expect(try read(RichPlan.dossier(language: language)).sheets.map(\.name) == names)
  }

  @Test func `regions and moves have a sheet where there are some`() throws {
    var plan = try RichPlan.plan()
    plan.regions.append(RegionCode("52"))
    plan.moves = [
      .init(
        og: plan.grappes[0].members[1].og, name: "ALPHA", region: RegionCode("53"), from: nil,
        to: plan.grappes[0].porteur, gain: Euros(1_000))
    ]
    let book = try read(Dossier(plan: plan, contours: try SamplePlan.contours()))
    #expect(book.sheets.map(\.name)[1] == "Régions")
    #expect(try book.sheet("Régions").row(2).first == "Bretagne")
    #expect(try book.sheet("Mouvements").row(2)[1] == plan.grappes[0].members[1].og.text)
  }

  @Test(arguments: Language.allCases) func `totals are what the rows add up to, and follow a filter`(
    language: Language
  ) throws {
    let dossier = try RichPlan.dossier(language: language)
    let book = try read(dossier)
    let grappes = try book.sheet("Grappes")
    let count = dossier.plan.grappes.count
    let foot = String(count + 3)
    #expect(grappes.cells["A\(foot)"]?.text == "Total")
    #expect(grappes.row(count + 2).allSatisfy { $0.isEmpty })
    var formulas = 0
    for (reference, cell) in grappes.cells where cell.formula != nil {
      let column = reference.prefix { $0.isLetter }
      #expect(reference == column + foot)
      let above = (2...(count + 1)).compactMap { grappes.cells["\(column)\($0)"]?.number }
      let range = "\(column)2:\(column)\(count + 1)"
      switch cell.formula {
      case "SUBTOTAL(109,\(range))": #expect(abs(try #require(cell.number) - above.reduce(0, +)) < 1e-6)
      case "SUBTOTAL(104,\(range))": #expect(cell.number == above.max())
      case let formula?:
        // The ratio of two other totals.
        let parts = formula.split { "=(,)/".contains($0) }.map(String.init)
        #expect(parts.count == 6 && parts[0] == "IF" && parts[5] == parts[1], "\(formula)")
        let (a, b) = (grappes.cells[parts[4]]?.number, grappes.cells[parts[5]]?.number)
        #expect(try abs(#require(cell.number) - #require(a) / #require(b)) < 1e-9)
      case nil: break
      }
      formulas += 1
    }
    #expect(formulas == 10)
    let funding = try book.sheet(language == .fr ? "Financement" : "Funding")
    let lines = dossier.plan.grappes.flatMap(\.funding.lines)
    let sum = funding.cells["I\(lines.count + 3)"]
    #expect(sum?.formula == "SUBTOTAL(109,I2:I\(lines.count + 1))")
    #expect(sum?.number == Double(Euros.sum(lines.map(\.amount)).cents) / 100)
  }

  @Test func `each ESSMS of a grappe stands once, with its distance, as text`() throws {
    let dossier = try RichPlan.dossier()
    let sheet = try read(dossier).sheet("Membres")
    let km = { (distance: Double) in String(format: "%.9f", distance) }
    let rows = sheet.rows.dropFirst().map(sheet.row)
    let expected = dossier.plan.grappes.flatMap { grappe in
      grappe.members.flatMap { member in
        zip(member.essms, member.places).map { essms, place in
          [grappe.id, member.og.text, essms.text, km(place.distanceKm(to: grappe.seat))]
        }
      }
    }
    #expect(rows.map { [$0[0], $0[3], $0[10], km(Double($0[11]) ?? -1)] } == expected)
    #expect(sheet.cells["K2"]?.text != nil && sheet.cells["K2"]?.number == nil)
  }

  @Test func `who is left out, and why`() throws {
    let book = try read(RichPlan.dossier())
    let ungrouped = try book.sheet("Non groupés").row(2)
    #expect(ungrouped[1] == "359000002" && ungrouped[4] == "Trop peu d’ESSMS alentour")
    #expect(ungrouped[6...9] == ["53-001", "12.34", "8000.0", "12345.0"])
    #expect(try book.sheet("Déposent seuls").row(2)[1] == "359000001")
    #expect(try book.sheet("ESSMS écartés").row(2) == ["359100003", "Sans coordonnées utilisables"])
  }

  @Test(arguments: [(Language.fr, "#,##0 \"€\"", "dd/mm/yyyy"), (.en, "\"€\"#,##0", "yyyy-mm-dd")])
  func `amounts, days, distances and shares are numbers that look like it`(
    language: Language, money: String, day: String
  ) throws {
    let book = try read(RichPlan.dossier(language: language))
    let grappes = try book.sheet("Grappes")
    let title = { (text: String) throws -> String in
      let found = grappes.cells.first { $0.key.hasSuffix("1") && $0.key.count == 2 && $0.value.text == text }
      return try #require(found, "\(text)").key.prefix(1) + "2"
    }
    let say = { (fr: String, en: String) in language == .fr ? fr : en }
    let funding = try #require(grappes.cells[title(say("Financement", "Funding"))])
    #expect(funding.number == 555_000 && funding.pattern == money)
    // 15 September 2024, in days since 30 December 1899.
    let deadline = try #require(grappes.cells[title(say("Date limite", "Deadline"))])
    #expect(deadline.number == 45_550 && deadline.pattern == day)
    let mean = try #require(grappes.cells[title(say("Distance moyenne", "Mean distance"))])
    #expect(mean.number == 10.03 && mean.pattern.contains("km"))
    let probability = try #require(grappes.cells[title(say("Probabilité", "Probability"))])
    #expect(probability.number == 0.75)
    let made = try book.sheet(say("Paramètres", "Parameters"))
    let file = try #require(made.rows.map(made.row).last)
    // 8 January 2021.
    #expect(file[1] == "bretagne.csv" && file[2] == "44204.0" && file[3].hasSuffix(String(repeating: "ab", count: 32)))
  }

  @Test func `sheets are ready to print, and tables to filter`() throws {
    let dossier = try RichPlan.dossier()
    let book = try read(dossier)
    let titles = book.workbook.all("definedName").filter { $0.attributes["name"] == "_xlnm.Print_Titles" }
    #expect(titles.count == book.sheets.count)
    for sheet in book.sheets {
      let set = try #require(sheet.xml.all("pageSetup").first).attributes
      #expect(set["paperSize"] == "9" && set["orientation"] == "landscape")
      // Tables are one page wide and as long as they need.
      #expect((set["fitToHeight"] == "0") == !["Synthèse", "Paramètres"].contains(sheet.name))
      #expect(sheet.xml.all("pageSetUpPr").first?.attributes["fitToPage"] == "1")
      #expect(sheet.xml.all("pane").first?.attributes["state"] == "frozen")
      let footer = try #require(sheet.xml.all("oddFooter").first).text
      #expect(footer.hasPrefix("&L&A&C") && footer.hasSuffix("&RPage &P sur &N") && footer.contains("à vérifier"))
    }
    let filter = try book.sheet("Grappes").xml.all("autoFilter").first?.attributes["ref"]
    #expect(filter?.hasPrefix("A1:") == true && filter?.hasSuffix("\(dossier.plan.grappes.count + 1)") == true)
    #expect(try book.sheet("Synthèse").xml.all("autoFilter").isEmpty)
    // Folded text and notes have rows high enough for them; what is printed of the grappes ends with the deadline.
    let heights = try book.sheet("Synthèse").xml.all("row").compactMap { $0.attributes["ht"].flatMap { Double($0) } }
    #expect(heights.contains { $0 >= 30 })
    let area = book.workbook.all("definedName").first { $0.attributes["name"] == "_xlnm.Print_Area" }
    #expect(area?.text.contains("$A$1:$P$") == true)
    #expect(try book.sheet("Grappes").cells["P1"]?.text == "Date limite")
  }

  @Test func `a director's sheet tells totals, proof, certainty and assumptions`() throws {
    let dossier = try RichPlan.dossier()
    let sheet = try read(dossier).sheet("Synthèse")
    let rows = sheet.rows.map(sheet.row)
    let value = { (label: String) in rows.first { $0.first == label }.map { $0[1] } }
    #expect(value("Financement") == "1665000.0")
    #expect(value("Maximum prouvé") == String(Double(dossier.plan.bound.cents) / 100))
    #expect(value("Écart") == "0.005")
    #expect(value("OG groupés") == "6.0")
    let text = rows.joined().joined(separator: "\n")
    for part in [
      "Plan de grappes, campagne 2024 : Bretagne", "à vérifier sur l’instruction", "réalisable", "à moins de 0,51",
      "chaque OG se retire avec une probabilité de 5,0", "Trop peu d’ESSMS alentour",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  /// One change for each parameter: a sheet that left one out would not change.
  @Test(arguments: 0..<18) func `every parameter is told`(change: Int) throws {
    let changes: [(inout Plan) -> Void] = [
      { $0.campaign = "2023" }, { $0.bareme = "autre" }, { $0.parameters.spreadPrice = 12.34 },
      { $0.parameters.radiusKm = 61.5 }, { $0.parameters.detour = 1.25 }, { $0.parameters.mode = .fundingFirst },
      { $0.parameters.minimum = ["53": 16] }, { $0.parameters.maximum = ["53": 50] },
      { $0.parameters.minimumOg = ["53": 3] }, { $0.parameters.withdrawal = 0.0625 },
      { $0.parameters.timeLimit = 61 }, { $0.parameters.gapTarget = 0.02 }, { $0.parameters.dui = .require },
      { $0.parameters.sectors = .prefer }, { $0.parameters.unknownDui = .compliance },
      { $0.parameters.stability = .init(price: Euros(2_000), porteurs: [:]) }, { $0.parameters.success = [] },
      { $0.parameters.routeLimits = [:] },
    ]
    let plan = try RichPlan.plan()
    var other = plan
    changes[change](&other)
    let told = { (plan: Plan) in
      let sheet = try read(Dossier(plan: plan, contours: try SamplePlan.contours())).sheet("Paramètres")
      return sheet.rows.map(sheet.row)
    }
    #expect(try told(plan) != told(other))
  }

  @Test func `a plan without grappes has every sheet, and no total of nothing`() throws {
    let plan = try SamplePlan.plan(names: ["ALPHA"], grappes: 0)
    let book = try read(Dossier(plan: plan, contours: try SamplePlan.contours()))
    #expect(book.sheets.count == 8)
    #expect(try book.sheet("Grappes").cells.values.allSatisfy { $0.formula == nil })
  }

  @Test func `the same plan, the same bytes`() throws {
    #expect(try PlanXLSX.render(RichPlan.dossier()) == PlanXLSX.render(RichPlan.dossier()))
  }
}
