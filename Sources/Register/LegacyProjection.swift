/// The map projections in which FINESS extracts give coordinates.
enum LegacyProjection {
  /// The EPSG code of the projection that a `geolocalisation` line's source cell names in its last part; nil when it names
  /// none of France's.
  ///
  /// Three spellings, by year: `…,V2.2,LAMBERT_93` or `UTM_N20`; `…,L93_METROPOLE`; `…,EPSG:5490 RGAF09/UTM Zone 20N
  /// (Antilles)`. UTM zones are told by their number, since each of France's is of one territory.
  static func epsg(source: ArraySlice<UInt8>) -> Int? {
    let start = source.lastIndex(of: UInt8(ascii: ",")).map { $0 + 1 } ?? source.startIndex
    let name = source[start...].map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 - 32 : $0 }
    if let code = name.firstRange(of: Array("EPSG:".utf8)) {
      let number = numbers(in: name[code.upperBound...]).first
      return number.flatMap { known.contains($0) ? $0 : nil }
    }
    let isLambert = name.contains(Array("LAMBERT".utf8)) || name.starts(with: Array("L93".utf8))
    if isLambert { return numbers(in: name[...]).contains(93) ? 2154 : nil }
    guard name.contains(Array("UTM".utf8)) else { return nil }
    return numbers(in: name[...]).lazy.compactMap { zones[$0] }.first
  }

  /// Whether a source cell names a projection, be it one that is not known.
  static func isNamed(in source: ArraySlice<UInt8>) -> Bool {
    let text = source.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? $0 - 32 : $0 }
    return ["EPSG", "LAMBERT", "L93", "UTM", "WGS"].contains { text.contains(Array($0.utf8)) }
  }

  /// Source: EPSG register. 2154 Lambert-93 (RGF93); 5490 and 4559 UTM 20N (RGAF09, RRAF 1991); 2972 UTM 22N (RGFG95);
  /// 2975 UTM 40S (RGR92); 4471 UTM 38S (RGM04); 4467 UTM 21N (RGSPM06); 32620… the same zones on WGS 84.
  private static let known: Set<Int> = [
    2154, 5490, 4559, 2972, 2975, 4471, 4467, 32620, 32621, 32622, 32738, 32740,
  ]

  /// By UTM zone.
  private static let zones = [20: 5490, 21: 4467, 22: 2972, 38: 4471, 40: 2975]

  private static func numbers(in text: ArraySlice<UInt8>) -> [Int] {
    text.split { !$0.isDigit }.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}
