import Plans
import Register
import Wording

/// Whether the check was given the files that the plan was made with: to the byte, and by the names and dates that its
/// documents tell.
struct SourceCheck {
  let plan: Plan
  let register: Register
  let situation: Situation?
  let constraints: Constraints?
  let roads: RoadDistances?

  /// What the plan asks of and the situation says; nothing else can be computed with others.
  var violations: [Violation] {
    compare("situation", stated: plan.provenance.situation, given: situation?.source)
      + compare("constraints", stated: plan.provenance.constraints, given: constraints?.source)
      + compare("distances", stated: plan.provenance.distances, given: roads?.source)
  }

  /// The register's files, in whatever order they were given, and the names and dates of the others.
  var provenance: [Violation] {
    var found: [Violation] = []
    var stated = plan.provenance.register
    var given = register.sources
    // The same to the byte first, then what is left in the order of the names.
    for file in stated {
      guard
        let place = given.firstIndex(where: { $0.sha256 == file.sha256 && $0.file == file.file })
          ?? given.firstIndex(where: { $0.sha256 == file.sha256 })
      else { continue }
      found += label(file, given: given.remove(at: place))
      if let own = stated.firstIndex(of: file) { stated.remove(at: own) }
    }
    for file in stated {
      found.append(
        Violation(
          .provenance,
          fr: "provenance.register : \(text(file)), qui n'est pas, à l'octet près, un des fichiers donnés",
          en: "provenance.register: \(text(file)), which is, to the byte, none of the files given"))
    }
    for file in given {
      found.append(
        Violation(
          .provenance, fr: "fichier donné \(text(file)) : absent de provenance.register",
          en: "given file \(text(file)): not in provenance.register"))
    }
    for (stated, given) in [
      (plan.provenance.situation, situation?.source), (plan.provenance.constraints, constraints?.source),
      (plan.provenance.distances, roads?.source),
    ] {
      if let stated, let given, stated.sha256 == given.sha256 { found += label(stated, given: given) }
    }
    return found
  }

  private func text(_ file: SourceFile) -> String {
    "\(file.file.onOneLine(longest: 60)) (SHA-256 \(file.sha256.onOneLine(longest: 12)))"
  }

  private func label(_ stated: SourceFile, given: SourceFile) -> [Violation] {
    func text(_ file: SourceFile) -> String {
      (file.file + (file.date.map { ", \($0)" } ?? "")).onOneLine(longest: 100)
    }
    guard stated.file != given.file || stated.date != given.date else { return [] }
    return [
      Violation(
        .provenance, fr: "fichier « \(text(stated)) » dans le plan, « \(text(given)) » donné (mêmes octets)",
        en: "file \"\(text(stated))\" in the plan, \"\(text(given))\" given (same bytes)")
    ]
  }

  private func compare(_ option: String, stated: SourceFile?, given: SourceFile?) -> [Violation] {
    switch (stated, given) {
    case (nil, nil): return []
    case (let stated?, nil):
      return [
        Violation(
          .rules, fr: "le plan a été fait avec \(stated.file.onOneLine(longest: 60)), à donner par --\(option)",
          en: "the plan was made with \(stated.file.onOneLine(longest: 60)), to be given by --\(option)")
      ]
    case (nil, let given?):
      return [
        Violation(
          .rules, fr: "--\(option) \(given.file) : le plan a été fait sans lui",
          en: "--\(option) \(given.file): the plan was made without it")
      ]
    case (let stated?, let given?):
      guard stated.sha256 != given.sha256 else { return [] }
      return [
        Violation(
          .rules, fr: "--\(option) \(given.file) : ce n'est pas le fichier du plan (empreintes SHA-256 différentes)",
          en: "--\(option) \(given.file): it is not the plan's file (SHA-256 digests differ)")
      ]
    }
  }
}
