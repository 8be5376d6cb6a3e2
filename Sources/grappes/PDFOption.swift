import ArgumentParser
import Foundation
import Wording

/// Whether pages are printed as PDF too.
struct PDFOption: ParsableArguments {
  @Flag(
    name: .customLong("pdf"),
    help: """
      Imprime aussi la page en PDF, par Chromium, Chrome ou Edge s'il est installé (ou celui que nomme la variable \
      GRAPPES_CHROMIUM).
      """)
  var isAsked = false

  /// The names of what is to be printed.
  func names(of pages: [String]) -> [String] { isAsked ? pages.map(PDFBrowser.pdf) : [] }

  /// Prints pages of a folder, each under its own name with `.pdf`: whole, or not at all. Nothing when it was not asked for.
  ///
  /// - Parameter pages: names of HTML files in the folder, such as `d/dossier.html`.
  /// - Throws: `Failure` (unwritable) when there is no browser, or it does not print; the pages stay. `ExitCode` on Ctrl-C.
  func print(_ pages: [String], in folder: OutputFolder) throws {
    guard isAsked, let first = pages.first else { return }
    let browser = try PDFBrowser.installed(for: "\(folder.path)/\(first)")
    for page in pages { try browser.print("\(folder.path)/\(page)") }
  }
}
