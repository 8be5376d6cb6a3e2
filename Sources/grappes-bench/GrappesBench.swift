import ArgumentParser

/// The engine on the literature's instances, and what is asked of it while a hand moves. Screens are in English, as the field is.
struct GrappesBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grappes-bench",
    abstract: "Runs the engine of grappes on instances of the literature, and measures it.",
    subcommands: [CapacitatedMedian.self, Changes.self])
}
