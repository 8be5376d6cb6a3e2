import Geography
import Register
import Testing

@testable import Synthetic

/// Where sites stand and what is missing or odd, in a larger region beside the tables.
@Suite struct PlacesTests {
  static let bretagne = Result { try Made(["53"]) }
  static let held = Result { try bretagne.get().register() }

  @Test func `ESSMS stand in communes of each size as often as counted`() throws {
    let calibration = try Calibration.bundled()
    let register = try Self.held.get()
    let country = try Country.bundled()
    let atlas = country.atlases[try #require(country.regions.firstIndex { $0.rawValue == "53" })]
    func bin(_ population: Int) -> Int { calibration.communeSizes[calibration.bin(population: population)].from }
    var expected: [Int: Double] = [:]
    for town in atlas.towns { expected[bin(town.population), default: 0] += town.weight }
    let total = expected.values.reduce(0, +)
    expected = expected.mapValues { $0 * Double(register.essms.count) / total }
    let population = Dictionary(
      uniqueKeysWithValues: atlas.towns.map { ($0.departement.communeCode($0.digits), $0.population) })
    let drawn = register.essms.map { bin(population[$0.commune] ?? 0) }.counts
    let outliers = Comparison(drawn: drawn, expected: expected).outliers(share: 0.15)
    #expect(outliers.isEmpty, "\(outliers)")
    // As many in every size of commune would be told.
    let flat = expected.mapValues { _ in Double(register.essms.count) / Double(expected.count) }
    #expect(!Comparison(drawn: drawn, expected: flat).outliers(share: 0.15).isEmpty)
  }

  @Test func `over all regions, the weights of communes are those counted`() throws {
    let country = try Country.bundled()
    let sizes = country.calibration.communeSizes
    var sums = sizes.map { _ in 0.0 }
    for (region, atlas) in zip(country.regions, country.atlases) where region != Calibration.mayotte {
      let scale = Double(country.calibration.sizes(in: region).essms) / atlas.towns.reduce(0) { $0 + $1.weight }
      for town in atlas.towns {
        let isPart = town.name.hasSuffix(" Arrondissement")
        sums[country.calibration.bin(population: isPart ? .max : town.population)] += town.weight * scale
      }
    }
    for (sum, size) in zip(sums, sizes) { #expect(abs(sum / Double(size.essms) - 1) < 0.01, "\(size.from)") }
  }

  @Test func `an OG's sites lie as far apart as counted`() throws {
    let calibration = try Calibration.bundled()
    let register = try Self.held.get()
    let sites = Dictionary(grouping: register.essms, by: \.og).values.filter { $0.count > 1 }
    for (place, row) in calibration.regionalDispersion.enumerated() {
      let next =
        place + 1 < calibration.regionalDispersion.count ? calibration.regionalDispersion[place + 1].from : .max
      let groups = sites.filter { row.from <= $0.count && $0.count < next }
      guard groups.count >= 20 else { continue }
      let count = Double(groups.count)
      /// A share of OG, within four standard errors and a tenth for what the model leaves open.
      func expect(_ drawn: Int, _ share: Double, _ name: String) {
        let room = 4 * (share * (1 - share) / count).squareRoot() + 0.1
        #expect(abs(Double(drawn) / count - share) < room, "\(row.from) ESSMS, \(name): \(drawn) of \(count), \(share)")
      }
      expect(groups.count { Set($0.map(\.commune)).count == 1 }, row.oneCommune, "one commune")
      let diameters = groups.map { group in
        group.flatMap { a in group.map { a.coordinate.distanceKm(to: $0.coordinate) } }.max() ?? 0
      }
      for (quantile, share) in zip(row.diameterKm, [0.25, 0.5, 0.75, 0.9]) where quantile > 4 {
        expect(diameters.count { $0 <= quantile }, share, "\(quantile) km")
      }
    }
  }

  @Test func `as much is missing, shared or odd as counted`() throws {
    let quality = try Calibration.bundled().quality
    let made = try Self.bretagne.get()
    let codes = Set(try Calibration.bundled().categories.map(\.code))
    let rows = made.cells(.establishments, "structureet").filter { codes.contains(String($0[18])) }
    let places = made.cells(.establishments, "geolocalisation")
    let placeOf = Dictionary(uniqueKeysWithValues: places.map { ($0[1], [$0[2], $0[3]]) })
    let sharing = rows.compactMap { placeOf[$0[1]] }.counts
    let sirets = rows.map { $0[22] }.filter { !$0.isEmpty }.counts
    let count = Double(rows.count)
    /// - Parameter bunch: how many are odd together, which widens what chance allows.
    func expect(_ share: Double, _ name: String, room: Double = 0, _ isOdd: ([Substring]) -> Bool) {
      let drawn = Double(rows.count(where: isOdd)) / count
      let allowed = 4 * (share * (1 - share) / count).squareRoot() + room
      #expect(abs(drawn - share) < allowed, "\(name): \(drawn) for \(share)")
      #expect(abs(drawn - share * 2) > allowed, "\(name): twice as many would not be told")
    }
    expect(quality.siretMissing, "SIRET missing") { $0[22].isEmpty }
    expect(quality.apeMissing, "APE missing") { $0[23].isEmpty }
    expect(quality.addressMissing, "address missing") { $0[8].isEmpty && $0[9].isEmpty }
    expect(quality.cedex, "CEDEX") { $0[15].hasSuffix(" CEDEX") }
    expect(quality.nameQuotes, "quotes") { $0[3].contains("\"\"") }
    expect(quality.nameDoubleSpace, "double spaces") { $0[3].contains("  ") }
    expect(quality.opened1900, "opening dates") { Dates.placeholders.contains(String($0[28])) }
    expect(quality.nameFull, "38 characters") { $0[3].count == 38 && !$0[3].contains("\"") }
    // Those depend on how the OG of the region happen to be.
    expect(quality.coordinatesShared, "places shared", room: 0.04) { (placeOf[$0[1]].flatMap { sharing[$0] } ?? 0) > 1 }
    expect(quality.siretShared, "SIRET shared", room: 0.03) { (sirets[$0[22]] ?? 0) > 1 }
  }

  @Test func `capacities are those of the lines that are not withdrawn`() throws {
    let made = try Self.bretagne.get()
    let register = try Self.held.get()
    var capacity: [String: Int] = [:]
    for cells in made.cells(.equipment, "equipementsocial") where cells[15] != "O" {
      capacity[String(cells[1]), default: 0] += Int(cells[9]) ?? 0
    }
    #expect(made.cells(.equipment, "equipementsocial").contains { $0[15] == "O" })
    let placed = register.essms.filter { capacity[$0.number.text] != nil }
    #expect(placed.count > 1000)
    #expect(placed.allSatisfy { register.capacities[$0.number] == capacity[$0.number.text] })
  }
}
