import Foundation
import Geography
import Wording

extension RuleBook {
  /// The book with the campaigns and barèmes of a user's files, which add to those there are or, by their name, replace
  /// them. Of two files that bear the same name the later counts.
  ///
  /// A file holds one of three:
  /// * a whole campaign (`routes`);
  /// * a campaign that differs from another in a few keys: `extends: "2024"`, then only these keys, records being merged
  ///   key by key and lists replaced; without `name` it takes the place of the one it extends;
  /// * a barème (`items`).
  ///
  /// - Throws: `Failure` (unreadable) for a file that cannot be read, (data) for one that does not hold what it should: it
  ///   names the file, the line, the key, the value and what was expected.
  public func adding(paths: [String]) throws(Failure) -> RuleBook {
    guard !paths.isEmpty else { return self }
    let regions = try Regions.bundled()
    var baremes = baremes
    var cursors: [RuleCursor] = []
    for path in paths {
      let file = try RuleFile(path: path)
      let cursor = RuleCursor(file, regions: regions)
      if file.root.value("items") == nil {
        cursors.append(cursor)
      } else {
        let bareme = try cursor.bareme()
        baremes[bareme.name] = bareme
      }
    }
    return try adding(cursors, baremes: baremes)
  }

  /// The book with another barème for a campaign; of amounts that were not documented for it.
  ///
  /// - Throws: `Failure` (usage) that lists the names there are.
  public func paying(_ campaign: String, by bareme: String) throws(Failure) -> RuleBook {
    guard baremes[bareme] != nil else {
      let known = baremes.keys.sorted().joined(separator: ", ")
      let name = bareme.onOneLine(longest: 60)
      throw Failure(
        .usage, fr: "--bareme « \(name) » : barème inconnu ; barèmes connus : \(known)",
        en: "--bareme \"\(name)\": unknown barème; known barèmes: \(known)")
    }
    guard try self.campaign(campaign).campaign.bareme != bareme else { return self }
    let change = RuleNode.record([("extends", .text(campaign)), ("bareme", .text(bareme))])
    let cursor = RuleCursor(RuleFile(path: "--bareme", root: change), regions: try Regions.bundled())
    return try adding([cursor], baremes: baremes)
  }

  /// The book with a campaign that a file of another kind holds under one of its keys.
  ///
  /// - Parameter campaign: the one it extends when it names none.
  /// - Returns: the book, and the name of the campaign that the keys make.
  /// - Throws: `Failure` (data) as for files.
  package func adding(
    inline cursor: RuleCursor, extending campaign: String
  ) throws(Failure) -> (book: RuleBook, name: String) {
    let record = try cursor.record(RuleCursor.campaignKeys + ["extends"])
    let base = try record["extends"]?.text(longest: 100) ?? campaign
    let extends = RuleNode.record([("extends", .text(base))])
    let tree = record["extends"] == nil ? extends.merged(over: cursor.node) : cursor.node
    let name = try record["name"]?.text(longest: 40) ?? base
    return (try adding([RuleCursor(cursor, holding: tree)], baremes: baremes), name)
  }

  /// - Parameters:
  ///   - cursors: campaigns' files; of two of one name the later counts.
  ///   - baremes: those that the campaigns may name.
  private func adding(_ cursors: [RuleCursor], baremes: [String: Bareme]) throws(Failure) -> RuleBook {
    var campaigns = campaigns
    var trees = trees
    var restated = restated
    for cursor in cursors {
      let whole = RuleCursor(cursor, holding: try whole(cursor, trees: trees))
      let campaign = try whole.campaign()
      guard baremes[campaign.bareme] != nil else {
        let known = baremes.keys.sorted().joined(separator: ", ")
        let place = whole.node.entries?.first { $0.key == "bareme" }.map(whole.child) ?? whole
        throw place.wrong(
          expected: Wording(fr: "un barème connu : \(known)", en: "a barème that is known: \(known)"))
      }
      campaigns[campaign.name] = campaign
      trees[campaign.name] = whole.node.unplaced
      restated[campaign.name] = RestatedLimit.given(by: cursor.node, over: restated)
    }
    return RuleBook(campaigns: campaigns, baremes: baremes, trees: trees, common: common, restated: restated)
  }

  /// A campaign's file laid over what it extends, or over what holds for every campaign.
  private func whole(_ cursor: RuleCursor, trees: [String: RuleNode]) throws(Failure) -> RuleNode {
    let record = try cursor.record(RuleCursor.campaignKeys + ["extends"])
    guard let place = record["extends"] else { return cursor.node.merged(over: common) }
    guard let name = place.node.text, let base = trees[name] else {
      let known = trees.keys.sorted().joined(separator: ", ")
      throw place.wrong(
        expected: Wording(fr: "le nom d'une campagne : \(known)", en: "the name of a campaign: \(known)"))
    }
    var change = cursor.node.removing("extends")
    // Another barème was not documented for the campaign that is extended.
    if record["bareme"] != nil, record["baremeVerified"] == nil {
      change = RuleNode.record([("baremeVerified", .plain("false"))]).merged(over: change)
    }
    let merged = change.merged(over: base)
    guard record["sources"] == nil else { return merged }
    let file = RuleCursor.flat(URL(fileURLWithPath: cursor.file).lastPathComponent)
    let text = RuleNode.record([
      ("fr", .text("\(file), d'après la campagne \(name)")), ("en", .text("\(file), after campaign \(name)")),
    ])
    return merged.appending(.record([("text", text)]), to: "sources")
  }
}
