import Geography
import Grouping
import Wording

/// The lines of a region's establishments: `structureet`, `geolocalisation`, `equipementsocial`, and rows of
/// `situation.csv`, with the dirt of the real register.
struct SiteLines {
  private(set) var establishments = ExtractText()
  private(set) var locations = ExtractText()
  private(set) var equipment = ExtractText()
  private(set) var situation = ExtractText()
  /// Cells of the establishments' lines by place in the draft; empty unless asked for.
  private(set) var rows: [[String]] = []

  private let draft: RegionDraft
  private let calibration: Calibration
  private var generator: SeededGenerator
  /// SIRET of the sites drawn so far, by place in the draft; empty where it is missing.
  private var sirets: [String]

  /// - Parameter epsg: the region's map projection.
  /// - Throws: `Failure` when libproj fails.
  init(
    _ draft: RegionDraft, calibration: Calibration, epsg: Int, generator: SeededGenerator, keepsRows: Bool = false
  ) throws(Failure) {
    self.draft = draft
    if keepsRows { rows = Array(repeating: [], count: draft.sites.count) }
    self.calibration = calibration
    self.generator = generator
    sirets = Array(repeating: "", count: draft.sites.count)
    drawSirets()
    let source = try Self.source(epsg: epsg)
    let places = try Projection(epsg: epsg).projected(draft.sites.map(\.place))
    for place in draft.sites.indices.sorted(by: { draft.sites[$0].number < draft.sites[$1].number }) {
      let site = draft.sites[place]
      addEstablishment(place)
      let isLost = site.isEssms && self.generator.happens(Self.withoutLocation)
      // A commune without its code could not stand in for the place.
      let isOnlyPlaced = draft.atlas.towns[site.town].digits.isEmpty
      if !isLost || isOnlyPlaced, let point = places[place] { addLocation(site, point, source) }
      if case .essms(let category) = site.category {
        addEquipment(site, calibration.categories[category])
        addSituation(site, calibration.categories[category].code)
      }
    }
  }

  /// Share of ESSMS that have no place: a convention, so that the case occurs; the extract of 2021 had none.
  private static let withoutLocation = 0.001

  private mutating func drawSirets() {
    var ranks: [Int: Int] = [:]
    for (place, site) in draft.sites.enumerated() {
      // An OG's sites in other regions have other ranges.
      let rank = ranks[site.body, default: draft.region * 5_000] + 1
      ranks[site.body] = rank
      if generator.happens(calibration.quality.siretMissing) { continue }
      let lent = site.siretOf.map { sirets[$0] } ?? ""
      sirets[place] = lent.isEmpty ? draft.runners[site.body].body.siren + Digits.padded(rank, to: 5) : lent
    }
  }

  private mutating func addEstablishment(_ place: Int) {
    let site = draft.sites[place]
    let quality = calibration.quality
    let runner = draft.runners[site.body]
    let town = draft.atlas.towns[site.town]
    let (code, label, word, aggregate, aggregateLabel) = words(site.category)
    let name = SiteName(word: word, quality: quality, &generator)
    let address = Address(town, quality: quality, &generator)
    let funding = Funding.of(category: code)
    let opened = Dates.any(1965...2025, &generator)
    let isPlaceholder = generator.happens(quality.opened1900)
    let ape = generator.happens(quality.apeMissing) ? "" : code == "500" ? "8710A" : "8810A"
    let changed = max(opened, Dates.any(2012...2025, &generator))
    let cells =
      ["structureet", site.number, runner.body.number, name.short, name.long, "", ""] + address.road + ["", ""]
      + address.place + [address.line, "", "", code, label, aggregate, aggregateLabel, sirets[place], ape]
      + [funding.code, funding.label, "", "", isPlaceholder ? generator.one(of: Dates.placeholders) : opened, opened]
      + [changed, ""]
    establishments.line(cells)
    if !rows.isEmpty { rows[place] = cells }
  }

  private func words(_ category: Site.Category) -> (String, String, String, String, String) {
    switch category {
    case .essms(let place):
      let category = calibration.categories[place]
      return (category.code, category.label, category.short, category.aggregate, category.aggregateLabel)
    case .other(let place):
      let category = calibration.others[place]
      return (category.code, category.label, category.short, category.aggregate, category.aggregateLabel)
    }
  }

  private mutating func addLocation(_ site: Site, _ point: (x: Double, y: Double), _ source: String) {
    locations.line([
      "geolocalisation", site.number, Digits.oneDecimal(point.x), Digits.oneDecimal(point.y),
      "1,ATLASANTE,\(generator.integer(80...100)),BAN,\(source)", "2026-05-04",
    ])
  }

  /// The end of the source cell, as the extracts of 2026 spell it; the last three follow the pattern of the two others.
  private static func source(epsg: Int) throws(Failure) -> String {
    let names = [
      2154: "RGF93 / Lambert-93 (Métropole)", 5490: "RGAF09/UTM Zone 20N (Antilles)",
      2972: "RGFG95/UTM Zone 22N (Guyane)", 2975: "RGR92/UTM Zone 40S (Réunion)", 4471: "RGM04/UTM Zone 38S (Mayotte)",
    ]
    guard let name = names[epsg] else {
      throw Failure(
        .usage, fr: "EPSG:\(epsg) : aucune orthographe FINESS connue pour cette projection",
        en: "EPSG:\(epsg): no FINESS spelling is known for this projection")
    }
    return "EPSG:\(epsg) \(name)"
  }

  private mutating func addEquipment(_ site: Site, _ category: Calibration.Category) {
    guard let range = Capacity.range(category: category.code, served: calibration.publics[category.served]) else {
      return
    }
    addEquipmentLine(site, capacity: generator.integer(range), isWithdrawn: false)
    if generator.happens(Capacity.secondLine) {
      addEquipmentLine(site, capacity: generator.integer(2...12), isWithdrawn: false)
    }
    if generator.happens(Capacity.withdrawnLine) {
      addEquipmentLine(site, capacity: generator.integer(2...30), isWithdrawn: true)
    }
  }

  /// 28 cells, of which the installed capacity, whether it is withdrawn and dates are filled.
  private mutating func addEquipmentLine(_ site: Site, capacity: Int, isWithdrawn: Bool) {
    let date = Dates.any(1990...2025, &generator)
    var cells = [String](repeating: "", count: 28)
    cells[0] = "equipementsocial"
    cells[1] = site.number
    cells[9] = String(capacity)
    cells[15] = isWithdrawn ? "O" : "N"
    cells[16] = date
    cells[25] = date
    equipment.line(cells)
  }

  /// Conventions: nothing in these rows is known of anyone.
  private mutating func addSituation(_ site: Site, _ category: String) {
    guard let editors = draft.runners[site.body].software?.editors else { return }
    let editor = editors.isEmpty ? "" : generator.one(of: editors)
    let isHomeService = ["460", "354", "209"].contains(category)
    situation.line([
      site.number, editor, editor.isEmpty ? "" : generator.happens(0.5) ? "oui" : "non",
      !editor.isEmpty && generator.happens(0.03) ? editor : "", generator.happens(0.04) ? "oui" : "non", "non",
      isHomeService ? generator.one(of: ["1", "0,8", "0,6"]) : "", "oui",
    ])
  }
}
