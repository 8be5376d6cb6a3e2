import Plans
import Wording

/// How a plan's distances are measured, in words, and what there is to say of them.
struct DistanceWords {
  let plan: Plan
  let language: Language
  let numbers: NumberFormat

  init(_ dossier: Dossier) {
    plan = dossier.plan
    language = dossier.language
    numbers = dossier.numbers
  }

  private func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  /// `par voie terrestre`, `à vol d’oiseau`, with the factor where there is one.
  var measure: String {
    let name = Self.name(plan.parameters.distance).text(in: language)
    guard plan.parameters.detour != 1 else { return name }
    let factor = numbers.decimal(plan.parameters.detour, places: 2)
    return name + say(", multipliées par \(factor)", ", times \(factor)")
  }

  static func name(_ kind: Plan.DistanceKind) -> Wording {
    switch kind {
    case .grandCercle: Wording(fr: "à vol d’oiseau", en: "as the crow flies")
    case .terre:
      Wording(fr: "par voie terrestre, ponts et bateaux réguliers compris", en: "over land, bridges and regular boats")
    case .route: Wording(fr: "par la route", en: "by road")
    }
  }

  /// Under a table of distances.
  var note: String {
    say(
      "Distances \(measure), depuis l’ESSMS médian du porteur ; diamètre à vol d’oiseau.",
      "Distances \(measure), from the porteur’s median ESSMS; diameter as the crow flies.")
  }

  /// From a member to the porteur: its seat, and its ESSMS that is farthest where that is another matter.
  func text(_ member: Plan.Member, in grappe: Plan.Grappe) -> String {
    let (km, farthest) = (plan.km(of: member, in: grappe), plan.farthestKm(of: member, in: grappe))
    if let minutes = member.minutes, farthest < km + 1 || member.essms.count == 1 {
      return "\(numbers.km(km)), \(numbers.integer(Int(minutes.rounded())))\u{A0}min"
    }
    let boat = member.boats.map { _ in say(", bateau compris", ", boat included") } ?? ""
    guard member.essms.count > 1, farthest >= km + 1 else { return numbers.km(km) + boat }
    return numbers.km(km) + boat
      + say(" ; ESSMS le plus loin : \(numbers.km(farthest))", "; farthest ESSMS: \(numbers.km(farthest))")
  }

  /// What the measure does, does not know, and had to guess; nothing of great circles.
  var sentences: [String] {
    if let without = plan.ground?.withoutRoad, !without.isEmpty {
      let essms = numbers.integer(without.count)
      return [
        say(
          "\(essms)\u{A0}ESSMS sans trajet connu jusqu’au siège de leur porteur : comptés à 1,3 fois le vol d’oiseau et à 50 km/h (convention de l’outil).",
          "\(essms)\u{A0}ESSMS without a known way to their porteur’s seat: 1.3 times the crow’s, at 50 km/h (a convention of the tool)."
        )
      ]
    }
    guard plan.parameters.distance == .terre else { return [] }
    return [
      say(
        "Distances par voie terrestre : le vol d’oiseau, allongé dans la proportion du chemin qui passe par les communes voisines. Un trajet en bateau compte 30 km de plus (convention de l’outil) ; que chaque liaison soit assurée toute l’année n’a pas été vérifié. Les reliefs, les rivières sans pont en dehors des grands estuaires et l’absence de routes ne sont pas pris en compte.",
        "Distances over land: the great circle, made longer as the way through neighbouring communes is. A boat counts 30 km more (a convention of the tool); that each line runs all year has not been checked. Ridges, rivers without a bridge outside the large estuaries, and missing roads are not taken into account."
      ), islands, guessed,
    ].compactMap(\.self)
  }

  private var islands: String? {
    guard let islands = plan.ground?.islands, !islands.isEmpty else { return nil }
    let list = islands.map { island in
      "\(island.name) (\(numbers.integer(island.essms.count))\u{A0}ESSMS\(island.hasBoat ? "" : say(", sans bateau régulier", ", no regular boat")))"
    }.joined(separator: ", ")
    return say("ESSMS sur des îles : \(list).", "ESSMS on islands: \(list).")
  }

  private var guessed: String? {
    guard let count = plan.ground?.communeByPosition.count, count > 0 else { return nil }
    let essms = numbers.integer(count)
    return say(
      "\(essms)\u{A0}ESSMS sans commune connue, rattachés à la mairie la plus proche.",
      "\(essms)\u{A0}ESSMS without a known commune: that of the nearest town hall.")
  }
}
