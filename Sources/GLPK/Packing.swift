import CGLPK

/// Bounds as GLPK takes them.
struct EncodedBounds {
  let type: Int32
  let lower: Double
  let upper: Double

  /// Checks and encodes bounds.
  ///
  /// - Parameter subject: whose bounds they are, for the error.
  init(_ bounds: Problem.Bounds, kind: Problem.Kind = .continuous, _ subject: @autoclosure () -> String)
    throws(GLPKError)
  {
    let (low, high) = bounds.ends
    guard low.map(\.isFinite) ?? true, high.map(\.isFinite) ?? true else {
      throw .invalidArgument("\(subject()): bounds \(bounds), expected finite numbers")
    }
    if kind != .continuous {
      guard low.map({ $0 == $0.rounded() }) ?? true, high.map({ $0 == $0.rounded() }) ?? true else {
        throw .invalidArgument("\(subject()): bounds \(bounds), expected whole numbers")
      }
    }
    let lowest = kind == .binary ? max(low ?? 0, 0) : low
    let highest = kind == .binary ? min(high ?? 1, 1) : high
    if let lowest, let highest, lowest > highest {
      throw .invalidArgument("\(subject()): bounds \(bounds) leave no value")
    }
    (type, lower, upper) =
      switch (lowest, highest) {
      case (nil, nil): (GLP_FR, 0, 0)
      case (let low?, nil): (GLP_LO, low, 0)
      case (nil, let high?): (GLP_UP, 0, high)
      case (let low?, let high?): (low == high ? GLP_FX : GLP_DB, low, high)
      }
  }
}

extension Problem.Bounds {
  /// The lower and the upper end, nil where there is none.
  var ends: (lower: Double?, upper: Double?) {
    switch self {
    case .free: (nil, nil)
    case .lower(let low): (low, nil)
    case .upper(let high): (nil, high)
    case .between(let low, let high): (low, high)
    case .fixed(let value): (value, value)
    }
  }
}

/// Rows or columns to add, checked and laid out as the shim takes them.
struct PackedLines {
  private var types: [Int32] = []
  private var lower: [Double] = []
  private var upper: [Double] = []
  private var starts: [Int32] = [1]
  private var entries = PackedEntries()
  /// All names, each ended by a 0, and where each begins; -1 for none.
  private var names: [CChar] = []
  private var nameStarts: [Int] = []
  private var objective: [Double] = []
  private var kinds: [Int32] = []

  /// - Parameter lines: the number of rows or columns expected.
  init(lines: Int) {
    types.reserveCapacity(lines)
    lower.reserveCapacity(lines)
    upper.reserveCapacity(lines)
    starts.reserveCapacity(lines + 1)
  }

  mutating func append(
    _ bounds: EncodedBounds, name: String?, indices: [Int32], coefficients: [Double], marks: inout Marks,
    _ subject: @autoclosure () -> String
  ) throws(GLPKError) {
    try entries.append(indices, coefficients, marks: &marks, subject())
    types.append(bounds.type)
    lower.append(bounds.lower)
    upper.append(bounds.upper)
    starts.append(Int32(entries.indices.count))
    try append(name: name, subject())
  }

  mutating func append(objective cost: Double, kind: Problem.Kind, _ subject: @autoclosure () -> String)
    throws(GLPKError)
  {
    guard cost.isFinite else {
      throw .invalidArgument("\(subject()): objective \(cost), expected a finite number")
    }
    objective.append(cost)
    kinds.append(kind.encoded)
  }

  private mutating func append(name: String?, _ subject: @autoclosure () -> String) throws(GLPKError) {
    guard let name, !name.isEmpty else {
      nameStarts.append(-1)
      return
    }
    try checkName(name, subject())
    nameStarts.append(names.count)
    names.append(contentsOf: name.utf8CString)
  }

