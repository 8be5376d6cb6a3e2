import Register
import Wording

/// The files of a register, one line each: name, day, the start of the SHA-256.
enum SourceLines {
  /// A file with its age.
  static func text(_ source: RegisterSummary.SourceFigures, language: Language, width: Int) -> String {
    let file = SourceFile(file: source.file, sha256: source.sha256, date: source.date)
    let days = source.ageDays.map { NumberFormat(language).integer($0) }
    let age =
      days.map { Wording(fr: "\($0) jours", en: "\($0) days").text(in: language) }
      ?? Wording(fr: "sans date", en: "no date").text(in: language)
    return line(file, tail: "  \(age)", language: language, width: width)
  }

  static func text(_ sources: [SourceFile], language: Language, width: Int) -> String {
    sources.map { line($0, tail: "", language: language, width: width) }.joined()
  }

  private static func line(_ source: SourceFile, tail: String, language: Language, width: Int) -> String {
    let date = source.date.map { Wording(fr: " du \($0)", en: " of \($0)").text(in: language) } ?? ""
    return TextWidth.cut("\(source.file)\(date)\(tail)  sha256 \(source.sha256.prefix(12))…", to: width) + "\n"
  }
}
