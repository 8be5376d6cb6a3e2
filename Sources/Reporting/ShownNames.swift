import Plans
import Register
import Wording

/// Names of OG as documents show them, in their language.
enum ShownNames {
  /// "EHPAD BEL AIR, Taulé, et 3 autres" for an OG called after one of its four ESSMS, "OG 350000000" for one of which no
  /// name is known, every other name as the plan has it.
  static func organisation(_ name: String, _ og: FinessNumber, in language: Language) -> String {
    let isName = name != og.text && name.contains { !$0.isWhitespace && !$0.isWholeNumber }
    guard isName else { return "OG \(og.text)" }
    guard let others = name.wholeMatch(of: /(.*) \(\+([0-9]{1,6})\)/), let count = Int(others.2) else { return name }
    let many = NumberFormat(language).integer(count)
    return others.1
      + Wording(
        fr: count == 1 ? ", et 1 autre" : ", et \(many) autres",
        en: count == 1 ? ", and 1 other" : ", and \(many) others"
      ).text(in: language)
  }

  /// The number to show beside a name: none where the name is made of it.
  static func number(_ og: FinessNumber, beside name: String) -> String { name.contains(og.text) ? "" : og.text }
}

extension Plan {
  /// The plan with the names of OG as documents show them.
  func named(in language: Language) -> Plan {
    func shown(_ name: String, _ og: FinessNumber) -> String { ShownNames.organisation(name, og, in: language) }
    func shown(_ other: Alternative?) -> Alternative? {
      other.map { Alternative(og: $0.og, name: shown($0.name, $0.og), cost: $0.cost) }
    }
    var plan = self
    for place in plan.grappes.indices {
      for member in plan.grappes[place].members.indices {
        let own = plan.grappes[place].members[member]
        plan.grappes[place].members[member].name = shown(own.name, own.og)
      }
      guard var insight = plan.grappes[place].insight else { continue }
      insight.runnerUp = shown(insight.runnerUp)
      insight.cheapest = shown(insight.cheapest)
      plan.grappes[place].insight = insight
    }
    for (place, one) in plan.standalone.enumerated() { plan.standalone[place].name = shown(one.name, one.og) }
    for (place, one) in plan.ungrouped.enumerated() { plan.ungrouped[place].name = shown(one.name, one.og) }
    plan.moves = plan.moves?.map { move in
      var move = move
      move.name = shown(move.name, move.og)
      return move
    }
    return plan
  }
}
