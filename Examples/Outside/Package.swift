// swift-tools-version: 6.2

import PackageDescription

// A package of its own that depends on this one: the product's name, its platforms, and what it
// makes public.
let package = Package(
  name: "outside",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "convcost", path: "../..")],
  targets: [
    .executableTarget(
      name: "outside", dependencies: [.product(name: "ConvCost", package: "convcost")])
  ]
)
