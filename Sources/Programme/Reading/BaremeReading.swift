import Wording

extension RuleCursor {
  static let baremeKeys = ["name", "smallOgBelow", "alreadyConforming", "items", "sources"]

  func bareme() throws(Failure) -> Bareme {
    let record = try record(Self.baremeKeys)
    let items = try record.required("items").items()
    guard items.contains(where: { $0.name == Bareme.acquisition }) else {
      throw try record.required("items").wrong(
        Wording(fr: "pas de poste « acquisition »", en: "no item \"acquisition\""),
        expected: Wording(
          fr: "le poste d'un ESSMS dont le DUI n'est pas connu", en: "the item of an ESSMS whose DUI is not known"))
    }
    let conforming = try record["alreadyConforming"]?.record(["item"] + RuleRecord.basisKeys)
    let name = try conforming?.required("item").text(longest: 40) ?? Bareme.compliance
    if let place = conforming?["item"], !items.contains(where: { $0.name == name && $0.per == .essms }) {
      let known = items.filter { $0.per == .essms }.map(\.name).joined(separator: ", ")
      throw place.wrong(expected: Wording(fr: "un poste par ESSMS : \(known)", en: "an item per ESSMS: \(known)"))
    }
    return Bareme(
      name: try record.required("name").text(longest: 40),
      smallOgBelow: try record.required("smallOgBelow").whole(1...1_000_000), alreadyConforming: name,
      alreadyConformingBasis: try conforming?.basis() ?? Basis(.inferred), items: items,
      sources: try record["sources"]?.ruleSources() ?? [])
  }

  private func items() throws(Failure) -> [Bareme.Item] {
    var all: [Bareme.Item] = []
    for item in try list() {
      let record = try item.record(["name", "label", "euros", "per", "certainty", "perCertainty", "note"])
      let place = try record.required("name")
      let name = try place.text(longest: 40)
      guard !all.contains(where: { $0.name == name }) else {
        throw place.wrong(
          expected: Wording(fr: "un nom que nul autre poste ne porte", en: "a name that no other item has"))
      }
      let per = try record.required("per").choice(Bareme.Unit.self)
      // What an ESSMS brings hangs on its DUI alone; another item would never be paid.
      guard per != .essms || [Bareme.acquisition, Bareme.compliance].contains(name) else {
        throw place.wrong(
          expected: Wording(
            fr: "acquisition ou compliance pour un poste par ESSMS",
            en: "acquisition or compliance for an item per ESSMS"))
      }
      all.append(
        Bareme.Item(
          name: name, label: try record["label"]?.label() ?? Label(fr: name, en: name),
          euros: try record.required("euros").euros(), per: per, certainty: try record.certainty(),
          perCertainty: try record.certainty("perCertainty"), note: try record["note"]?.label()))
    }
    guard !all.isEmpty else { throw wrong(expected: Wording(fr: "au moins un poste", en: "at least one item")) }
    return all
  }
}
