import Foundation
import Wording

/// A small reference table that comes with the program: `;` between cells, no quotes, comment lines in `#`, then a line
/// of column names.
public struct ResourceTable: Sendable {
  public struct Row: Sendable {
    /// From 1, in the file.
    public let line: Int
    /// In the order in which the columns were asked for.
    public let cells: [String]
  }

  public let file: String
  public let rows: [Row]

  /// Reads the table `Resources/<file>` of a bundle.
  ///
  /// - Parameter columns: names of the columns to take; the file may hold others.
  /// - Throws: `Failure` when the file is missing, lacks a column, or has a row of another length than its header.
  public init(_ file: String, in bundle: Bundle, columns: [String]) throws(Failure) {
    let url = bundle.bundleURL.appendingPathComponent("Resources").appendingPathComponent(file)
    let text: String
    do {
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw Self.missing(url.path)
    }
    try self.init(file: file, text: text, columns: columns)
  }

  init(file: String, text: String, columns: [String]) throws(Failure) {
    var places: [Int]?
    var width = 0
    var rows: [Row] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      if let places {
        guard cells.count == width else {
          throw Self.damaged(file, index + 1, String(line), expected: "\(width) × ;")
        }
        rows.append(Row(line: index + 1, cells: places.map { cells[$0] }))
      } else {
        let found = columns.compactMap { cells.firstIndex(of: $0) }
        guard found.count == columns.count else {
          throw Self.damaged(file, index + 1, String(line), expected: columns.joined(separator: ";"))
        }
        places = found
        width = cells.count
      }
    }
    self.file = file
    self.rows = rows
  }

  /// The failure to throw for a row whose cells mean nothing.
  public func damaged(_ row: Row, expected: String) -> Failure {
    Self.damaged(file, row.line, row.cells.joined(separator: ";"), expected: expected)
  }

  static func missing(_ path: String) -> Failure {
    Failure(
      .unreadable, fr: "\(path) : table du programme introuvable ou illisible ; réinstallez grappes",
      en: "\(path): a table of the program is missing or unreadable; install grappes again")
  }

  static func damaged(_ file: String, _ line: Int, _ value: String, expected: String) -> Failure {
    Failure(
      .data, fr: "\(file), ligne \(line) : « \(value) » dans une table du programme ; attendu : \(expected)",
      en: "\(file), line \(line): \"\(value)\" in a table of the program; expected \(expected)")
  }
}
