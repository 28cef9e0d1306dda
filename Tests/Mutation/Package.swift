// swift-tools-version: 6.2

import PackageDescription

// Draws small changes to the sources and lists those that no test notices. A package of its own, so
// that nobody's build pays for it; CONTRIBUTING.md describes how to run it.

let package = Package(
  name: "mutations",
  platforms: [.macOS(.v13)],
  targets: [.executableTarget(name: "mutations", path: "Sources/Mutations")],
  swiftLanguageModes: [.v6]
)
