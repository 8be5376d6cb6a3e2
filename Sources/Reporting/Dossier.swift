import Geography
import Plans
import Programme
import Wording

/// All that the documents are made from: a plan, the outlines to draw it on, the language to tell it in.
public struct Dossier: Sendable {
  /// With the names of OG as this language shows them.
  public let plan: Plan
  /// As it was given, and as its file has it.
  public let given: Plan
  public let contours: Contours
  public let language: Language
  /// Campaigns and barèmes, the user's own among them; nil when those of the program cannot be read.
  public let rules: RuleBook?
  /// How its CSV files are written.
  public let csv: CSVKind

  public init(
    plan: Plan, contours: Contours, language: Language = .fr, rules: RuleBook? = try? RuleBook.bundled(),
    csv: CSVKind = .fr
  ) {
    self.plan = plan.named(in: language)
    given = plan
    self.contours = contours
    self.language = language
    self.rules = rules
    self.csv = csv
  }
}

extension Dossier {
  /// The same plan in another language.
  func told(in language: Language) -> Dossier {
    Dossier(plan: given, contours: contours, language: language, rules: rules, csv: csv)
  }

  /// The region's name as the outlines give it; its code where they do not know it.
  func name(of region: RegionCode) -> String {
    contours.regions.first { $0.code == region.rawValue }?.name ?? region.rawValue
  }

  /// Names of the plan's regions, in the plan's order.
  var regionNames: String {
    plan.regions.map(name(of:)).joined(separator: ", ")
  }

  /// The register's files that the plan was made from, with their days.
  var registerFiles: String {
    plan.provenance.register.map { file in
      let day = file.date.map(numbers.date).map { Wording(fr: " du \($0)", en: " of \($0)").text(in: language) }
      return file.file + (day ?? "")
    }.joined(separator: ", ")
  }

  var baremeLabel: String { BaremeLabel(plan).text(in: language) }

  /// The campaign's name, with a warning where it is known by a report alone.
  var campaignLabel: String { BaremeLabel(plan).campaignText(in: language) }

  /// The plan's campaign, when the rules hold it.
  var campaign: Campaign? { rules?.campaigns[plan.campaign] }

  /// The plan's barème, when the rules hold it.
  var bareme: Bareme? { rules?.baremes[plan.bareme] }

  /// A sentence that stands in the plan; nil when it is empty, or in another language than the documents'.
  func sentence(_ text: String) -> String? {
    text.isEmpty || plan.language ?? language != language ? nil : text
  }

  var numbers: NumberFormat { NumberFormat(language) }
}

extension Plan.Grappe {
  /// Name of the OG that files; its FINESS number when it is not among the members.
  var porteurName: String {
    members.first { $0.og == porteur }?.name ?? "OG \(porteur.text)"
  }

  /// The rank in the id, without the region and leading zeros: `53-007` → `7`.
  var shortNumber: String {
    let rank = id.split(separator: "-").last.map(String.init) ?? id
    return Int(rank).map(String.init) ?? rank
  }
}
