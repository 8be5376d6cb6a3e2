import ArgumentParser
import Files
import Foundation
import Wording

/// A browser that prints a page as PDF: without a window, without the network, in a profile of its own that goes with it.
struct PDFBrowser {
  let path: String
  /// After which it is killed.
  let seconds: Double

  /// Programs looked for, in this order.
  static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable",
  ]
  /// Names one, in place of those.
  static let variable = "GRAPPES_CHROMIUM"
  /// Seconds that it may take.
  static let limitVariable = "GRAPPES_PDF_SECONDS"
  private static let usualSeconds = 120.0

  /// - Parameter page: what is to be printed, for failures.
  /// - Throws: `Failure` (unwritable) that says what to install.
  static func installed(
    for page: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Failure) -> PDFBrowser {
    let limit = environment[limitVariable].flatMap(Double.init).flatMap { $0 > 0 && $0 < 1e6 ? $0 : nil }
    let named = environment[variable, default: ""]
    let folders = environment["PATH", default: ""].split(separator: ":").map(String.init)
    for name in named.isEmpty ? names : [named] {
      let places = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
      if let place = places.first(where: { access($0, X_OK) == 0 && !OutputFolder.isFolder($0) }) {
        return PDFBrowser(path: place, seconds: limit ?? usualSeconds)
      }
    }
    guard named.isEmpty else {
      throw failure(
        page, Wording(fr: "\(variable) : « \(named) » ne se lance pas", en: "\(variable): \"\(named)\" cannot be run"),
        Wording(fr: "le chemin de Chromium, Chrome ou Edge", en: "the path of Chromium, Chrome or Edge"))
    }
    throw failure(
      page, Wording(fr: "aucun navigateur trouvé", en: "no browser found"),
      Wording(
        fr: "Chromium, Chrome ou Edge (sous Debian : apt install chromium), ou son chemin dans \(variable)",
        en: "Chromium, Chrome or Edge (on Debian: apt install chromium), or its path in \(variable)"))
  }

  /// Prints `d/report.html` as `d/report.pdf`.
  ///
  /// - Throws: `Failure` (unwritable) when it fails, takes too long or writes no PDF, `ExitCode` when the user interrupts;
  ///   an earlier PDF is then untouched.
  func print(_ page: String) throws {
    let final = Self.pdf(of: page)
    if let obstacle = OutputFolder.clash(final) ?? OutputFolder.obstacle(final) { throw obstacle }
    let name = URL(fileURLWithPath: final).lastPathComponent
    let folder = URL(fileURLWithPath: final).deletingLastPathComponent().path
    DraftName.removeLeftovers(of: CollectionOfOne(name), in: folder)
    let draft = DraftName.path(folder, name)
    let profile = try Self.profile(for: page)
    defer {
      unlink(draft)
      Self.remove(profile)
    }
    let outcome = BrowserRun(path, arguments(page: page, draft: draft, profile: profile), home: profile)
      .outcome(within: seconds)
    switch outcome {
    case .interrupted(let signal):
      Interruption.say()
      throw ExitCode(128 + signal)
    case .unstarted(let code):
      let reason = String(cString: strerror(code))
      throw Self.failure(page, Wording(fr: "\(path) : \(reason)", en: "\(path): \(reason)"), Self.expected)
    case .tooLong:
      let limit = "\(Int(seconds.rounded(.up))) s"
      throw Self.failure(
        page, Wording(fr: "\(path) n'a pas fini en \(limit)", en: "\(path) did not end within \(limit)"), Self.expected)
    case .ended(let code):
      guard code == 0, Self.isPDF(draft) else {
        throw Self.failure(
          page,
          Wording(fr: "\(path) n'a pas écrit de PDF (code \(code))", en: "\(path) wrote no PDF (code \(code))"),
          Self.expected)
      }
    }
    guard rename(draft, final) == 0 else { throw OutputFolder.failure(final, errno) }
  }

  private func arguments(page: String, draft: String, profile: String) -> [String] {
    [
      "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync",
      "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--no-first-run",
      "--no-default-browser-check", "--no-pdf-header-footer", "--print-to-pdf-no-header",
      // The pages ask for nothing; nor may the browser.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(profile)", "--print-to-pdf=\(draft)",
    ]
      // Its sandbox refuses to start as root.
      + (geteuid() == 0 ? ["--no-sandbox"] : []) + [URL(fileURLWithPath: page).absoluteString]
  }

  static func pdf(of page: String) -> String {
    page.hasSuffix(".html") ? page.dropLast(5) + ".pdf" : page + ".pdf"
  }

  private static let expected = Wording(
    fr: "un PDF (la page s'imprime aussi à la main)", en: "a PDF (the page can be printed by hand too)")

  private static func failure(_ page: String, _ found: Wording, _ expected: Wording) -> Failure {
    let name = pdf(of: page)
    return Failure(
      .unwritable,
      fr: "\(name) : non imprimé, \(found.fr) ; attendu : \(expected.fr) ; \(page) est écrit",
      en: "\(name): not printed, \(found.en); expected \(expected.en); \(page) is written")
  }

  private static func profile(for page: String) throws(Failure) -> String {
    let usual = FileManager.default.temporaryDirectory.path
    var code: Int32 = 0
    for root in [usual, "/tmp", "/var/tmp"] {
      var template = Array("\(root)/grappes-pdf-XXXXXX".utf8CString)
      if mkdtemp(&template) != nil {
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      if code == 0 { code = errno }
    }
    throw OutputFolder.failure(usual, code)
  }

  /// What is left of the browser may still be writing there.
  private static func remove(_ profile: String) {
    for _ in 0..<20 {
      try? FileManager.default.removeItem(atPath: profile)
      if access(profile, F_OK) != 0 { return }
      usleep(50_000)
    }
  }

  /// Whether the file begins and ends as a PDF does.
  private static func isPDF(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path), let size = try? file.seekToEnd(), size > 100 else {
      return false
    }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: 0)) != nil, let head = try? file.read(upToCount: 5),
      (try? file.seek(toOffset: size - min(size, 64))) != nil, let tail = try? file.readToEnd()
    else { return false }
    return head == Data("%PDF-".utf8) && tail.range(of: Data("%%EOF".utf8)) != nil
  }
}
