import Geography
import Plans
import Register
import Wording

/// A change as it is typed: `deplacer 350000010 53-002`.
public struct ChangeWords: Sendable {
  public let text: String
  public let change: PlanChange
  /// What its price is asked for; nil for one that is no wish.
  public let asked: PriceBook.Asked?

  private static let forms = Wording(
    fr: "deplacer OG GRAPPE, deplacer OG aucune, fonder OG OG…, dissoudre GRAPPE, porteur GRAPPE OG, verrou GRAPPE, "
      + "separes OG OG, ensemble OG OG ou exclu OG",
    en: "deplacer OG GRAPPE, deplacer OG aucune, fonder OG OG…, dissoudre GRAPPE, porteur GRAPPE OG, verrou GRAPPE, "
      + "separes OG OG, ensemble OG OG or exclu OG")

  /// - Parameters:
  ///   - text: words; an OG that stands in several regions is written `OG@region`.
  ///   - plan: that it changes.
  /// - Throws: `Failure` (usage) for what is no change, or names what is not there.
  public init(_ text: String, of plan: EditedPlan, on bench: Workbench) throws(Failure) {
    self.text = text
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    func failure(_ expected: Wording) -> Failure {
      Failure(
        .usage, fr: "--change « \(text.asFound(longest: 60)) » : attendu \(expected.fr)",
        en: "--change \"\(text.asFound(longest: 60))\": expected \(expected.en)")
    }
    func unit(_ word: String) throws(Failure) -> UnitName {
      let parts = word.split(separator: "@").map(String.init)
      let found = bench.units.filter { unit in
        unit.og.text == parts.first && (parts.count < 2 || unit.region.rawValue == parts[1])
      }
      guard let first = found.first, found.count == 1 else {
        throw failure(
          found.isEmpty
            ? Wording(fr: "un OG à grouper ici, pas \(word)", en: "an OG to be grouped here, not \(word)")
            : Wording(fr: "\(word)@RÉGION, car il est dans plusieurs", en: "\(word)@REGION, since it is in several"))
      }
      return first
    }
    func grappe(_ word: String) throws(Failure) -> EditedPlan.Grappe {
      guard let found = plan.grappe(word) else {
        throw failure(
          Wording(fr: "une grappe du plan, pas \(word)", en: "a grappe of the plan, not \(word)"))
      }
      return found
    }
    switch (words.first, words.count) {
    case ("deplacer", 3):
      let moved = try unit(words[1])
      let target = words[2] == "aucune" ? nil : try grappe(words[2])
      change = .move(moved, to: target?.id)
      asked = target.map { .under(moved, porteur: $0.porteur) } ?? .exclude(moved)
    case ("fonder", 2...):
      change = .found(try words.dropFirst().map { (word) throws(Failure) in try unit(word) }, porteur: nil)
      asked = nil
    case ("dissoudre", 2):
      change = .dissolve(grappe: try grappe(words[1]).id)
      asked = nil
    case ("porteur", 3):
      let leader = try unit(words[2])
      change = .porteur(grappe: try grappe(words[1]).id, leader)
      asked = .leads(leader)
    case ("verrou", 2):
      let id = try grappe(words[1]).id
      (change, asked) = (.lock(grappe: id), .lock(grappe: id))
    case ("separes", 3):
      let pair = (try unit(words[1]), try unit(words[2]))
      (change, asked) = (.forbid(pair.0, pair.1), .apart(pair.0, pair.1))
    case ("ensemble", 3):
      let pair = (try unit(words[1]), try unit(words[2]))
      (change, asked) = (.together(pair.0, pair.1), .together(pair.0, pair.1))
    case ("exclu", 2):
      let unit = try unit(words[1])
      (change, asked) = (.exclude(unit), .exclude(unit))
    default: throw failure(Self.forms)
    }
  }
}

/// A change judged: what `grappes evaluate --json` tells of each.
public struct JudgedChange: Sendable, Encodable {
  /// As it was typed.
  public let change: String
  public let admissible: Bool
  /// Why it is not, in the plan's language.
  public let reasons: [String]
  /// Of the plan's totals.
  public let valueChange: Euros
  public let fundingChange: Euros
  public let expectedFundingChange: Euros
  /// What the best plan loses where it has to keep to it; nil for what is no wish.
  public let price: PriceBook.Price?

  public init(_ words: ChangeWords, of plan: EditedPlan, book: PriceBook) {
    let outcome = book.bench.evaluate(words.change, of: plan)
    change = words.text
    admissible = outcome.isAdmissible
    reasons = outcome.reasons.map { $0.wording.text(in: book.bench.scenario.language) }
    (valueChange, fundingChange) = (outcome.valueChange, outcome.fundingChange)
    expectedFundingChange = outcome.expectedFundingChange
    price = words.asked.flatMap { book.price(of: $0, in: plan) }
  }
}
