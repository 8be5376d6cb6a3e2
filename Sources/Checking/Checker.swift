import Geography
import Plans
import Programme
import Register
import Wording

/// Verifies a plan from the register, the situation, the constraints and the rules alone: nothing of the search is used,
/// everything is computed anew.
public struct Checker: Sendable {
  public let register: Register
  public let rules: RuleBook
  public let situation: Situation?
  public let constraints: Constraints?
  public let roads: RoadDistances?

  /// - Parameter register: as read, the situation not applied.
  public init(
    register: Register, rules: RuleBook, situation: Situation? = nil, constraints: Constraints? = nil,
    roads: RoadDistances? = nil
  ) {
    self.roads = roads
    self.register = register
    self.rules = rules
    self.situation = situation
    self.constraints = constraints
  }

  /// What a check found.
  public struct Report: Sendable {
    public let violations: [Violation]
    /// Remarks that are no violation: what the certificate does not cover, another register than the plan's.
    public let remarks: [Wording]
    /// The bound that the prices prove, when they could be replayed.
    public let certifiedBound: Euros?
    /// Regions whose bound is lower than that, by a search tree that is not replayed; sorted.
    public let treeRegions: [RegionCode]
    /// Regions whose spread is said to be the least, by a search that is not replayed; sorted.
    public let spreadRegions: [RegionCode]

    init(_ violations: [Violation]) {
      self.violations = violations
      remarks = []
      certifiedBound = nil
      treeRegions = []
      spreadRegions = []
    }

    init(_ violations: [Violation], on plan: Plan, remarks: [Wording], certifiedBound: Euros?) {
      self.violations = violations
      self.remarks = remarks
      self.certifiedBound = certifiedBound
      let isLower = certifiedBound.map { plan.bound < $0 } ?? true
      let joined = plan.search.domains.filter { plan.search.treeBounds[$0.first?.rawValue ?? ""] != nil }.flatMap(
        \.self)
      let cut = plan.search.treeBounds.keys.map { RegionCode($0) }
      treeRegions = isLower ? Set(plan.search.exhausted + joined + cut).sorted() : []
      spreadRegions = plan.search.spreadProven
    }
  }

  public func check(_ plan: Plan) -> Report {
    guard let bareme = rules.baremes[plan.bareme], let campaign = rules.campaigns[plan.campaign]?.within(bareme) else {
      let isBareme = rules.campaigns[plan.campaign] != nil
      return Report([
        isBareme
          ? Violation(
            .rules, fr: "barème « \(plan.bareme) » inconnu ; celui d'un fichier à soi se donne par --campaign-file",
            en: "barème \"\(plan.bareme)\" unknown; that of a file of one's own is given by --campaign-file")
          : Violation(
            .rules,
            fr: "campagne « \(plan.campaign) » inconnue ; celle d'un fichier à soi se donne par --campaign-file",
            en: "campaign \"\(plan.campaign)\" unknown; that of a file of one's own is given by --campaign-file")
      ])
    }
    let sources = SourceCheck(
      plan: plan, register: register, situation: situation, constraints: constraints, roads: roads)
    let basis =
      sources.violations
      + RuleCheck(plan: plan, register: register, campaign: campaign, bareme: bareme).violations
    // With other files, or parameters that make no sense, nothing else can be computed.
    guard basis.isEmpty else { return Report(basis + sources.provenance) }
    let known = situation.map { register.applying($0) } ?? register
    let ground = Ground(
      plan: plan, read: register, known: known, situation: situation, constraints: constraints, campaign: campaign,
      bareme: bareme, roads: roads)
    let areas = AreaCheck(plan: plan, ground: ground)
    guard areas.isSound else { return Report(areas.violations + sources.provenance) }
    let bound = BoundCheck(plan: plan, ground: ground).run()
    let grappes = grappes(of: plan, ground: ground)
    let envelopes = EnvelopeCheck(plan: plan, ground: ground, register: known).violations
    let violations =
      sources.provenance + TableCheck(plan: plan, ground: ground).violations
      + SituationCheck(plan: plan, register: register, known: known, situation: situation).violations
      + GroundCheck(plan: plan, register: known, ground: ground).violations
      + PlaceCheck(plan: plan, register: known, territories: ground.territories).violations
      + grappes + NameCheck(plan: plan, ground: ground).violations
      + EstablishmentCheck(plan: plan, known: known).violations + EarlierVersionCheck(plan: plan).violations
      + LeftOutCheck(
        plan: plan, ground: ground, bound: bound, grappesHold: grappes.isEmpty && envelopes.isEmpty
      ).violations
      + ConstraintCheck(plan: plan, ground: ground).violations
      + MoveCheck(plan: plan, ground: ground).violations
      + envelopes + TotalsCheck(plan: plan).violations
      + SearchCheck(plan: plan, ground: ground, bound: bound).violations + areas.violations
      + bound.violations
    // They rest on all the rest, and take longest. Plans of earlier versions do not tell them.
    let prices =
      violations.isEmpty && !plan.rulePrices.isEmpty
      ? RulePriceCheck(plan: plan, ground: ground, bound: bound).violations : []
    return Report(violations + prices, on: plan, remarks: remarks(on: plan), certifiedBound: bound.certified)
  }

