import Foundation

/// Standard input, output and error as the program finds them.
enum StandardStreams {
  /// Takes the places of those that are closed: the next file opened would stand there, and receive what is meant for them.
  /// Neither reading nor writing works on what is put there, as on what is closed.
  static func fillGaps() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The lowest number that is free, which is this one.
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
