import Geography
import Wording

/// A number that is the same for two rows whose texts have the same ASCII characters, whatever the format, the encoding
/// and the quoting (FNV-1a).
struct RegisterFingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes where byte < 0x80 && byte != .quote { mix(byte) }
    mix(0xFF)
  }

  private mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
