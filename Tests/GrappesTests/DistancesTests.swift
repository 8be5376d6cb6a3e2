import Foundation
import Plans
import Register
import Testing
import TinyRegisters

/// `grappes distances` against a real OSRM, and against servers that are none.
@Suite(.serialized) struct DistancesTests {
  /// Roads all over the square of `Extract.located`, and beyond.
  private static let roads = OSRM.roads(south: 47.55, west: -2.6, rows: 28, columns: 30, step: 0.05)

  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("register.csv", Extract.located(ogs: 40))
    return sandbox
  }

  private func distances(_ server: String, _ sandbox: Sandbox, _ options: [String] = []) throws -> Program.Outcome {
    try Program.run(["distances", "register.csv", "--osrm", server, "-o", "d.csv"] + options, in: sandbox)
  }

  @Test(.enabled(if: OSRM.programs != nil))
  func `as the server's own table has it, and a plan by road that holds`() throws {
    let sandbox = try makeSandbox()
    try OSRM.prepare(Self.roads, in: sandbox.streams)
    let server = try OSRM.Server(in: sandbox.streams, port: OSRM.freePort())
    let made = try distances(server.address, sandbox)
    try #require(made.code == 0, "\(made.diagnostics)")
    for options in [[], ["--radius-minutes", "50"], ["--radius-minutes", "50", "--minute-price", "90"]] {
      let run = try Program.run(
        ["propose", "register.csv", "--distances", "d.csv", "--time-limit", "2", "--quiet"] + options, in: sandbox)
      try #require(run.code == 0, "\(run.diagnostics)")
      let check = try Program.run(["check", "out/plan.json", "register.csv", "--distances", "d.csv"], in: sandbox)
      #expect(check.code == 0, "\(check.text)\(check.diagnostics)")
      #expect(try Program.run(["check", "out/plan.json", "register.csv"], in: sandbox).code == 1)
    }
    let plan = try PlanFile.read(path: sandbox.folder.path + "/out/plan.json")
    #expect(plan.parameters.distance == .route && !plan.grappes.isEmpty)
    var places: [String: (Double, Double)] = [:]
    for member in plan.grappes.flatMap(\.members) {
      for (essms, place) in zip(member.essms, member.places) { places[essms.text] = (place.lon, place.lat) }
    }
    let rows = String(decoding: try sandbox.read("d.csv"), as: UTF8.self).split(separator: "\n").dropFirst(2)
      .map { $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }
      .filter { places[$0[0]] != nil && places[$0[1]] != nil && $0[0] != $0[1] }
    let step = max(1, rows.count / 500)
    let chosen = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    try #require(chosen.count >= 400)
    let asked = chosen.map { row -> String in
      let (a, b) = (places[row[0]] ?? (0, 0), places[row[1]] ?? (0, 0))
      return "\(a.0) \(a.1) \(b.0) \(b.1)"
    }
    try sandbox.write("pairs.txt", asked.joined(separator: "\n") + "\n")
    let script = """
      import json, sys, urllib.request
      for line in open(sys.argv[2]):
          a, b, c, d = line.split()
          url = f"{sys.argv[1]}/table/v1/driving/{a},{b};{c},{d}?annotations=duration,distance"
          table = json.load(urllib.request.urlopen(url))
          mean = lambda key: (table[key][0][1] + table[key][1][0]) / 2
          print(mean("durations") / 60, mean("distances") / 1000)
      """
    let told = String(
      decoding: try PythonScript.output(["-c", script, server.address, sandbox.folder.path + "/pairs.txt"]),
      as: UTF8.self
    ).split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
    try #require(told.count == chosen.count)
    for (row, expected) in zip(chosen, told) {
      #expect(abs((Double(row[2]) ?? -1) - expected[0]) <= 0.1 && abs((Double(row[3]) ?? -1) - expected[1]) <= 0.1)
    }
  }

  @Test(.enabled(if: OSRM.programs != nil)) func `killed halfway and started again: the same file`() throws {
    let whole = try makeSandbox()
    try OSRM.prepare(Self.roads, in: whole.streams)
    let port = try OSRM.freePort()
    var server: OSRM.Server? = try OSRM.Server(in: whole.streams, port: port)
    let address = "http://127.0.0.1:\(port)"
    let options = ["--table-size", "12", "--timeout", "2"]
    try #require(try distances(address, whole, options).code == 0)
    let cut = try makeSandbox()
    let run = try Program.start(["distances", "register.csv", "--osrm", address, "-o", "d.csv"] + options, in: cut)
    let draft = cut.folder.appendingPathComponent("d.csv.partiel")
    while run.isRunning {
      let text = (try? String(contentsOf: draft, encoding: .utf8)) ?? ""
      if text.contains("\n= 12\n") { break }
    }
    server?.kill()
    server = nil
    let stopped = try run.outcome()
    #expect(stopped.code == 66, "\(stopped.diagnostics)")
    #expect(!FileManager.default.fileExists(atPath: cut.folder.path + "/d.csv"))
    // As a power cut leaves it: the last answer half written.
    let handle = try FileHandle(forWritingTo: draft)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("350000101;3500".utf8))
    try handle.close()
    server = try OSRM.Server(in: whole.streams, port: port)
    let again = try distances(address, cut, options)
    try #require(again.code == 0, "\(again.diagnostics)")
    #expect(again.diagnostics.contains("reprise"))
    #expect(try cut.read("d.csv") == whole.read("d.csv"))
    #expect(!FileManager.default.fileExists(atPath: draft.path))
    server?.kill()
  }

  struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the server sends, as Python.
    let answer: String
    let code: Int32
    let word: String

    var testDescription: String { name }
  }

  private static func json(_ text: String) -> String {
    "b'HTTP/1.1 200 OK\\r\\nContent-Length: ' + str(len(\(text))).encode() + b'\\r\\n\\r\\n' + \(text)"
  }

  static let hostile = [
    Hostile(name: "a page", answer: json("b'<html><body>Bonjour</body></html>'"), code: 65, word: "<html>"),
    Hostile(name: "another protocol", answer: "b'SSH-2.0-OpenSSH_9.2\\r\\n'", code: 65, word: "SSH-2.0"),
    Hostile(name: "other JSON", answer: json("b'{\"status\": \"up\"}'"), code: 65, word: "OSRM"),
    Hostile(
      name: "a refusal", answer: json("b'{\"code\": \"InvalidQuery\", \"message\": \"no\"}'"), code: 65,
      word: "InvalidQuery"),
    Hostile(name: "too big", answer: json("b'{\"code\": \"TooBig\"}'"), code: 64, word: "--table-size"),
    Hostile(
      name: "short rows", answer: json("b'{\"code\": \"Ok\", \"durations\": [[1]], \"distances\": [[1]]}'"), code: 65,
      word: "lignes"),
    Hostile(
      name: "not a number", answer: json("b'{\"code\": \"Ok\", \"durations\": [[NaN]], \"distances\": [[1]]}'"),
      code: 65,
      word: "NaN"),
    Hostile(
      name: "errors",
      answer: "b'HTTP/1.1 500 Internal Server Error\\r\\nContent-Length: 0\\r\\n\\r\\n'", code: 66, word: "500"),
    Hostile(name: "closed at once", answer: "b''", code: 66, word: "pas de réponse"),
    Hostile(
      name: "half an answer", answer: "b'HTTP/1.1 200 OK\\r\\nContent-Length: 900\\r\\n\\r\\n{'", code: 66,
      word: "réponse"),
    Hostile(name: "slow", answer: "b'HTTP/1.1 200 OK\\r\\n' + SLEEP", code: 66, word: "1 s"),
    Hostile(name: "endless", answer: "b'HTTP/1.1 200 OK\\r\\n\\r\\n' + ENDLESS", code: 65, word: "64"),
  ]

  @Test(.enabled(if: PythonScript.isPossible), arguments: hostile)
  func `a server that is none gets a clear line`(test: Hostile) throws {
    let sandbox = try makeSandbox()
    let server = try FakeServer(test.answer)
    defer { server.stop() }
    let outcome = try distances(server.address, sandbox, ["--timeout", test.name == "endless" ? "60" : "1", "--quiet"])
    outcome.expectFailure(test.code)
    #expect(outcome.diagnostics.contains(test.word) && outcome.diagnostics.contains(server.address))
    #expect(!FileManager.default.fileExists(atPath: sandbox.folder.path + "/d.csv"))
  }

  @Test(arguments: [
    ("ftp://x", 64), ("localhost:5000", 64), ("https://router.example.org", 64), ("http://", 64), ("", 64),
  ])
  func `addresses that are none`(address: String, code: Int32) throws {
    try distances(address, makeSandbox(), ["--quiet"]).expectFailure(code)
  }

  @Test func `nobody there`() throws {
    let outcome = try distances("http://127.0.0.1:\(OSRM.freePort())", makeSandbox(), ["--quiet", "--timeout", "1"])
    outcome.expectFailure(66)
  }
}

