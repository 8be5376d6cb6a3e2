import Foundation
import Wording

/// Asks a server over plain HTTP, one question after the other, with an end to all waiting and to all length: what it answers
/// may be anything.
struct HTTPClient {
  enum Problem: Error {
    /// Nobody there, or gone before the end of its answer.
    case unreachable(String)
    case late(Int)
    case endless(Int)
    case notHTTP(String)
  }

  let host: String
  let port: String
  /// Of the server's address, without a stroke at its end.
  let path: String
  let address: String
  /// For a whole answer.
  let seconds: Int

  private static let mostBytes = 64 << 20

  /// - Parameter address: `http://host:port`, with a path or without.
  /// - Throws: `Failure` (usage).
  init(_ address: String, seconds: Int) throws(Failure) {
    guard let url = URLComponents(string: address), url.scheme == "http", let host = url.host, !host.isEmpty,
      url.query == nil, url.user == nil
    else {
      throw Failure(
        .usage,
        fr: "--osrm \(address.asFound(longest: 60)) : attendu l'adresse d'un serveur OSRM, comme http://localhost:5000",
        en:
          "--osrm \(address.asFound(longest: 60)): expected the address of an OSRM server, such as http://localhost:5000"
      )
    }
    self.address = address
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    port = String(url.port ?? 80)
    path = String(url.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
    self.seconds = seconds
  }

  /// The answer to a GET of `path + resource`.
  func answer(_ resource: String) -> Result<(status: Int, body: [UInt8]), Problem> {
    do throws(Problem) { return .success(try get(resource)) } catch { return .failure(error) }
  }

  private func get(_ resource: String) throws(Problem) -> (status: Int, body: [UInt8]) {
    let end = ContinuousClock.now + .seconds(seconds)
    let descriptor = try connected(until: end)
    defer { close(descriptor) }
    let request =
      "GET \(path)\(resource) HTTP/1.1\r\nHost: \(host):\(port)\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
    try send(Array(request.utf8), on: descriptor, until: end)
    var answer: [UInt8] = []
    while true {
      try wait(for: descriptor, Int16(POLLIN), until: end)
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
      }
      if chunk.isEmpty { break }
      answer += chunk
      guard answer.count <= Self.mostBytes else { throw .endless(Self.mostBytes >> 20) }
      if let whole = try Answer(answer, isEnded: false) { return (whole.status, whole.body) }
    }
    guard !answer.isEmpty else { throw .unreachable("connexion fermée sans réponse") }
    guard let whole = try Answer(answer, isEnded: true) else { throw .unreachable("réponse incomplète") }
    return (whole.status, whole.body)
  }

  private func connected(until end: ContinuousClock.Instant) throws(Problem) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, port, &hints, &list)
    guard code == 0 else { throw .unreachable(String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var reason = ""
    var next = list
    while let one = next?.pointee {
      next = one.ai_next
      let descriptor = socket(one.ai_family, one.ai_socktype | Int32(SOCK_NONBLOCK.rawValue), one.ai_protocol)
      guard descriptor >= 0 else { continue }
      if connect(descriptor, one.ai_addr, one.ai_addrlen) == 0 { return descriptor }
      if errno == EINPROGRESS {
        do throws(Problem) {
          try wait(for: descriptor, Int16(POLLOUT), until: end)
          var problem: Int32 = 0
          var size = socklen_t(MemoryLayout<Int32>.size)
          getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size)
          if problem == 0 { return descriptor }
          errno = problem
        } catch {
          close(descriptor)
          throw error
        }
      }
      reason = String(cString: strerror(errno))
      close(descriptor)
    }
    throw .unreachable(reason)
  }

  private func send(_ bytes: [UInt8], on descriptor: Int32, until end: ContinuousClock.Instant) throws(Problem) {
    var start = 0
    while start < bytes.count {
      try wait(for: descriptor, Int16(POLLOUT), until: end)
      let sent = bytes[start...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { throw .unreachable(String(cString: strerror(errno))) }
      start += sent
    }
  }

  private func wait(for descriptor: Int32, _ events: Int16, until end: ContinuousClock.Instant) throws(Problem) {
    while true {
      let left = end - .now
      guard left > .zero else { throw .late(seconds) }
      var polled = pollfd(fd: descriptor, events: events, revents: 0)
      let count = poll(&polled, 1, Int32(min(1000, max(1, left / .milliseconds(1)))))
      if count > 0 { return }
      if count < 0, errno != EINTR { throw .unreachable(String(cString: strerror(errno))) }
    }
  }
}

/// An answer as it came over HTTP/1.
private struct Answer {
  let status: Int
  let body: [UInt8]

  /// nil while more is to come.
  ///
  /// - Parameter isEnded: whether the server has closed.
  init?(_ bytes: [UInt8], isEnded: Bool) throws(HTTPClient.Problem) {
    let mark = Array("HTTP/1.".utf8)
    let isHTTP = bytes.prefix(mark.count).elementsEqual(mark.prefix(bytes.count))
    guard isHTTP else { throw .notHTTP(String(decoding: bytes.prefix(60), as: UTF8.self)) }
    guard let split = Self.headerEnd(bytes) else {
      guard !isEnded, bytes.count < 65_536 else { throw .notHTTP(String(decoding: bytes.prefix(60), as: UTF8.self)) }
      return nil
    }
    let lines = String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count > 1, let status = Int(words[1]) else {
      throw .notHTTP(String(decoding: bytes.prefix(60), as: UTF8.self))
    }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
    }
    let rest = bytes[(split + 4)...]
    self.status = status
    if fields["transfer-encoding"]?.lowercased().contains("chunked") == true {
      guard let body = Self.joined(rest) else { return nil }
      self.body = body
    } else if let length = fields["content-length"].flatMap({ Int($0) }) {
      guard rest.count >= length, length >= 0 else { return nil }
      body = Array(rest.prefix(length))
    } else {
      guard isEnded else { return nil }
      body = Array(rest)
    }
  }

  private static func headerEnd(_ bytes: [UInt8]) -> Int? {
    let end: [UInt8] = [13, 10, 13, 10]
    return bytes.indices.first { bytes[$0] == 13 && bytes[$0...].prefix(4).elementsEqual(end) }
  }

  /// Chunks put together; nil when the last one has not come.
  private static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var body: [UInt8] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 10) {
      let size = String(decoding: rest[..<end].prefix { $0 != 13 && $0 != UInt8(ascii: ";") }, as: UTF8.self)
      guard let count = Int(size, radix: 16), count >= 0, rest.endIndex - end > count + 2 else { return nil }
      if count == 0 { return body }
      body += rest[(end + 1)..<(end + 1 + count)]
      rest = rest[(end + 1 + count + 2)...]
    }
    return nil
  }
}
