// swift-tools-version: 6.2
import PackageDescription

// Set by .ci/run: a warning in the project's own sources is then an error (dependencies are left alone).
let strict = Context.environment["GRAPPES_WARNINGS_AS_ERRORS"] == "1"
let swiftSettings: [SwiftSetting] = strict ? [.treatAllWarnings(as: .error)] : []
let cSettings: [CSetting] = strict ? [.treatAllWarnings(as: .error)] : []

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
    swiftSettings: swiftSettings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let algorithms = Target.Dependency.product(name: "Algorithms", package: "swift-algorithms")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

// Set by scripts/fuzz, which builds with libFuzzer: it brings its own `main`, so that no other build may hold the target.
let fuzzing = Context.environment["GRAPPES_FUZZING"] == "1"
let fuzzer: [Target] = [
  .executableTarget(
    name: "grappes-fuzzer", dependencies: ["FuzzedReaders"], path: "Fuzzing/Fuzzer",
    swiftSettings: [.unsafeFlags(["-parse-as-library"])])
]

let package = Package(
  name: "grappes",
  products: [
    .executable(name: "grappes", targets: ["grappes"]),
    .executable(name: "grappes-bench", targets: ["grappes-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CGLPK", cSettings: cSettings, linkerSettings: [.linkedLibrary("glpk")]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CSHA256", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZLIB", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CSystem", cSettings: cSettings),
    module("Wording"),
    module("Files", ["CSystem"]),
    module("GLPK", ["CGLPK"]),
    module("Geography", ["Wording", "CPROJ"], resources: [.copy("Resources")]),
    module("Register", ["Wording", "Files", "Geography", "CSHA256", "CZLIB"], resources: [.copy("Resources")]),
    module("Programme", ["Wording", "Files", "Geography", yams], resources: [.copy("Resources")]),
    module("Grouping", ["GLPK", algorithms, heap]),
    module("Medians", ["Wording"]),
    module("Plans", ["Wording", "Geography", "Register"]),
    module("Planning", ["Wording", "GLPK", "Geography", "Register", "Programme", "Grouping", "Plans"]),
    module("Checking", ["Wording", "Geography", "Register", "Programme", "Plans"]),
    module(
      "Reporting",
      ["Wording", "Files", "Geography", "Register", "Programme", "Plans", "CSystem", "CXLSXWriter", "CZLIB", mustache],
      resources: [.copy("Resources")]
    ),
    module("Synthetic", ["Wording", "Geography", "Register", "Grouping"], resources: [.copy("Resources")]),
    .executableTarget(
      name: "grappes",
      dependencies: ["CSystem", "Files", "Planning", "Checking", "Reporting", "Synthetic", argumentParser],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "grappes-bench",
      dependencies: ["Wording", "Register", "Grouping", "Planning", "Medians", argumentParser],
      swiftSettings: swiftSettings),
    tests("GLPK"),
    tests("Files"),
    tests("Geography"),
    tests("Register", ["TinyRegisters", "CZLIB"]),
    tests("Programme"),
    tests("Grouping"),
    tests("Medians", ["Wording"]),
    tests("Plans", ["TinyRegisters", "Planning"]),
    tests("Planning", ["TinyRegisters", "Wording"]),
    tests("Checking", ["TinyRegisters", "Planning"]),
    tests("Reporting", ["CZLIB"]),
    tests("Synthetic", ["Register", "TinyRegisters"]),
    // Runs the built programs as processes.
    .testTarget(
      name: "GrappesTests", dependencies: ["grappes", "grappes-bench", "Plans"], swiftSettings: swiftSettings),
    .testTarget(
      name: "FuzzedReadersTests", dependencies: ["FuzzedReaders"], swiftSettings: swiftSettings),
    // What the fuzzer drives, and the tests of its seeds and findings.
    .target(
      name: "FuzzedReaders", dependencies: ["Wording", "Register", "Programme", "Medians", "Plans", "Planning"],
      path: "Fuzzing/Readers", swiftSettings: swiftSettings),
    // Registers for tests, made without files, and what counts others.
    .target(
      name: "TinyRegisters", dependencies: ["Geography", "Register"], path: "Tests/TinyRegisters",
      swiftSettings: swiftSettings),
  ] + (fuzzing ? fuzzer : []),
  swiftLanguageModes: [.v6]
)
