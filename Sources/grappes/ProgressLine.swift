import Foundation
import Grouping
import Planning
import Plans
import Reporting
import Wording

/// The search as it goes, on standard error: one line that updates on a terminal, plain lines now and then elsewhere.
final class ProgressLine {
  private let language: Language
  private let isTerminal: Bool
  private var lastSeconds = -Double.infinity
  private var lastKey = ""
  private var isOpen = false

  init(language: Language) {
    self.language = language
    isTerminal = Terminal.isErrorTerminal
  }

  func show(_ progress: Planner.Progress) {
    // A terminal is refreshed five times a second, a log gets a line at each phase and every five seconds.
    let key = "\(progress.number) \(progress.phase)"
    guard progress.seconds - lastSeconds >= (isTerminal ? 0.2 : 5) || key != lastKey else { return }
    lastSeconds = progress.seconds
    lastKey = key
    let line = text(progress)
    if isTerminal {
      let cut = String(line.prefix(max(20, Terminal.width(of: STDERR_FILENO) - 1)))
      Terminal.draw("\r\u{1B}[K\(cut)")
      isOpen = true
    } else {
      Terminal.note(line)
    }
  }

  /// Clears the line, so that what follows stands alone.
  func finish() {
    if isOpen { Terminal.draw("\r\u{1B}[K") }
    isOpen = false
  }

  private func text(_ progress: Planner.Progress) -> String {
    let regions = progress.regions.map(\.rawValue)
    var name = regions.count > 3 ? "\(regions[0])…\(regions[regions.count - 1])" : regions.joined(separator: "+")
    if progress.count > 1 { name += " (\(progress.number)/\(progress.count))" }
    return "\(name)  \(Self.state(progress, language))"
  }

  /// Where the search of a domain stands, without its name.
  static func state(_ progress: Planner.Progress, _ language: Language) -> String {
    let isFrench = language == .fr
    let phase =
      switch progress.phase {
      case .bound: isFrench ? "borne" : "bound"
      case .improvement: isFrench ? "recherche" : "search"
      case .exact: isFrench ? "preuve" : "proof"
      }
    let money = { (cents: Int) in NumberFormat(language).money(Euros(cents: cents)) }
    // Value and proven maximum: what is found ≤ what can be.
    var parts = [phase, "\(progress.value.map(money) ?? "–") ≤ \(progress.bound.map(money) ?? "–")"]
    if let value = progress.value, let bound = progress.bound, bound > 0 {
      let hundredths = Int((Double(bound - value) / Double(bound) * 10_000).rounded(.up))
      let rest = hundredths % 100
      parts.append(
        "\(isFrench ? "écart" : "gap") \(hundredths / 100)\(isFrench ? "," : ".")\(rest < 10 ? "0" : "")\(rest)"
          + (isFrench ? " %" : "%"))
    }
    parts.append("\(progress.grappes) grappes")
    parts.append("\(Int(progress.seconds)) s")
    return parts.joined(separator: "  ")
  }
}
