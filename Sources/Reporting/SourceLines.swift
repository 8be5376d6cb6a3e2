import Register
import Wording

/// The files of a register, one line each: name, day, the start of the SHA-256.
enum SourceLines {
  static func text(_ sources: [SourceFile], language: Language, width: Int) -> String {
    sources.map { source in
      let date = source.date.map { Wording(fr: " du \($0)", en: " of \($0)").text(in: language) } ?? ""
      return TextWidth.cut("\(source.file)\(date)  sha256 \(source.sha256.prefix(12))…", to: width) + "\n"
    }.joined()
  }
}
