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

let package = Package(
  name: "convcost",
  platforms: [.macOS(.v13)],
  products: [
    .library(name: "ConvCost", targets: ["ConvCost"]),
    .executable(name: "convcost", targets: ["convcost"]),
  ],
  targets: [
    .target(name: "ConvCostCore"),
    .target(name: "ConvCostZoo", dependencies: ["ConvCostCore"]),
    .target(name: "ConvCostReports", dependencies: ["ConvCostCore"]),
    .target(name: "ConvCostImport", dependencies: ["ConvCostCore"]),
    .target(name: "ConvCost", dependencies: library.map { .byName(name: $0) }),
    .target(name: "ConvCostCommand", dependencies: library.map { .byName(name: $0) }),
    .executableTarget(name: "convcost", dependencies: ["ConvCostCommand"]),

    .executableTarget(
      name: "custom-network", dependencies: ["ConvCost"],
      path: "Examples/CustomNetwork"),
    .executableTarget(
      name: "random-search", dependencies: ["ConvCostCore", "ConvCostZoo"],
      path: "Examples/RandomSearch"),
    .executableTarget(
      name: "benchmark", dependencies: ["ConvCostCore", "ConvCostZoo", "ConvCostReports"],
      path: "Examples/Benchmark"),
    .executableTarget(name: "empty-program", path: "Examples/EmptyProgram"),
    .executableTarget(
      name: "first-hour", dependencies: ["ConvCost"], path: "Examples/FirstHour"),

    .target(
      name: "ConvCostTestSupport", dependencies: ["ConvCostCore"], path: "Tests/ConvCostTestSupport"
    ),
    .testTarget(
      name: "ConvCostCoreTests", dependencies: ["ConvCostCore", "ConvCostTestSupport"]),
    .testTarget(
      name: "ConvCostZooTests",
      dependencies: ["ConvCostZoo", "ConvCostImport", "ConvCostTestSupport"],
      exclude: ["Facts"]),
    .testTarget(
      name: "ConvCostReportsTests",
      dependencies: ["ConvCostReports", "ConvCostZoo", "ConvCostImport", "ConvCostTestSupport"]),
    .testTarget(
      name: "ConvCostImportTests",
      dependencies: ["ConvCostImport", "ConvCostZoo", "ConvCostTestSupport"],
      exclude: ["Models"]),
    .testTarget(
      name: "ConvCostTests", dependencies: ["ConvCost", "ConvCostTestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "ConvCostCommandTests",
      dependencies: [
        "ConvCostCommand", "ConvCostCore", "ConvCostReports", "ConvCostZoo", "ConvCostImport",
        "ConvCostTestSupport",
      ],
      exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .test {
  target.swiftSettings = strict
}
