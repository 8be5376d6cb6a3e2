import Plans
import Register
import Wording

/// ESSMS by name, commune and category; by number alone where the plan is of an earlier version.
struct EssmsWords {
  let dossier: Dossier

  private func known(_ number: FinessNumber) -> Plan.Establishment? { dossier.plan.essms[number] }

  /// Empty when the register has none.
  func name(_ number: FinessNumber) -> String { known(number)?.name ?? "" }
  func commune(_ number: FinessNumber) -> String { known(number)?.commune ?? "" }
  func communeCode(_ number: FinessNumber) -> String { known(number)?.communeCode ?? "" }

  func category(_ number: FinessNumber) -> String {
    known(number).map { CategoryWords.short($0.category, in: dossier.language) } ?? ""
  }

  func sector(_ number: FinessNumber) -> String {
    known(number).map { Words.sector($0.sector.rawValue).text(in: dossier.language) } ?? ""
  }

  /// Communes of some ESSMS, those with most of them first, beyond three counted.
  func communes(_ numbers: [FinessNumber]) -> String {
    let names = counted(numbers.map(commune))
    let more = names.count - 3
    guard more > 1 else { return names.map(\.0).joined(separator: ", ") }
    let count = dossier.numbers.integer(more)
    return names.prefix(3).map(\.0).joined(separator: ", ")
      + Wording(fr: " et \(count) autres communes", en: " and \(count) more communes").text(in: dossier.language)
  }

  /// "EHPAD, SSIAD, 3 SAVS": the most frequent first.
  func categories(_ numbers: [FinessNumber]) -> String {
    counted(numbers.map(category)).map { $1 == 1 ? $0 : "\(dossier.numbers.integer($1))\u{A0}\($0)" }
      .joined(separator: ", ")
  }

  /// Where and what they are: "Taulé, Morlaix · EHPAD, 2 SAVS"; empty where nothing is known.
  func places(_ numbers: [FinessNumber]) -> String {
    [communes(numbers), categories(numbers)].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The ESSMS one by one, for the template that lists them; nothing where no name is known.
  func list(_ numbers: [FinessNumber]) -> [String: Any] {
    guard numbers.contains(where: { known($0) != nil }) else { return ["hasEssmsNames": false] }
    let title =
      numbers.count == 1
      ? Wording(fr: "Son ESSMS", en: "Its ESSMS")
      : Wording(
        fr: "Ses \(dossier.numbers.integer(numbers.count)) ESSMS",
        en: "Its \(dossier.numbers.integer(numbers.count)) ESSMS")
    return [
      "hasEssmsNames": true, "essmsTitle": title.text(in: dossier.language),
      "essmsList": numbers.map { number in
        [
          "essmsName": name(number), "essmsNumber": number.text, "essmsCommune": commune(number),
          "essmsCategory": category(number),
        ]
      } as [[String: Any]],
    ]
  }

  private func counted(_ texts: [String]) -> [(String, Int)] {
    Dictionary(texts.lazy.filter { !$0.isEmpty }.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
