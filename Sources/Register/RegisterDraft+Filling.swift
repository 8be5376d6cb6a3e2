import Geography
import Wording

// What older files fill in.
extension RegisterDraft {
  /// What may be empty where the newest file tells of an establishment.
  struct Gaps: OptionSet {
    let rawValue: Int
    static let name = Gaps(rawValue: 1)
    static let address = Gaps(rawValue: 2)
    static let siret = Gaps(rawValue: 4)
    static let category = Gaps(rawValue: 8)
  }

  /// What a row tells of an establishment.
  struct Filling {
    var name = ""
    var category: Category?
    /// Whether it has a category, be it another one than those of ESSMS.
    var isCategorised = false
    var region: RegionCode?
    var departement = ""
    var commune = ""
    var town = ""
    var postalCode = ""
    /// 14 digits, or empty.
    var siret = ""
    let origin: Origin

    /// A SIRET that needs no mending; empty for any other.
    static func siret(_ text: String) -> String {
      text.utf8.count == 14 && text.utf8.allSatisfy(\.isDigit) ? text : ""
    }
  }

  /// What is empty of an open establishment that another file told of before.
  func gaps(of number: FinessNumber, in file: Int) -> Gaps {
    guard let place = establishmentOf[number], establishments[place].origin.file != file else { return [] }
    let known = establishments[place]
    guard !known.isClosed else { return [] }
    if uncategorised[number] != nil { return .category }
    guard let details = known.details else { return [] }
    var gaps: Gaps = []
    if details.name.isEmpty { gaps.insert(.name) }
    if known.region == nil || details.commune.isEmpty && details.postalCode.isEmpty && details.town.isEmpty {
      gaps.insert(.address)
    }
    if details.siret.isEmpty { gaps.insert(.siret) }
    return gaps
  }

  mutating func fill(_ gaps: Gaps, of number: FinessNumber, from row: Filling) {
    guard !gaps.isEmpty, let place = establishmentOf[number] else { return }
    if gaps.contains(.category) { return categorise(place, from: row) }
    guard var details = establishments[place].details else { return }
    if gaps.contains(.name) { details.name = row.name }
    if gaps.contains(.siret) { details.siret = row.siret }
    if gaps.contains(.address), row.region != nil {
      establishments[place].region = row.region
      (details.departement, details.commune) = (row.departement, row.commune)
      (details.town, details.postalCode) = (row.town, row.postalCode)
      problems.removeAll { $0.problem.kind == .unknownDepartement && $0.problem.finess == number }
    }
    establishments[place].details = details
  }

  /// Keeps what the newest file tells of an open establishment beside its category, which it does not.
  mutating func hold(_ row: Filling, categoryOf number: FinessNumber) { uncategorised[number] = row }

  private mutating func categorise(_ place: Int, from row: Filling) {
    let number = establishments[place].number
    guard row.isCategorised, let newer = uncategorised.removeValue(forKey: number) else { return }
    guard let category = row.category else { return }
    let hasAddress = newer.region != nil
    let address = hasAddress ? newer : row
    if !hasAddress { establishments[place].region = row.region }
    establishments[place].details = Details(
      name: newer.name.isEmpty ? row.name : newer.name, category: category.code, sector: category.sector,
      departement: address.departement, commune: address.commune, town: address.town, postalCode: address.postalCode,
      siret: newer.siret.isEmpty ? row.siret : newer.siret)
  }

  mutating func reportUncategorised() throws(Failure) {
    for (number, row) in uncategorised.sorted(by: { $0.value.origin < $1.value.origin }) {
      try report(
        .missingCategory, at: row.origin, value: shortened("\(number) \(row.name)"), finess: number,
        expected: Wording(fr: "une catégorie, comme 500", en: "a category, such as 500"))
    }
  }

  var withoutEstablishment: Failure {
    let files = paths.joined(separator: ", ")
    guard capacityOf.isEmpty && activityFiles.isEmpty else {
      return Failure(
        .data,
        fr: "\(files) : aucun établissement, rien que des capacités (505 ou finess-activites) ; attendu en plus : un "
          + "extrait 502 ou 507, ou un document finess-structures",
        en:
          "\(files): no establishment, nothing but capacities (505 or finess-activites); expected besides a 502 or 507 "
          + "extract, or a finess-structures document")
    }
    return RegisterLosses(problems.map(\.problem)).failure(
      paths, nothing: Wording(fr: "aucun établissement", en: "no establishment"),
      expected: Wording(
        fr: "un extrait 502 ou 507 (lignes structureet), un document FINESS+ ou une archive annuelle",
        en: "a 502 or 507 extract (structureet lines), a FINESS+ document or an annual archive"))
  }
}
