import Plans
import Wording

/// What a plan's filing windows say on some day: those that have closed, and those that are not yet open.
///
/// ```swift
/// for warning in DeadlineWarnings(plan: plan, on: try ISODay.parse("2024-10-01"), language: .fr).sentences { … }
/// ```
public struct DeadlineWarnings: Sendable {
  /// One for each window that is not open on the day, in the plan's order. A window whose dates are not known is silent.
  public let sentences: [String]

  /// - Complexity: O(grappes).
  public init(plan: Plan, on day: ISODay, language: Language) {
    let numbers = NumberFormat(language)
    let all = FilingWindow.all(of: plan)
    sentences = all.compactMap { window, grappes in
      let name = window.name(in: language)
      let which = Self.listed(grappes.map(\.id), language)
      if let last = window.closesOn, day > last {
        let date = numbers.date(last.description)
        // Another of the same authority and route may be open still.
        let others = all.map(\.window).filter { $0.filedWith == window.filedWith && $0.route == window.route }
          .compactMap(\.closesOn)
        // Of several that have closed the last says it.
        if others.allSatisfy({ $0 < day }), others.contains(where: { $0 > last }) { return nil }
        if let later = others.filter({ $0 >= day }).min() {
          let next = numbers.date(later.description)
          return Wording(
            fr: "\(name) qui fermait le \(date) est close ; la suivante ferme le \(next) (\(which)).",
            en: "\(name) that closed on \(date) is over; the next one closes on \(next) (\(which))."
          ).text(in: language)
        }
        return Wording(
          fr: "\(name) a fermé le \(date) : un dossier déposé après est non recevable (\(which)).",
          en: "\(name) closed on \(date): a dossier filed later is not admissible (\(which))."
        ).text(in: language)
      }
      let isOpenElsewhere = all.map(\.window).contains { other in
        other.filedWith == window.filedWith && other.route == window.route && other.opensOn.map { $0 <= day } ?? true
          && other.closesOn.map { $0 >= day } ?? true
      }
      if let first = window.opensOn, day < first, !isOpenElsewhere {
        let date = numbers.date(first.description)
        return Wording(
          fr: "\(name) n’ouvre que le \(date) (\(which)).", en: "\(name) only opens on \(date) (\(which))."
        ).text(in: language)
      }
      return nil
    }
  }

  /// "grappes 53-001, 53-002 et 84 autres".
  static func listed(_ ids: [String], _ language: Language, most: Int = 3) -> String {
    let shown = ids.prefix(ids.count == most + 1 ? most + 1 : most).map { ShownText.cleaned($0) }
    let more = ids.count - shown.count
    let list = shown.joined(separator: ", ")
    let word = ids.count == 1 ? "grappe" : "grappes"
    guard more > 0 else { return "\(word) \(list)" }
    let count = NumberFormat(language).integer(more)
    return Wording(fr: "\(word) \(list) et \(count) autres", en: "\(word) \(list) and \(count) more").text(in: language)
  }
}
