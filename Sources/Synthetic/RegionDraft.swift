import Geography
import Grouping
import Wording

/// An établissement of a region, as its lines tell it.
struct Site: Sendable {
  /// What it is: a place in the calibration's categories of ESSMS, or in those of others.
  enum Category: Sendable {
    case essms(Int)
    case other(Int)
  }

  let category: Category
  /// A place in the draft's bodies.
  let body: Int
  /// A place in the atlas.
  let town: Int
  let place: Coordinate
  /// A sister at the same place that lends her SIRET: a place in the draft's sites.
  let siretOf: Int?
  var number = ""

  var isEssms: Bool { if case .essms = category { true } else { false } }
}

/// The établissements of one region and the bodies that run them.
struct RegionDraft: Sendable {
  /// A body, and what is known of its software when it is an OG.
  struct Runner: Sendable {
    let body: Body
    /// Its place in the plan; nil for a body without ESSMS.
    let og: Int?
    let software: Software?
  }

  private(set) var runners: [Runner] = []
  /// In the order in which they were drawn.
  private(set) var sites: [Site] = []
  let atlas: Atlas

  private let calibration: Calibration
  private let mix: PublicMix
  /// A place in the plan's regions.
  let region: Int
  private let names: Names
  private var generator: SeededGenerator
  /// Places of each town that sites have taken.
  private var taken: [[Coordinate]]

  /// - Parameters:
  ///   - region: a place in the plan's regions.
  ///   - atlases: of the plan's regions.
  /// - Throws: `Failure` (usage) when no FINESS number is left.
  init(
    region: Int, of plan: OGPlan, atlases: [Atlas], country: Country, seed: UInt64
  ) throws(Failure) {
    self.region = region
    mix = country.mix
    calibration = country.calibration
    names = country.names
    atlas = atlases[region]
    taken = Array(repeating: [], count: atlas.towns.count)
    generator = SeededGenerator(seed: seed, round: 2, task: Self.task(of: plan.regions[region]))
    for (place, og) in plan.ogs.enumerated() {
      guard let presence = og.presences.firstIndex(where: { $0.region == region }) else { continue }
      let identity = try OGIdentity(
        place, of: plan, atlas: atlases[og.home], country: country, seed: seed)
      runners.append(Runner(body: identity.body, og: place, software: identity.software))
      let before = og.presences[..<presence].reduce(0) { $0 + $1.essms }
      addSites(
        Array(identity.publics[before..<before + og.presences[presence].essms]),
        home: og.home == region ? identity.home : nil)
    }
    try addOthers()
    try number()
  }

  /// Streams of different regions differ whatever is asked for.
  static func task(of region: RegionCode) -> Int {
    region.rawValue.utf8.reduce(0) { $0 * 256 + Int($1) }
  }

  /// The sites of the last runner: one for each public.
  private mutating func addSites(_ publics: [Int], home: Int?) {
    let first = sites.count
    let dispersion = calibration.regionalDispersion
    let towns = SiteTowns(atlas: atlas, dispersion: dispersion)
      .towns(publics.count, home: home ?? atlas.any(&generator), &generator)
    let atSisters = Self.atSisters(of: publics.count)
    for (served, town) in zip(publics, towns) {
      let sisters = sites.indices[first...].filter { sites[$0].town == town }
      let sister = !sisters.isEmpty && generator.happens(atSisters) ? generator.one(of: sisters) : nil
      sites.append(
        Site(
          category: .essms(mix.category(served: served, region: region, &generator)), body: runners.count - 1,
          town: town, place: sister.map { sites[$0].place } ?? place(in: town),
          siretOf: sister.flatMap { generator.happens(Self.sistersSiret) ? $0 : nil }))
    }
  }

  /// A place of its own, or now and then one that another site of the town has.
  private mutating func place(in town: Int) -> Coordinate {
    if !taken[town].isEmpty && generator.happens(Self.atNeighbours) { return generator.one(of: taken[town]) }
    let place = atlas.place(in: town, &generator)
    taken[town].append(place)
    return place
  }

  // Set so that coordinates and SIRET are shared as often as the table of quality has it; a test compares them.
  private static func atSisters(of essms: Int) -> Double { essms == 2 ? 0.57 : essms < 5 ? 0.42 : 0.36 }
  private static let atNeighbours = 0.05
  private static let sistersSiret = 0.66

  /// Establishments of other categories: some are run by OG, the rest by bodies of their own, a few of which run several.
  private mutating func addOthers() throws(Failure) {
    let essms = sites.count
    let count = Int((Double(essms) * calibration.quality.othersPerEssms).rounded())
    let table = WeightedTable(calibration.others.map { Double($0.count) })
    var ranks: [String: Int] = [:]
    var last: Int?
    for _ in 0..<count {
      let category = table.draw(&generator)
      var town = atlas.any(&generator)
      var runner = runners.count
      if essms > 0 && generator.happens(Self.runByOG) {
        // The largest OG most often, where one of their ESSMS is.
        let sister = sites[generator.below(essms)]
        runner = sister.body
        town = sister.town
      } else if let last, generator.happens(Self.runAnother) {
        runner = last
      } else {
        let seat = atlas.towns[town]
        let form = LegalForm.ofOther(category: calibration.others[category].code, &generator)
        let rank = ranks[seat.departement.code, default: 0]
        ranks[seat.departement.code] = rank + 1
        let siren = Self.firstSiren + region * Self.sirenRoom + ranks.values.reduce(0, +)
        runners.append(
          Runner(
            body: Body(
              number: try Numbers.finess(.otherBody, departement: seat.departement.code, rank: rank),
              name: names.og(kind: form.word, rank: generator.below(names.count)), siren: Numbers.siren(rank: siren),
              form: form, seat: seat), og: nil, software: nil))
        last = runner
      }
      sites.append(Site(category: .other(category), body: runner, town: town, place: place(in: town), siretOf: nil))
    }
  }

  /// Ranks of SIREN: OG have those below, each region's other bodies a range of their own.
  private static let firstSiren = 5_000_000
  private static let sirenRoom = 250_000

  /// Shares in the extracts of four regions (`other_categories.csv`): establishments run by an OG, and for each body
  /// without ESSMS 0.27 more than one.
  private static let runByOG = 0.24
  private static let runAnother = 0.27 / 1.27

  /// Gives numbers: by département, in an order that does not tell of sisters.
  private mutating func number() throws(Failure) {
    var order = Array(sites.indices)
    generator.shuffle(&order)
    var ranks: [String: Int] = [:]
    for place in order {
      let departement = atlas.towns[sites[place].town].departement.code
      let rank = ranks[departement, default: 0]
      ranks[departement] = rank + 1
      sites[place].number = try Numbers.finess(.establishment, departement: departement, rank: rank)
    }
  }
}
