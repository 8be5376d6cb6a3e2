import Foundation
import Geography
import Testing
import Wording

@testable import Register

/// Files of several formats that tell of the same establishments; and capacities.
@Suite struct MixedRegisterTests {
  typealias Documents = FinessPlusDocuments

  static let legacy = Extracts.file(
    [
      Extracts.og("350000001", rs: "ASS DES LILAS"), Extracts.establishment("350000010"),
      Extracts.location("350000010"),
    ],
    path: "507.csv")
  /// The degrees of that place, as FINESS+ rounds them.
  static func document(name: String = "EHPAD LES LILAS", north: Double = 0) throws -> InputFile {
    let place = try #require(Projection(epsg: 2154).geographic(x: 352000.5, y: 6789000.5))
    let coordinates = String(
      format: #"{"coordonneeX": "%.6f", "coordonneeY": "%.6f"}"#, place.lon, place.lat + north)
    return Documents.file([
      Documents.og([
        Documents.establishment("350000010", name: name, addresses: [Documents.address(coordinates: coordinates)])
      ])
    ])
  }
  static let archive = ArchiveReaderTests.file(["siret": ""])

  @Test func `the same in three formats, in any order`() throws {
    let document = try Self.document()
    for files in [
      [Self.legacy, document, Self.archive], [Self.archive, document, Self.legacy],
      [document, Self.legacy, Self.archive],
    ] {
      let register = try RegisterReader(options: .init(strict: true)).read(files)
      #expect(register.essms.count == 1)
      #expect(register.problems.isEmpty)
      #expect(register.sources.map(\.file) == files.map(\.path))
    }
  }

  @Test func `what differs is told, and the first is kept`() throws {
    let named = try RegisterReader().read([Self.legacy, Self.document(name: "AUTRE")])
    #expect(named.essms.map(\.name) == ["EHPAD LES LILAS"])
    #expect(named.problems.map(\.kind) == [.duplicate])
    #expect(named.problems.map(\.file) == ["structures.json"])
    let reversed = try RegisterReader().read([Self.document(name: "AUTRE"), Self.legacy])
    #expect(reversed.essms.map(\.name) == ["AUTRE"])
    #expect(reversed.problems.map(\.file) == ["507.csv"])
    let moved = try RegisterReader().read([Self.legacy, Self.document(north: 0.01)])
    #expect(moved.problems.map(\.kind) == [.duplicate])
  }

  @Test func `one format lends another what it lacks`() throws {
    let unlocated = Extracts.file([Extracts.establishment("350000010")], path: "502.csv")
    for files in try [[unlocated, Self.document()], [Self.document(), unlocated]] {
      let register = try RegisterReader(options: .init(strict: true)).read(files)
      #expect(register.essms.count == 1)
      #expect(register.ogNames.count == 1)
    }
  }

  static func equipment(_ number: String, _ places: String, withdrawn: String = "N") -> String {
    var cells = ["equipementsocial", number] + Array(repeating: "", count: 20)
    cells[9] = places
    cells[15] = withdrawn
    return cells.joined(separator: ";")
  }

  @Test func `capacities of the lines not withdrawn`() throws {
    let extract = Extracts.file(
      [
        Extracts.manifest, Self.equipment("350000010", "30"), Self.equipment("350000010", "12"),
        Self.equipment("350000010", "100", withdrawn: "O"), Self.equipment("350000010", ""),
        Self.equipment("350000099", "7"), Self.equipment("350000010", "many"),
      ], path: "505.csv")
    let number = try #require(FinessNumber("350000010"))
    for files in [[Self.legacy, extract], [extract, Self.legacy, extract]] {
      let register = try RegisterReader().read(files)
      #expect(register.capacities == [number: 42])
      #expect(Set(register.problems.map(\.kind)) == [.malformedLine])
      #expect(Set(register.problems.map(\.value)) == ["many"])
    }
    let zero = try Extracts.read([
      Extracts.establishment("350000010"), Extracts.location("350000010"), Self.equipment("350000010", "0"),
    ])
    #expect(zero.capacities == [number: 0])
    #expect(Extracts.failure([extract])?.wording.en.contains("no establishment") == true)
  }
}
