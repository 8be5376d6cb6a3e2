import ArgumentParser
import Foundation
import Geography
import Plans
import Programme
import Reporting
import Wording

struct Campaigns: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Montre les règles des campagnes : seuils, calendrier, barème, enveloppes, et ce qui en est sûr.",
    discussion: """
      Sans nom, un tableau de toutes les campagnes ; avec un nom, tout ce que l'on sait de celle-là. Une règle « à \
      vérifier » n'a pas été lue dans un texte publié.
      """)

  @Argument(help: "Nom d'une campagne, comme 2024.")
  var name: String?

  @Option(
    name: .customLong("campaign-file"), parsing: .unconditionalSingleValue,
    help: "Fichier YAML d'une campagne ou d'un barème à ajouter ou à remplacer ; peut être répété.",
    completion: .file())
  var files: [String] = []

  @OptionGroup var language: LanguageOption

  @Flag(help: "Imprime les règles en JSON.")
  var json = false

  func run() throws {
    let book = try RuleBook.bundled().adding(paths: files)
    let chosen = try name.map { [try book.campaign($0).campaign] } ?? book.names.compactMap { book.campaigns[$0] }
    if json {
      try Terminal.show(try Self.document(chosen, book))
      return
    }
    let page = Page(language: language.language, width: min(max(Terminal.width(of: STDOUT_FILENO), 60), 100))
    if let name {
      let (campaign, bareme) = try book.campaign(name)
      try Terminal.show(CampaignSheet(campaign: campaign, bareme: bareme, page: page, regions: .bundled()).text)
    } else {
      try Terminal.show(CampaignTable(campaigns: chosen, baremes: book.baremes.keys.sorted(), page: page).text)
    }
  }

  private struct Document: Encodable {
    let campaigns: [Campaign]
    let baremes: [Bareme]
  }

  private static func document(_ campaigns: [Campaign], _ book: RuleBook) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Those that a campaign may be paid by instead are wanted with all of them only.
    let names = campaigns.count == book.names.count ? Set(book.baremes.keys) : Set(campaigns.map(\.bareme))
    let baremes = names.sorted().compactMap { book.baremes[$0] }
    let document = Document(campaigns: campaigns, baremes: baremes)
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
}

/// Text laid out for a terminal.
private struct Page {
  let language: Language
  let width: Int

  func say(_ fr: String, _ en: String) -> String { Wording(fr: fr, en: en).text(in: language) }

  func say(_ wording: Wording) -> String { Terminal.flat(wording.text(in: language)) }

  func heading(_ text: String) -> String {
    let line = Terminal.flat(text)
    return (Terminal.usesColour ? "\u{1B}[1m\(line)\u{1B}[0m" : line) + "\n"
  }

  /// The text with a label before its first line and every line below the first indented as far.
  func item(_ label: String, _ text: String, indent: Int = 20) -> String {
    let start = label.count + 4 > indent ? "  \(label)  " : "  " + Self.padded(label, to: indent - 2)
    var lines: [String] = []
    var current = start
    var isFresh = true
    for word in Terminal.flat(text).split(separator: " ").flatMap({ pieces(of: $0, longest: width - indent) }) {
      if !isFresh, current.count + 1 + word.count > width {
        lines.append(current)
        current = String(repeating: " ", count: indent) + word
      } else {
        current += (isFresh ? "" : " ") + word
      }
      isFresh = false
    }
    return (lines + [current]).joined(separator: "\n") + "\n"
  }

  private func pieces(of word: Substring, longest: Int) -> [Substring] {
    var rest = word
    var pieces: [Substring] = []
    while rest.count > longest {
      pieces.append(rest.prefix(longest))
      rest = rest.dropFirst(longest)
    }
    return pieces + [rest]
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func cut(_ text: String, to width: Int) -> String {
    let text = Terminal.flat(text)
    return text.count > width ? text.prefix(width - 1) + "…" : text
  }
}

/// One line for each campaign and route.
private struct CampaignTable {
  let campaigns: [Campaign]
  /// All that there are.
  let baremes: [String]
  let page: Page

  var text: String {
    let header = [
      page.say("Campagne", "Campaign"), page.say("Appel", "Call"), "ESSMS", page.say("Corse, OM", "Corse, ov."), "OG",
      page.say("Clôture", "Closes"), "Barème",
    ]
    let rows = campaigns.flatMap(rows)
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    let line = { (cells: [String]) in
      let text = zip(cells, widths).map { Page.padded($0, to: $1) }.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)) + "\n"
    return page.heading(line(header).trimmingCharacters(in: .newlines)) + rule + rows.map(line).joined() + "\n" + legend
  }

  private var legend: String {
    page.say(
      "? : à vérifier, non lu dans un texte publié ; – : sans objet ; nt : non trouvé\n"
        + "Corse, OM : Corse et outre-mer, pour l'appel régional\n"
        + reported.fr + "Le détail d'une campagne : grappes campaigns NOM\n"
        + "Autres barèmes, par --bareme :\n",
      "?: to be verified, not read in a published text; –: none; nf: not found\n"
        + "Corse, ov.: Corse and overseas, for the regional call\n"
        + reported.en + "The whole of a campaign: grappes campaigns NAME\n"
        + "Other barèmes, by --bareme:\n")
      + others
  }