  /// Calls the shim with the lines.
  func withLines(_ body: (UnsafePointer<cglpk_lines>) -> cglpk_result) -> cglpk_result {
    names.withUnsafeBufferPointer { names in
      let pointers = nameStarts.map { $0 < 0 ? nil : names.baseAddress?.advanced(by: $0) }
      return pointers.withUnsafeBufferPointer { pointers in
        var lines = cglpk_lines()
        lines.count = Int32(types.count)
        lines.names = names.isEmpty ? nil : pointers.baseAddress
        return withNumbers(&lines, body)
      }
    }
  }

  private func withNumbers(
    _ lines: inout cglpk_lines, _ body: (UnsafePointer<cglpk_lines>) -> cglpk_result
  ) -> cglpk_result {
    types.withUnsafeBufferPointer { types in
      lower.withUnsafeBufferPointer { lower in
        upper.withUnsafeBufferPointer { upper in
          starts.withUnsafeBufferPointer { starts in
            entries.indices.withUnsafeBufferPointer { indices in
              entries.values.withUnsafeBufferPointer { values in
                objective.withUnsafeBufferPointer { objective in
                  kinds.withUnsafeBufferPointer { kinds in
                    lines.types = types.baseAddress
                    lines.lower = lower.baseAddress
                    lines.upper = upper.baseAddress
                    lines.starts = starts.baseAddress
                    lines.indices = indices.baseAddress
                    lines.values = values.baseAddress
                    lines.objective = objective.baseAddress
                    lines.kinds = kinds.baseAddress
                    return body(&lines)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Entries of a matrix as GLPK takes them: counted from 1, after an element that is not used.
struct PackedEntries {
  private(set) var indices: [Int32] = [0]
  private(set) var values: [Double] = [0]

  var count: Int32 { Int32(indices.count - 1) }

  /// Checks and appends the entries of one row or column.
  ///
  /// - Parameters:
  ///   - marks: of the lines that `lines` may name.
  ///   - subject: whose entries they are, for the error.
  mutating func append(
    _ lines: [Int32], _ coefficients: [Double], marks: inout Marks, _ subject: @autoclosure () -> String
  ) throws(GLPKError) {
    guard lines.count == coefficients.count else {
      throw .invalidArgument("\(subject()): \(lines.count) indices and \(coefficients.count) coefficients")
    }
    // GLPK's own limit, kept well under so that positions fit its ints.
    guard indices.count + lines.count <= 500_000_000 else {
      throw .invalidArgument("\(subject()): over 500,000,000 coefficients at once")
    }
    marks.startOver()
    for (line, value) in zip(lines, coefficients) {
      guard value.isFinite else {
        throw .invalidArgument("\(subject()): coefficient \(value) at \(line), expected a finite number")
      }
      try marks.mark(line, subject())
      indices.append(line + 1)
      values.append(value)
    }
  }
}

/// Which lines have been named already; forgetting them all takes no time.
struct Marks {
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0

  /// - Parameter count: the number of lines there are.
  init(count: Int) {
    stamps = Array(repeating: 0, count: count)
  }

  mutating func startOver() {
    stamp &+= 1
    if stamp == 0 {
      for index in stamps.indices { stamps[index] = 0 }
      stamp = 1
    }
  }

  /// Marks a line; refuses one that does not exist or was marked before.
  mutating func mark(_ line: Int32, _ subject: @autoclosure () -> String) throws(GLPKError) {
    guard line >= 0, line < stamps.count else {
      throw .invalidArgument("\(subject()): index \(line), expected 0 to \(stamps.count - 1)")
    }
    guard stamps[Int(line)] != stamp else {
      throw .invalidArgument("\(subject()): index \(line) twice")
    }
    stamps[Int(line)] = stamp
  }
}

extension Problem.Kind {
  /// A binary column is an integer one whose bounds say the rest.
  var encoded: Int32 { self == .continuous ? GLP_CV : GLP_IV }
}

/// Refuses a name that GLPK would abort on or overrun its buffers with.
func checkName(_ name: String, _ subject: @autoclosure () -> String) throws(GLPKError) {
  guard name.utf8.count <= 255 else {
    throw .invalidArgument("\(subject()): name of \(name.utf8.count) bytes, expected 255 at most")
  }
  guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
    throw .invalidArgument("\(subject()): name with control characters")
  }
}
