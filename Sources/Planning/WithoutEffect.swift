import Geography
import Plans
import Programme
import Register
import Wording

/// What was asked for and changes nothing in the plan of these regions: told before the search, since a plan that looks as
/// if it had been heard would be believed.
struct WithoutEffect {
  let scenario: Scenario
  /// As read.
  let register: Register
  /// After the situation.
  let known: Register
  /// Those planned, sorted.
  let regions: [RegionCode]
  let parts: DomainBuilder.Parts
  /// Remarks, one line each.
  var remarks: [Wording] {
    overridden + routes + prices + software + bands + envelopes + situation + constraints + start
  }

  private func remark(_ fr: String, _ en: String) -> Wording { Wording(fr: fr, en: en) }

  // MARK: Rules

  /// Limits that a user gave for the regional route and that the campaign's exceptions replace in some planned regions.
  private var overridden: [Wording] {
    guard scenario.routes.contains(.regional), !scenario.restatedLimits.isEmpty else { return [] }
    let own = scenario.campaign.routes.regional.limits
    return scenario.campaign.routes.regional.exceptions.flatMap { exception -> [Wording] in
      let places = regions.filter(exception.regions.contains)
      guard !places.isEmpty else { return [] }
      let names = places.map(name).joined(separator: ", ")
      return RestatedLimit.allCases.filter(scenario.restatedLimits.contains).compactMap { limit in
        let (asked, held) = (limit.wording(own), limit.wording(exception.limits))
        guard asked != held else { return nil }
        return remark(
          "\(limit.rawValue) \(asked.fr) : sans effet en \(names), où l'exception de la campagne \(scenario.campaign.name) "
            + "fixe \(held.fr) ; à changer sous routes.regional.exceptions",
          "\(limit.rawValue) \(asked.en): without effect in \(names), where the exception of campaign "
            + "\(scenario.campaign.name) gives \(held.en); to be changed under routes.regional.exceptions")
      }
    }
  }

  private var routes: [Wording] {
    guard regions.count == 1, let region = regions.first else { return [] }
    return scenario.routes.filter(scenario.campaign.requiresSeveralRegions).map { route in
      remark(
        "--routes \(route.rawValue) : sans effet, cette voie demande plusieurs régions et le plan n'a que \(name(region))",
        "route \(route.rawValue): without effect, it asks for several regions and the plan has \(name(region)) alone")
    }
  }

  private var prices: [Wording] {
    var found: [Wording] = []
    if scenario.objective != .weighted, scenario.spreadPrice != Scenario.usualSpreadPrice {
      found.append(
        remark(
          "prix de la distance \(plain(scenario.spreadPrice)) € : sans effet avec l'objectif \(scenario.objective.rawValue)",
          "price of distance €\(plain(scenario.spreadPrice)): without effect with objective \(scenario.objective.rawValue)"
        ))
    }
    if ![scenario.effectiveDui, scenario.sectors].contains(.prefer),
      scenario.preferencePrice != Scenario.usualPreferencePrice
    {
      found.append(
        remark(
          "preferencePrice \(plain(scenario.preferencePrice)) € : sans effet, ni --dui ni --sectors ne vaut prefer",
          "preferencePrice €\(plain(scenario.preferencePrice)): without effect, neither dui nor sectors is prefer"))
    }
    return found
  }

  /// A wish on the DUI where no DUI is known.
  private var software: [Wording] {
    guard let dui = scenario.dui, dui != .ignore else { return [] }
    let editors = parts.byRegion.values.contains { $0.below.contains { !$0.editors.isEmpty } }
    guard !editors else { return [] }
    return [
      remark(
        "dui \(dui.rawValue) : sans effet, aucun DUI des OG à grouper n'est connu (fichier de situation)",
        "dui \(dui.rawValue): without effect, no DUI of the OG to be grouped is known (situation file)")
    ]
  }

