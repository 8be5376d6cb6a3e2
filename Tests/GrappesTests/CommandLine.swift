import Foundation
import Testing

/// The built program, run as a process.
enum Program {
  /// What a run ended with.
  struct Outcome: Sendable {
    /// As a shell has it: 128 and the signal's number when a signal ended it.
    let code: Int32
    let output: Data
    let diagnostics: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Expects a failure as the contract has it: the code, one line on standard error, nothing on standard output.
    func expectFailure(_ code: Int32, sourceLocation: SourceLocation = #_sourceLocation) {
      #expect(self.code == code, "\(diagnostics)", sourceLocation: sourceLocation)
      #expect(diagnostics.hasPrefix("grappes: "), "\(diagnostics)", sourceLocation: sourceLocation)
      #expect(diagnostics.hasSuffix("\n"), sourceLocation: sourceLocation)
      #expect(diagnostics.dropLast().count(where: \.isNewline) == 0, "\(diagnostics)", sourceLocation: sourceLocation)
      #expect(output.isEmpty, "\(text)", sourceLocation: sourceLocation)
    }
  }

  /// The day on which all runs take place, 2026-06-01: what they tell of files' ages is then the same for ever.
  static let today = "1780272000"

  /// The products' folder holds the program and the bundle of tests.
  static let executable: URL? = {
    let places =
      [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
      + Bundle.allBundles.map(\.bundleURL)
    return places.compactMap { $0?.deletingLastPathComponent().appendingPathComponent("grappes") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// Runs the program to its end.
  static func run(_ arguments: [String], in sandbox: Sandbox) throws -> Outcome {
    try start(arguments, in: sandbox).outcome()
  }

  /// Runs a line of shell in which `$GRAPPES` is the program.
  static func shell(_ line: String, in sandbox: Sandbox) throws -> Outcome {
    try Run(URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: sandbox).outcome()
  }

  static func start(_ arguments: [String], in sandbox: Sandbox) throws -> Run {
    try Run(#require(executable, "the program is not beside the tests"), arguments, in: sandbox)
  }

  /// A run under way. Its output goes to files, which no amount of it can block.
  final class Run {
    private let process = Process()
    private let ended = DispatchSemaphore(value: 0)
    private let output: URL
    private let diagnostics: URL

    init(_ executable: URL, _ arguments: [String], in sandbox: Sandbox) throws {
      let streams = sandbox.streams.appendingPathComponent(UUID().uuidString)
      output = streams.appendingPathExtension("out")
      diagnostics = streams.appendingPathExtension("err")
      for file in [output, diagnostics] { try Data().write(to: file) }
      process.executableURL = executable
      process.arguments = arguments
      process.currentDirectoryURL = sandbox.folder
      process.environment = ProcessInfo.processInfo.environment
        .merging(["GRAPPES": Program.executable?.path ?? "", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": Program.today]) {
          $1
        }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: diagnostics)
      process.terminationHandler = { [ended] _ in ended.signal() }
      try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// What it has said on standard error so far.
    var said: String { (try? String(contentsOf: diagnostics, encoding: .utf8)) ?? "" }

    func interrupt() { process.interrupt() }

    /// Its terminal closes.
    func hangUp() {
      if process.isRunning { Foundation.kill(process.processIdentifier, SIGHUP) }
    }

    /// Ends it at once, as a power cut does; nothing when it has ended.
    func kill() {
      if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits for the end; a run that hangs is killed, and ends with code 137.
    func outcome() throws -> Outcome {
      if ended.wait(timeout: .now() + 120) == .timedOut {
        kill()
        process.waitUntilExit()
      }
      return Outcome(
        code: process.terminationReason == .uncaughtSignal
          ? 128 + process.terminationStatus : process.terminationStatus,
        output: try Data(contentsOf: output), diagnostics: said)
    }
  }
}

/// A folder of its own for one test, the working directory of its runs; it goes when the test ends.
final class Sandbox {
  let folder: URL
  /// Where the runs' output is kept, out of their sight.
  let streams: URL

  init() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("grappes-tests-\(UUID())")
    folder = root.appendingPathComponent("work")
    streams = root.appendingPathComponent("streams")
    for folder in [folder, streams] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

  func write(_ name: String, _ contents: Data) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try contents.write(to: file)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func read(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

  /// Every file below, hidden ones too, with its bytes; folders with none.
  func contents() throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return Dictionary(uniqueKeysWithValues: names.map { ($0, (try? read($0)) ?? Data()) })
  }
}

/// Legacy extracts for the command line.
enum Extract {
  /// A 507: the given number of OG of Bretagne, one to four ESSMS each, in a square of 80 km.
  static func located(ogs: Int) -> String { regions(["35"], ogs: ogs) }

  /// The same, of as many OG in each of some départements of the mainland, their squares 100 km apart.
  static func regions(_ departements: [String], ogs: Int) -> String {
    var lines = [manifest]
    var places: [String] = []
    for (square, departement) in departements.enumerated() {
      let first = (Int(departement) ?? 0) * 10_000_000
      var number = first + 100
      for og in 0..<ogs {
        for rank in 0...(og * 7 % 4) {
          number += 1
          lines.append(establishment(number, og: first + 900_000 + og, departement: departement))
          places.append(
            location(
              number, x: 320_000 + square * 180_000 % 540_000 + og * 37 % 80 * 1_000 + rank * 900,
              y: 6_760_000 - square / 3 * 180_000 + og * 53 % 80 * 1_000))
        }
      }
    }
    return (lines + places).joined(separator: "\n") + "\n"
  }

  static let manifest = "finess;etalab;111;2026-05-12"

  static func establishment(_ number: Int, og: Int, departement: String = "35") -> String {
    let cells = [
      "structureet", "\(number)", "\(og)", "EHPAD Les Érables \(number)", "", "", "", "12", "R", "DES LILAS", "", "",
      // No commune: the square is larger than any, and a place far from its commune is not believed.
      "", departement, "", "\(departement)000 RENNES", "", "", "500", "", "", "", "", "8710A", "", "", "", "",
      "1990-01-01",
      "1990-01-01", "2026-01-01", "",
    ]
    return cells.joined(separator: ";")
  }

  static func location(_ number: Int, x: Int, y: Int) -> String {
    "geolocalisation;\(number);\(x).5;\(y).5;1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93;2026-01-01"
  }
}
