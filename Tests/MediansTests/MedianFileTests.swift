import Foundation
import Testing
import Wording

@testable import Medians

@Suite struct MedianFileTests {
  static let small = "3 1\n0 0 9 1\n3 4 8 2\n6.5 -8 7 3\n"

  @Test func readsNodesInOrder() throws {
    let instance = try MedianFile.read(Array(Self.small.utf8), path: "folder/small.v2.dat")
    #expect(
      instance
        == MedianInstance(
          name: "small.v2", medianCount: 1,
          nodes: [
            .init(x: 0, y: 0, capacity: 9, demand: 1), .init(x: 3, y: 4, capacity: 8, demand: 2),
            .init(x: 6.5, y: -8, capacity: 7, demand: 3),
          ]))
  }

  @Test(arguments: [
    "3 1\r\n0 0 9 1\r\n3 4 8 2\r\n6.5 -8 7 3\r\n",
    " 3\t1\t\t\n\n  0 0 9 1 \n3   4 8 2\n\t6.5 -8 7 3",
    "3 1\n0 0 9 1\n3 4 8 2\n6.5 -8 7 3\n\n \n",
  ])
  func blanksAndLineEndsDoNotMatter(_ text: String) throws {
    #expect(
      try MedianFile.read(Array(text.utf8), path: "small") == MedianFile.read(Array(Self.small.utf8), path: "small"))
  }

  /// White space of any kind parts values, and signs of no width around them do not count.
  @Test(arguments: ["\u{A0}", "\u{202F}", " \u{200B}", "\u{2060} ", "\u{FEFF} ", " \u{200E}"])
  func invisibleSignsDoNotMatter(_ sign: String) throws {
    let text = sign + Self.small.replacing(" ", with: sign)
    #expect(
      try MedianFile.read(Array(text.utf8), path: "small") == MedianFile.read(Array(Self.small.utf8), path: "small"))
  }

  @Test func invisibleSignsInsideAreNamed() {
    let failure = #expect(throws: Failure.self) { try MedianFile.read(Array("1\u{200B}0 1\n".utf8), path: "f") }
    #expect(failure?.wording.en.contains("\"1<U+200B>0\"") == true)
  }

  @Test(arguments: [
    ("", "f: line 1: end of file; expected \"n p\", the numbers of nodes and of medians"),
    ("3\n", "f: line 1: end of file; expected problem 1 of 3"),
    ("x\n", "f: line 1: no number; expected number of problems, an integer from 1 to 1000000"),
    (
      "1\n1 700\n2 1 120\n1 57 71 15\n",
      "f: line 4: end of file; expected node 2 of 2"
    ),
    ("1\n1 700\n2 1\n", "f: line 3: 2 values; expected \"n p capacity\" of the problem"),
    (
      "NAME : a\nTYPE : CVRP\n",
      "f: line 1: \"NAME\" (a TSPLIB file, which tells no number of medians); expected \"n p\", "
        + "the numbers of nodes and of medians"
    ),
    (
      "DIMENSION: 20\n",
      "f: line 1: \"DIMENSION\" (a TSPLIB file, which tells no number of medians); expected \"n p\", "
        + "the numbers of nodes and of medians"
    ),
    (
      "5 1\n0 1 2 3 4\n",
      "f: line 2: 5 values (a distance matrix, without capacities and demands); expected \"x y capacity demand\""
    ),
    ("3 1 2\n", "f: line 1: 3 values; expected \"n p\", the numbers of nodes and of medians"),
    ("0 1\n", "f: line 1: \"0\"; expected number of nodes, an integer from 1 to 10000"),
    (
      "99999999999999999999 1\n",
      "f: line 1: \"99999999999999999999\"; expected number of nodes, an integer from 1 to 10000"
    ),
    ("2 3\n", "f: line 1: \"3\"; expected number of medians, an integer from 1 to 2"),
    ("2 0\n", "f: line 1: \"0\"; expected number of medians, an integer from 1 to 2"),
    ("2 x\n", "f: line 1: \"x\"; expected number of medians, an integer from 1 to 2"),
    ("2 1\n0 0 9 1\n", "f: line 2: end of file; expected node 2 of 2"),
    ("2 1\n0 0 9 1\n0 0 9\n", "f: line 3: 3 values; expected \"x y capacity demand\""),
    ("2 1\n\n0 0 9 1\n0 0 9 1\n0 0 9 1\n", "f: line 5: \"0\"; expected the end of the file after 2 nodes"),
    ("1 1\n0 north 9 1\n", "f: line 2: \"north\"; expected coordinate, a number of at most 1e15"),
    ("1 1\nnan 0 9 1\n", "f: line 2: \"nan\"; expected coordinate, a number of at most 1e15"),
    ("1 1\n-inf 0 9 1\n", "f: line 2: \"-inf\"; expected coordinate, a number of at most 1e15"),
    ("1 1\n0 0 9 1.5\n", "f: line 2: \"1.5\"; expected demand, an integer from 0 to 1000000000"),
    ("1 1\n0 0 -0.5 1\n", "f: line 2: \"-0.5\"; expected capacity, an integer from 0 to 1000000000"),
    ("1 1\n0 0 9 -1\n", "f: line 2: \"-1\"; expected demand, an integer from 0 to 1000000000"),
    ("1 1\n0 0 9 1000000001\n", "f: line 2: \"1000000001\"; expected demand, an integer from 0 to 1000000000"),
    (
      "1 1\n0 0 9 \(String(repeating: "7", count: 50))\n",
      "f: line 2: \"\(String(repeating: "7", count: 40))…\"; expected demand, an integer from 0 to 1000000000"
    ),
  ])
  func tellsWhatIsWrong(_ text: String, _ message: String) {
    let failure = #expect(throws: Failure.self) { try MedianFile.read(Array(text.utf8), path: "f") }
    #expect(failure?.kind == .data)
    #expect(failure?.wording.en == message)
    #expect(failure?.wording.fr.contains("attendu") == true)
  }

  /// What else a file of the same instance may hold.
  @Test(arguments: [
    "\u{FEFF}3 1\n0 0 9 1\n3 4 8 2\n6.5 -8 7 3\n",
    "# mine\n3 1 # nodes, medians\n0 0 9 1\n  # a node\n3 4 8 2\n6.5 -8 7 3\n",
    "3.0 1.\n0 0 9.0 1\n3 4 8.75 2.00\n6.5 -8 7 3e0\n",
  ])
  func extras(_ text: String) throws {
    #expect(
      try MedianFile.read(Array(text.utf8), path: "small") == MedianFile.read(Array(Self.small.utf8), path: "small"))
  }

  /// OR-Library's form, of which one problem is chosen by its number.
  static let library = " 2\n 7 713\n 2 1 120\n 1 57 71 15\n 2 57 65 19\n 8 740\n 1 1 9\n 1 0 4 2\n"

  @Test func chosenProblem() throws {
    let bytes = Array(Self.library.utf8)
    let seven = MedianInstance(
      name: "pmedcap1-7", medianCount: 1,
      nodes: [.init(x: 57, y: 71, capacity: 120, demand: 15), .init(x: 57, y: 65, capacity: 120, demand: 19)])
    #expect(try MedianFile.read(bytes, path: "a/pmedcap1.txt", problem: 7) == seven)
    #expect(MedianInstance.Distance.usual(for: seven.name) == .floor)
    #expect(try MedianFile.read(bytes, path: "b", problem: 8).nodes == [.init(x: 0, y: 4, capacity: 9, demand: 2)])
    for problem in [nil, 1] {
      let failure = #expect(throws: Failure.self) { try MedianFile.read(bytes, path: "b", problem: problem) }
      #expect(failure?.kind == .usage)
      #expect(failure?.wording.en.hasSuffix("2 problems in the file; expected --problem with one of: 7, 8") == true)
    }
    let plain = Array(Self.small.utf8)
    #expect(throws: Failure.self) { try MedianFile.read(plain, path: "b", problem: 2) }
    #expect(try MedianFile.read(plain, path: "b", problem: 1).nodes.count == 3)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: Failure.self) { try MedianFile.read([0x31, 0xFF, 0x20, 0x31, 0x0A], path: "f") }
  }

  /// Of the published instances, where they stand beside the repository.
  static let published: URL? = {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/data/cpmp").standardized
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  @Test(.enabled(if: published != nil))
  func readsThePublishedInstances() throws {
    let folder = try #require(Self.published)
    let list = try String(contentsOf: folder.appendingPathComponent("best_known.csv"), encoding: .utf8)
    var readCount = 0
    for row in list.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = row.split(separator: ";").map(String.init)
      let names = ["\(cells[0]).txt", "\(cells[0]).dat"]
      let file = try #require(
        names.map(folder.appendingPathComponent).first { FileManager.default.fileExists(atPath: $0.path) })
      let instance = try MedianFile.read(Array(Data(contentsOf: file)), path: file.path)
      #expect(instance.name == cells[0])
      #expect(instance.nodes.count == Int(cells[1]))
      #expect(instance.medianCount == Int(cells[2]))
      #expect(MedianInstance.Distance.usual(for: instance.name).rawValue == cells[5])
      // The medians that can serve most must be able to serve all, or a column was misread.
      let room = instance.nodes.map(\.capacity).sorted(by: >).prefix(instance.medianCount).reduce(0, +)
      #expect(room >= instance.nodes.map(\.demand).reduce(0, +))
      readCount += 1
    }
    #expect(readCount == 27)
  }
}
