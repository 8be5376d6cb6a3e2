import Geography
import Grouping
import Wording

/// A FINESS+ document of structures with the layouts met in production (`ProductionShares`), of the same bodies and sites as
/// the legacy extracts of the same request, some months later.
///
/// Bodies come region after region; an OG of several regions stands once, after the last of them.
public struct SyntheticDocument: Sendable {
  /// The document's name.
  public static let file = "finess-structures.json"
  /// As its header has it.
  public static let moment = "2026-09-15T02:00:00.000000000Z"

  private let register: SyntheticRegister

  public init(_ register: SyntheticRegister) { self.register = register }

  /// Draws everything and hands it out in pieces, in order.
  ///
  /// - Parameters:
  ///   - put: takes the next bytes of the document.
  ///   - situation: takes the next bytes of `situation.csv`.
  ///   - progress: told before each region how many are done; false ends the work.
  /// - Returns: nil when it was ended.
  /// - Complexity: O(EGE) time; memory of one region, and of the OG that work in several.
  public func write(
    put: ([UInt8]) throws(Failure) -> Void, situation: ([UInt8]) throws(Failure) -> Void,
    progress: (_ done: Int) -> Bool = { _ in true }
  ) throws(Failure) -> SyntheticCounts? {
    var writer = DocumentWriter()
    try situation(Array((SyntheticRegister.situationHeader + "\n").utf8))
    var rows: [SyntheticCounts.Row] = []
    var ogs: [String: Int] = [:]
    for (done, region) in register.made.enumerated() {
      guard progress(done) else { return nil }
      let draft = try register.draft(of: region)
      let lines = try register.lines(of: draft, keepsRows: true)
      let sites = try DocumentSites(
        draft, rows: lines.rows, epsg: try register.epsg(region), generator: register.generator(9, region))
      for (place, runner) in draft.runners.enumerated() {
        let isLast = runner.og.map { register.lastRegion(of: $0) == region } ?? true
        let seed = register.seed
        writer.add(runner, sites.records[place], isLast: isLast, quality: register.country.calibration.quality, seed)
        if writer.isLarge { try put(writer.taken()) }
      }
      try put(writer.taken())
      try situation(lines.situation.bytes)
      for og in sites.ogs { ogs[og, default: 0] += 1 }
      rows.append(
        SyntheticCounts.Row(
          region: register.plan.regions[region], og: sites.ogs.count, essms: sites.essms, others: sites.others))
    }
    try put(writer.end())
    return SyntheticCounts(rows: rows, og: ogs.count, ogInSeveralRegions: ogs.count { $0.value > 1 })
  }
}

/// The document's bytes, body after body.
private struct DocumentWriter {
  private var bytes: [UInt8]
  private var bodies = 0
  private var establishments = 0
  private var waiting: [Int: [DocumentValue]] = [:]
  /// Bodies that may be members of a GHT.
  private var hospitals: [String] = []

  init() {
    bytes = Array(
      "{\n  \"schemaVersion\": \"v1.0.0\",\n  \"generatedAt\": \"\(SyntheticDocument.moment)\",\n  \"gco\": [],\n  \"pmej\": ["
        .utf8)
  }

  /// Adds what a body runs in a region; the body itself once it is the last of its regions.
  mutating func add(
    _ runner: RegionDraft.Runner, _ records: [DocumentValue], isLast: Bool, quality: Calibration.Quality, _ seed: UInt64
  ) {
    var records = records
    if let og = runner.og {
      records = (waiting.removeValue(forKey: og) ?? []) + records
      guard isLast else {
        waiting[og] = records
        return
      }
    }
    let body = runner.body
    // The stream of the body's 501 line, so that both have one address.
    var generator = SeededGenerator(seed: seed, round: 4, task: Int(body.siren) ?? 0)
    let address = Address(body.seat, quality: quality, &generator)
    let created = Dates.any(1950...2020, &generator)
    if body.form.code == Self.hospitalForm { hospitals.append(body.siren) }
    let facts: [(String, DocumentValue)] = [
      ("pmSmsseId", .text(body.siren)), ("codeApe", .null), ("complementAdressePmSmsse", .null),
      ("dateCreation", .text(created)), ("dateFermeture", .null), ("denominationLonguePmSmsse", .text(body.name)),
      ("denominationPm", .text(SiteName.cut(body.name))), ("numFinessPm", .text(body.number)),
      ("fonctionPublique", .null), ("categorieentiteGeographiqueExercice", .null), ("siren", .text(body.siren)),
      ("statutJuridique", .text(body.form.code)), ("typeGroupeGco", .null), ("typePersonneMorale", .text("01")),
    ]
    let seat = DocumentAddress(usage: "02", road: address.road, town: body.seat, line: address.line)
    let record = DocumentValue.object([
      ("informationsGeneralesPMEJ", .object(facts)), ("adresse", .list([seat.value])),
      ("contact", .list([DocumentAddress.noContact])), ("engagement", .list([])),
      ("evenement", .list([DocumentAddress.event("001", of: body.siren, on: created, kind: "PM")])),
      ("ege", .list(records)), ("etatObjet", .text("A")), ("dateDerniereMaj", .text(created + " 00:00:00")),
    ])
    DocumentValue.startLine(bodies, 4, &bytes)
    record.append(to: &bytes, indent: 4)
    bodies += 1
    establishments += records.count
  }

  private static let hospitalForm = "13"

  /// Whether there is enough to hand out.
  var isLarge: Bool { bytes.count >= 1 << 22 }

  mutating func taken() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Ends the list of bodies and adds their groups, in both spellings of their number.
  mutating func end() -> [UInt8] {
    DocumentValue.endLine(2, "],\n  \"gcc\": ", &bytes)
    let share = Double(establishments) / Double(ProductionShares.all)
    let count = Int((share * Double(ProductionShares.ght)).rounded())
    let members = Int((share * Double(ProductionShares.ghtMembers)).rounded())
    let chosen = hospitals.prefix(members)
    let groups = (0..<min(count, chosen.count)).map { place in
      let inside = chosen.indices.filter { $0 % count == place }
      return DocumentValue.object([
        ("gccId", .text(String(place + 1))), ("nomGcc", .text("GHT FICTIF \(place + 1)")), ("typeGcc", .text("001")),
        (place % 2 == 0 ? "numFinessGcc" : "gccIdentifiantExterne", .text(String(90_000_000_000 + place))),
        (
          "pmejDuGcc",
          .list(
            inside.map {
              .object([("pmSmsseId", .text(chosen[$0])), ("typeRoleEntiteGroupe", .text($0 == inside[0] ? "S" : "M"))])
            })
        ), ("egeDuGcc", .list([])), ("etatObjet", .text("A")),
      ])
    }
    DocumentValue.list(groups).append(to: &bytes, indent: 2)
    bytes += "\n}\n".utf8
    return taken()
  }
}
