/// A time limit that runs from the moment it is made.
struct Deadline {
  private let end: ContinuousClock.Instant?

  /// - Parameter seconds: nil for no limit.
  init(seconds: Double?) throws(GLPKError) {
    guard let seconds else {
      end = nil
      return
    }
    guard seconds >= 0 else {
      throw .invalidArgument("time limit of \(seconds) s, expected 0 or more")
    }
    // Longer than the clock can count is no limit.
    end = seconds < 1e9 ? ContinuousClock.now + .seconds(seconds) : nil
  }

  /// What is left, in seconds; infinite without a limit.
  var seconds: Double {
    guard let end else { return .infinity }
    return max(0, (end - .now) / .seconds(1))
  }

  /// What is left as GLPK takes it; its largest number stands for no limit.
  var milliseconds: Int32 {
    let left = (seconds * 1000).rounded(.up)
    return left < Double(Int32.max) ? Int32(left) : .max
  }
}
