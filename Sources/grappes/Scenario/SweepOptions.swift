import ArgumentParser
import Foundation
import Geography
import Planning
import Plans
import Register
import Wording

/// Scenario files and a register, in any order, and what holds for all of them.
struct SweepOptions: ParsableArguments {
  @Argument(
    help: "Fichiers de scénario (.yaml ou .yml) et extraits FINESS (tout le reste, reconnu à son contenu).",
    completion: .file())
  var files: [String] = []

  @OptionGroup var region: RegionOption

  @Option(parsing: .unconditional, help: "Durée de chaque recherche, en secondes ; l'emporte sur les scénarios.")
  var timeLimit: Double?

  @Flag(help: "Refuse un registre qui a des lignes inutilisables, au lieu de s'en passer.")
  var strict = false

  /// The tasks, and the register they are over.
  ///
  /// - Throws: `Failure` when scenarios or a register are missing, or one of them is wrong.
  func sweep(in language: Language, isQuiet: Bool = false) throws(Failure) -> (
    manifest: SweepManifest, register: Register
  ) {
    let scenarios = files.filter(Self.isScenario)
    let registers = files.filter { !Self.isScenario($0) }
    guard !scenarios.isEmpty, !registers.isEmpty else {
      throw Failure(
        .usage,
        fr: "attendu au moins un fichier de scénario (.yaml) et un fichier du registre ; reçu \(scenarios.count) et "
          + "\(registers.count)",
        en: "expected at least one scenario file (.yaml) and one file of the register; got \(scenarios.count) and "
          + "\(registers.count)")
    }
    if let timeLimit, !(0.001...31_536_000).contains(timeLimit) {
      throw Failure(
        .usage, fr: "--time-limit \(timeLimit) : attendu de 0,001 à 31 536 000 secondes",
        en: "--time-limit \(timeLimit): expected 0.001 to 31,536,000 seconds")
    }
    let register = try Self.register(registers, strict: strict)
    let settings = SweepSettings(version: Grappes.version, language: language, strict: strict, timeLimit: timeLimit)
    let sweep = try Sweep(
      scenarios: scenarios, register: register, registers: registers, regions: region.codes, settings: settings)
    if !isQuiet {
      Terminal.remark(
        sweep.remarks.map { Wording(fr: "\($0.scenario) : \($0.remark.fr)", en: "\($0.scenario): \($0.remark.en)") },
        in: language)
    }
    return (sweep.manifest, register)
  }

  static func register(_ paths: [String], strict: Bool) throws(Failure) -> Register {
    let register = try RegisterReader(options: .init(strict: strict)).read(paths: paths)
    try register.requireLocated()
    return register
  }

  /// By name: no extract of the register has it.
  private static func isScenario(_ path: String) -> Bool {
    [".yaml", ".yml"].contains { path.lowercased().hasSuffix($0) }
  }
}
