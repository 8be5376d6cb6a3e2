@testable import Grouping

/// Small joint problems of every feature, at random.
struct RandomJointProblem {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  struct Features: OptionSet, Sendable, CustomStringConvertible {
    let rawValue: Int
    static let zones = Features(rawValue: 1)
    static let targets = Features(rawValue: 2)
    static let conflicts = Features(rawValue: 4)
    static let compulsory = Features(rawValue: 8)
    static let envelopes = Features(rawValue: 16)
    static let withdrawal = Features(rawValue: 32)
    static let members = Features(rawValue: 64)
    static let maximum = Features(rawValue: 128)
    /// Some may not lead.
    static let leads = Features(rawValue: 256)
    /// Fewer groups than the weights would allow.
    static let fewGroups = Features(rawValue: 512)
    /// Some units stand for the same member.
    static let twins = Features(rawValue: 1_024)
    /// Resources with amounts of their own: of which little may be drawn, of which some should be, of either sign.
    static let resources = Features(rawValue: 2_048)
    /// Groups are worth more or less by their weight.
    static let terms = Features(rawValue: 4_096)
    /// Groups have few members, or little weight outside a family.
    static let sides = Features(rawValue: 8_192)
    /// Units may form a group by themselves.
    static let lone = Features(rawValue: 16_384)
    /// Groups have few members and little weight outside a family, however heavy they are.
    static let twoSides = Features(rawValue: 32_768)
    var description: String { "features \(rawValue)" }

    /// Nothing, each by itself, some pairs, and all at once.
    static let everyMake: [Features] =
      [[], .zones, .targets, .conflicts, .compulsory, .envelopes, .withdrawal, .members, .maximum]
      + [[.zones, .targets], [.compulsory, .envelopes], [.targets, .envelopes, .withdrawal], [.zones, .compulsory]]
      + [Features(rawValue: 255)] + richMakes

    /// What only some rules ask for, by itself and with others.
    static let richMakes: [Features] = [
      .resources, .terms, .sides, .lone, [.resources, .envelopes, .targets], [.resources, .compulsory],
      [.resources, .zones, .lone], [.terms, .withdrawal], [.terms, .maximum, .withdrawal], [.terms, .compulsory],
      [.sides, .withdrawal], [.sides, .terms, .targets], [.sides, .conflicts, .compulsory], [.lone, .envelopes],
      [.lone, .fewGroups], [.lone, .sides, .terms, .resources, .withdrawal, .leads],
    ]
  }

