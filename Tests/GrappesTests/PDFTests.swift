import Foundation
import Plans
import Testing

/// `--pdf`, with browsers that do as told and with the one that is installed.
@Suite struct PDFTests {
  /// A folder with a plan, and a temporary folder of its own.
  private func makeSandbox(_ edit: (inout Plan) -> Void = { _ in }) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 20))
    try #require(try Program.run(["propose", "register.csv", "--time-limit", "1", "--quiet"], in: sandbox).code == 0)
    var plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    edit(&plan)
    try sandbox.write("plan.json", PlanFile.data(plan))
    try FileManager.default.createDirectory(
      at: sandbox.folder.appendingPathComponent("tmp"), withIntermediateDirectories: true)
    return sandbox
  }

  /// A browser of shell, to which `$out` is the PDF to write and `$page` the page.
  private func writeBrowser(_ script: String, in sandbox: Sandbox) throws {
    try sandbox.write(
      "browser",
      """
      #!/bin/sh
      for word; do case $word in --print-to-pdf=*) out=${word#*=};; --*) ;; *) page=$word;; esac; done
      \(script)
      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: sandbox.folder.path + "/browser")
  }

  private static let whole = "{ echo %PDF-1.4; yes | head -c 200; echo; echo %%EOF; } >\"$out\""

  /// Runs the program with that browser; two seconds are all it gets.
  private func run(_ words: String, in sandbox: Sandbox) throws -> Program.Outcome {
    try Program.shell(
      "TMPDIR=$PWD/tmp GRAPPES_CHROMIUM=./browser GRAPPES_PDF_SECONDS=2 \"$GRAPPES\" \(words)", in: sandbox)
  }

  /// One line, code 73; the page is there, nothing else is left behind.
  private func expectUnprinted(_ outcome: Program.Outcome, in sandbox: Sandbox, _ words: String) throws {
    #expect(outcome.code == 73)
    #expect(outcome.diagnostics.hasPrefix("grappes: r/report.pdf : non imprimé"), "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains(words) && outcome.diagnostics.hasSuffix("r/report.html est écrit\n"))
    #expect(outcome.diagnostics.count(where: \.isNewline) == 1)
    let left = try sandbox.contents().keys.filter {
      $0.hasPrefix("r/.") || $0.hasPrefix("tmp/") || $0 == "r/report.pdf"
    }
    #expect(left.isEmpty)
    #expect(try sandbox.read("r/report.html").count > 1000)
  }

  @Test func `browsers that write no PDF`() throws {
    let sandbox = try makeSandbox()
    for (script, words) in [
      ("echo noise; echo noise >&2; exit 7", "code 7"), ("exit 0", "n'a pas écrit de PDF"),
      ("echo %PDF-1.4 >\"$out\"", "n'a pas écrit de PDF"), ("\(Self.whole); exit 1", "code 1"),
      ("kill -KILL $$", "code 137"), ("exec sleep 60", "n'a pas fini en 2 s"),
    ] {
      try writeBrowser(script, in: sandbox)
      try expectUnprinted(try run("report plan.json --out r --pdf", in: sandbox), in: sandbox, words)
    }
    let none = try Program.shell("PATH=/nowhere \"$GRAPPES\" report plan.json --out r --pdf", in: sandbox)
    try expectUnprinted(none, in: sandbox, "apt install chromium")
    let missing = try Program.shell(
      "GRAPPES_CHROMIUM=./gone \"$GRAPPES\" report plan.json --out r --pdf", in: sandbox)
    try expectUnprinted(missing, in: sandbox, "GRAPPES_CHROMIUM")
  }

  @Test func `a PDF takes its place whole, and a failing browser leaves it`() throws {
    let sandbox = try makeSandbox()
    try writeBrowser("case $page in file:///*/r/report.html) \(Self.whole);; esac", in: sandbox)
    #expect(try run("report plan.json --out r --pdf", in: sandbox).code == 0)
    let made = try sandbox.read("r/report.pdf")
    #expect(made.starts(with: Data("%PDF".utf8)))
    try writeBrowser("echo half >\"$out\"", in: sandbox)
    #expect(try run("report plan.json --out r --pdf", in: sandbox).code == 73)
    #expect(try sandbox.read("r/report.pdf") == made)
    #expect(try sandbox.contents().keys.filter { $0.hasPrefix("tmp/") || $0.hasPrefix("r/.") }.isEmpty)
  }

  @Test func `what the browser started goes with it`() throws {
    let sandbox = try makeSandbox()
    try writeBrowser("sleep 60 & echo $! >child; wait", in: sandbox)
    #expect(try run("report plan.json --out r --pdf", in: sandbox).code == 73)
    #expect(try isGone("child", in: sandbox))
    // Told to end, the program takes the browser along.
    let ended = try Program.shell(
      "rm child; TMPDIR=$PWD/tmp GRAPPES_CHROMIUM=./browser \"$GRAPPES\" report plan.json --out r --pdf & "
        + "while [ ! -s child ]; do sleep 0.05; done; kill -TERM $!; wait $!", in: sandbox)
    #expect(ended.code == 143)
    #expect(try isGone("child", in: sandbox))
    #expect(try sandbox.contents().keys.filter { $0.hasPrefix("tmp/") || $0.hasPrefix("r/.") }.isEmpty)
  }

  private func isGone(_ file: String, in sandbox: Sandbox) throws -> Bool {
    let text = String(decoding: try sandbox.read(file), as: UTF8.self)
    let number = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    for _ in 0..<50 {
      // A zombie whose parent is gone waits for init alone.
      let state = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
      guard let state, state.split(separator: ")").last?.hasPrefix(" Z") != true else { return true }
      usleep(20_000)
    }
    return false
  }

  @Test func `each command prints its page`() throws {
    let sandbox = try makeSandbox()
    try writeBrowser(Self.whole, in: sandbox)
    #expect(try run("letters plan.json --out l --pdf", in: sandbox).code == 0)
    #expect(try run("dossiers plan.json register.csv --out d --pdf", in: sandbox).code == 0)
    #expect(try run("propose register.csv --time-limit 1 --quiet --out p --pdf", in: sandbox).code == 0)
    let plan = try PlanFile.read(path: sandbox.folder.path + "/plan.json")
    let made = try sandbox.contents().keys.filter { $0.hasSuffix(".pdf") }
    #expect(Set(made) == Set(["l/lettres.pdf", "p/report.pdf"] + plan.grappes.map { "d/\($0.id)/dossier.pdf" }))
  }

  // MARK: The browser that is installed

  private static let isInstalled =
    ["chromium", "google-chrome", "pdfinfo", "pdftotext"].map { name in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        access("\($0)/\(name)", X_OK) == 0
      }
    }

  private static var canPrint: Bool { (isInstalled[0] || isInstalled[1]) && isInstalled[2] && isInstalled[3] }

  private func pages(_ file: String, in sandbox: Sandbox) throws -> [String] {
    let count = try Program.shell("pdfinfo \(file) | sed -n 's/^Pages: *//p'", in: sandbox).text
    let text = try Program.shell("pdftotext -layout \(file) -", in: sandbox).text
    let pages = text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast().map(String.init)
    #expect(Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) == pages.count)
    return pages
  }

  @Test(.enabled(if: canPrint), arguments: ["fr", "en"])
  func `a letter is one page, whatever the grappe`(language: String) throws {
    let long = String(repeating: "FONDATION DES ÉTABLISSEMENTS ", count: 14)
    let sizes = [2, 10, 11, 25, 40, 60, 90]
    var made: [Plan.Grappe] = []
    let sandbox = try makeSandbox { plan in
      var model = plan.grappes[0]
      model.dui = long
      model.existing = long
      model.filedWith = "ARS " + long
      model.windows = (0..<3).map { .init(opens: "2024-01-15", closes: "2024-0\($0 + 6)-01", note: long) }
      for (place, size) in sizes.enumerated() {
        for isLong in [false, true] {
          var grappe = model
          grappe.id = "53-\(place)\(isLong ? "-long" : "")"
          grappe.members = (0..<size).map { rank in
            var member = model.members[rank % model.members.count]
            member.name = isLong ? long : "OG \(rank)"
            return member
          }
          made.append(grappe)
        }
      }
      plan.grappes = made
    }
    let outcome = try Program.run(["letters", "plan.json", "--pdf", "--lang", language], in: sandbox)
    #expect(outcome.code == 0, "\(outcome.diagnostics)")
    let pages = try pages("lettres/lettres.pdf", in: sandbox)
    #expect(pages.count == made.count)
    for (page, grappe) in zip(pages, made) {
      // From the first line to the last.
      #expect(page.contains(grappe.id) && page.contains(language == "fr" ? "Préparé par" : "Prepared by"), "\(page)")
      // Each member's number once, the porteur's once more.
      let numbers = Set(grappe.members.map(\.og))
      let shown = numbers.reduce(0) { $0 + page.ranges(of: $1.text).count }
      #expect(shown == min(grappe.members.count, 60) + (numbers.contains(grappe.porteur) ? 1 : 0), "\(page)")
    }
  }

  /// Blanks of a small size are none to pdftotext.
  private func isNumbered(_ page: String, _ number: String) -> Bool {
    page.split(separator: "\n").contains { $0.filter { !$0.isWhitespace } == number }
  }

  @Test(.enabled(if: canPrint)) func `a report and a dossier on paper`() throws {
    let sandbox = try makeSandbox()
    #expect(try Program.run(["report", "plan.json", "--out", "r", "--pdf"], in: sandbox).code == 0)
    let report = try pages("r/report.pdf", in: sandbox)
    try #require(report.count > 1)
    for (place, page) in report.enumerated() {
      #expect(isNumbered(page, "\(place + 1)/\(report.count)"), "\(page)")
      #expect(page.contains("Bretagne : "), "\(page)")
      #expect(!page.contains("Voir sur la carte") && !page.contains("Chercher"))
    }
    let id = try PlanFile.read(path: sandbox.folder.path + "/plan.json").grappes[0].id
    let words = ["dossiers", "plan.json", "register.csv", "--out", "d", "--pdf"]
    #expect(try Program.run(words, in: sandbox).code == 0)
    let dossier = try pages("d/\(id)/dossier.pdf", in: sandbox)
    for (place, page) in dossier.enumerated() {
      #expect(isNumbered(page, "\(place + 1)/\(dossier.count)") && page.contains("Dossier de la grappe \(id)"))
    }
  }
}
