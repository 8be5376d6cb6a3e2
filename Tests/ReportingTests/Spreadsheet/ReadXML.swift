import Foundation
import FoundationXML
import Testing

/// An element of an XML document, with what is in it.
final class ReadXML {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [ReadXML] = []
  fileprivate(set) var text = ""

  fileprivate init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// All elements of that name, in the document's order.
  func all(_ name: String) -> [ReadXML] {
    (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
  }

  /// - Throws: when it is no well-formed XML.
  static func parse(_ text: String) throws -> ReadXML {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return try #require(reader.root)
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var root: ReadXML?
    private var open: [ReadXML] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let node = ReadXML(name: name, attributes: attributes)
      open.last?.children.append(node)
      if root == nil { root = node }
      open.append(node)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }
  }
}
