import Wording

/// Reads the literature's files, in either of two forms; blanks or tabs between the values, blank lines anywhere, comments
/// from a `#` to the end of the line:
///
/// - a line `n p`, then a line `x y capacity demand` for each node;
/// - OR-Library's: the number of problems, then for each a line with its number and its best known value, a line
///   `n p capacity`, and a line `node x y demand` for each node.
///
/// Other forms are refused by their name.
public enum MedianFile {
  /// Nodes of the largest instance taken: all distances are held, 800 MB at this size.
  public static let largest = 10_000
  /// Greatest size of a capacity and a demand: no sum of them overflows.
  public static let greatest = 1_000_000_000
  /// Greatest size of a coordinate: no square of one overflows, and no sum of distances is rounded to more than its share.
  public static let greatestCoordinate = 1e15

  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - path: the file as the user named it; its name without extension becomes the instance's.
  ///   - problem: which one of a file of several, by its number there; nil for the only one.
  /// - Throws: `Failure.Kind.data` that names the line, what stands there and what was expected.
  public static func read(_ bytes: [UInt8], path: String, problem: Int? = nil) throws(Failure) -> MedianInstance {
    var lines = MedianLines(bytes, path: path)
    guard let head = lines.next() else {
      throw lines.failure(1, found: lines.end, expected: firstLine)
    }
    if let keyword = tsplibKeyword(head) {
      throw lines.failure(
        head.number, found: lines.shown(keyword),
        says: Wording(
          fr: "un fichier TSPLIB, qui ne dit pas combien de médianes",
          en: "a TSPLIB file, which tells no number of medians"),
        expected: firstLine)
    }
    if head.words.count == 1 { return try library(head, &lines, path: path, problem: problem) }
    try lines.require(2, in: head, expected: firstLine)
    guard problem ?? 1 == 1 else {
      throw Failure(
        .usage, fr: "--problem \(problem ?? 1) : \(path) ne contient qu'un problème",
        en: "--problem \(problem ?? 1): \(path) holds one problem only")
    }
    let (count, medianCount) = try sizes(head, lines)
    var nodes: [MedianInstance.Node] = []
    nodes.reserveCapacity(count)
    while nodes.count < count {
      let line = try node(nodes.count + 1, of: count, &lines)
      if nodes.isEmpty, line.words.count == count, count > 4 {
        throw lines.failure(
          line.number, found: lines.counted(line),
          says: Wording(
            fr: "une matrice de distances, sans capacités ni demandes",
            en: "a distance matrix, without capacities and demands"),
          expected: nodeLine)
      }
      try lines.require(4, in: line, expected: nodeLine)
      nodes.append(
        MedianInstance.Node(
          x: try lines.coordinate(line, 0), y: try lines.coordinate(line, 1), capacity: try lines.capacity(line, 2),
          demand: try lines.demand(line, 3)))
    }
    try requireEnd(&lines, after: Wording(fr: "\(count) nœuds", en: "\(count) nodes"))
    return MedianInstance(name: name(of: path), medianCount: medianCount, nodes: nodes)
  }

  // MARK: OR-Library

  private static func library(
    _ head: MedianLines.Line, _ lines: inout MedianLines, path: String, problem: Int?
  ) throws(Failure) -> MedianInstance {
    let count = try lines.whole(
      head, 0, in: 1...1_000_000, called: Wording(fr: "nombre de problèmes", en: "number of problems"), isQuoted: false)
    var numbers: [Int] = []
    var chosen: MedianInstance?
    // All are read, so that a file cut short is found out.
    while numbers.count < count {
      guard let title = lines.next() else {
        throw lines.failure(
          lines.number, found: lines.end,
          expected: Wording(
            fr: "le problème \(numbers.count + 1) sur \(count)", en: "problem \(numbers.count + 1) of \(count)"))
      }
      try lines.require(
        2, in: title,
        expected: Wording(
          fr: "« problème valeur », numéro et meilleure valeur connue",
          en: "\"problem value\", its number and its best known value"))
      let number = try lines.whole(
        title, 0, in: 0...greatest, called: Wording(fr: "numéro du problème", en: "number of the problem"))
      let instance = try libraryProblem(&lines, name: "\(name(of: path))-\(number)")
      if number == problem || problem == nil && count == 1 { chosen = instance }
      numbers.append(number)
    }
    try requireEnd(&lines, after: Wording(fr: "\(count) problèmes", en: "\(count) problems"))
    guard let chosen else {
      let list = numbers.map(String.init).joined(separator: ", ").onOneLine(longest: 80)
      let asked = problem.map { "--problem \($0)" }
      throw Failure(
        .usage, fr: "\(asked ?? path) : \(count) problèmes dans le fichier ; attendu --problem et l'un de : \(list)",
        en: "\(asked ?? path): \(count) problems in the file; expected --problem with one of: \(list)")
    }
    return chosen
  }

