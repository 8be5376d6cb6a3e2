import Plans
import Register

/// Whether the check was given the situation and the constraints that the plan was made with.
struct SourceCheck {
  let plan: Plan
  let situation: Situation?
  let constraints: Constraints?

  var violations: [Violation] {
    compare("situation", stated: plan.provenance.situation, given: situation?.source)
      + compare("constraints", stated: plan.provenance.constraints, given: constraints?.source)
  }

  private func compare(_ option: String, stated: SourceFile?, given: SourceFile?) -> [Violation] {
    switch (stated, given) {
    case (nil, nil): return []
    case (let stated?, nil):
      return [
        Violation(
          .rules, fr: "le plan a été fait avec \(stated.file), à donner par --\(option)",
          en: "the plan was made with \(stated.file), to be given by --\(option)")
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
