import Foundation

/// A script in Python, run as another process: the oracle of tests that count a register by means which share nothing with
/// the readers.
public enum PythonScript {
  /// Whether there is a Python to count with.
  public static let isPossible = (try? output(["-c", "import csv, json"])) != nil

  /// - Parameter arguments: of the interpreter: `-c` with a script, or a script's path, and what that takes.
  /// - Returns: its standard output.
  /// - Throws: `CocoaError` when it ends with another code than 0.
  public static func output(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return data
  }
}
