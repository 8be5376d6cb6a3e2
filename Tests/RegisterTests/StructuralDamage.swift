import Foundation

@testable import Register

/// One damage to the structure of one row of an extract: a separator more or less, a cell emptied, a category changed.
struct StructuralDamage: Sendable, CustomStringConvertible {
  enum Kind: CaseIterable {
    case separatorMore, separatorLess, emptied, category
  }

  /// What a category is changed to: no code of FINESS, in ways that were met. Another code that exists cannot be known to be
  /// wrong, unless the label beside it is an ESSMS's: see `LegacyReaderTests`.
  static let categories = ["", "*.0", "0*", "abc", "5OO", "50", "18", "1 83", "cat. *", "4401", "#N/A", "-"]

  let kind: Kind
  let description: String
  /// The row after it.
  let text: String

  init(_ row: String, separator: Character = ";", category: Int, _ generator: inout MutationTests.Generator) {
    kind = Kind.allCases.randomElement(using: &generator) ?? .emptied
    switch kind {
    case .separatorMore:
      let place = row.index(row.startIndex, offsetBy: Int.random(in: 0...row.count, using: &generator))
      text = row[..<place] + String(separator) + row[place...]
      description = "separator more: \(text)"
    case .separatorLess:
      let places = row.indices.filter { row[$0] == separator }
      guard let place = places.randomElement(using: &generator) else {
        text = row
        description = "nothing"
        return
      }
      text = String(row[..<place]) + row[row.index(after: place)...]
      description = "separator less: \(text)"
    case .emptied, .category:
      var cells = row.split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
      let filled = cells.indices.filter { !cells[$0].isEmpty }
      if kind == .category && cells.count > category {
        let changed = Self.categories.randomElement(using: &generator) ?? ""
        cells[category] = changed.replacing("*", with: cells[category])
      } else if let place = filled.randomElement(using: &generator) {
        cells[place] = ""
      }
      text = cells.joined(separator: String(separator))
      description = "\(kind): \(text)"
    }
  }
}
