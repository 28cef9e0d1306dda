// swift-tools-version: 6.2

import PackageDescription

// Programs that give random bytes to the readers, for libFuzzer. They are a package of their own,
// so that only they need the sanitizer; CONTRIBUTING.md describes how to run them.

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "convcost", path: "../..")],
  targets: [.target(name: "LibFuzzer")]
    + [
      "FuzzWire", "FuzzProtobufText", "FuzzFlatBuffer", "FuzzZip", "FuzzONNX", "FuzzSpec",
      "FuzzOperators", "FuzzCommands", "FuzzCaffe", "FuzzNCNN", "FuzzDarknet", "FuzzSafetensors",
      "FuzzTFLite", "FuzzPyTorch", "FuzzKeras", "FuzzCoreML",
    ].map { name in
      .executableTarget(
        name: name, dependencies: ["LibFuzzer", .product(name: "ConvCost", package: "convcost")],
        linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
    },
  swiftLanguageModes: [.v6]
)
