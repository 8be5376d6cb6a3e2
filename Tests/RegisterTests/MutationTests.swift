import Testing
import Wording

@testable import Register

/// Damaged files end in a register or in a failure, never otherwise: with `FormatMutationTests`, ten thousand of them.
@Suite struct MutationTests {
  /// SplitMix64 (Steele, Lea and Flood, 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let original = Extracts.file([
    Extracts.manifest, Extracts.og("350000001", rs: "ASSOCIATION \"DES\" LILAS"),
    Extracts.establishment("350000010", rs: "\"FOYER \"\"LES; LILAS\"\"\"", siret: "12345678900012"),
    Extracts.establishment("2A0000022", rs: "FOYER DE L’ÉTÉ", commune: "004", departement: "2A"),
    Extracts.establishment("10000024", og: "10780054", commune: "53", departement: "1", siret: "2,6E+13"),
    "equipementsocial;350000010;;;;;;;;12;;;;;;N;", Extracts.location("350000010"),
    Extracts.location("2A0000022", x: "1180000", y: "6100000", source: "L93_METROPOLE"),
  ]).bytes

  static let inserted: [[UInt8]] = ["\"", ";", "\n", "\r", "\0", "\"\"", ";\"", "finess;", "é", "9", "-", "e", "EPSG:"]
    .map { Array($0.utf8) }

  @Test(arguments: 0..<4) func `no damage crashes the reader`(seed: UInt64) {
    var generator = Generator(state: seed)
    var outcomes: [Bool: Int] = [:]
    for _ in 0..<1250 {
      var bytes = Self.original
      for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0..<3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 3..<5: bytes.insert(contentsOf: Self.inserted.randomElement(using: &generator) ?? [], at: place)
        case 5..<7: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      let options = RegisterReader.Options(strict: Bool.random(using: &generator))
      do {
        let register = try RegisterReader(options: options).read([InputFile(path: "damaged.csv", bytes: bytes)])
        #expect(register.essms.count + register.excluded.count + register.notEssms.values.reduce(0, +) > 0)
        #expect(register.problems.allSatisfy { $0.line > 0 && !$0.value.contains("\n") })
        outcomes[true, default: 0] += 1
      } catch {
        #expect(error.kind == .data)
        #expect(!error.wording.en.contains("\n"))
        outcomes[false, default: 0] += 1
      }
    }
    // Both ends are reached, so the test has met rows that survive and rows that do not.
    #expect(outcomes[true, default: 0] > 100)
    #expect(outcomes[false, default: 0] > 100)
  }
}