  /// Probabilities of success for sizes that no open route admits.
  private var bands: [Wording] {
    let limits = scenario.routes.flatMap { route in regions.compactMap { scenario.limits(route, region: $0) } }
    guard let least = limits.map(\.minimum).min(), let most = limits.map({ $0.maximum ?? .max }).max() else {
      return []
    }
    return scenario.success.filter { $0.to ?? .max < least || $0.from ?? 0 > most }.map { band in
      let size = "\(band.from ?? 0)…\(band.to.map(String.init) ?? "")"
      let range = most == .max ? "≥ \(least)" : "\(least)…\(most)"
      return remark(
        "probabilité \(plain(band.probability)) de \(size) ESSMS : sans effet, une grappe a ici \(range) ESSMS",
        "probability \(plain(band.probability)) of \(size) ESSMS: without effect, a grappe has \(range) ESSMS here")
    }
  }

  private var envelopes: [Wording] {
    let wish = scenario.envelopes
    let used = Set(parts.envelopes.map(\.name))
    var found = wish.typed.keys.filter { !used.contains($0) }.sorted().map { name in
      name == "national"
        ? remark(
          "enveloppe nationale : sans effet, la voie nationale n'est pas ouverte",
          "envelope national: without effect, the route national is not open")
        : remark(
          "enveloppe \(name) : sans effet, cette région n'est pas planifiée",
          "envelope \(name): without effect, this region is not planned")
    }
    if wish.usesCampaign, scenario.routes.contains(.national), !used.contains("national") {
      found.append(
        remark(
          "enveloppe campaign : la campagne \(scenario.campaign.name) n'a pas de montant pour l'appel national, que rien ne "
            + "limite donc",
          "envelope campaign: campaign \(scenario.campaign.name) has no figure for the national call, which nothing limits"
        ))
    }
    return found
  }

  // MARK: Files

  private var situation: [Wording] {
    guard let situation = scenario.situation, !situation.entries.isEmpty else { return [] }
    let strangers = situation.unknownNumbers(in: register)
    guard let first = strangers.first else { return [] }
    let (count, all) = (strangers.count, situation.entries.count)
    return [
      remark(
        "\(situation.source.file) : \(count) ESSMS sur \(all) absents du registre, sans effet ; le premier : \(first)",
        "\(situation.source.file): \(count) ESSMS of \(all) are not in the register, without effect; the first: \(first)"
      )
    ]
  }

  /// More are only counted.
  private static let shownLines = 10

  private var constraints: [Wording] {
    guard let constraints = scenario.constraints else { return [] }
    let found = constraints.lines.compactMap { line in
      [line.a, line.b].compactMap(\.self).lazy.compactMap { og in whyNot(og).map { (og, $0) } }.first.map {
        og, reason in
        remark(
          "\(constraints.path), ligne \(line.number) : « \(line.text) » : sans effet, l'OG \(og) \(reason.fr)",
          "\(constraints.path), line \(line.number): \"\(line.text)\": without effect, OG \(og) \(reason.en)")
      }
    }
    let left = found.count - Self.shownLines
    guard left > 0 else { return found }
    return found.prefix(Self.shownLines) + [
      remark(
        "\(constraints.path) : \(left) autres lignes sans effet",
        "\(constraints.path): \(left) more lines without effect")
    ]
  }

  private var start: [Wording] {
    guard let start = starting else { return [] }
    return remarks(of: start.ogs, from: start.file)
  }

  /// What the search starts from: its OG, its grappes, and the file it is from.
  private var starting: (ogs: Set<FinessNumber>, grappes: Int, file: String)? {
    let named = scenario.startName.map { "from \($0)" }
    if let earlier = scenario.earlier {
      return (Set(earlier.grappes.flatMap { $0.members.map(\.og) }), earlier.grappes.count, named ?? "from")
    }
    guard let drawing = scenario.drawing else { return nil }
    return (Set(drawing.grappes.flatMap(\.ogs)), drawing.grappes.count, named ?? "from \(drawing.source.file)")
  }

  /// Grappes that the search cannot start from, where all of their OG can be grouped: told once the domains are built.
  ///
  /// - Parameter taken: grappes that hold under these rules.
  func start(taken: Int) -> [Wording] {
    guard let start = starting, !start.ogs.isEmpty, taken < start.grappes,
      start.ogs.allSatisfy({ whyNot($0) == nil })
    else { return [] }
    let (left, all, name) = (start.grappes - taken, start.grappes, start.file)
    return [
      remark(
        "\(name) : sans effet pour \(left) grappes sur \(all), qui ne tiennent pas sous ces règles",
        "\(name): without effect for \(left) grappes of \(all), which do not hold under these rules")
    ]
  }

