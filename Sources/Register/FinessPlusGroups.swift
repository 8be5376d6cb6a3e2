import Wording

/// The groups of a FINESS+ document (`gcc`), which name their members by the document's own numbers.
///
/// Lists of groups stand before the OG or after them, so that numbers meet in the end.
struct FinessPlusGroups {
  private struct Draft {
    var number = ""
    var name = ""
    var type = ""
    var isOut = false
    var members: [String] = []
  }

  private var drafts: [Draft] = []
  /// FINESS numbers of the OG that are or may be named.
  private var numbers: [String: FinessNumber] = [:]
  /// nil until the groups are read.
  private var named: Set<String>?

  /// Takes the next value, the list of groups.
  mutating func read(_ json: inout JSONStream) throws(Failure) {
    guard try json.kind() == .array else { return try json.skip() }
    try json.enter(.array)
    while try json.nextElement() {
      guard try json.isObject() else { continue }
      var draft = Draft()
      while try json.nextKey() {
        switch FinessPlusKey(json.key) {
        case .groupName: draft.name = LegacyText.name(try json.code())
        case .groupType: draft.type = try json.code()
        case .groupNumber, .groupNumberOfSchema:
          let number = try json.code()
          if draft.number.isEmpty { draft.number = number }
        case .state, .groupState: draft.isOut = FinessPlusRecord.isOut(state: try json.code())
        case .groupMembers: draft.members += try Self.members(&json)
        default: try json.skip()
        }
      }
      if !draft.isOut { drafts.append(draft) }
    }
    named = drafts.reduce(into: []) { $0.formUnion($1.members) }
  }

  private static func members(_ json: inout JSONStream) throws(Failure) -> [String] {
    var members: [String] = []
    guard try json.kind() == .array else {
      try json.skip()
      return members
    }
    try json.enter(.array)
    while try json.nextElement() {
      guard try json.isObject() else { continue }
      while try json.nextKey() {
        switch FinessPlusKey(json.key) {
        case .ogID, .ogIDOfSchema: members.append(try json.code())
        default: try json.skip()
        }
      }
    }
    return members
  }

  /// Notes an OG, which groups read before or after may name.
  mutating func note(_ id: String, _ number: FinessNumber) {
    if named?.contains(id) ?? !id.isEmpty { numbers[id] = number }
  }

  /// The groups, once the document is read.
  var groups: [HospitalGroup] {
    drafts.map { draft in
      let members = Set(draft.members)
      let known = Set(members.compactMap { numbers[$0] })
      return HospitalGroup(
        number: draft.number, name: draft.name, type: draft.type, members: known.sorted(),
        unknownMembers: members.count { numbers[$0] == nil })
    }
  }
}
