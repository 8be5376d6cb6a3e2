import Foundation
import Testing

@Suite struct CampaignsTests {
  @Test(arguments: ["fr", "en"]) func `the table fits 80 columns`(language: String) throws {
    let outcome = try Program.run(["campaigns", "--lang", language], in: Sandbox())
    #expect(outcome.code == 0)
    #expect(outcome.diagnostics.isEmpty)
    for line in outcome.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    for name in ["2021-T1", "2021-T2", "2022", "2023", "2024", "2025", "2026"] {
      #expect(outcome.text.contains("\n\(name)"))
    }
  }

  @Test(arguments: ["2021-T1", "2021-T2", "2022", "2023", "2024", "2025", "2026"], ["fr", "en"])
  func `a sheet fits 80 columns`(name: String, language: String) throws {
    let outcome = try Program.run(["campaigns", name, "--lang", language], in: Sandbox())
    #expect(outcome.code == 0)
    for line in outcome.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(outcome.text.contains(language == "fr" ? "à vérifier" : "to be verified"))
    #expect(outcome.text.contains(language == "fr" ? "25\u{202F}000\u{202F}€" : "€25,000"))
  }

  @Test func `what is in a sheet`() throws {
    let text = try Program.run(["campaigns", "2024"], in: Sandbox()).text
    for words in [
      "au moins 15 ESSMS, sans maximum", "du 2 juin 2024 au 15 septembre 2024", "de 15 à 49 ESSMS (minimum à vérifier)",
      "clôture non trouvée", "Barème 2021-T2, à vérifier sur l'instruction", "71\u{202F}500\u{202F}000\u{202F}€",
      "50\u{202F}%", "SONS", "coquille",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let second = try Program.run(["campaigns", "2021-T2"], in: Sandbox()).text
    #expect(second.contains("\nBarème 2021-T2\n"))
  }

  @Test func json() throws {
    let outcome = try Program.run(["campaigns", "2024", "--json"], in: Sandbox())
    let document = try #require(try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    let campaigns = try #require(document["campaigns"] as? [[String: Any]])
    #expect(campaigns.map { $0["name"] as? String } == ["2024"])
    let routes = try #require(campaigns.first?["routes"] as? [String: Any])
    let regional = try #require(routes["regional"] as? [String: Any])
    let limits = try #require(regional["limits"] as? [String: Any])
    #expect(limits["minimum"] as? Int == 15)
    #expect(limits["maximum"] is NSNull)
    #expect((document["baremes"] as? [[String: Any]])?.count == 1)
    let all = try Program.run(["campaigns", "--json"], in: Sandbox())
    let book = try #require(try JSONSerialization.jsonObject(with: all.output) as? [String: Any])
    #expect((book["campaigns"] as? [Any])?.count == 7)
  }

  @Test func `files of one's own`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("mine.yaml", "extends: 2024\nname: mine\nroutes: {regional: {limits: {minimum: 11}}}\n")
    let sheet = try Program.run(["campaigns", "mine", "--campaign-file", "mine.yaml"], in: sandbox)
    #expect(sheet.code == 0)
    #expect(sheet.text.contains("au moins 11 ESSMS, sans maximum (à vérifier)"))
    #expect(sheet.text.contains("mine.yaml, d'après la campagne 2024 (à vérifier)"))
    let table = try Program.run(["campaigns", "--campaign-file", "mine.yaml"], in: sandbox)
    #expect(table.text.contains("\nmine "))
  }

  @Test func failures() throws {
    let sandbox = try Sandbox()
    try sandbox.write("bad.yaml", "extends: 2024\nroutes: {regional: {limits: {minimun: 11}}}\n")
    try sandbox.write("folder/file.txt", "a file\n")
    try Program.run(["campaigns", "2099"], in: sandbox).expectFailure(64)
    try Program.run(["campaigns", "--lang", "xx"], in: sandbox).expectFailure(64)
    try Program.run(["campaigns", "--campaign-file", "none.yaml"], in: sandbox).expectFailure(66)
    try Program.run(["campaigns", "--campaign-file", "folder"], in: sandbox).expectFailure(66)
    let outcome = try Program.run(["campaigns", "--campaign-file", "bad.yaml", "--lang", "en"], in: sandbox)
    outcome.expectFailure(65)
    #expect(
      outcome.diagnostics
        == "grappes: bad.yaml, line 2: routes.regional.limits.minimun: unknown key; expected \"minimum\", probably\n")
  }
}
