import Foundation
import Planning
import Wording

/// An OSRM server's table service: minutes and km by road between many places at once.
struct OSRMServer {
  let client: HTTPClient
  /// Waits between one try and the next, in seconds.
  private static let waits = [1, 2, 4, 8, 15]
  /// A place farther from any road than this is on none: OSRM takes the nearest road however far it is. A convention of the
  /// program, in metres.
  static let farthestRoadMetres = 5_000.0

  /// There and back in the mean, to the thousandth; nil where there is no road in one of the two directions.
  struct Way: Equatable {
    let minutes: Double
    let km: Double
  }

  /// - Parameter told: called with a line when the server has to be asked again.
  /// - Returns: a way for each pair (from, to), row after row.
  /// - Throws: `Failure` when the server does not answer after all tries, or answers what no OSRM server does.
  func ways(_ block: RoadQuestions.Block, told: (Wording) -> Void) throws(Failure) -> [Way?] {
    let places = block.from + block.to
    let list = places.map { "\(Self.degrees($0.coordinate.lon)),\(Self.degrees($0.coordinate.lat))" }
      .joined(separator: ";")
    let from = (0..<block.from.count).map(String.init).joined(separator: ";")
    let to = (block.from.count..<places.count).map(String.init).joined(separator: ";")
    let start = "/table/v1/driving/\(list)?annotations=duration,distance"
    let there = try table(
      start + "&sources=\(from)&destinations=\(to)", rows: block.from.count, columns: block.to.count, told: told)
    let back = try table(
      start + "&sources=\(to)&destinations=\(from)", rows: block.to.count, columns: block.from.count, told: told)
    return block.from.indices.flatMap { row in
      block.to.indices.map { column in
        if block.from[row].coordinate == block.to[column].coordinate { return Way(minutes: 0, km: 0) }
        guard let one = there[row][column], let other = back[column][row] else { return nil }
        return Way(minutes: (one.seconds + other.seconds) / 120, km: (one.metres + other.metres) / 2000)
      }
    }
  }

  private static func degrees(_ angle: Double) -> String { String(format: "%.6f", angle) }

  private func table(
    _ resource: String, rows: Int, columns: Int, told: (Wording) -> Void
  ) throws(Failure) -> [[OSRMTable.Cell?]] {
    for wait in Self.waits + [0] {
      let answer = client.answer(resource)
      let problem: Wording
      switch answer {
      case .success(let (status, body)) where status < 500:
        return try OSRMTable(body, rows: rows, columns: columns, status: status, client: client).cells
      case .success(let (status, _)): problem = Wording(fr: "réponse \(status)", en: "answer \(status)")
      case .failure(.endless(let megabytes)):
        throw OSRMTable.wrong(client, found: HTTPClient.Problem.endless(megabytes).wording)
      case .failure(.notHTTP(let start)):
        throw OSRMTable.wrong(client, found: HTTPClient.Problem.notHTTP(start).wording)
      case .failure(let other): problem = other.wording
      }
      guard wait > 0 else {
        throw Failure(
          .unreadable,
          fr:
            "\(client.address) : \(problem.fr) ; attendu un serveur OSRM qui répond (\(Self.waits.count + 1) essais) ; la même commande "
            + "reprendra où elle s'arrête",
          en:
            "\(client.address): \(problem.en); expected an OSRM server that answers (\(Self.waits.count + 1) tries); the same command "
            + "will go on where it stops")
      }
      told(
        Wording(
          fr: "\(client.address) : \(problem.fr) ; nouvel essai dans \(min(wait, client.seconds)) s",
          en: "\(client.address): \(problem.en); trying again in \(min(wait, client.seconds)) s"))
      Thread.sleep(forTimeInterval: Double(min(wait, client.seconds)))
    }
    return []
  }
}

/// What the table service answered, once it is seen to be what it should.
struct OSRMTable {
  struct Cell {
    let seconds: Double
    let metres: Double
  }

  /// nil where there is no road.
  let cells: [[Cell?]]

