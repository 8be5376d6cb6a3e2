import Foundation
import Geography
import Grouping
import Wording

/// The EGE of a region's bodies, drawn from what its legacy lines tell: the same sites some months later, of which some are
/// closed or have moved, with those that are new and those closed long ago.
struct DocumentSites {
  /// By the bodies' places in the draft.
  private(set) var records: [[DocumentValue]]
  /// Numbers of OG with an ESSMS in service, and what is in service.
  private(set) var ogs: Set<String> = []
  private(set) var essms = 0
  private(set) var others = 0

  private let draft: RegionDraft
  private let projection: Projection
  private var generator: SeededGenerator
  /// Numbers given in each département.
  private var ranks: [String: Int] = [:]

  private enum Layout { case degreesFirst, metresFirst, none }

  /// What an EGE is drawn to be.
  private struct Fate {
    var isClosed = false
    /// Whether the legacy lines have it.
    var isKnown = true
  }

  /// - Parameter rows: cells of the `structureet` line of each site, by its place in the draft.
  init(
    _ draft: RegionDraft, rows: [[String]], epsg: Int, generator: SeededGenerator
  ) throws(Failure) {
    self.draft = draft
    self.generator = generator
    projection = try Projection(epsg: epsg)
    records = Array(repeating: [], count: draft.runners.count)
    for site in draft.sites { ranks[draft.atlas.towns[site.town].departement.code, default: 0] += 1 }
    for place in draft.sites.indices.sorted(by: { draft.sites[$0].number < draft.sites[$1].number }) {
      let cells = rows[place]
      add(place, cells, Fate(isClosed: self.generator.happens(ProductionShares.gone)))
      if self.generator.happens(ProductionShares.newPerSite) {
        add(place, try another(place, cells), Fate(isKnown: false))
      }
      if self.generator.happens(ProductionShares.closedPerSite) {
        add(place, try another(place, cells), Fate(isClosed: true, isKnown: false))
      }
    }
  }

  /// The line of another site of the same body in the same town.
  private mutating func another(_ place: Int, _ cells: [String]) throws(Failure) -> [String] {
    let departement = draft.atlas.towns[draft.sites[place].town].departement.code
    let rank = ranks[departement, default: 0]
    ranks[departement] = rank + 1
    var cells = cells
    cells[1] = try Numbers.finess(.establishment, departement: departement, rank: rank)
    cells[3] = SiteName.cut("ANNEXE " + cells[3])
    cells[4] = ""
    cells[22] = ""
    return cells
  }

  private mutating func add(_ place: Int, _ cells: [String], _ fate: Fate) {
    let site = draft.sites[place]
    var town = draft.atlas.towns[site.town]
    var position = site.place
    var townLine = cells[15]
    let layout = layout(fate)
    // Moves are counted between the places of two files.
    if fate.isKnown && !fate.isClosed && layout != .none && generator.happens(ProductionShares.moved) {
      (town, position) = move(site)
      townLine = town.name.isEmpty ? townLine : "\(town.postal) \(Names.townLine(town.name))"
    } else if !fate.isKnown {
      position = draft.atlas.place(in: site.town, &generator)
    }
    var key = "\(town.departement.communeCode(town.digits))_\(generator.integer(1000...9999))_00001"
    if layout != .none && generator.happens(Self.centroidShare) {
      position = town.place
      key = town.departement.communeCode(town.digits)
    }
    var address = DocumentAddress(usage: "03", road: Array(cells[7...9]), town: town, line: townLine)
    address.coordinates = coordinates(position, layout, key)
    var addresses = [address.value]
    if !fate.isClosed && generator.happens(Self.notFirstShare) {
      address.coordinates = .null
      address.usage = "06"
      addresses.insert(address.value, at: 0)
    }
    let hasCategory = !generator.happens(Self.withoutCategoryShare)
    let isListed = !generator.happens(Self.unlistedShare)
    let category = !hasCategory ? "" : isListed ? cells[18] : Self.unlisted
    count(site, cells[2], fate, isESSMS: hasCategory && isListed && site.isEssms)
    records[site.body].append(
      record(cells, fate, category: category, addresses: addresses))
  }

  /// A code of three digits that no nomenclature has.
  static let unlisted = "999"

  private mutating func count(_ site: Site, _ og: String, _ fate: Fate, isESSMS: Bool) {
    guard !fate.isClosed else { return }
    if isESSMS {
      essms += 1
      ogs.insert(og)
    } else {
      others += 1
    }
  }

  // Shares of the EGE in service, and of all EGE where the source does not say of which.
  private static let notFirstShare = Double(ProductionShares.placeNotFirst) / Double(ProductionShares.inService)
  private static let withoutCategoryShare = Double(ProductionShares.withoutCategory) / Double(ProductionShares.all)
  private static let unlistedShare = Double(ProductionShares.unlistedCategory) / Double(ProductionShares.all)
  private static let located = ProductionShares.degreesFirst + ProductionShares.metresFirst
  private static let centroidShare = Double(ProductionShares.centroids) / Double(located)
  private static let metresShare = Double(ProductionShares.metresFirst) / Double(located)

