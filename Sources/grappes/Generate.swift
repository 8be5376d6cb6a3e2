import ArgumentParser
import Foundation
import Geography
import Plans
import Register
import Reporting
import Synthetic
import Wording

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Invente un registre : une région, plusieurs ou la France entière, qui n'existent pas.",
    discussion: """
      Écrit finess-501.csv, finess-507.csv, finess-505.csv et situation.csv. Communes et catégories sont réelles, \
      les répartitions suivent les comptages du registre de 2021 ; noms, numéros et adresses sont inventés. \
      Ne remplace que ses propres fichiers, tels que generate.json les connaît.

      --format finess-plus écrit à la place finess-structures.json : les mêmes organismes quelques mois plus tard, avec les \
      défauts et les mises en forme relevés dans FINESS+ en septembre 2026.
      """)

  @Option(
    name: .customLong("region"), parsing: .unconditionalSingleValue,
    help: "Code INSEE d'une région (53, 94, 01…) ; peut être répété.")
  var regions: [String] = []

  @Flag(help: "Les 18 régions.")
  var france = false

  @Option(parsing: .unconditional, help: "Graine du hasard : la même donne les mêmes fichiers.")
  var seed = 1

  @Option(parsing: .unconditional, help: "Multiplie le nombre d'OG et d'établissements, de 0.001 à 15 (1).")
  var scale: Double?

  @Option(parsing: .unconditional, help: "Nombre d'OG, à la place de celui de la région (une seule région).")
  var og: Int?

  @Option(
    parsing: .unconditional,
    help: "Avec --og : place les OG au milieu de la métropole, aussi serrés que si elle en comptait tant.")
  var densityOf: Int?

  @Option(help: "Format du registre : legacy (extraits 501, 507, 505) ou finess-plus.")
  var format = RegisterFormatOption.legacy

  @Flag(help: "Avec --format finess-plus : un document comprimé, finess-structures.json.gz.")
  var gzip = false

  @Option(help: "Dossier où écrire (obligatoire).", completion: .directory)
  var out: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    guard !gzip || format == .finessPlus else {
      throw Failure(
        .usage, fr: "--gzip : --format finess-plus est attendu aussi", en: "--gzip: expected --format finess-plus too")
    }
    let register = try SyntheticRegister(try extent(), seed: UInt64(bitPattern: Int64(seed)))
    let names =
      format == .legacy
      ? SyntheticFile.allCases.map(\.rawValue)
      : [SyntheticDocument.file + (gzip ? ".gz" : ""), SyntheticFile.situation.rawValue]
    let folder = try OutputFolder(path: out, for: names + [GeneratedFiles.name])
    let known = try GeneratedFiles.requireOwn(names, in: out)
    let files = try StreamedFiles(names, in: folder)
    let digests = Dictionary(uniqueKeysWithValues: names.map { ($0, ByteDigest()) })
    let put = { (bytes: [UInt8], name: String) throws(Failure) in
      digests[name]?.add(bytes)
      try files.put(bytes, name: name)
    }
    Interruption.watch()
    let progress = RegionProgress(register.regions, language: language.language)
    defer { progress.finish() }
    let goesOn = { (done: Int) in
      progress.show(done)
      return !Interruption.isRequested
    }
    let counts =
      switch format {
      case .legacy:
        try register.write(
          put: { (bytes, file) throws(Failure) in try put(bytes, file.rawValue) }, progress: goesOn)
      case .finessPlus:
        try SyntheticDocument(register).write(
          put: { (bytes) throws(Failure) in try put(packed(bytes), names[0]) },
          situation: { (bytes) throws(Failure) in try put(bytes, names[1]) }, progress: goesOn)
      }
    guard let counts else { throw Interruption.ended() }
    let made = GeneratedFiles(known.merging(digests.mapValues { $0.text() }) { $1 })
    try files.finish(with: (GeneratedFiles.name, try JSONDocument.data(made)))
    progress.finish()
    try Terminal.show(
      SyntheticTable(
        counts.rows.map { SyntheticTable.Row(region: $0.region, og: $0.og, essms: $0.essms, others: $0.others) },
        og: counts.og, ogInSeveralRegions: counts.ogInSeveralRegions, files: names, folder: out,
        language: language.language, width: Terminal.width(of: STDOUT_FILENO),
        useColour: Terminal.usesColour
      ).text)
  }

  /// Bytes as the document's file has them: a member of a gzip file of several, which any reader joins.
  private func packed(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    guard gzip else { return bytes }
    guard let packed = Gzip.packed(bytes) else {
      throw Failure(.unwritable, fr: "zlib indisponible", en: "zlib unavailable")
    }
    return [UInt8](packed)
  }

  private func extent() throws(Failure) -> SyntheticRegister.Extent {
    let codes = regions.map { RegionCode($0) }
    guard france == codes.isEmpty else {
      throw Failure(
        .usage, fr: "--region CODE ou --france est attendu, l'un ou l'autre",
        en: "expected either --region CODE or --france")
    }
    guard let og else {
      guard densityOf == nil else {
        throw Failure(.usage, fr: "--density-of : --og est attendu aussi", en: "--density-of: expected --og too")
      }
      return .regions(france ? nil : codes, scale: scale ?? 1)
    }
    guard codes.count == 1, scale == nil else {
      throw Failure(
        .usage, fr: "--og \(og) : une seule --region est attendue, sans --scale",
        en: "--og \(og): expected one --region, without --scale")
    }
    return densityOf.map { .middle(og: og, mainland: $0, region: codes[0]) } ?? .og(og, region: codes[0])
  }
}

/// A format of registers that can be made.
enum RegisterFormatOption: String, CaseIterable, ExpressibleByArgument {
  case legacy
  case finessPlus = "finess-plus"
}

/// Which region is under way, on standard error, once the work has taken a while.
private final class RegionProgress {
  private let regions: [RegionCode]
  private let language: Language
  private let began = ContinuousClock.now
  private var shown = ContinuousClock.now
  private var isOpen = false

  init(_ regions: [RegionCode], language: Language) {
    self.regions = regions
    self.language = language
  }

  func show(_ done: Int) {
    let now = ContinuousClock.now
    guard now - began > .seconds(1), now - shown > .seconds(Terminal.isErrorTerminal ? 0.2 : 5) else { return }
    shown = now
    let line = Wording(
      fr: "région \(regions[done]) (\(done + 1)/\(regions.count))",
      en: "region \(regions[done]) (\(done + 1)/\(regions.count))"
    ).text(in: language)
    if Terminal.isErrorTerminal {
      Terminal.draw("\r\u{1B}[K\(line)")
      isOpen = true
    } else {
      Terminal.note(line)
    }
  }

  /// Clears the line.
  func finish() {
    if isOpen { Terminal.draw("\r\u{1B}[K") }
    isOpen = false
  }
}
