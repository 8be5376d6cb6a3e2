import Foundation
import Testing

/// `--csv` on the commands that write CSV.
@Suite struct CSVKindTests {
  private func header(_ name: String, in sandbox: Sandbox) throws -> String {
    let text = String(decoding: try sandbox.read(name), as: UTF8.self)
    return String(text.prefix { $0 != "\r\n" })
  }

  @Test func `of a register's problems and of what changed`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 3))
    for (options, separator, mark) in [([], ";", "\u{FEFF}"), (["--csv", "international"], ",", "")] {
      let run = ["register", "register.csv", "--problems", "problems.csv"] + options
      #expect(try Program.run(run, in: sandbox).code == 0)
      let words = ["fichier", "ligne", "nature", "valeur", "remede", "finess"]
      #expect(try header("problems.csv", in: sandbox) == mark + words.joined(separator: separator))
    }
    let diff = ["register", "diff", "register.csv", "register.csv", "--csv", "changes.csv"]
    #expect(try Program.run(diff + ["--csv-kind", "international"], in: sandbox).code == 0)
    #expect(try header("changes.csv", in: sandbox).hasPrefix("objet,changement,finess,"))
  }

  @Test func `of a plan, written anew, and of a sweep`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 12))
    try sandbox.write("a.yaml", "campaign: \"2024\"\n")
    let made = ["propose", "register.csv", "--time-limit", "1", "--quiet", "--csv", "international"]
    #expect(try Program.run(made, in: sandbox).code == 0)
    #expect(try header("out/grappes.csv", in: sandbox).hasPrefix("grappe,depot,"))
    #expect(try Program.run(["report", "out/plan.json", "--csv", "fr"], in: sandbox).code == 0)
    #expect(try header("out/membres.csv", in: sandbox).hasPrefix("\u{FEFF}grappe;porteur;"))
    #expect(try Program.run(["scenario", "tasks", "a.yaml", "register.csv", "--out", "sweep"], in: sandbox).code == 0)
    // Nothing is done yet: the tables say so.
    #expect(try Program.run(["scenario", "collect", "sweep", "--csv", "international"], in: sandbox).code == 1)
    #expect(try header("sweep/runs.csv", in: sandbox).hasPrefix("tache,scenario,"))
  }

  @Test func `another kind is a wrong use`() throws {
    let outcome = try Program.run(["report", "plan.json", "--csv", "german"], in: Sandbox())
    #expect(outcome.code == 64)
  }
}
