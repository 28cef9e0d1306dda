// swift-tools-version: 6.2

import PackageDescription

/// Settings of every target: the strictest forms that the toolchain offers.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The parts of the library, in the order of their imports.
let library = ["ConvCostCore", "ConvCostZoo", "ConvCostReports", "ConvCostImport"]

/// What the parts of the library share, of which users see nothing.
let shared: [Target.Dependency] = ["ConvCostText", "ConvCostJSON"]

let package = Package(
  name: "convcost",
  platforms: [.macOS(.v13)],
  products: [
    .library(name: "ConvCost", targets: ["ConvCost"]),
    .executable(name: "convcost", targets: ["ConvCostProgram"]),
  ],
  targets: [
    .target(name: "ConvCostText"),
    .target(name: "ConvCostJSON", dependencies: ["ConvCostText"]),
    .target(name: "ConvCostCore", dependencies: ["ConvCostText"]),
    .target(name: "ConvCostZoo", dependencies: ["ConvCostCore", "ConvCostText"]),
    .target(name: "ConvCostReports", dependencies: ["ConvCostCore"] + shared),
    .target(name: "ConvCostImport", dependencies: ["ConvCostCore"] + shared),
    .target(name: "ConvCost", dependencies: library.map { .byName(name: $0) }),
    .target(name: "ConvCostCommand", dependencies: library.map { .byName(name: $0) } + shared),
    // Not named as its product: many file systems of macOS would make one of it and ConvCost.
    .executableTarget(name: "ConvCostProgram", dependencies: ["ConvCostCommand"]),

    .executableTarget(
      name: "custom-network", dependencies: ["ConvCost"], path: "Examples/CustomNetwork",
      packageAccess: false),
    .executableTarget(
      name: "random-search", dependencies: ["ConvCostCore", "ConvCostZoo"],
      path: "Examples/RandomSearch"),
    .executableTarget(
      name: "benchmark",
      dependencies: ["ConvCostCore", "ConvCostZoo", "ConvCostReports", "ConvCostJSON"],
      path: "Examples/Benchmark", exclude: ["peers.py"]),
    .executableTarget(name: "empty-program", path: "Examples/EmptyProgram"),
    .executableTarget(
      name: "first-hour", dependencies: ["ConvCost"], path: "Examples/FirstHour",
      packageAccess: false),
    .executableTarget(
      name: "outside", dependencies: ["ConvCost"], path: "Examples/Outside/Sources/outside",
      packageAccess: false),

    .target(
      name: "ConvCostTestSupport", dependencies: ["ConvCostCore", "ConvCostZoo"],
      path: "Tests/ConvCostTestSupport"),
    .testTarget(name: "ConvCostTextTests", dependencies: ["ConvCostText"]),
    .testTarget(name: "ConvCostJSONTests", dependencies: ["ConvCostJSON"]),
    .testTarget(
      name: "ConvCostCoreTests", dependencies: ["ConvCostCore", "ConvCostTestSupport"]),
    .testTarget(
      name: "ConvCostZooTests",
      dependencies: ["ConvCostZoo", "ConvCostImport", "ConvCostJSON", "ConvCostTestSupport"],
      exclude: ["Facts"]),
    .testTarget(
      name: "ConvCostReportsTests",
      dependencies: [
        "ConvCostReports", "ConvCostZoo", "ConvCostImport", "ConvCostText", "ConvCostJSON",
        "ConvCostTestSupport",
      ]),
    .testTarget(
      name: "ConvCostImportTests",
      dependencies: ["ConvCostImport", "ConvCostZoo", "ConvCostJSON", "ConvCostTestSupport"],
      exclude: ["Models"]),
    .testTarget(
      name: "ConvCostTests", dependencies: ["ConvCost", "ConvCostTestSupport", "outside"],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "ConvCostCommandTests",
      dependencies: [
        "ConvCostCommand", "ConvCostCore", "ConvCostReports", "ConvCostZoo", "ConvCostImport",
        "ConvCostJSON", "ConvCostText", "ConvCostTestSupport",
      ],
      exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .test {
  target.swiftSettings = strict
}

// What other packages' builds run. SwiftPM builds their program apart from the product, so that a build
// of everything here takes longer by that: who works on this package may leave them out.
if Context.environment["CONVCOST_WITHOUT_PLUGINS"] == nil {
  // The plugins run the program that the variable names, so that it need not be built.
  let program: [Target.Dependency] =
    Context.environment["CONVCOST_PROGRAM"] == nil ? ["ConvCostProgram"] : []
  package.products += [
    // A plugin finds a program by the name of its target.
    .executable(name: "ConvCostProgram", targets: ["ConvCostProgram"]),
    .plugin(name: "CheckPlugin", targets: ["CheckPlugin"]),
    .plugin(name: "GuardPlugin", targets: ["GuardPlugin"]),
  ]
  package.targets += [
    .plugin(
      name: "CheckPlugin",
      capability: .command(
        intent: .custom(verb: "convcost", description: "Count networks; check their lock file.")),
      dependencies: program, path: "Sources/CheckPlugin"),
    .plugin(
      name: "GuardPlugin", capability: .buildTool, dependencies: program,
      path: "Sources/GuardPlugin"),
  ]
}
