import ArgumentParser

/// The engine on the literature's instances. Screens are in English, as the field is.
struct GrappesBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grappes-bench",
    abstract: "Runs the engine of grappes on instances of the literature.",
    subcommands: [CapacitatedMedian.self])
}
