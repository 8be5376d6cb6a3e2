import Foundation

/// How old a register's file is, by the day that it tells itself.
public enum FileAge {
  /// Days from which on a file is told to be old: half a year. A convention of this tool: the legacy extracts stopped without
  /// a word, and those who still fetch them are to see it.
  public static let oldFrom = 183

  /// Days from an ISO day to another; nil when either is none.
  public static func days(from date: String, to today: String) -> Int? {
    guard let start = day(date), let end = day(today) else { return nil }
    return end - start
  }

  /// An ISO day as days since 1970-01-01; nil for a text that is none.
  private static func day(_ text: String) -> Int? {
    let strategy = Date.ISO8601FormatStyle().year().month().day()
    guard LegacyText.date(text) != nil, let date = try? Date(text, strategy: strategy) else { return nil }
    return Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
  }

  /// The day that it is, in UTC, or the day of `SOURCE_DATE_EPOCH` (reproducible-builds.org), which tests and archives set.
  public static func today(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    let told = environment["SOURCE_DATE_EPOCH"].flatMap(TimeInterval.init)
    let date = told.map { Date(timeIntervalSince1970: $0) } ?? Date()
    return date.formatted(.iso8601.year().month().day())
  }
}

extension SourceFile {
  /// Days from the file's own day; nil when it tells none.
  public func ageDays(on today: String) -> Int? { date.flatMap { FileAge.days(from: $0, to: today) } }

  public func isOld(on today: String) -> Bool { ageDays(on: today).map { $0 >= FileAge.oldFrom } ?? false }
}

extension Register {
  /// The register with its old files among its problems, which depend on the day and hence are no part of what is read.
  public func tellingOldFiles(on today: String) -> Register {
    let old = sources.filter { $0.isOld(on: today) }.map {
      RegisterProblem(kind: .oldFile, file: $0.file, line: 1, value: $0.date ?? "")
    }
    return Register(
      essms: essms, ogNames: ogNames, excluded: excluded, notEssms: notEssms, sources: sources,
      problems: old + problems, oddities: oddities, capacities: capacities, activityFiles: activityFiles,
      groups: groups, readingOrder: readingOrder, namesByEssms: namesByEssms)
  }
}
