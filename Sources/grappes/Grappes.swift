import ArgumentParser

@main
struct Grappes: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Propose des grappes d'organismes gestionnaires.")
}
