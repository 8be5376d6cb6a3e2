import Geography
import Plans
import Register
import Testing
import Wording

@testable import Reporting

@Suite struct ExplanationTests {
  private func explanation(
    _ plan: Plan, register: Register? = nil, width: Int = 80, language: Language = .fr
  ) throws -> Explanation {
    Explanation(
      Dossier(plan: plan, contours: try SamplePlan.contours(), language: language), register: register, width: width)
  }

  /// Lines joined again, no-break spaces made plain.
  private func flat(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
      .replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
  }

  @Test func aGroupedOGInTwoGrappes() throws {
    let text = flat(try explanation(RichPlan.plan()).organisation(SamplePlan.number(350_000_000)))
    for part in [
      "ALPHA, OG 350000000", "dans la grappe 53-001", "Il en est le porteur.",
      "52 : groupé, avec 8 ESSMS, dans la grappe 53-003",
      "Avec : BETA (8 ESSMS).", "Il apporte 220 000 € (DUI, acquisition : 200 000 € ; Équipement, par OG : 20 000 €).",
      "En commun, pour la grappe : Passation du marché : 15 000 €.", "75,0 % (70,0 % d’après le seul nombre d’ESSMS)",
      "financement attendu : 416 251 €", "Son retrait, à lui seul, fait tomber la grappe",
      "Porteur de rechange : ALPHA (350000001) ; la valeur de la grappe y perdrait 1 200 €.",
      "auprès de l’ARS Bretagne, du 15 janvier 2024 au 15 septembre 2024.", "277 500 € (50 %)", "à vérifier",
      "voie multirégionale, auprès de l’ARS ALPHA",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  @Test func distanceAndOthersOfAMember() throws {
    let text = flat(try explanation(RichPlan.plan()).organisation(SamplePlan.number(350_000_001)))
    #expect(text.contains("Porteur : ALPHA (350000000), à "))
    #expect(text.contains("ne fait pas tomber la grappe"))
  }

  @Test func oldPlansSayNothingOfWhatTheyDoNotHold() throws {
    let text = flat(try explanation(SamplePlan.plan(names: ["ALPHA"])).organisation(SamplePlan.number(350_000_001)))
    for word in ["retrait", "rechange", "Versements", "DUI visé"] { #expect(!text.contains(word)) }
    #expect(text.contains("au plus tard le 15 septembre 2024"))
  }

  @Test func standaloneUngroupedAndAnESSMS() throws {
    let plan = try RichPlan.plan()
    let alone = flat(try explanation(plan).organisation(SamplePlan.number(359_000_001)))
    #expect(alone.contains("Bretagne : dépose seul. Ses 1 ESSMS atteignent le minimum de 15"))
    #expect(alone.contains("À déposer auprès de l’ARS Bretagne, au plus tard le 15 septembre 2024."))
    let left = flat(try explanation(plan).organisation(SamplePlan.number(359_000_002)))
    for part in [
      "non groupé, avec 1 ESSMS", "Motif : trop peu d’ESSMS alentour.",
      "Grappe la plus proche : 53-001, ALPHA, à 12,3 km ; la rejoindre coûterait 8 000 € de valeur.",
      "Prix de sa place : 12 345 €",
    ] {
      #expect(left.contains(part), "\(part) in \(left)")
    }
    let essms = flat(try explanation(plan).organisation(SamplePlan.number(359_100_002)))
    #expect(essms.contains("359100002 est un ESSMS de cet OG."))
    #expect(essms.contains("OG 359000002"))
  }

  @Test func excludedNeedTheRegister() throws {
    let plan = try RichPlan.plan()
    let og = try SamplePlan.number(359_000_009)
    #expect { try explanation(plan).organisation(og) } throws: { ($0 as? Failure)?.kind == .data }
    let register = try RichPlan.register(of: plan)
    let text = flat(try explanation(plan, register: register).organisation(og))
    #expect(
      text.contains(
        "LES LILAS, OG 359000009 Tous ses ESSMS sont écartés du plan. – 359100003 : sans coordonnées utilisables."))
    // The ESSMS itself stands in the plan.
    let own = flat(try explanation(plan).organisation(SamplePlan.number(359_100_003)))
    #expect(own.contains("Cet ESSMS est écarté du plan."))
  }

  @Test func unknownNumbers() throws {
    let plan = try RichPlan.plan()
    #expect { try explanation(plan).organisation(SamplePlan.number(1)) } throws: { error in
      guard let failure = error as? Failure else { return false }
      return failure.kind == .data && failure.wording.fr.contains("000000001") && failure.wording.fr.contains("53")
    }
    #expect { try explanation(plan).grappe("53-999") } throws: { error in
      (error as? Failure)?.wording.fr.contains("53-001, 53-002, 53-003") == true
    }
  }

  @Test func aGrappe() throws {
    let text = flat(try explanation(RichPlan.plan()).grappe("53-001"))
    for part in [
      "Grappe 53-001, Bretagne", "– ALPHA (350000000) : 8 ESSMS, porteur", "– BETA (350000001) : 8 ESSMS, ",
      "Porteur de rechange", "Le retrait d’un seul de ces OG la fait tomber sous son minimum : ALPHA (350000000).",
      "OG non groupé le moins coûteux à ajouter : ALPHA (359000002) ; la valeur de la grappe y perdrait 2 500 €.",
      "Continue la grappe existante « ALPHA ».",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  @Test(arguments: RichPlan.hostile, [40, 80, 300]) func noNameBreaksTheTerminal(name: String, width: Int) throws {
    let plan = try RichPlan.plan(names: [name])
    for language in Language.allCases {
      let told = try explanation(
        plan, register: RichPlan.register(of: plan, name: name), width: width, language: language)
      var text = try told.grappe("53-003")
      for og in [350_000_000, 359_000_001, 359_000_002, 359_000_009] {
        text += try told.organisation(SamplePlan.number(og))
      }
      for line in text.split(separator: "\n") { #expect(TextWidth.columns(String(line)) <= min(width, 120)) }
      #expect(
        !text.unicodeScalars.contains {
          $0 != "\n" && ($0.properties.generalCategory == .control || (0x202A...0x202E).contains($0.value))
        })
    }
  }
}

@Suite struct ParagraphTests {
  @Test func signsStayWithTheirWord() {
    let text = Paragraph.folded("aaaa bbbb : cccc « dddd » ; eeee", to: 10)
    #expect(text == "aaaa\nbbbb :\ncccc\n« dddd » ;\neeee\n")
  }

  @Test func longWordsAreBroken() {
    #expect(
      Paragraph.folded("ab" + String(repeating: "x", count: 9), to: 6, first: "– ", indent: 2)
        == "– abxx\n  xxxx\n  xxx\n")
    #expect(Paragraph.folded("", to: 6) == "\n")
    #expect(Paragraph.folded("社会福祉", to: 5) == "社会\n福祉\n")
  }
}