  private mutating func layout(_ fate: Fate) -> Layout {
    let missing =
      fate.isClosed
      ? 1 - ProductionShares.closedWithPlace
      : fate.isKnown ? ProductionShares.knownWithoutPlace : ProductionShares.newWithoutPlace
    if generator.happens(missing) { return .none }
    return generator.happens(Self.metresShare) ? .metresFirst : .degreesFirst
  }

  /// Half of those that move stay in their commune, 0.5 to 1.3 km away; the others go further, as far as 98 km: half of the
  /// moves are then below the 1.3 km counted.
  private mutating func move(_ site: Site) -> (Atlas.Town, Coordinate) {
    let home = draft.atlas.towns[site.town]
    for _ in 0..<Self.tries where generator.happens(0.5) {
      let other = draft.atlas.any(&generator)
      let km = Atlas.km(site.place, draft.atlas.towns[other].place)
      guard Self.farKm.contains(km) else { continue }
      return (draft.atlas.towns[other], draft.atlas.place(in: other, &generator))
    }
    let km = 0.5 + 0.8 * generator.unit()
    let east = generator.happens(0.5) ? 1.0 : -1.0
    let place = Coordinate(
      lat: site.place.lat, lon: site.place.lon + east * km / Atlas.kmPerDegree / cos(site.place.lat * .pi / 180))
    return (home, place)
  }

  private static let farKm = 2.0...98.0
  private static let tries = 20

  private func coordinates(_ place: Coordinate, _ layout: Layout, _ key: String) -> DocumentValue {
    guard layout != .none, let point = projection.projected(place) else { return .null }
    let degrees = (Digits.decimals(place.lon, 6), Digits.decimals(place.lat, 6))
    let metres = (Digits.decimals(point.x, 2), Digits.decimals(point.y, 2))
    let (first, second) = layout == .degreesFirst ? (degrees, metres) : (metres, degrees)
    return .object([
      ("coordonneeX", .text(first.0)), ("coordonneeY", .text(first.1)),
      ("directionLatitude", .text(second.1)), ("directionLongitude", .text(second.0)),
      ("cleInInteropBAN", .text(key)), ("scoreBAN", .text("0.9651281818181818")),
    ])
  }

  private mutating func record(
    _ cells: [String], _ fate: Fate, category: String, addresses: [DocumentValue]
  ) -> DocumentValue {
    let number = cells[1]
    let opened = cells[28]
    let closed = fate.isClosed ? max(opened, Dates.any(2005...2025, &generator)) : ""
    let state = DocumentValue.text(fate.isClosed ? "I" : "A")
    let isControlled = generator.happens(ProductionShares.controlCharacter)
    let (short, long) = isControlled ? (Self.controlled(cells[3]), Self.controlled(cells[4])) : (cells[3], cells[4])
    let facts: [(String, DocumentValue)] = [
      ("egeId", .text(number)), ("complementDenominationEg", .null), ("dateFermeture", .filled(closed)),
      ("dateOuverture", .text(opened)), ("datePremiereAutorisation", .text(opened)),
      ("nomEgeCourt", .text(short)), ("nomEgeLong", .filled(long)),
      ("numeroEducationNationale", .null), ("numeroReferenceExterne", .null), ("numFinessEge", .text(number)),
      ("espic", .null), ("siret", .filled(cells[22])),
    ]
    let record = DocumentValue.object([
      ("informationsGeneralesEGE", .object(facts)), ("categorieentiteGeographiqueExercice", .filled(category)),
      ("modefixationtarifaire", .filled(cells[24])), ("typeBudget", .list([.text("01")])),
      ("adresse", .list(addresses)), ("contact", .list([DocumentAddress.noContact])), ("engagement", .list([])),
      (
        "evenement",
        .list([
          DocumentAddress.event("003", of: number, on: opened), DocumentAddress.event("007", of: number, on: opened),
        ])
      ),
      ("roleEge", .list([])),
      ("etatObjet", generator.happens(ProductionShares.stateInArray) ? .list([state]) : state),
      ("dateDerniereMaj", .text(cells[30] + " 00:00:00")),
    ])
    // As bytes, which take less memory than the tree.
    var bytes: [UInt8] = []
    record.append(to: &bytes, indent: Self.indent)
    return .encoded(bytes)
  }

  /// Of an EGE in its body's list.
  private static let indent = 8

  /// A name with a control character after its first letter.
  private static func controlled(_ name: String) -> String {
    name.isEmpty ? name : name.prefix(1) + "\u{1F}" + name.dropFirst()
  }
}