  /// The barèmes that no campaign names.
  private var others: String {
    let named = Set(campaigns.map(\.bareme))
    return baremes.filter { !named.contains($0) }.map { page.item("•", $0, indent: 5) }.joined()
  }

  private var reported: Wording {
    let names = campaigns.filter(\.isReported).map(\.name).joined(separator: ", ")
    guard !names.isEmpty else { return Wording(fr: "", en: "") }
    return Wording(
      fr: "* : \(names), campagne rapportée, à vérifier\n", en: "*: \(names), campaign reported, to be verified\n")
  }

  private func rows(_ campaign: Campaign) -> [[String]] {
    Route.allCases.enumerated().map { place, route in
      guard let limits = campaign.limits(route) else {
        return ["", page.say(route.wording), "–", "", "", "–", ""]
      }
      let overseas =
        route == .regional ? campaign.limits(.regional, region: RegionCode("94")).map(essms) ?? "–" : ""
      return [
        place == 0 ? Page.cut(campaign.name, to: 9) + (campaign.isReported ? "*" : "") : "", page.say(route.wording),
        essms(limits), overseas,
        "≥ \(limits.minimumOg)" + mark(limits.minimumOgCertainty == .inferred), closing(campaign, route),
        place == 0 ? Page.cut(campaign.bareme, to: 8) + mark(!campaign.baremeVerified) : "",
      ]
    }
  }

  private func essms(_ limits: Campaign.Limits) -> String {
    page.say(limits.shortWording) + mark(limits.essmsMark != nil)
  }

  private func mark(_ isDoubtful: Bool) -> String { isDoubtful ? "?" : "" }

  private func closing(_ campaign: Campaign, _ route: Route) -> String {
    // What holds where no region has windows of its own.
    let window: Campaign.FilingWindow? =
      switch route {
      case .regional: campaign.routes.regional.filing
      case .multiregional: campaign.routes.multiregional?.filing
      case .national: campaign.routes.national?.filing
      }
    guard let window, let day = window.closes else { return page.say("nt", "nf") }
    return day + mark(window.basis.certainty == .inferred)
  }
}

/// All that is known of one campaign.
private struct CampaignSheet {
  let campaign: Campaign
  let bareme: Bareme
  let page: Page
  let regions: Regions

