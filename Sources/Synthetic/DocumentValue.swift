/// A JSON value in the making, written as the published documents are: an indent of two, a member a line.
indirect enum DocumentValue {
  case null
  case text(String)
  case list([DocumentValue])
  case object([(String, DocumentValue)])
  /// Written already, at its indent.
  case encoded([UInt8])

  /// A text, or null for an empty one.
  static func filled(_ text: String) -> DocumentValue { text.isEmpty ? .null : .text(text) }

  func append(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .null: bytes += "null".utf8
    case .encoded(let written): bytes += written
    case .text(let text): Self.append(text, to: &bytes)
    case .list(let values):
      guard !values.isEmpty else {
        bytes += "[]".utf8
        return
      }
      bytes.append(UInt8(ascii: "["))
      for (place, value) in values.enumerated() {
        Self.startLine(place, indent + 2, &bytes)
        value.append(to: &bytes, indent: indent + 2)
      }
      Self.endLine(indent, "]", &bytes)
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (place, member) in members.enumerated() {
        Self.startLine(place, indent + 2, &bytes)
        Self.append(member.0, to: &bytes)
        bytes += ": ".utf8
        member.1.append(to: &bytes, indent: indent + 2)
      }
      Self.endLine(indent, "}", &bytes)
    }
  }

  static func startLine(_ place: Int, _ indent: Int, _ bytes: inout [UInt8]) {
    if place > 0 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  static func endLine(_ indent: Int, _ closing: String, _ bytes: inout [UInt8]) {
    startLine(0, indent, &bytes)
    bytes += closing.utf8
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