  /// Units on a plane, in two zones; one kind for each zone, one across (twice with envelopes, by filing zone), each for
  /// one target or for two.
  mutating func make(_ features: Features, unitCount n: Int = 7) -> JointInstance {
    var places: [(Double, Double)] = []
    var weights: [Int] = []
    var zone: [Int] = []
    var editor: [Int] = []
    for _ in 0..<n {
      places.append((generator.unit() * 60, generator.unit() * 40))
      weights.append(1 + generator.below(4))
      zone.append(features.contains(.zones) ? (places[places.count - 1].0 < 30 ? 0 : 1) : 0)
      editor.append(generator.below(3))
    }
    let mayLead = features.contains(.leads) ? (0..<n).map { _ in generator.below(3) > 0 } : []
    let ids = features.contains(.twins) ? (0..<n).map { [$0 == 0 ? 0 : generator.below(2) == 0 ? $0 : $0 - 1] } : nil
    let heavy = features.contains(.compulsory)
    if heavy { weights[0] = 4 + generator.below(5) }
    let targets: [Int?] = features.contains(.targets) ? [1, 2] : [nil]
    let minimum = 6
    var kinds: [JointInstance.Kind] = []
    let terms = features.contains(.terms) ? (0..<6).map { _ in generator.below(90_000) - 60_000 } : []
    let amounts = (0..<n).map { _ in (generator.below(4), generator.below(3), generator.below(9) - 4) }
    let firstResource = features.contains(.envelopes) ? 2 : 0
    func draws(_ units: [Int]) -> [JointInstance.Draw] {
      guard features.contains(.resources) else { return [] }
      return [
        .init(resource: firstResource, amounts: units.map { amounts[$0].0 }, ofGroup: 1),
        .init(resource: firstResource + 1, amounts: units.map { -amounts[$0].1 }),
        .init(resource: firstResource + 2, amounts: units.map { amounts[$0].2 }, ofGroup: -1),
      ]
    }
    let hasEnvelopes = features.contains(.envelopes)
    for target in targets {
      let allowed = (0..<n).filter { target == nil || editor[$0] == 0 || editor[$0] == target }
      let rewardOf = { (unit: Int) in
        target != nil && editor[unit] == target ? 10_000 * weights[unit] : 25_000 * weights[unit]
      }
      func kind(_ units: [Int], zones: Int, filing: Int?, envelope: Int?, maximum: Int?) {
        guard !units.isEmpty else { return }
        let local = units.map { weights[$0] }
        let family = features.contains(.sides) && kinds.count % 2 == 1
        let maximum = family ? maximum ?? 12 : maximum
        var sides: [Side] = []
        if features.contains(.sides) || features.contains(.twoSides), !family {
          sides.append(.members(units.map { 1 + $0 % 2 }, most: 4))
        }
        if family || features.contains(.twoSides) {
          sides.append(.family(outside: units.map { $0 % 3 == 0 ? weights[$0] : $0 % 3 == 1 ? 1 : 0 }, share: 6_000))
        }
        let instance = try? Instance(
          weights: local, rewards: units.map(rewardOf), groupReward: 60_000, minimum: minimum, maximum: maximum,
          allowsHeavyUnits: true,
          probabilities: features.contains(.withdrawal)
            ? ProbabilityTable(withdrawal: 0.1, weights: local, minimum: minimum) : .certain,
          terms: terms, sides: sides, leads: features.contains(.leads) ? units.map { mayLead[$0] } : nil,
          cost: { h, i in
            let (a, b) = (places[units[h]], places[units[i]])
            let km = ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
            return h == i || km < 35 ? Int(km * 700) * local[i] : nil
          })
        guard let instance else { return }
        kinds.append(
          .init(
            instance: instance, units: units, unitCount: n, minimumMembers: features.contains(.members) ? 3 : 1,
            minimumZones: zones, filingZone: filing,
            draws: (envelope.map { [.init(paidFrom: $0, by: instance)] } ?? []) + draws(units)))
      }
      let maximum = features.contains(.maximum) ? 9 : nil
      for z in 0...(features.contains(.zones) ? 1 : 0) {
        kind(
          allowed.filter { zone[$0] == z }, zones: 1, filing: nil, envelope: hasEnvelopes ? z : nil, maximum: maximum)
      }
      if features.contains(.zones) {
        if hasEnvelopes {
          for z in 0...1 { kind(allowed, zones: 2, filing: z, envelope: z, maximum: 9) }
        } else {
          kind(allowed, zones: 2, filing: nil, envelope: nil, maximum: 9)
        }
      }
    }
    if features.contains(.lone) { addLone(&kinds, weights: weights, draws: draws(Array(0..<n))) }
    var conflicts: [(Int, Int)] = []
    if features.contains(.conflicts) {
      for _ in 0..<3 {
        let (a, b) = (generator.below(n), generator.below(n))
        if a != b { conflicts.append((a, b)) }
      }
    }
    return JointInstance(
      weights: weights, memberIDs: ids, zones: (0..<n).map { [.init(zone: zone[$0], weight: weights[$0])] },
      isCompulsory: features.contains(.compulsory) ? (0..<n).map { $0 == 0 } : nil, conflicts: conflicts,
      resources: (hasEnvelopes ? [250_000 + generator.below(150_000), 200_000 + generator.below(200_000)] : [])
        .map { Resource(limit: $0) } + (features.contains(.resources) ? ownResources() : []),
      mostGroups: features.contains(.fewGroups) ? 1 : nil, kinds: kinds)
  }

  /// Little of the first, some of the second at a price, no more of the third than is given back.
  private mutating func ownResources() -> [Resource] {
    [
      Resource(limit: 3 + generator.below(6)),
      .atLeast(2 + generator.below(6), missingPrice: 1 + generator.below(60_000)), Resource(limit: generator.below(3)),
    ]
  }

  /// A kind of groups of a single unit, worth little.
  private mutating func addLone(
    _ kinds: inout [JointInstance.Kind], weights: [Int], draws: [JointInstance.Draw]
  ) {
    let instance = try? Instance(
      weights: weights, rewards: weights.map { $0 * generator.below(12_000) }, groupReward: 0, minimum: 1, maximum: nil,
      allowsHeavyUnits: true, cost: { h, i in h == i ? 0 : nil })
    guard let instance else { return }
    kinds.append(
      .init(
        instance: instance, units: Array(weights.indices), unitCount: weights.count, minimumMembers: 1, draws: draws))
  }
}