  var text: String {
    let parts =
      [page.heading(page.say("Campagne \(campaign.name)", "Campaign \(campaign.name)") + standing)]
      + Route.allCases.map(route)
      + [dui, amounts, money, payments, statements]
      + [section(page.say("Sources", "Sources"), campaign.sources.map { listed($0.text, Basis($0.certainty)) })]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var standing: String { campaign.standing.mark.map { " (\(page.say($0)))" } ?? "" }

  // MARK: Routes

  private func route(_ route: Route) -> String {
    guard let limits = campaign.limits(route) else {
      return section(page.say(route.wording), ["  " + page.say("n'existe pas", "there is none") + "\n"])
    }
    var lines = [rule(page.say("Grappe", "Grappe"), limits.wording, words(of: limits))]
    if route == .regional {
      for exception in campaign.routes.regional.exceptions {
        let names = exception.regions.map { "\($0) \(regions.region($0)?.name ?? "")" }.joined(separator: ", ")
        lines.append(
          rule(page.say("Par exception", "Except"), exception.limits.wording, words(of: exception.limits), names))
      }
    }
    if route == .national, let national = campaign.routes.national {
      let words =
        national.severalRegions
        ? Wording(fr: "dans plusieurs régions", en: "in several regions")
        : Wording(fr: "sans condition de région", en: "no condition on regions")
      lines.append(rule(page.say("Régions", "Regions"), words, Basis(national.severalRegionsCertainty)))
    }
    if let basis = basis(route), basis.note != nil || basis.certainty == .inferred {
      let text = basis.note?.wording ?? Wording(fr: "existe", en: "exists")
      lines.append(rule(page.say("Cet appel", "This call"), text, Basis(basis.certainty, source: basis.source)))
    }
    return section(page.say(route.wording), lines + calendar(route))
  }

  /// The wording of limits carries its own marks.
  private func words(of limits: Campaign.Limits) -> Basis {
    Basis(.published, source: limits.basis.source, note: limits.basis.note)
  }

  private func basis(_ route: Route) -> Basis? {
    switch route {
    case .regional: campaign.routes.regional.basis
    case .multiregional: campaign.routes.multiregional?.basis
    case .national: campaign.routes.national?.basis
    }
  }

  /// The windows of every region, then those of the regions that have their own.
  private func calendar(_ route: Route) -> [String] {
    // Of no region in particular.
    let windows = campaign.windows(route, region: RegionCode(""))
    let label = page.say("Dépôt", "Filing")
    let shown =
      windows.isEmpty
      ? [page.item(label, page.say("dates non trouvées", "dates not found"))]
      : windows.map { rule(label, $0.wording, $0.basis) }
    guard route == .regional else { return shown }
    return shown
      + campaign.routes.regional.windows.flatMap { own in
        campaign.windows(.regional, region: own.region).map { window in
          rule(regions.region(own.region)?.name ?? own.region.rawValue, window.wording, window.basis)
        }
      }
  }

  // MARK: Money

  private var dui: String {
    section(
      page.say("Composition", "Composition"),
      [
        rule("DUI", campaign.dui.preference.duiWording, campaign.dui.basis),
        rule(
          page.say("Grappe existante", "Existing grappe"),
          campaign.allowsGrowth
            ? Wording(fr: "peut grandir", en: "may grow")
            : campaign.growth.basis.certainty == .inferred
              ? Wording(fr: "croissance non prévue", en: "growth not provided for")
              : Wording(fr: "ne grandit pas", en: "may not grow"),
          campaign.growth.basis),
      ])
  }

  private var amounts: String {
    let numbers = NumberFormat(page.language)
    let items = (bareme.items + bareme.uncounted).map { item in
      let unit = item.per.wording
      let doubt =
        switch (item.certainty, item.perCertainty) {
        case (.published, .published): Wording(fr: "", en: "")
        case (.published, .inferred): Wording(fr: " (unité à vérifier)", en: " (unit to be verified)")
        default: Wording(fr: " (à vérifier)", en: " (to be verified)")
        }
      let counted = item.isCounted ? Wording(fr: "", en: "") : Wording(fr: " (non compté)", en: " (not counted)")
      let text = "\(page.say(item.label.wording)), \(page.say(unit))\(page.say(doubt))\(page.say(counted))"
      return page.item(numbers.money(Euros(item.euros)), text) + note(item.note)
    }
    let conforming = bareme.item(bareme.alreadyConforming)?.label.wording
    let small = bareme.smallOgBelow
    let heading = page.say(campaign.baremeWording)
    return section(
      heading.prefix(1).uppercased() + heading.dropFirst(),
      items + [
        rule(
          page.say("Petit OG", "Small OG"), Wording(fr: "moins de \(small) ESSMS", en: "fewer than \(small) ESSMS"),
          Basis(.published)),
        rule(
          page.say("DUI conforme", "Conforming DUI"), conforming ?? Wording(fr: "–", en: "–"),
          bareme.alreadyConformingBasis),
      ] + bareme.sources.map { listed($0.text, Basis($0.certainty)) })
  }

  private var money: String {
    let numbers = NumberFormat(page.language)
    let amount = { (envelope: Envelope?) in
      envelope.map { numbers.money(Euros($0.euros)) }.map { Wording(fr: $0, en: $0) }
        ?? Wording(fr: "montant non trouvé", en: "amount not found")
    }
    let all = campaign.envelopes
    let figures =
      [(page.say("En tout", "In all"), all.total), (page.say("Aux ARS", "To the ARS"), all.regional)]
      + (campaign.routes.national == nil ? [] : [(page.say("Nationale", "National"), all.national)])
    return section(
      page.say("Enveloppes", "Envelopes"),
      figures.map { rule($0, amount($1), $1?.basis ?? Basis(.published)) }
        + [rule(page.say("Par région", "By region"), all.split.wording, all.splitBasis)]
        + all.byRegion.map {
          rule(regions.region($0.region)?.name ?? $0.region.rawValue, amount($0.envelope), $0.envelope.basis)
        })
  }

  private var payments: String {
    section(
      page.say("Paiement", "Payment"),
      campaign.payments.map { payment in
        rule(page.say("\(payment.share)\u{202F}%", "\(payment.share)%"), payment.when.wording, payment.basis)
      })
  }

  private var statements: String {
    section(page.say("Exclusivité", "Exclusivity"), campaign.exclusivity.map { listed($0.text, $0.basis) })
      + (campaign.notes.isEmpty ? "" : "\n")
      + section(page.say("À savoir", "To be known"), campaign.notes.map { listed($0.text, $0.basis) })
  }

  // MARK: Lines

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : page.heading(title) + lines.joined()
  }

  private func rule(_ label: String, _ text: Wording, _ basis: Basis, _ details: String? = nil) -> String {
    let mark = basis.certainty.mark.map { " (\(page.say($0)))" } ?? ""
    return page.item(Page.cut(label, to: 16), page.say(text) + mark) + (details.map { page.item("", $0) } ?? "")
      + note(basis.note)
      + (basis.source.map { page.item("", page.say("source : ", "source: ") + page.say($0.wording)) } ?? "")
  }

  private func note(_ note: Label?) -> String { note.map { page.item("", page.say($0.wording)) } ?? "" }

  private func listed(_ text: Label, _ basis: Basis) -> String {
    let mark = basis.certainty.mark.map { " (\(page.say($0)))" } ?? ""
    return page.item("•", page.say(text.wording) + mark, indent: 5) + note(basis.note)
  }
}
