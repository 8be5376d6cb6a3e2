import Geography
import Plans
import Programme
import Register

// What a grappe is paid, what it is worth, and the DUI and sector that this depends on.
extension GrappeCheck {
  /// The DUI that the grappe's amounts are for.
  private var target: OneDUI { ground.parameters.dui == .require ? .one(grappe.dui) : .own }

  /// One DUI and one sector, where the plan asks for them; the DUI that the grappe tells.
  var makeUp: [Violation] {
    var found: [Violation] = []
    let makeUp = MakeUp(members)
    let known = makeUp.editors.keys.sorted()
    let list = known.joined(separator: ", ")
    switch ground.parameters.dui {
    case .ignore:
      let only = known.count == 1 ? known.first : nil
      if grappe.dui != only {
        found.append(
          violation(
            .dui, fr: "DUI « \(grappe.dui ?? "—") », ses ESSMS ont : \(list)",
            en: "DUI \"\(grappe.dui ?? "—")\", its ESSMS have: \(list)"))
      }
    case .prefer:
      // A grappe without a DUI prefers one that none of its ESSMS has.
      let isTold = grappe.dui.map(known.contains) ?? (known.isEmpty || known.count < appraisal.editors.count)
      if !isTold {
        found.append(
          violation(
            .dui, fr: "DUI préféré « \(grappe.dui ?? "—") », ses ESSMS ont : \(list)",
            en: "preferred DUI \"\(grappe.dui ?? "—")\", its ESSMS have: \(list)"))
      }
    case .require:
      if let dui = grappe.dui, !known.contains(dui) {
        found.append(
          violation(
            .dui, fr: "DUI « \(dui) », qu'aucun de ses ESSMS n'a ; ils ont : \(list)",
            en: "DUI \"\(dui)\", which none of its ESSMS has; they have: \(list)"))
      }
      for unit in members where !unit.editors.isEmpty && grappe.dui.map(unit.editors.contains) != true {
        let own = unit.editors.sorted().joined(separator: ", ")
        found.append(
          violation(
            .dui, fr: "l'OG \(unit.og) a \(own), la grappe « \(grappe.dui ?? "—") » : un seul DUI est exigé",
            en: "OG \(unit.og) has \(own), the grappe \"\(grappe.dui ?? "—")\": one DUI is required"))
      }
    }
    if ground.parameters.sectors == .require, makeUp.sectors.count > 1 {
      let sectors = makeUp.sectors.keys.map(\.rawValue).sorted().joined(separator: ", ")
      found.append(
        violation(
          .sector, fr: "secteurs \(sectors) : un seul est exigé", en: "sectors \(sectors): one is required"))
    }
    return found
  }

  private func compare(_ name: String, _ stated: Euros, _ computed: Int) -> [Violation] {
    guard stated.cents != computed else { return [] }
    return [
      violation(
        .amount, fr: "\(name) \(euros(stated.cents)) €, calculé \(euros(computed)) €",
        en: "\(name) €\(euros(stated.cents)), computed €\(euros(computed))")
    ]
  }

