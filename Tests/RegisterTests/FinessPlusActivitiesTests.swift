import Foundation
import Testing

@testable import Register

/// Documents of activities: the places that they tell.
@Suite struct FinessPlusActivitiesTests {
  typealias Documents = FinessPlusDocuments

  static func capacity(
    _ count: String, status: String = "08", unit: String = "02", part: String = "habilitation", of value: String? = nil
  ) -> String {
    """
    {"idCapacite": "1", "nombre": "\(count)", "statutCapacite": "\(status)", "uniteMesureCapacite": "\(unit)",
    "\(part)": \(value.map { "\"\($0)\"" } ?? "null")}
    """
  }

  static func activity(_ capacities: [String], nature: String = "ASMR", state: String = "\"A\"", end: String = "null")
    -> String
  {
    """
    {"caracteristiquesGeneriques": {"etatObjet": \(state), "dateFinEffectiveActivite": \(end)},
    "nature": {"codeNature": "\(nature)", "caracteristiquesSpecifiques": {"etatObjet": "I"}},
    "capacite": [\(capacities.joined(separator: ","))], "zoneIntervention": null}
    """
  }

  static func file(_ activities: [String], number: String = "350000010") -> InputFile {
    let text = """
      {"schemaVersion": "v1.0.0", "generatedAt": "2026-08-18T02:16:50Z", "pmej": [{"numFiness": "350000001",
      "activitesAutorisees": [\(activity([capacity("900", status: "09")]))],
      "ege": [{"egeId": "1", "numFinessEge": "\(number)", "activitesExercees": [\(activities.joined(separator: ","))]}]}]}
      """
    return InputFile(path: "activites.json", bytes: Array(text.utf8))
  }

  static let structures = Documents.file([Documents.og([Documents.establishment("350000010")])])

  @Test(arguments: [
    ([activity([capacity("30"), capacity("35", status: "09")]), activity([capacity("12")], nature: "ASOCR")], 42),
    // Parts of the whole: those of the aide sociale, of a sex, of a funding.
    (
      [
        activity([
          capacity("14"), capacity("10", of: "02"), capacity("7", part: "genre", of: "01"),
          capacity("3", part: "modeFinancement", of: "01"),
        ])
      ], 14
    ),
    ([activity([capacity("5")]), activity([capacity("9")], state: "[\"I\"]")], 5),
    ([activity([capacity("5")]), activity([capacity("9")], end: "\"2020-01-01\"")], 5),
    ([activity([capacity("5")]), activity([capacity("9")], nature: "AER"), activity([capacity("2", unit: "03")])], 5),
    ([activity([capacity("0")])], 0), ([activity([capacity("9", status: "09")])], nil),
    (["{\"natureASMR\": \(activity([capacity("8")])), \"natureAER\": \(activity([capacity("2")]))}"], 8),
  ])
  func `installed places`(activities: [String], places: Int?) throws {
    for files in [[Self.structures, Self.file(activities)], [Self.file(activities), Self.structures]] {
      let register = try RegisterReader(options: .init(strict: true)).read(files)
      #expect(register.capacities.values.first == places)
      #expect(register.essms.count == 1 && register.problems.isEmpty)
    }
  }

  /// What stands beside it is not read, and `register` says so.
  @Test func `what is taken of the document`() throws {
    let activities = Self.file([Self.activity([Self.capacity("30")]), Self.activity([Self.capacity("4")])])
    let register = try RegisterReader().read([Self.structures, activities])
    #expect(register.activityFiles == ["activites.json"])
    let situation = Situation(entries: [:], source: SourceFile(file: "s.csv", sha256: "", date: nil))
    let told = try RegisterSummary(register.tellingOldFiles(on: "2026-09-01").applying(situation)).capacities
    #expect(told == .init(essms: 1, places: 34, activityFiles: ["activites.json"]))
    let empty = try RegisterReader().read([Self.structures, Self.file([])])
    #expect(try RegisterSummary(empty).capacities == .init(essms: 0, places: 0, activityFiles: ["activites.json"]))
    let none = try RegisterReader().read([Self.structures])
    #expect(try RegisterSummary(none).capacities == .init(essms: 0, places: 0, activityFiles: []))
  }

  /// One establishment in place of the list of them.
  @Test func `a lone establishment's places are read`() throws {
    let listed = String(decoding: Self.file([Self.activity([Self.capacity("30")])]).bytes, as: UTF8.self)
    let lone = listed.replacing("\"ege\": [{", with: "\"ege\": {").replacing("]}]}]}", with: "]}}]}")
    try #require(lone.utf8.count == listed.utf8.count - 2)
    let file = InputFile(path: "activites.json", bytes: Array(lone.utf8))
    let register = try RegisterReader(options: .init(strict: true)).read([Self.structures, file])
    #expect(register.capacities.values.map { $0 } == [30])
    #expect(register.problems.isEmpty)
  }

  @Test func `a count that is none is told`() throws {
    let file = Self.file([Self.activity([Self.capacity("many"), Self.capacity("4")])])
    let register = try RegisterReader().read([Self.structures, file])
    #expect(register.problems.map(\.kind) == [.malformedLine])
    #expect(register.capacities.values.first == 4)
  }

  @Test func `alone they make no register`() {
    let failure = Extracts.failure([Self.file([Self.activity([Self.capacity("4")])])])
    #expect(failure?.kind == .data)
    #expect(failure?.wording.fr.contains("finess-structures") == true)
    #expect(failure?.wording.en.contains("nothing but capacities") == true)
  }

  /// Of the real sample, against Foundation's JSON reader.
  @Test(.enabled(if: RealFinessPlusTests.isThere)) func `places of the real sample`() throws {
    let path = RealFinessPlusTests.path.replacing("structures", with: "activites")
    let data = try RealFinessPlusTests.unpacked(path)
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var places: [String: Int] = [:]
    for og in try #require(document["pmej"] as? [[String: Any]]) {
      for site in og["ege"] as? [[String: Any]] ?? [] {
        for activity in site["activitesExercees"] as? [[String: Any]] ?? [] {
          let facts = activity["caracteristiquesGeneriques"] as? [String: Any]
          let nature = (activity["nature"] as? [String: Any])?["codeNature"] as? String ?? ""
          guard facts?["etatObjet"] as? String == "A", !(facts?["dateFinEffectiveActivite"] is String),
            ["ASMR", "ASOCR"].contains(nature), let number = site["numFinessEge"] as? String
          else { continue }
          for capacity in activity["capacite"] as? [[String: Any]] ?? []
          where capacity["statutCapacite"] as? String == "08" && capacity["uniteMesureCapacite"] as? String == "02" {
            let parts = ["habilitation", "genre", "modeFinancement"].compactMap { capacity[$0] as? String }
            guard parts.isEmpty, let count = (capacity["nombre"] as? String).flatMap({ Int($0) }) else { continue }
            places[number, default: 0] += count
          }
        }
      }
    }
    let register = try RegisterReader(options: .init(strict: true)).read(paths: [RealFinessPlusTests.path, path])
    let open = Set(register.essms.map(\.number.text))
    #expect(places.count > 200)
    #expect(
      Dictionary(uniqueKeysWithValues: register.capacities.map { ($0.key.text, $0.value) })
        == places.filter { open.contains($0.key) })
  }
}
