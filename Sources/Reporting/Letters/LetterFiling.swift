import Plans
import Wording

/// Until when and with whom a grappe files, in a letter's words.
struct LetterFiling {
  let dossier: Dossier
  let grappe: Plan.Grappe

  /// Windows told one by one.
  private static let most = 3

  private var numbers: NumberFormat { dossier.numbers }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: dossier.language) }

  /// "auprès de l’ARS Bretagne".
  var place: String { FilingPlace.phrase(LetterContent.cut(grappe.filedWith, 80), in: dossier.language) }

  /// Empty when not known.
  var deadline: String { grappe.deadline.map { LetterContent.cut(numbers.date($0), 40) } ?? "" }
  var opens: String { grappe.opens.map { LetterContent.cut(numbers.date($0), 40) } ?? "" }

  /// Where there are several, or one that the campaign says more of.
  var windows: [String] {
    let own = grappe.windows.map { (days($0.opens, $0.closes), $0.note) }
    let told = own.count > 1 || own.contains { $0.1 != nil } ? own : []
    let lines = told.map { days, note in
      days + (note.map { say(" : ", ": ") + LetterContent.cut($0) } ?? "")
    }
    let more = lines.count - Self.most
    guard more > 0 else { return lines }
    return lines.prefix(Self.most) + [say("et \(numbers.integer(more)) de plus", "and \(numbers.integer(more)) more")]
  }

  private func days(_ opens: String?, _ closes: String?) -> String {
    let (first, last) = (opens.map(date), closes.map(date))
    return switch (first, last) {
    case (let first?, let last?): say("du \(first) au \(last)", "from \(first) to \(last)")
    case (nil, let last?): say("jusqu’au \(last)", "until \(last)")
    case (let first?, nil): say("à partir du \(first)", "from \(first) on")
    case (nil, nil): say("dates non connues", "days not known")
    }
  }

  private func date(_ iso: String) -> String { LetterContent.cut(numbers.date(iso), 40) }
}
