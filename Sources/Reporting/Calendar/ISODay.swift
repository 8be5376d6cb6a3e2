import Wording

/// A day of the Gregorian calendar, as `2024-09-15`.
public struct ISODay: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// - Returns: nil unless `text` is four digits, two and two, with hyphens between, and such a day exists.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
      (1...12).contains(month), (1...Self.days(of: month, year)).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
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
  public var description: String {
    [Self.padded(year, to: 4), Self.padded(month, to: 2), Self.padded(day, to: 2)].joined(separator: "-")
  }

  /// `20240915`.
  var compact: String { description.replacing("-", with: "") }

  /// The day after.
  var next: ISODay {
    if day < Self.days(of: month, year) { return ISODay(year: year, month: month, day: day + 1) }
    if month < 12 { return ISODay(year: year, month: month + 1, day: 1) }
    return ISODay(year: year + 1, month: 1, day: 1)
  }

  public static func < (a: ISODay, b: ISODay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  private static func days(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(Optional(0)) { sum, byte in
      guard let sum, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      return sum * 10 + Int(byte - UInt8(ascii: "0"))
    }
  }

  private static func padded(_ n: Int, to width: Int) -> String {
    let digits = String(n)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
