import Foundation
import Testing

/// Every command of the tutorial, in its order, on the bundled register.
@Suite struct TutorialTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `the commands of docs/scenarios.md`() throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent("docs/scenarios.md"), encoding: .utf8)
    let tutorial = Tutorial(text)
    #expect(tutorial.commands.count == 10)
    let sandbox = try Sandbox()
    try FileManager.default.createDirectory(
      at: sandbox.folder.appendingPathComponent("datasets"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: sandbox.folder.appendingPathComponent("datasets/demo"),
      withDestinationURL: Self.root.appendingPathComponent("datasets/demo"))
    for (name, contents) in tutorial.files { try sandbox.write(name, contents) }
    for command in tutorial.commands {
      let outcome = try Program.shell("\"$GRAPPES\" \(command)", in: sandbox)
      #expect(outcome.code == 0, "grappes \(command): \(outcome.diagnostics)")
      // A single task of a sweep tells its progress alone.
      #expect(!outcome.output.isEmpty || !outcome.diagnostics.isEmpty, "grappes \(command)")
    }
  }
}

/// What a tutorial tells to type and to save.
private struct Tutorial {
  /// Lines of `sh` blocks and of indented ones that begin with `grappes`, without that word.
  private(set) var commands: [String] = []
  /// `yaml` blocks by the name in the comment that they begin with.
  private(set) var files: [String: String] = [:]

  init(_ text: String) {
    var language: String?
    var block: [String] = []
    for line in text.replacing("\\\n", with: " ").split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        if language != nil { block.append(String(line)) } else { take(indented: line) }
        continue
      }
      if let ended = language {
        take(block, ended)
        (language, block) = (nil, [])
      } else {
        language = String(line.dropFirst(3))
      }
    }
  }

  /// Code that is set off by four spaces.
  private mutating func take(indented line: Substring) {
    if line.hasPrefix("    grappes ") { commands.append(String(line.dropFirst(12))) }
  }

  private mutating func take(_ block: [String], _ language: String) {
    switch language {
    case "sh":
      commands += block.filter { $0.hasPrefix("grappes ") }.map { String($0.dropFirst(8)) }
    case "yaml":
      guard let name = block.first, name.hasPrefix("# "), name.hasSuffix(".yaml") else { return }
      files[String(name.dropFirst(2))] = block.joined(separator: "\n") + "\n"
    default: break
    }
  }
}