/// A server that answers every question with the same bytes.
private final class FakeServer {
  private let process = Process()
  let address: String

  init(_ answer: String) throws {
    let script = """
      import socket, sys, threading, time
      class Endless:
          def __radd__(self, start): return (start, "endless")
      class Sleep:
          def __radd__(self, start): return (start, "sleep")
      ENDLESS, SLEEP = Endless(), Sleep()
      answer = \(answer)
      server = socket.socket()
      server.bind(("127.0.0.1", 0))
      server.listen(16)
      print(server.getsockname()[1], flush=True)
      def serve(one):
          try:
              one.recv(65536)
              start, then = answer if isinstance(answer, tuple) else (answer, "")
              one.sendall(start)
              while then == "endless":
                  one.sendall(b" " * 65536)
              while then == "sleep":
                  time.sleep(0.3)
                  one.sendall(b"X")
          except OSError:
              pass
          finally:
              one.close()
      while True:
          threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
      """
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("\n") {
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw CocoaError(.executableLoad) }
      text += String(decoding: chunk, as: UTF8.self)
    }
    address = "http://127.0.0.1:" + text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func stop() {
    // A thread of the tests may hold gentler signals back, and a child holds back what its parent did.
    kill(process.processIdentifier, SIGKILL)
  }
}