  private struct Document: Decodable {
    struct Waypoint: Decodable {
      let distance: Double?
    }

    let code: String
    let message: String?
    let durations: [[Double?]]?
    let distances: [[Double?]]?
    let sources: [Waypoint]?
    let destinations: [Waypoint]?
  }

  /// - Throws: `Failure` (data) that says what was found.
  init(_ body: [UInt8], rows: Int, columns: Int, status: Int, client: HTTPClient) throws(Failure) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(body)) else {
      let start = String(decoding: body.prefix(200), as: UTF8.self).onOneLine(longest: 60)
      throw Self.wrong(
        client,
        found: Wording(fr: "réponse \(status) « \(start) »", en: "answer \(status) \"\(start)\""))
    }
    guard document.code == "Ok" else { throw Self.refused(document.code, document.message, client) }
    guard let durations = document.durations, let distances = document.distances, durations.count == rows,
      distances.count == rows, durations.allSatisfy({ $0.count == columns }),
      distances.allSatisfy({ $0.count == columns })
    else {
      throw Self.wrong(
        client,
        found: Wording(
          fr: "une table qui n'a pas \(rows) lignes de \(columns) durées et distances",
          en: "a table that has not \(rows) rows of \(columns) durations and distances"))
    }
    let isOff = { (points: [Document.Waypoint]?, place: Int) -> Bool in
      guard let points, place < points.count, let metres = points[place].distance else { return false }
      return metres > OSRMServer.farthestRoadMetres
    }
    var cells: [[Cell?]] = []
    for row in 0..<rows {
      var line: [Cell?] = []
      for column in 0..<columns {
        guard let seconds = durations[row][column], let metres = distances[row][column],
          !isOff(document.sources, row), !isOff(document.destinations, column)
        else {
          line.append(nil)
          continue
        }
        guard seconds.isFinite, metres.isFinite, (0...6_000_000).contains(seconds), (0...100_000_000).contains(metres)
        else {
          throw Self.wrong(
            client,
            found: Wording(
              fr: "\(seconds) s et \(metres) m entre deux lieux", en: "\(seconds) s and \(metres) m between two places")
          )
        }
        line.append(Cell(seconds: seconds, metres: metres))
      }
      cells.append(line)
    }
    self.cells = cells
  }

  private static func refused(_ code: String, _ message: String?, _ client: HTTPClient) -> Failure {
    let text = ([code] + [message].compactMap(\.self)).joined(separator: " : ").onOneLine(longest: 120)
    guard code == "TooBig" else { return wrong(client, found: Wording(fr: "« \(text) »", en: "\"\(text)\"")) }
    return Failure(
      .usage,
      fr:
        "\(client.address) : « \(text) » ; attendu un --table-size que le serveur admet (osrm-routed --max-table-size)",
      en:
        "\(client.address): \"\(text)\"; expected a --table-size that the server admits (osrm-routed --max-table-size)")
  }

  static func wrong(_ client: HTTPClient, found: Wording) -> Failure {
    Failure(
      .data, fr: "\(client.address) : \(found.fr) ; attendu la table d'un serveur OSRM (osrm-routed, service table)",
      en: "\(client.address): \(found.en); expected the table of an OSRM server (osrm-routed, table service)")
  }
}

extension HTTPClient.Problem {
  var wording: Wording {
    switch self {
    case .unreachable(let reason):
      return Wording(
        fr: "pas de réponse (\(reason.onOneLine(longest: 60)))", en: "no answer (\(reason.onOneLine(longest: 60)))")
    case .late(let seconds):
      return Wording(fr: "pas de réponse entière en \(seconds) s", en: "no whole answer within \(seconds) s")
    case .endless(let megabytes):
      return Wording(fr: "une réponse de plus de \(megabytes) Mo", en: "an answer of more than \(megabytes) MB")
    case .notHTTP(let start):
      let text = start.onOneLine(longest: 60)
      return Wording(fr: "« \(text) », qui n'est pas du HTTP", en: "\"\(text)\", which is not HTTP")
    }
  }
}
