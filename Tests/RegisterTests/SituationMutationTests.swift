import Testing
import TinyRegisters
import Wording

@testable import Register

/// Damaged files end in a situation, in constraints or in a failure of one line, never otherwise.
@Suite struct SituationMutationTests {
  static let situation = Array((SituationReaderTests.table.joined(separator: "\r\n") + "\r\n").utf8)
  static let constraints = Array(
    "type;a;b\nensemble;350000001;350000002\nporteur;350000001;\nverrou;2A0000002;\"53-001\"\n".utf8)

  static let inserted: [[UInt8]] = ["\"", ";", "\n", "\r", "\0", "\"\"", ";\"", "oui", "é", "9", "-", "%", ",", "ver"]
    .map { Array($0.utf8) }

  static func damaged(_ original: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<9, using: &generator) {
      case 0..<3: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 3..<5: bytes.insert(contentsOf: inserted.randomElement(using: &generator) ?? [], at: place)
      case 5..<7: bytes.remove(at: place)
      case 7: bytes.removeSubrange(place..<min(bytes.count, place + 12))
      default: bytes.append(contentsOf: bytes[place...])
      }
    }
    return bytes
  }

  @Test(arguments: 0..<4) func `no damage crashes the readers`(seed: UInt64) {
    var generator = SplitMix(state: seed)
    var outcomes: [Bool: Int] = [:]
    for round in 0..<1_000 {
      let isSituation = round.isMultiple(of: 2)
      let bytes = Self.damaged(isSituation ? Self.situation : Self.constraints, &generator)
      let file = InputFile(path: "damaged.csv", bytes: bytes)
      do {
        if isSituation {
          let read = try SituationReader.read(file)
          #expect(read.entries.values.allSatisfy { (0...10_000).contains($0.eligibleShare ?? 0) })
        } else {
          let read = try ConstraintReader.read(file)
          #expect(read.lines.allSatisfy { $0.number > 1 && !$0.text.contains { $0.isNewline } })
        }
        outcomes[true, default: 0] += 1
      } catch {
        #expect(error.kind == .data)
        #expect(error.wording.en.hasPrefix("damaged.csv, line "))
        #expect(error.wording.en.contains("expected") && error.wording.fr.contains("attendu"))
        #expect(!error.wording.en.contains { $0.isNewline } && !error.wording.fr.contains { $0.isNewline })
        outcomes[false, default: 0] += 1
      }
    }
    // Both ends are reached.
    #expect(outcomes[true, default: 0] > 50)
    #expect(outcomes[false, default: 0] > 300)
  }
}
