/// Whether an elastic plan has groups of one kind or of several: told at compile time, so that the moves of a plain problem
/// carry nothing of what only kinds need.
protocol ElasticKinds {
  static var areSeveral: Bool { get }
}

enum OneKind: ElasticKinds {
  @inline(__always) static var areSeveral: Bool { false }
}

enum SeveralKinds: ElasticKinds {
  @inline(__always) static var areSeveral: Bool { true }
}