  private func grappes(of plan: Plan, ground: Ground) -> [Violation] {
    let appraisals = ground.areas.map { Appraisal(ground: ground, area: $0) }
    let grouped = Set(plan.grappes.flatMap { $0.members.map { "\($0.og)@\($0.region)" } })
    let ungrouped = ground.areas.map { area in area.units.indices.filter { !grouped.contains(area.units[$0].key) } }
    return plan.grappes.flatMap { grappe -> [Violation] in
      guard let area = ground.areaOf[grappe.region] else {
        return [
          Violation(
            .rules, fr: "grappe \(grappe.id) : région \(grappe.region) absente du plan",
            en: "grappe \(grappe.id): region \(grappe.region) is not in the plan")
        ]
      }
      let check = GrappeCheck(grappe: grappe, ground: ground, appraisal: appraisals[area])
      let violations = check.violations
      // What is told of a grappe that does not hold cannot be right.
      guard violations.isEmpty else { return violations }
      return InsightCheck(
        grappe: grappe, check: check, appraisal: appraisals[area], ungrouped: ungrouped[area]
      ).violations
    }
  }

  private func remarks(on plan: Plan) -> [Wording] {
    var remarks: [Wording] = []
    if let remark = EarlierVersionCheck(plan: plan).remark { remarks.append(remark) }
    if !plan.search.exhausted.isEmpty {
      let regions = plan.search.exhausted.map(\.rawValue).joined(separator: ", ")
      remarks.append(
        Wording(
          fr: "région \(regions) : l'optimalité repose sur une recherche exhaustive que le certificat ne rejoue pas",
          en: "region \(regions): optimality rests on an exhaustive search that the certificate does not replay"))
    }
    if !plan.search.treeBounds.isEmpty {
      let regions = plan.search.treeBounds.keys.sorted().joined(separator: ", ")
      remarks.append(
        Wording(
          fr: "région \(regions) : la borne repose sur un arbre de recherche que « grappes check » ne refait pas",
          en: "region \(regions): the bound rests on a search tree that the certificate does not replay"))
    }
    if plan.parameters.mode == .fundingFirst, !plan.grappes.isEmpty {
      let open = plan.regions.filter { !plan.search.spreadProven.contains($0) }.map(\.rawValue).joined(separator: ", ")
      if !open.isEmpty {
        remarks.append(
          Wording(
            fr: "région \(open) : financement d'abord ; que la dispersion soit la moindre n'est pas prouvé",
            en: "region \(open): funding first; that the spread is the least is not proven"))
      }
    }
    return remarks
  }
}
