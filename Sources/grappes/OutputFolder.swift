import Foundation
import Wording

/// A folder that receives a plan's documents: all of them whole, or none.
struct OutputFolder {
  let path: String

  /// Makes the folder when it is not there, and sees that files can be made in it.
  ///
  /// - Throws: `Failure` (unwritable) that says why not.
  init(path: String) throws(Failure) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Self.failure(path, reason: Self.reason(of: error))
    }
    let probe = "\(path)/.grappes-\(getpid()).probe"
    let descriptor = open(probe, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path, reason: String(cString: strerror(errno))) }
    close(descriptor)
    unlink(probe)
  }

  /// Writes every document under another name first, then puts all in place.
  ///
  /// - Throws: `Failure` (unwritable); what stood in the folder before is then untouched, unless the very last step, the
  ///   renaming, fails.
  func write(_ documents: [(name: String, contents: Data)]) throws(Failure) {
    let pending = documents.map {
      (final: "\(path)/\($0.name)", draft: "\(path)/.\($0.name).\(getpid())", data: $0.contents)
    }
    do throws(Failure) {
      for document in pending {
        do {
          try Self.save(document.data, to: document.draft)
        } catch {
          throw Self.failure(document.final, reason: Self.reason(of: error))
        }
      }
      for document in pending {
        guard rename(document.draft, document.final) == 0 else {
          throw Self.failure(document.final, reason: String(cString: strerror(errno)))
        }
      }
    } catch {
      for document in pending { unlink(document.draft) }
      throw error
    }
  }

  private static func save(_ data: Data, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    var code: Int32 = 0
    data.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let written = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
        if written > 0 {
          start += written
        } else if written < 0, errno != EINTR {
          code = errno
          return
        }
      }
    }
    // A full disk may show only now.
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else { throw POSIXError(.init(rawValue: code) ?? .EIO) }
  }

  private static func reason(of error: any Error) -> String {
    if let posix = error as? POSIXError { return String(cString: strerror(posix.code.rawValue)) }
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let underlying, underlying.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(underlying.code)))
    }
    return (error as NSError).localizedDescription
  }

  private static func failure(_ path: String, reason: String) -> Failure {
    Failure(
      .unwritable, fr: "\(path) : écriture impossible (\(reason)) ; un dossier accessible en écriture est attendu",
      en: "\(path): cannot be written (\(reason)); a writable folder is expected")
  }
}
