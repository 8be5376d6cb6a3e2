import Foundation
import Geography
import Wording

extension RuleFile {
  /// More files than anyone lays over each other; each is read once more for every file that extends it.
  static let mostLayers = 16

  /// A file laid over the one that its key `extends` names, that one over the next, and so on: records merge key by key,
  /// all else replaces what was there, `null` takes a value back. A value keeps the place where it stands, for failures.
  ///
  /// - Parameters:
  ///   - keys: those that a file may have beside `extends`; each file is checked by itself.
  ///   - paths: keys whose values are paths, or lists of them, relative to the file that gives them.
  ///   - nested: a key whose record has some of the same keys, with lists of values.
  /// - Throws: `Failure` as for one file, and (data) for files that extend each other in a circle.
  package static func layered(
    path: String, keys: [String], paths: [String], nested: String, expected: Wording
  ) throws(Failure) -> RuleFile {
    var layers: [RuleNode] = []
    var seen: [String] = []
    var next = path
    var namer: RuleCursor?
    while true {
      let read = { () throws(Failure) -> RuleFile in
        try RuleFile(path: next, expected: expected, keys: keys + ["extends"])
      }
      let file = if let namer { try namer.naming(read) } else { try read() }
      let folder = Self.folder(of: next)
      let node = file.root.placed(in: next)
      let record = try RuleCursor(RuleFile(path: next, root: node), regions: Regions.bundled()).record(
        keys + ["extends"])
      seen.append(URL(fileURLWithPath: next).resolvingSymlinksInPath().path)
      layers.append(node.removing("extends").locating(paths, nested: nested, in: folder))
      guard let extends = record["extends"] else { break }
      namer = extends
      next = joined(folder, try extends.text(longest: 4_000))
      let real = URL(fileURLWithPath: next).resolvingSymlinksInPath().path
      guard !seen.contains(real), layers.count < mostLayers else {
        throw extends.wrong(
          expected: Wording(
            fr: "un fichier qui n'étend pas celui-ci à son tour (\(mostLayers) fichiers au plus)",
            en: "a file that does not extend this one in turn (\(mostLayers) files at most)"))
      }
    }
    let root = layers.dropLast().reversed().reduce(layers[layers.count - 1]) { base, layer in layer.merged(over: base) }
    return RuleFile(path: path, root: root)
  }

  /// By hand: Foundation's deletingLastPathComponent ends the program on some names without a separator, such as `-`.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path as seen from a folder, which may be empty for the working one.
  static func joined(_ folder: String, _ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : (folder as NSString).appendingPathComponent(path)
  }
}

extension RuleNode {
  /// With the paths under some keys as seen from a folder.
  fileprivate func locating(_ keys: [String], nested: String, in folder: String) -> RuleNode {
    guard case .record(let entries) = content else { return self }
    let located = entries.map { entry in
      if entry.key == nested {
        return Entry(key: entry.key, line: entry.line, value: entry.value.locating(keys, nested: "", in: folder))
      }
      guard keys.contains(entry.key) else { return entry }
      return Entry(key: entry.key, line: entry.line, value: entry.value.located { RuleFile.joined(folder, $0) })
    }
    return RuleNode(line: line, content: .record(located), file: file)
  }

  /// With each of its texts as a function gives it; a list's, and a list's in it, too.
  private func located(_ place: (String) -> String) -> RuleNode {
    var node = self
    switch content {
    case .scalar(let text, let isQuoted):
      if !isNull { node.content = .scalar(place(text), isQuoted: isQuoted) }
    case .list(let items): node.content = .list(items.map { $0.located(place) })
    case .record: break
    }
    return node
  }
}
