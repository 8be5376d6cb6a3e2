import Geography
import Grouping
import Testing

@testable import Synthetic

@Suite struct DrawsTests {
  @Test func `places come as often as they weigh`() {
    let weights = [1.0, 0, 3, 6]
    let table = WeightedTable(weights)
    var generator = SeededGenerator(seed: 3)
    let drawn = (0..<10_000).map { _ in table.draw(&generator) }.counts
    let expected = Dictionary(uniqueKeysWithValues: weights.enumerated().map { ($0.offset, $0.element * 1000) })
    #expect(Comparison(drawn: drawn, expected: expected).outliers(share: 0).isEmpty, "\(drawn)")
    #expect(drawn[1] == nil)
  }

  @Test func `nothing to draw from`() {
    var generator = SeededGenerator(seed: 3)
    #expect(WeightedTable([0, 0]).isEmpty)
    #expect(WeightedTable([]).draw(&generator) == 0)
  }

  @Test func `normal draws have the mean and the deviation`() {
    var generator = SeededGenerator(seed: 5)
    let draws = (0..<10_000).map { _ in generator.normal() }
    let mean = draws.reduce(0, +) / 10_000
    let variance = draws.reduce(0) { $0 + $1 * $1 } / 10_000
    // Four standard errors: 0.01 and 0.014 each.
    #expect(abs(mean) < 0.04)
    #expect(abs(variance - 1) < 0.057)
  }

  @Test func `a shuffled list holds the same, otherwise`() {
    var generator = SeededGenerator(seed: 5)
    var list = Array(0..<100)
    generator.shuffle(&list)
    #expect(list != Array(0..<100))
    #expect(list.sorted() == Array(0..<100))
  }
}

@Suite struct LandTests {
  /// A square with a square hole, and an island.
  static let land: Land = {
    func ring(_ low: Double, _ high: Double) -> [[Double]] {
      [[low, low], [high, low], [high, high], [low, high], [low, low]]
    }
    return Land(polygons: [[ring(0, 4), ring(1, 2)], [ring(10, 11)]])
  }()

  @Test(arguments: [(0.5, true), (1.5, false), (3.0, true), (5.0, false), (10.5, true), (-1.0, false)])
  func `inside and outside`(at: Double, isInside: Bool) {
    #expect(Self.land.contains(Coordinate(lat: at, lon: at)) == isInside)
  }
}

@Suite struct ExtractTextTests {
  @Test func `cells are quoted where they must be`() {
    var text = ExtractText()
    text.line(["a", "", "b;c", "d\"e\"", "é"])
    text.line(["", ""])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "a;;\"b;c\";\"d\"\"e\"\"\";é\n;\n")
  }
}
