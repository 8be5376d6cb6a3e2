import Geography
import Register
import Testing
import Wording

@testable import Synthetic

@Suite struct NumbersTests {
  static let departements = ["01", "2A", "2B", "59", "971", "974", "976"]
  static let kinds: [Numbers.Kind] = [.establishment, .og, .otherBody]

  @Test(arguments: departements) func `numbers are FINESS numbers, each once, and none that exists`(
    departement: String
  ) throws {
    var seen: Set<String> = []
    for kind in Self.kinds {
      for rank in [0, 1, 999, 1999, 2000, 3999] {
        let text = try Numbers.finess(kind, departement: departement, rank: rank)
        #expect(FinessNumber(text) != nil, "\(text)")
        // Real ones have a 0 there.
        #expect("98".contains(text.dropFirst(2).prefix(1)), "\(text)")
        #expect(text.hasPrefix(departement.count == 3 ? "97" : departement))
        #expect(Self.passesLuhn(text), "\(text)")
        #expect(seen.insert(text).inserted, "\(text)")
      }
    }
  }

  @Test(arguments: departements) func `ranges end`(departement: String) {
    for kind in Self.kinds {
      #expect(throws: Failure.self) { try Numbers.finess(kind, departement: departement, rank: 100_000) }
    }
  }

  @Test(arguments: [0, 1, 17, 164_000, 9_999_999]) func `no SIREN is valid`(rank: Int) {
    let siren = Numbers.siren(rank: rank)
    #expect(siren.utf8.count == 9)
    #expect(!Self.passesLuhn(siren))
  }

  /// ISO/IEC 7812-1, with a table in place of the arithmetic; letters count as 0.
  static func passesLuhn(_ text: String) -> Bool {
    let doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
    let digits = text.map { $0.wholeNumberValue ?? 0 }
    let sum = digits.reversed().enumerated().reduce(0) { $0 + ($1.offset % 2 == 1 ? doubled[$1.element] : $1.element) }
    return sum % 10 == 0
  }

  @Test(arguments: [("7992739871", 3), ("0", 0), ("73282932", 0)]) func `check digits known elsewhere`(
    stem: String, digit: Int
  ) {
    #expect(Numbers.luhnDigit(stem) == digit)
  }
}
