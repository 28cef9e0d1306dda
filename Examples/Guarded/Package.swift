// swift-tools-version: 6.2

import PackageDescription

// A package whose build fails when its network costs more than its lock file says:
//
//     swift build
//     swift package convcost check
let package = Package(
  name: "guarded",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "convcost", path: "../..")],
  targets: [
    .executableTarget(
      name: "guarded", resources: [.embedInCode("net.json")],
      plugins: [.plugin(name: "GuardPlugin", package: "convcost")])
  ]
)
