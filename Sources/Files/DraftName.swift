import Foundation

/// Files and folders that are being written: hidden, beside the place that they will take.
///
/// Their names hold machine and process, so that two programs never share one, and so that what a killed program left
/// is known for that: the next one that writes the same name removes it.
public enum DraftName {
  /// The draft of `folder/name`.
  public static func path(_ folder: String, _ name: String) -> String { "\(folder)/\(self.name(of: name))" }

  /// The draft's own name.
  static func name(of name: String) -> String { ".\(name).\(machine)\(getpid())" }

  /// Removes the drafts of these names whose program is no more. Those of other machines on a shared folder stay.
  public static func removeLeftovers(of names: some Sequence<String>, in folder: String) {
    let starts = names.map { ".\($0).\(machine)" }
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where entry.hasPrefix(".") {
      guard let start = starts.first(where: entry.hasPrefix), let process = Int32(entry.dropFirst(start.count)),
        process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(entry)")
    }
  }

  /// This machine's name, short, as the start of the draft's own part.
  private static let machine: String = {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, 255) == 0 else { return "" }
    let name = buffer.prefix { $0 != 0 && $0 != CChar(bitPattern: UInt8(ascii: ".")) }
    let letters = name.prefix(32).map { UInt8(bitPattern: $0) }
    return String(decoding: letters, as: UTF8.self).replacing("/", with: "") + "-"
  }()
}
