import Plans
import Register
import Wording

/// Who left the grappes of an earlier plan, in words.
struct MoveWords {
  let dossier: Dossier

  private var numbers: NumberFormat { dossier.numbers }
  private var moves: [Plan.Move] { dossier.plan.moves ?? [] }

  private func say(_ fr: String, _ en: String) -> String {
    Wording(fr: fr, en: en).text(in: dossier.language)
  }

  /// Whether there was an earlier plan.
  var isTold: Bool { dossier.plan.moves != nil }

  var title: String { say("Depuis le plan antérieur", "Since the earlier plan") }

  /// Member, earlier porteur, porteur now, what the move brings.
  var header: [String] {
    ["OG", say("Porteur avant", "Porteur before"), say("Porteur maintenant", "Porteur now"), say("Apport", "Gain")]
  }

  /// How many kept their porteur, how many did not, and what is meant by the gain.
  var note: String {
    let before = dossier.plan.parameters.stability?.porteurs ?? [:]
    let kept = before.count - moves.count { $0.from != nil }
    let price = dossier.plan.parameters.stability?.price ?? .zero
    let counted =
      price == .zero
      ? ""
      : say(
        " Garder son porteur compte \(numbers.money(price)) par OG.",
        " Keeping one’s porteur counts \(numbers.money(price)) for each OG.")
    return say(
      "\(numbers.integer(max(0, kept))) OG gardent leur porteur, \(numbers.integer(moves.count)) en changent, entrent dans "
        + "une grappe ou en sortent.\(counted) L’apport est ce que le plan perdrait si cet OG seul revenait ; « – » quand "
        + "ce n’est pas possible.",
      "\(numbers.integer(max(0, kept))) OG keep their porteur, \(numbers.integer(moves.count)) change it, enter a grappe or "
        + "leave one.\(counted) The gain is what the plan would lose if this OG alone went back; “–” where it cannot.")
  }

  /// As the header, those that bring most first, then by OG.
  var rows: [[String]] {
    sorted.map { move in
      [
        move.name, move.from.map(name) ?? "–", move.to.map(name) ?? "–", move.gain.map { numbers.money($0) } ?? "–",
      ]
    }
  }

  var sorted: [Plan.Move] {
    moves.sorted { a, b in
      (b.gain?.cents ?? .min, a.og, a.region) < (a.gain?.cents ?? .min, b.og, b.region)
    }
  }

  /// Of an OG that is a porteur, or was one.
  func name(_ porteur: FinessNumber) -> String {
    let plan = dossier.plan
    return plan.grappes.first { $0.porteur == porteur }?.porteurName
      ?? plan.grappes.lazy.flatMap(\.members).first { $0.og == porteur }?.name
      ?? plan.ungrouped.first { $0.og == porteur }?.name ?? plan.standalone.first { $0.og == porteur }?.name
      ?? "OG \(porteur.text)"
  }

  var content: [String: Any] {
    [
      "movesTold": isTold, "movesTitle": title, "movesNote": note, "hasMoves": !moves.isEmpty, "movesFrom": header[1],
      "movesTo": header[2], "movesGain": header[3],
      "moveRows": zip(sorted, rows).map { move, row in
        [
          "moveName": row[0], "moveNumber": ShownNames.number(move.og, beside: row[0]),
          "moveRegion": dossier.name(of: move.region), "moveFrom": row[1],
          "moveTo": row[2], "moveGain": row[3],
        ]
      },
    ]
  }
}
