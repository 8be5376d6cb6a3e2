import Geography
import Grouping
import Wording

/// An entité juridique, as a `structureej` line tells it.
struct Body: Sendable {
  let number: String
  let name: String
  let siren: String
  let form: LegalForm
  /// Where it is registered.
  let seat: Atlas.Town
}

/// A legal form: FINESS's code and label, and how the names of such bodies begin.
struct LegalForm: Sendable {
  let code: String
  let label: String
  let word: String

  /// The form of an OG: by its publics and its size. The shares are conventions, no table tells them.
  ///
  /// - Parameter publics: names of the publics served.
  static func of(publics: Set<String>, essms: Int, _ generator: inout SeededGenerator) -> LegalForm {
    if essms <= 3 && publics.isSubset(of: ["PA", "DOMICILE"]) {
      let draw = generator.unit()
      if draw < 0.3 { return ccas }
      if draw < 0.4 && publics.contains("PA") { return hospital }
    }
    return one(essms == 1, &generator)
  }

  /// The form of a body that runs no ESSMS.
  static func ofOther(category: String, _ generator: inout SeededGenerator) -> LegalForm {
    switch category {
    case "620": generator.happens(0.5) ? company : simpleCompany
    case "355", "292", "156", "106", "101": hospital
    default: one(true, &generator)
    }
  }

  private static func one(_ canBeCompany: Bool, _ generator: inout SeededGenerator) -> LegalForm {
    let forms = canBeCompany ? common : Array(common.prefix(4))
    return forms[WeightedTable(forms.map(\.weight)).draw(&generator)].form
  }

  static let ccas = LegalForm(code: "17", label: "Centre Communal d'Action Sociale", word: "CCAS")
  private static let hospital = LegalForm(
    code: "13", label: "Etablissement Public Communal d'Hospitalisation", word: "CENTRE HOSPITALIER")
  private static let company = LegalForm(code: "72", label: "Société A Responsabilité Limitée (S.A.R.L.)", word: "SARL")
  private static let simpleCompany = LegalForm(
    code: "95", label: "Société par Actions Simplifiée (S.A.S.)", word: "SAS")
  private static let common: [(form: LegalForm, weight: Double)] = [
    (
      LegalForm(code: "60", label: "Association Loi 1901 non Reconnue d'Utilité Publique", word: "ASSOCIATION"), 60
    ),
    (LegalForm(code: "61", label: "Association Loi 1901 Reconnue d'Utilité Publique", word: "ASSOCIATION"), 6),
    (LegalForm(code: "63", label: "Fondation", word: "FONDATION"), 4),
    (LegalForm(code: "47", label: "Société Mutualiste", word: "MUTUELLE"), 3),
    (company, 9),
    (simpleCompany, 10),
  ]
}

/// What an OG is, the same in every region where it works: drawn from the seed and its own rank, whatever else is made.
struct OGIdentity: Sendable {
  let body: Body
  /// Its home in its home region: a place in the atlas.
  let home: Int
  /// Public of each of its ESSMS, presence after presence.
  let publics: [Int]
  let software: Software

  /// - Parameters:
  ///   - place: its place in the plan.
  ///   - atlas: of its home region.
  /// - Throws: `Failure` (usage) when no FINESS number is left.
  init(
    _ place: Int, of plan: OGPlan, atlas: Atlas, country: Country, seed: UInt64
  ) throws(Failure) {
    var generator = SeededGenerator(seed: seed, round: 1, task: place)
    let og = plan.ogs[place]
    let essms = og.essms
    home = atlas.any(&generator)
    publics = country.mix.publics(size: essms, region: og.home, &generator)
    let seat = atlas.towns[home]
    let form = LegalForm.of(publics: Set(publics.map { country.calibration.publics[$0] }), essms: essms, &generator)
    body = Body(
      number: try Numbers.finess(.og, departement: seat.departement.code, rank: og.rank),
      name: country.names.og(kind: form.word, rank: place), siren: Numbers.siren(rank: place), form: form, seat: seat)
    software = Software(&generator)
  }
}

/// What an OG's sites use as a DUI: invented. All shares here are conventions.
struct Software: Sendable {
  /// Éditeurs that do not exist, and say so.
  static let editors = ["A", "B", "C", "D", "E", "F", "G", "H"].map { "Éditeur fictif \($0)" }

  /// nil when nothing is known of the OG; else the éditeurs of its sites, none when it has no DUI.
  let editors: [String]?

  fileprivate init(_ generator: inout SeededGenerator) {
    let draw = generator.unit()
    if draw < 0.3 {
      editors = nil
    } else if draw < 0.5 {
      editors = []
    } else {
      // The first éditeurs are the most frequent.
      let table = WeightedTable(Self.editors.indices.map { 1 / Double($0 + 1) })
      editors = (0..<(draw < 0.95 ? 1 : 2)).map { _ in Self.editors[table.draw(&generator)] }
    }
  }
}
