import Wording

extension RuleCursor {
  static let baremeKeys = ["name", "smallOgBelow", "alreadyConforming", "items", "sources"]

  func bareme() throws(Failure) -> Bareme {
    let record = try record(Self.baremeKeys)
    let all = try record.required("items").items()
    let items = all.filter(\.isCounted)
    guard items.contains(where: { $0.name == Bareme.acquisition }) else {
      throw try record.required("items").wrong(
        Wording(fr: "pas de poste « acquisition »", en: "no item \"acquisition\""),
        expected: Wording(
          fr: "le poste d'un ESSMS dont le DUI n'est pas connu", en: "the item of an ESSMS whose DUI is not known"))
    }
    let conforming = try record["alreadyConforming"]?.record(["item"] + RuleRecord.basisKeys)
    let name = try conforming?.required("item").text(longest: 40) ?? Bareme.compliance
    if let place = conforming?["item"], !items.contains(where: { $0.name == name && Bareme.isDui(name) }) {
      let known = items.filter { Bareme.isDui($0.name) }.map(\.name).joined(separator: ", ")
      throw place.wrong(expected: Wording(fr: "un poste par ESSMS : \(known)", en: "an item per ESSMS: \(known)"))
    }
    return Bareme(
      name: try record.required("name").text(longest: 40),
      smallOgBelow: try record.required("smallOgBelow").whole(1...1_000_000), alreadyConforming: name,
      alreadyConformingBasis: try conforming?.basis() ?? Basis(.inferred), items: items,
      uncounted: all.filter { !$0.isCounted }, sources: try record["sources"]?.ruleSources() ?? [])
  }

  private func items() throws(Failure) -> [Bareme.Item] {
    var all: [Bareme.Item] = []
    for item in try list() {
      let record = try item.record([
        "name", "label", "euros", "per", "mostEssms", "counted", "certainty", "perCertainty", "note",
      ])
      let place = try record.required("name")
      let name = try place.text(longest: 40)
      guard !all.contains(where: { $0.name == name }) else {
        throw place.wrong(
          expected: Wording(fr: "un nom que nul autre poste ne porte", en: "a name that no other item has"))
      }
      let per = try record.required("per").choice(Bareme.Unit.self)
      // Which of the two an ESSMS is paid hangs on its DUI.
      guard per == .essms || !Bareme.isDui(name) else {
        throw try record.required("per").wrong(
          expected: Wording(fr: "essms pour le poste \(name)", en: "essms for the item \(name)"))
      }
      // Another name is more likely a slip than a sum that every ESSMS is paid besides its DUI.
      guard per != .essms || Bareme.isDui(name) || name == Bareme.equipment else {
        throw place.wrong(
          expected: Wording(
            fr: "equipment, acquisition ou compliance pour un poste par ESSMS",
            en: "equipment, acquisition or compliance for an item per ESSMS"))
      }
      let isPerEssms = per == .essms || per == .essmsOfSmallOg
      if !isPerEssms, let limit = record["mostEssms"] {
        throw limit.wrong(
          expected: Wording(fr: "cette clé sur un poste par ESSMS", en: "this key on an item per ESSMS"))
      }
      all.append(
        Bareme.Item(
          name: name, label: try record["label"]?.label() ?? Label(fr: name, en: name),
          euros: try record.required("euros").euros(), per: per, certainty: try record.certainty(),
          perCertainty: try record.certainty("perCertainty"),
          mostEssms: try record["mostEssms"]?.whole(2...1_000_000),
          isCounted: try record["counted"]?.flag() ?? true, note: try record["note"]?.label()))
    }
    guard !all.isEmpty else { throw wrong(expected: Wording(fr: "au moins un poste", en: "at least one item")) }
    return all
  }
}