  private func remarks(of ogs: Set<FinessNumber>, from name: String) -> [Wording] {
    let out = ogs.sorted().compactMap { og in whyNot(og).map { (og, $0) } }
    guard let (og, reason) = out.first else { return [] }
    guard out.count < ogs.count else {
      guard ogs.count > 1 else {
        return [
          remark("\(name) : sans effet, l'OG \(og) \(reason.fr)", "\(name): without effect, OG \(og) \(reason.en)")
        ]
      }
      return [
        remark(
          "\(name) : sans effet, aucun de ses \(ogs.count) OG n'est à grouper ici ; l'OG \(og) \(reason.fr)",
          "\(name): without effect, none of its \(ogs.count) OG is to be grouped here; OG \(og) \(reason.en)")
      ]
    }
    return [
      remark(
        "\(name) : \(out.count) de ses \(ogs.count) OG sans effet ; l'OG \(og) \(reason.fr)",
        "\(name): \(out.count) of its \(ogs.count) OG without effect; OG \(og) \(reason.en)")
    ]
  }

  // MARK: Who

  /// Why no grappe of this plan can have the OG; nil when one can.
  private func whyNot(_ og: FinessNumber) -> Wording? {
    if places.groupable.contains(og) { return nil }
    if places.standalone.contains(og) {
      return remark("atteint seul le minimum et n'est pas groupé", "reaches the minimum alone and is not grouped")
    }
    if places.anywhere.contains(og) {
      return remark("n'a d'ESSMS que hors des régions planifiées", "has ESSMS outside the planned regions only")
    }
    return places.excluded.contains(og)
      ? remark(
        "n'a aucun ESSMS admis (fermés, sans position, ou écartés par la situation)",
        "has no admitted ESSMS (closed, without a position, or ruled out by the situation)")
      : remark("n'est pas dans le registre", "is not in the register")
  }

  private struct Places {
    let groupable: Set<FinessNumber>
    let standalone: Set<FinessNumber>
    let anywhere: Set<FinessNumber>
    let excluded: Set<FinessNumber>
  }

  private let places: Places

  init(
    scenario: Scenario, register: Register, known: Register, regions: [RegionCode], parts: DomainBuilder.Parts
  ) {
    self.scenario = scenario
    self.register = register
    self.known = known
    self.regions = regions
    self.parts = parts
    let isAsked = scenario.constraints != nil || scenario.earlier != nil || scenario.drawing != nil
    places =
      isAsked
      ? Places(
        // A line that keeps an OG out has its effect on that OG.
        groupable: Set(parts.byRegion.values.flatMap { ($0.below + $0.forbidden).map(\.og.og) }),
        standalone: Set(parts.byRegion.values.flatMap { $0.standalone.map(\.og.og) }),
        anywhere: Set(known.essms.lazy.map(\.og)), excluded: Set(known.excluded.lazy.compactMap(\.og)))
      : Places(groupable: [], standalone: [], anywhere: [], excluded: [])
  }

  // MARK: Words

  private func name(_ region: RegionCode) -> String {
    let name = (try? Regions.bundled())?.region(region)?.name
    return name.map { "\($0) (\(region))" } ?? region.rawValue
  }

  private func plain(_ x: Double) -> String { x == x.rounded() && abs(x) < 1e15 ? String(Int(x)) : String(x) }
}

extension RestatedLimit {
  /// What the limits say of it.
  fileprivate func wording(_ limits: Campaign.Limits) -> Wording {
    let none = Wording(fr: "aucun", en: "none")
    switch self {
    case .minimum: return Wording(fr: "\(limits.minimum)", en: "\(limits.minimum)")
    case .maximum: return limits.maximum.map { Wording(fr: "\($0)", en: "\($0)") } ?? none
    case .minimumOg: return Wording(fr: "\(limits.minimumOg)", en: "\(limits.minimumOg)")
    }
  }
}
