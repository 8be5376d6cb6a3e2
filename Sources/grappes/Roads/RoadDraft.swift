import Foundation
import Planning
import Register
import Wording

/// What a server has answered so far, kept beside the file to be made, so that a run that was stopped goes on from there.
///
/// Whole answers are added at its end, each with a line that closes it; what follows the last such line is cut off.
final class RoadDraft {
  let path: String
  /// Blocks answered.
  private(set) var done = 0
  private var rows: [Row] = []

  private struct Row {
    let from: FinessNumber
    let to: FinessNumber
    /// In thousandths of a minute and in metres; nil where there is no road.
    let way: (minutes: Int, metres: Int)?

    /// As the file has it.
    var text: String {
      guard let way else { return "\(from);\(to);;" }
      return "\(from);\(to);\(Self.decimal(way.minutes));\(Self.decimal(way.metres))"
    }

    private static func decimal(_ thousandths: Int) -> String {
      let rest = String(thousandths % 1000)
      return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
  }

  /// - Parameter key: what the answers depend on; those to other questions are begun anew.
  /// - Throws: `Failure` (unwritable).
  init(path: String, key: String, questions: RoadQuestions) throws(Failure) {
    self.path = path
    let head = "grappes distances 1 \(InputFile.sha256(Array(key.utf8)))\n"
    let known = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { $0.hasPrefix(head) ? $0 : nil }
    var kept = head
    var open: [Row] = []
    var block = ""
    for line in (known ?? head).dropFirst(head.count).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    {
      block += line + "\n"
      if line == "= \(done)" {
        guard done < questions.blocks.count, open.count == questions.blocks[done].isWanted.count(where: \.self) else {
          break
        }
        rows += open
        kept += block
        done += 1
        (open, block) = ([], "")
      } else {
        guard let row = Self.row(line) else { break }
        open.append(row)
      }
    }
    try write(Data(kept.utf8), O_CREAT | O_TRUNC)
  }

  /// - Parameter ways: of the block's pairs, wanted or not.
  func add(_ block: RoadQuestions.Block, _ ways: [OSRMServer.Way?]) throws(Failure) {
    var added: [Row] = []
    for (place, way) in ways.enumerated() where block.isWanted[place] {
      let (from, to) = (block.from[place / block.to.count], block.to[place % block.to.count])
      let whole = way.map { (minutes: Int(($0.minutes * 1000).rounded()), metres: Int(($0.km * 1000).rounded())) }
      added.append(Row(from: from.number, to: to.number, way: whole))
    }
    let text = added.map { $0.text + "\n" }.joined() + "= \(done)\n"
    try write(Data(text.utf8), O_APPEND)
    rows += added
    done += 1
  }

  /// The file's text, by seat and ESSMS, and how many lines tell of no road.
  func finished(comment: String) throws(Failure) -> (text: String, none: Int) {
    rows.sort { ($0.to, $0.from) < ($1.to, $1.from) }
    let text = comment + "\n" + RoadDistances.header + "\n" + rows.map { $0.text + "\n" }.joined()
    return (text, rows.count { $0.way == nil })
  }

  func remove() { unlink(path) }

  private static func row(_ line: Substring) -> Row? {
    let cells = line.split(separator: ";", omittingEmptySubsequences: false)
    guard cells.count == 4, let from = FinessNumber(cells[0]), let to = FinessNumber(cells[1]) else { return nil }
    if cells[2].isEmpty, cells[3].isEmpty { return Row(from: from, to: to, way: nil) }
    guard let minutes = Double(cells[2]), let km = Double(cells[3]), (0...1e6).contains(minutes), (0...1e6).contains(km)
    else { return nil }
    return Row(from: from, to: to, way: (Int((minutes * 1000).rounded()), Int((km * 1000).rounded())))
  }

  private func write(_ data: Data, _ flags: Int32) throws(Failure) {
    let descriptor = open(path, O_WRONLY | flags, 0o644)
    var code = descriptor < 0 ? errno : 0
    if descriptor >= 0 {
      var start = 0
      while start < data.count, code == 0 {
        let written = data[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if written > 0 { start += written } else if errno != EINTR { code = errno }
      }
      close(descriptor)
    }
    guard code == 0 else { throw OutputFolder.failure(path, code) }
  }
}