  private static func libraryProblem(_ lines: inout MedianLines, name: String) throws(Failure) -> MedianInstance {
    let expected = Wording(
      fr: "« n p capacité » du problème", en: "\"n p capacity\" of the problem")
    guard let head = lines.next() else { throw lines.failure(lines.number, found: lines.end, expected: expected) }
    try lines.require(3, in: head, expected: expected)
    let (count, medianCount) = try sizes(head, lines)
    let capacity = try lines.capacity(head, 2)
    var nodes: [MedianInstance.Node] = []
    nodes.reserveCapacity(count)
    while nodes.count < count {
      let line = try node(nodes.count + 1, of: count, &lines)
      try lines.require(
        4, in: line, expected: Wording(fr: "« nœud x y demande »", en: "\"node x y demand\""))
      nodes.append(
        MedianInstance.Node(
          x: try lines.coordinate(line, 1), y: try lines.coordinate(line, 2), capacity: capacity,
          demand: try lines.demand(line, 3)))
    }
    return MedianInstance(name: name, medianCount: medianCount, nodes: nodes)
  }

  // MARK: Parts

  private static let firstLine = Wording(
    fr: "« n p », nombres de nœuds et de médianes", en: "\"n p\", the numbers of nodes and of medians")
  private static let nodeLine = Wording(fr: "« x y capacité demande »", en: "\"x y capacity demand\"")

  private static func sizes(
    _ line: MedianLines.Line, _ lines: MedianLines
  ) throws(Failure) -> (nodes: Int, medians: Int) {
    // What does not begin as an instance may be any file of the machine: it is not quoted.
    let count = try lines.whole(
      line, 0, in: 1...largest, called: Wording(fr: "nombre de nœuds", en: "number of nodes"), isQuoted: false)
    let medians = try lines.whole(
      line, 1, in: 1...count, called: Wording(fr: "nombre de médianes", en: "number of medians"))
    return (count, medians)
  }

  private static func node(
    _ number: Int, of count: Int, _ lines: inout MedianLines
  ) throws(Failure) -> MedianLines.Line {
    guard let line = lines.next() else {
      throw lines.failure(
        lines.number, found: lines.end,
        expected: Wording(fr: "le nœud \(number) sur \(count)", en: "node \(number) of \(count)"))
    }
    return line
  }

  private static func requireEnd(_ lines: inout MedianLines, after what: Wording) throws(Failure) {
    guard let extra = lines.next() else { return }
    throw lines.failure(
      extra.number, found: lines.shown(extra.words[0]),
      expected: Wording(fr: "la fin du fichier après \(what.fr)", en: "the end of the file after \(what.en)"))
  }

  /// The keyword that a TSPLIB file begins with, also those of its `.vrp` files; nil where the line begins otherwise.
  private static func tsplibKeyword(_ line: MedianLines.Line) -> String? {
    let word = line.words[0].prefix { $0 != ":" }
    return ["NAME", "TYPE", "COMMENT", "DIMENSION", "CAPACITY", "EDGE_WEIGHT_TYPE"].contains(word) ? String(word) : nil
  }

  /// A file's name without folders and extension.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last ?? Substring(path)
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return String(file) }
    return String(file[..<dot])
  }
}