  var amounts: [Violation] {
    let lines = appraisal.payout.lines(members, target)
    let total = lines.reduce(0) { $0 + $1.amount.cents }
    var found = compare("funding.total", grappe.funding.total, total)
    for place in 0..<max(lines.count, grappe.funding.lines.count) {
      let stated = place < grappe.funding.lines.count ? Self.text(grappe.funding.lines[place]) : "—"
      let computed = place < lines.count ? Self.text(lines[place]) : "—"
      if stated != computed {
        found.append(
          violation(
            .amount, fr: "funding.lines[\(place)] : \(stated), calculé \(computed)",
            en: "funding.lines[\(place)]: \(stated), computed \(computed)"))
      }
    }
    guard let porteur else { return found }
    let isHomogeneous = MakeUp(members).isHomogeneous
    let byWeight = appraisal.probability(
      route, porteurIn: porteur.region, size: weight, isHomogeneous: isHomogeneous)
    if !(abs(grappe.weightProbability - Double(byWeight) / 10_000) <= 1e-9) {
      found.append(
        violation(
          .probability,
          fr: "probabilité par le poids \(grappe.weightProbability), calculée \(Double(byWeight) / 10_000)",
          en: "probability by weight \(grappe.weightProbability), computed \(Double(byWeight) / 10_000)"))
    }
    let weights = Dictionary(members.map { ($0.og, $0.weight) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    let exact =
      ProbabilityReplay.kept(
        weights: weights.map(\.value), withdrawal: ground.parameters.withdrawal, minimum: limits.minimum)
      * Double(ground.success(size: weight, isHomogeneous: isHomogeneous)) / 10_000
    if !(abs(grappe.probability - exact) <= 1e-9) {
      found.append(
        violation(
          .probability, fr: "probabilité \(grappe.probability), calculée \(exact)",
          en: "probability \(grappe.probability), computed \(exact)"))
    }
    // Half a cent either way where the last bits of the probability decide.
    let expected = exact * Double(total)
    if !(abs(Double(grappe.expectedFunding.cents) - expected) <= 0.5 + 2e-9 * Double(total)) {
      found += compare("expectedFunding", grappe.expectedFunding, Int(expected.rounded()))
    }
    return found + worth(porteur, probability: byWeight)
  }

  private func worth(_ porteur: Territory.Unit, probability: Int) -> [Violation] {
    let places = members.compactMap { appraisal.area.numbers[$0.key] }
    // A member that may not be grouped is told elsewhere.
    guard places.count == members.count else { return [] }
    let makeUp = MakeUp(members)
    let prefersDui = ground.parameters.dui == .prefer
    let duiStrangers = prefersDui ? makeUp.strangers(toEditor: grappe.dui) : 0
    // The plan does not write which sector a grappe prefers: it must be one that there is.
    let sectorStrangers =
      ground.parameters.sectors == .prefer
      ? appraisal.sectors.map { makeUp.essms - (makeUp.sectors[$0] ?? 0) }.sorted() : [0]
    let values = sectorStrangers.map {
      appraisal.value(
        places, porteur: porteur, target: target, probability: probability, strangers: duiStrangers + $0)
    }
    guard !values.contains(grappe.value.cents), let best = values.first else { return [] }
    return compare("value", grappe.value, best)
  }

  /// What each member brings to the funding. Plans of earlier versions tell it of none.
  var shares: [Violation] {
    grappe.members.flatMap { member -> [Violation] in
      guard let stated = member.amount,
        let unit = members.first(where: { $0.og == member.og && $0.region == member.region })
      else { return [] }
      return compare("OG \(member.og), amount", stated, appraisal.payout.cents(unit, target))
    }
  }

  /// When the funding is paid: the campaign's percents, whole cents, the last payment taking the rest.
  var payments: [Violation] {
    let schedule = ground.campaign.payments
    guard grappe.payments.map(\.percent) == schedule.map(\.share),
      zip(grappe.payments, schedule).allSatisfy({ ground.says($1.when.wording, $0.event) })
    else {
      return [
        violation(
          .filing, fr: "les versements ne sont pas ceux de la campagne \(ground.campaign.name)",
          en: "the payments are not those of campaign \(ground.campaign.name)")
      ]
    }
    let total = grappe.funding.total.cents
    var paid = 0
    var found: [Violation] = []
    for (place, (payment, rule)) in zip(grappe.payments, schedule).enumerated() {
      let cents = place == schedule.count - 1 ? total - paid : total * rule.share / 100
      paid += cents
      found += compare("payments[\(place)]", payment.amount, cents)
    }
    return found
  }

  /// Where and until when the dossier is filed.
  var filing: [Violation] {
    var found: [Violation] = []
    func compare(_ fr: String, _ en: String, _ stated: String?, _ expected: String?) {
      guard stated != expected else { return }
      found.append(
        violation(
          .filing, fr: "\(fr) « \(stated ?? "—") », attendu « \(expected ?? "—") »",
          en: "\(en) \"\(stated ?? "—")\", expected \"\(expected ?? "—")\""))
    }
    if route != .regional, let porteur {
      let held = Dictionary(members.map { ($0.region, $0.weight) }, uniquingKeysWith: +)
      let most = held.values.max()
      let region =
        held[porteur.region] == most ? porteur.region : held.filter { $0.value == most }.keys.min() ?? porteur.region
      compare("déposée en région", "filed in region", grappe.region.rawValue, region.rawValue)
    }
    compare("échéance", "deadline", grappe.deadline, ground.campaign.deadline(route, region: grappe.region))
    let windows = ground.campaign.windows(route, region: grappe.region)
    let several = windows.count > 1 ? windows : []
    compare(
      "fenêtres", "windows", grappe.windows.map { "\($0.opens ?? "")/\($0.closes ?? "")" }.joined(separator: " "),
      several.map { "\($0.opens ?? "")/\($0.closes ?? "")" }.joined(separator: " "))
    for (stated, window) in zip(grappe.windows, several) {
      let isSaid = window.note.map { note in stated.note.map { ground.says(note.wording, $0) } ?? false }
      if !(isSaid ?? (stated.note == nil)) {
        compare("remarque", "note", stated.note, window.note.map { ground.text($0.wording) })
      }
    }
    compare("ouverture", "opening", grappe.opens, ground.campaign.opening(route, region: grappe.region))
    let ars = (try? Regions.bundled())?.region(grappe.region)?.ars ?? ""
    compare("dépôt auprès de", "filed with", grappe.filedWith, route == .national ? "CNSA" : ars)
    return found
  }

  private static func text(_ line: Plan.FundingLine) -> String {
    "\(line.item) \(line.count) × \(euros(line.unit.cents)) = \(euros(line.amount.cents))"
      + (line.share.map { " (\($0))" } ?? "")
  }
}
