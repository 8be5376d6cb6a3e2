import Geography
import Wording

/// FINESS numbers, SIREN and SIRET of nobody.
///
/// Real FINESS numbers have a 0 in third place (all of those in the extracts of Bretagne, Nouvelle-Aquitaine, Corse and
/// Guadeloupe of 2021); these have a 9, and an 8 when there are many. Each kind of body has a range of its own:
///
/// |  | mainland and Corse, after the département | overseas, after `97`, 9 and the last digit of the département |
/// |---|---|---|
/// | establishments | 00000 to 49999 | 0000 to 4999 |
/// | OG | 50000 to 69999 | 5000 to 6999 |
/// | other bodies | 70000 to 99999 | 7000 to 9999 |
///
/// The ninth character completes Luhn's formula, as in real ones (`A` and `B` of Corse count as 0).
enum Numbers {
  enum Kind {
    case establishment, og, otherBody

    fileprivate var range: Range<Int> {
      switch self {
      case .establishment: 0..<5
      case .og: 5..<7
      case .otherBody: 7..<10
      }
    }
  }

  /// - Parameters:
  ///   - departement: as INSEE has it.
  ///   - rank: from 0; numbers of one kind, département and rank are one.
  /// - Throws: `Failure` (usage) when the ranges are full.
  static func finess(_ kind: Kind, departement: String, rank: Int) throws(Failure) -> String {
    let isOverseas = departement.utf8.count == 3
    let unit = isOverseas ? 1000 : 10_000
    let room = kind.range.count * unit
    guard rank < 2 * room else {
      throw Failure(
        .usage,
        fr:
          "département \(departement) : plus de \(2 * room) numéros FINESS inventés ; attendu : moins d'OG",
        en: "département \(departement): more than \(2 * room) invented FINESS numbers; expected fewer OG")
    }
    let third = rank < room ? "9" : "8"
    let rest = String(kind.range.lowerBound * unit + rank % room)
    let head = isOverseas ? "97" + third + departement.suffix(1) : departement + third
    let stem = head + String(repeating: "0", count: 8 - head.utf8.count - rest.utf8.count) + rest
    return stem + String(luhnDigit(stem))
  }

  /// Nine digits whose last one is wrong: no real SIREN passes for it.
  ///
  /// - Parameter rank: 0 to 9,999,999.
  static func siren(rank: Int) -> String {
    let stem = String(90_000_000 + rank)
    return stem + String((luhnDigit(stem) + 1) % 10)
  }

  /// The digit that completes a number under Luhn's formula (ISO/IEC 7812-1); letters count as 0.
  static func luhnDigit(_ stem: String) -> Int {
    var total = 0
    for (place, byte) in stem.utf8.reversed().enumerated() {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let value = (isDigit ? Int(byte - UInt8(ascii: "0")) : 0) * (place.isMultiple(of: 2) ? 2 : 1)
      total += value > 9 ? value - 9 : value
    }
    return (10 - total % 10) % 10
  }
}
