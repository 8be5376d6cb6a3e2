/// The call that a project is filed under: it follows from where its ESSMS are and how many they are.
public enum Route: String, Codable, Sendable, CaseIterable {
  /// One region, filed with its ARS.
  case regional
  /// Several regions, filed with the ARS of one of them.
  case multiregional
  /// The national call.
  case national
}

/// How much weight something has when grappes are put together, such as one DUI for all.
public enum Preference: String, Codable, Sendable, CaseIterable {
  /// It counts for nothing.
  case ignore
  /// It counts, and gives way to the rest.
  case prefer
  /// A grappe without it is not admitted.
  case require
}
