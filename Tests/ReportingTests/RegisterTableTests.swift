import Foundation
import Geography
import Register
import Testing
import Wording

@testable import Reporting

@Suite struct RegisterTableTests {
  /// A register with one problem of every kind of damage.
  private static func register() throws -> Register {
    let number = try SamplePlan.number(350_000_010)
    let problems = RegisterProblem.Kind.allCases.filter { !$0.isOddity }.enumerated().map { place, kind in
      RegisterProblem(
        kind: kind, file: "extrait.csv", line: place + 1, value: "=cmd()\u{1B}[31m" + String(repeating: "x", count: 60),
        finess: place == 0 ? nil : number)
    }
    return Register(
      essms: [], ogNames: [:], excluded: [], notEssms: [:], sources: [], problems: problems)
  }

  @Test(arguments: [Language.fr, .en], [60, 80, 120])
  func `no line is wider than the terminal`(language: Language, width: Int) throws {
    let table = RegisterTable(try RegisterSummary(Self.register()), language: language, width: width)
    for line in table.text.split(separator: "\n") { #expect(TextWidth.columns(String(line)) <= min(width, 80)) }
    #expect(!table.text.contains("\u{1B}"))
  }

  @Test(arguments: [Language.fr, .en]) func `each kind stands there with its remedy`(language: Language) throws {
    let text = RegisterTable(try RegisterSummary(Self.register()), language: language, width: 80).text
    for kind in RegisterProblem.Kind.allCases where !kind.isOddity {
      let remedy = Words.remedy(kind.remedy).text(in: language)
      let name = Words.problem(kind).text(in: language)
      #expect(text.split(separator: "\n").contains { $0.hasPrefix(name) && $0.hasSuffix(remedy) }, "\(kind)")
    }
  }

  @Test(
    arguments: [
      (0, [], nil, nil), (0, ["a.json"], "0", true), (12, [], "12 345", false), (12, ["a.json"], "12 345", true),
    ] as [(Int, [String], String?, Bool?)])
  func `installed places, and that of activities nothing else is read`(
    essms: Int, files: [String], places: String?, saysSo: Bool?
  ) throws {
    let numbers = try (0..<essms).map { try SamplePlan.number(350_000_010 + $0) }
    let capacities = Dictionary(uniqueKeysWithValues: numbers.map { ($0, 12_345 / max(1, essms)) })
    let missing = 12_345 % max(1, essms)
    let register = Register(
      essms: [], ogNames: [:], excluded: [], notEssms: [:], sources: [], problems: [],
      capacities: capacities.merging(numbers.prefix(1).map { ($0, 12_345 / max(1, essms) + missing) }) { $1 },
      activityFiles: files)
    for language in [Language.fr, .en] {
      let text = RegisterTable(try RegisterSummary(register), language: language, width: 60).text
      let spaced = text.replacing("\u{202F}", with: " ").replacing(",345", with: " 345")
      let words =
        language == .fr
        ? ["Places installées : ", ", de \(essms) ESSMS."] : ["Installed places: ", ", of \(essms) ESSMS."]
      #expect(spaced.contains(words[0] + (places ?? "") + words[1]) == (places != nil), "\(text)")
      let rest = language == .fr ? "Des activités, rien d’autre n’est lu." : "Of activities, nothing else is read."
      #expect(text.contains(rest) == (saysSo ?? false), "\(text)")
    }
  }

  @Test func `every kind has words of its own that fit the table`() {
    for language in [Language.fr, .en] {
      let names = RegisterProblem.Kind.allCases.map { Words.problem($0).text(in: language) }
      #expect(Set(names).count == names.count)
      let remedies = RegisterProblem.Remedy.allCases.map { Words.remedy($0).text(in: language) }
      #expect(Set(remedies).count == remedies.count)
      // 80 columns less those of the count and the share, two spaces apart.
      let widest = (names.map(TextWidth.columns).max() ?? 0) + (remedies.map(TextWidth.columns).max() ?? 0)
      #expect(widest <= 80 - 7 - 7 - 6)
    }
  }

  @Test func `the full list as CSV`() throws {
    for (language, header) in [
      (Language.fr, "fichier;ligne;nature;valeur;remede;finess"), (.en, "file;line;kind;value;remedy;finess"),
    ] {
      let text = ProblemsCSV.render(try Self.register(), language: language)
      #expect(text.hasPrefix("\u{FEFF}"))
      let lines = text.dropFirst().components(separatedBy: "\r\n")
      #expect(lines[0] == header)
      #expect(lines.count == RegisterProblem.Kind.allCases.count { !$0.isOddity } + 2)
      for (place, line) in lines.dropFirst().dropLast().enumerated() {
        #expect(line.hasPrefix("extrait.csv;\(place + 1);"))
        #expect(line.contains(";'=cmd()"))
        #expect(line.hasSuffix(place == 0 ? ";" : ";350000010"))
      }
    }
  }
}
