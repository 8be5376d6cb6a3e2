import Testing

@testable import Medians

@Suite struct MedianInstanceTests {
  @Test(arguments: [
    ("cpmp01", MedianInstance.Distance.floor), ("cpmp20", .floor), ("cpmp21", .euclidean), ("cpmp00", .euclidean),
    ("cpmp1", .euclidean), ("cpmp+1", .euclidean), ("SJC1", .euclidean), ("lin318_005", .euclidean), ("", .euclidean),
  ])
  func distanceOfTheLiterature(_ name: String, _ distance: MedianInstance.Distance) {
    #expect(MedianInstance.Distance.usual(for: name) == distance)
  }

  @Test func distances() {
    let places = [(0.0, 0.0), (3.0, 4.0), (1.0, 1.0)]
    let instance = MedianInstance(
      name: "three", medianCount: 1, nodes: places.map { .init(x: $0.0, y: $0.1, capacity: 1, demand: 1) })
    #expect(instance.distances(.floor) == [0, 5, 1, 5, 0, 3, 1, 3, 0])
    let real = instance.distances(.euclidean)
    #expect(real[1] == 5)
    #expect(abs(real[2] - 1.41421356) < 1e-8)
    #expect(abs(real[5] - 3.60555128) < 1e-8)
  }

  /// 5 stays 5 when truncated, as do all integer distances.
  @Test func wholeDistancesAreNotCut() {
    for (a, b, c) in [(3, 4, 5), (20, 21, 29), (28, 45, 53), (65, 72, 97), (99_999_999, 0, 99_999_999)] {
      let nodes = [(0, 0), (a, b)].map {
        MedianInstance.Node(x: Double($0.0), y: Double($0.1), capacity: 1, demand: 1)
      }
      #expect(MedianInstance.Distance.floor.between(nodes[0], nodes[1]) == Double(c))
    }
  }
}
