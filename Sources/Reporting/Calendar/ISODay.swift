import Programme
import Wording

/// A day as plans and users write it, `2024-09-15`.
public struct ISODay: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let day: CalendarDay

  /// - Returns: nil unless `text` is four digits, two and two, with hyphens between, and such a day exists.
  public init?(_ text: String) {
    guard let day = CalendarDay(iso: text) else { return nil }
    self.day = day
  }

  /// The day that a user typed.
  ///
  /// - Throws: `Failure` (usage) when there is no such day.
  public static func parse(_ text: String) throws(Failure) -> ISODay {
    guard let day = ISODay(text) else {
      throw Failure(
        .usage, fr: "« \(text) » n’est pas une date ; attendu : un jour qui existe, comme 2024-09-15",
        en: "\"\(text)\" is not a date; expected a day that exists, such as 2024-09-15")
    }
    return day
  }

  /// `2024-09-15`.
  public var description: String { Self.iso(day.year, day.month, day.day) }

  /// `20240915`.
  var compact: String { description.replacing("-", with: "") }

  /// The day after; the last day of 9999 has none that can be written, and is given back.
  var next: ISODay {
    ISODay(Self.iso(day.year, day.month, day.day + 1)) ?? ISODay(Self.iso(day.year, day.month + 1, 1))
      ?? ISODay(Self.iso(day.year + 1, 1, 1)) ?? self
  }

  public static func < (a: ISODay, b: ISODay) -> Bool { a.day < b.day }

  private static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
    [padded(year, to: 4), padded(month, to: 2), padded(day, to: 2)].joined(separator: "-")
  }

  private static func padded(_ n: Int, to width: Int) -> String {
    let digits = String(n)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
