import Foundation
import Testing

/// A slip in a path may name any file of the machine: no command quotes one that is none of its kinds.
@Suite struct ForeignFilesTests {
  static let files = [
    "passwd": "root:x:0:0:hunter2:/root:/bin/sh\n", "two.txt": "hunter2 hunter2\nhunter2\n",
    "mail.yaml": "password: hunter2\nhunter2: x\n", "twice.yaml": "hunter2: a\nhunter2: b\n",
    "data.json": "{\"hunter2\": \"hunter2\", \"a\": [1]}\n", "table.csv": "hunter2;b\n1;hunter2\n",
    "comma.csv": "hunter2,b\n1,2\n", "list.yaml": "- hunter2\n", "quoted.csv": "\"hunter2\n",
    "list.json": "[{\"a\": \"hunter2\"}]\n", "word.json": "{\"a\": hunter2}\n",
    "twice.json": "{\"hunter2\": 1, \"hunter2\": 2}\n",
    "schema.json": "{\"schema\": \"hunter2\", \"totals\": \"hunter2\"}\n",
    "og.json": "{\"pmej\": [{\"a\": hunter2}]}\n",
    "kind.json": "{\"bareme\": [\"hunter2\"], \"campaign\": {\"hunter2\": 1}}\n",
    "names.yaml": "extends: passwd\n", "page.html": "<p>{{hunter2}}</p>\n",
  ]

  static let commands = [
    "register FILE", "register diff FILE register.csv", "propose FILE", "propose register.csv --situation FILE",
    "propose register.csv --constraints FILE", "propose register.csv --from FILE",
    "propose register.csv --campaign-file FILE", "propose register.csv --scenario FILE", "check FILE register.csv",
    "check plan.json register.csv --scenario FILE", "evaluate FILE register.csv", "report FILE",
    "scenario validate FILE", "scenario run --manifest FILE", "scenario compare FILE", "scenario stress FILE",
    "letters plan.json --template FILE", "explain FILE", "dossiers FILE register.csv", "campaigns --campaign-file FILE",
  ]

  @Test(arguments: files.keys.sorted()) func `nothing of it is quoted`(name: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 6))
    for (name, text) in Self.files { try sandbox.write(name, text) }
    let made = try Program.run(
      ["propose", "register.csv", "--time-limit", "0.5", "--quiet", "--out", "made"], in: sandbox)
    #expect(made.code == 0, "\(made.diagnostics)")
    try sandbox.write("plan.json", try sandbox.read("made/plan.json"))
    for command in Self.commands {
      for language in ["fr", "en"] {
        let words = command.replacing("FILE", with: name).split(separator: " ").map(String.init)
        let outcome = try Program.run(words + ["--lang", language], in: sandbox)
        #expect(!outcome.diagnostics.contains("hunter2"), "\(words) \(outcome.diagnostics)")
        // A template without any field is a letter, whatever it says; all else is refused.
        guard outcome.code != 0 else { continue }
        #expect([64, 65].contains(outcome.code), "\(words) \(outcome.diagnostics)")
        #expect(outcome.diagnostics.split(separator: "\n").count == 1, "\(words) \(outcome.diagnostics)")
      }
    }
  }
}
