import ArgumentParser
import Foundation
import Planning
import Plans
import Register
import Reporting
import Wording

struct ScenarioRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Lance tous les scénarios sur les régions voulues, chacun dans son dossier.",
    discussion: """
      Une tâche par scénario et par région (ou par ensemble de régions qu'une voie ou une enveloppe réunit). Ce qui est \
      fait et dont rien n'a changé n'est pas refait : la même commande reprend un balayage interrompu. Avec --manifest, \
      fait les tâches que « grappes scenario tasks » a écrites.
      """)

  @OptionGroup var options: SweepOptions

  @Option(help: "Dossier du balayage.", completion: .directory)
  var out: String?

  @Option(help: "manifest.json d'un balayage, à la place des fichiers.", completion: .file())
  var manifest: String?

  @Option(
    name: .customLong("task"), parsing: .unconditional, help: "Avec --manifest : la seule tâche à faire, de 1 à N.")
  var number: Int?

  @Option(parsing: .unconditional, help: "Tâches menées de front ; sans elle, autant que de cœurs.")
  var jobs: Int?

  @Option(parsing: .unconditional, help: "Fils d'exécution en tout ; sans elle, tous les cœurs.")
  var threads: Int?

  @OptionGroup var csv: CSVOption
  @OptionGroup var language: LanguageOption

  @Flag(help: "N'imprime ni progression ni tableau.")
  var quiet = false

  func run() throws {
    let cores = try Self.checked(threads, "--threads") ?? ProcessInfo.processInfo.activeProcessorCount
    let jobs = try Self.checked(jobs, "--jobs") ?? cores
    let (manifest, register, folder) = try sweep()
    let tasks = try number.map { number throws(Failure) in [try manifest.task(number)] } ?? manifest.tasks
    for task in tasks { folder.removeLeftovers(of: task) }
    let left = tasks.filter { $0.state(in: folder.path).name != .done }
    try folder.requireFree(for: left)
    let progress = SweepProgress(
      language: language.language, isQuiet: quiet, done: tasks.count - left.count, count: tasks.count)
    var failure: Failure.Kind?
    if left.isEmpty, let number, !quiet {
      Terminal.note(
        Wording(
          fr: "tâche \(number) : déjà faite telle que le manifeste la nomme ; rien à faire",
          en: "task \(number): done already as the manifest names it; nothing to do"
        ).text(in: language.language))
    }
    if !left.isEmpty {
      Interruption.watch()
      let runner = try SweepRunner(
        left, folder: folder, register: register ?? Self.register(of: manifest),
        settings: SweepSettings(manifest, version: Grappes.version), csv: csv.kind, jobs: jobs, threads: cores,
        progress: progress)
      defer { progress.close() }
      failure = try runner.run()
    }
    try conclude(SweepSummary(manifest, in: folder.path), folder: folder)
    if Interruption.isRequested { throw Interruption.ended() }
    if let failure { throw ExitCode(failure.exitCode) }
  }

  /// What is to be done and where; the register when it has been read.
  private func sweep() throws -> (SweepManifest, Register?, SweepFolder) {
    if let manifest {
      guard options.files.isEmpty, options.region.codes == nil, options.timeLimit == nil, out == nil else {
        throw Failure(
          .usage, fr: "--manifest : attendu sans fichiers, --region, --time-limit ni --out, que le manifeste fixe",
          en: "--manifest: expected without files, --region, --time-limit and --out, which the manifest settles")
      }
      let folder = URL(fileURLWithPath: manifest).deletingLastPathComponent().path
      return (try SweepManifest.read(path: manifest), nil, try SweepFolder(path: folder))
    }
    guard number == nil else {
      throw Failure(.usage, fr: "--task : attendu aussi --manifest", en: "--task: expected --manifest as well")
    }
    guard let out else {
      throw Failure(.usage, fr: "attendu --out DOSSIER ou --manifest", en: "expected --out FOLDER or --manifest")
    }
    let (manifest, register) = try options.sweep(in: language.language, isQuiet: quiet)
    let folder = try SweepFolder(path: out, for: [SweepFolder.manifest] + SweepDocuments.names)
    try folder.requireFree(for: manifest.tasks)
    try folder.write([(SweepFolder.manifest, JSONDocument.data(manifest))])
    return (manifest, register, folder)
  }

  private static func register(of manifest: SweepManifest) throws(Failure) -> Register {
    try SweepOptions.register(manifest.registers.map(\.path), strict: manifest.strict)
  }

  private static func checked(_ value: Int?, _ name: String) throws(Failure) -> Int? {
    if let value, !(1...1_024).contains(value) {
      throw Failure(
        .usage, fr: "\(name) \(value) : attendu de 1 à 1024", en: "\(name) \(value): expected from 1 to 1024")
    }
    return value
  }

  /// One task is one of many: its sweep is gathered by `collect`.
  private func conclude(_ summary: SweepSummary, folder: SweepFolder) throws {
    guard number == nil else { return }
    try folder.write(SweepDocuments.all(summary, csv: csv.kind))
    guard !quiet else { return }
    try Terminal.show(SweepTable.made(summary, language: language.language))
  }
}
