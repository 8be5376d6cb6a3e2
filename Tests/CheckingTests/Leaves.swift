import Foundation
import Plans

@testable import struct Plans.JSONTree

/// The values of a plan's document, each by its pattern (`grappes[].members[].name`), and edits of them by hand.
struct Leaves {
  let tree: JSONTree
  /// Nodes of values by pattern: those without anything in them, and the elements and members of the others.
  private(set) var byPattern: [String: [Leaf]] = [:]

  struct Leaf {
    let node: Int
    /// The key's node, of a member of an object.
    let key: Int?
    let parent: Int
    let place: Int
  }

  struct Edit {
    let pattern: String
    let path: String
    let what: String
    let bytes: [UInt8]
  }

  /// Records whose keys are codes, not names of the format: the codes are left out of patterns.
  private static let keyedByCode: Set<String> = [
    "parameters.minimum", "parameters.maximum", "parameters.minimumOg", "parameters.probabilities",
    "parameters.routeLimits", "parameters.envelopes", "parameters.stability.porteurs", "search.treeBounds",
    "rulePrices", "essms", "certificate.unitPrices", "certificate.envelopePrices", "grappes[].sectors",
  ]

  init(_ plan: Plan) throws {
    tree = try JSONTree(Array(PlanFile.data(plan)))
    walk(0, pattern: "")
  }

  private mutating func walk(_ node: Int, pattern: String) {
    let isObject = tree.nodes[node].kind == .object
    guard isObject || tree.nodes[node].kind == .array else { return }
    for (place, child) in tree.children(node).enumerated() {
      let value = isObject ? child + 1 : child
      let name = isObject && !Self.keyedByCode.contains(pattern) ? "." + (tree.text(child) ?? "") : "[]"
      let own = pattern.isEmpty ? String(name.drop { $0 == "." }) : pattern + name
      byPattern[own, default: []].append(Leaf(node: value, key: isObject ? child : nil, parent: node, place: place))
      walk(value, pattern: own)
    }
  }

  // MARK: Edits

  /// Codes that stand for others of their kind.
  private static let codes: [String: [String]] = [
    "status": ["optimal", "feasible", "interrupted", "empty"],
    "search.stop": ["proven", "gap", "noImprovement", "workLimit", "timeLimit", "interrupted"],
    "parameters.mode": ["weighted", "fundingFirst", "spreadFirst"],
    "parameters.dui": ["ignore", "prefer", "require"], "parameters.sectors": ["ignore", "prefer", "require"],
    "parameters.unknownDui": ["acquisition", "compliance"], "parameters.routes[]": ["regional", "multiregional"],
    "parameters.envelopes[].source": ["typed", "proRata"], "language": ["fr", "en"], "campaign": ["2022", "2023"],
    "bareme": ["2021-T1", "2022"], "regions[]": ["53", "28", "01", "94"],
    "grappes[].route": ["regional", "multiregional", "national"], "grappes[].region": ["53", "28", "01"],
    "grappes[].dui": ["Alpha", "Bêta", "Delta"], "grappes[].deadline": ["2024-12-31"],
    "grappes[].opens": ["2024-01-02"],
    "grappes[].filedWith": ["CNSA", "ARS Bretagne", "ARS Normandie"],
    "grappes[].funding.lines[].item": ["acquisition", "compliance"],
    "ungrouped[].reason": Plan.Reason.allCases.map(\.rawValue),
    "excluded[].reason": ["closed", "noCoordinates", "alreadyFunded", "optedOut"],
    "parameters.success[].homogeneous": ["true", "false"],
  ]

  /// Every edit of some leaf of each pattern.
  ///
  /// - Parameter most: leaves of a pattern, spread over all of them.
  func edits(most: Int) -> [Edit] {
    byPattern.sorted { $0.key < $1.key }.flatMap { pattern, leaves in
      let step = max(1, leaves.count / most)
      return stride(from: 0, to: leaves.count, by: step).prefix(most).flatMap { edits(pattern, leaves[$0], leaves) }
    }
  }

  private func edits(_ pattern: String, _ leaf: Leaf, _ all: [Leaf]) -> [Edit] {
    let node = tree.nodes[leaf.node]
    let own = tree.source(leaf.node)
    var values: [(String, String)] = []
    switch node.kind {
    case .number:
      if let number = Double(own) {
        values = [1, -1, 0.01].map { ("\($0 > 0 ? "+" : "")\($0)", Self.text(number + $0)) }
        if let whole = Int(own) { values = [("+1", String(whole + 1)), ("-1", String(whole - 1))] + values.suffix(1) }
        values.append(("null", "null"))
      }
    case .string:
      values = (Self.codes[pattern] ?? []).map { ("code", "\"\($0)\"") }
      values.append(("another text", own.dropLast() + " x\""))
      // The same kind of text from elsewhere in the plan.
      if let other = all.first(where: { tree.source($0.node) != own }) {
        values.append(("other", tree.source(other.node)))
      }
      if own.count == 11 { values.append(("a FINESS number", "\"999999999\"")) }
      values.append(("null", "null"))
    case .yes: values = [("no", "false")]
    case .no: values = [("yes", "true")]
    case .null:
      values = [("1", "1"), ("text", "\"x\"")] + (Self.codes[pattern] ?? []).map { ("code", "\"\($0)\"") }
      if let other = all.first(where: { tree.nodes[$0.node].kind != .null }) {
        values.append(("other", tree.source(other.node)))
      }
    case .object, .array: break
    }
    let path = tree.path(of: leaf.node)
    func edit(_ what: String, _ ranges: [(Range<Int>, String)]) -> Edit {
      Edit(pattern: pattern, path: path, what: what, bytes: replaced(ranges))
    }
    var edits = values.filter { $0.1 != own }.map { edit("\($0.0): \($0.1.prefix(60))", [(range(leaf.node), $0.1)]) }
    edits.append(edit("removed", [(whole(leaf), "")]))
    if let key = leaf.key, pattern.hasSuffix("[]") { edits.append(edit("another key", [(range(key), "\"28x\"")])) }
    let siblings = tree.children(leaf.parent)
    if leaf.key == nil, leaf.place + 1 < siblings.count {
      let next = siblings[leaf.place + 1]
      edits.append(edit("swapped", [(range(leaf.node), tree.source(next)), (range(next), own)]))
      edits.append(edit("twice", [(range(leaf.node), own + ", " + own)]))
    }
    return edits
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }

  private func range(_ node: Int) -> Range<Int> { Int(tree.nodes[node].start)..<Int(tree.nodes[node].end) }

  /// The member or element with a comma beside it.
  private func whole(_ leaf: Leaf) -> Range<Int> {
    let siblings = tree.children(leaf.parent)
    let start = range(leaf.key ?? leaf.node).lowerBound
    if leaf.place + 1 < siblings.count { return start..<range(siblings[leaf.place + 1]).lowerBound }
    guard leaf.place > 0 else { return start..<range(leaf.node).upperBound }
    let before = siblings[leaf.place - 1]
    return range(leaf.key == nil ? before : before + 1).upperBound..<range(leaf.node).upperBound
  }

  private func replaced(_ ranges: [(Range<Int>, String)]) -> [UInt8] {
    var bytes = tree.bytes
    for (range, text) in ranges.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      bytes.replaceSubrange(range, with: text.utf8)
    }
    return bytes
  }
}
