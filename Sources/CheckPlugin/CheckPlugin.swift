import Foundation
import PackagePlugin

/// `swift package convcost …`: the program itself, run in the package's folder.
///
/// It is built with the package, unless `CONVCOST_PROGRAM` in the environment names one.
@main
struct CheckPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let process = Process()
    let program = ProcessInfo.processInfo.environment["CONVCOST_PROGRAM"]
    process.executableURL =
      try program.map { URL(filePath: $0) } ?? context.tool(named: "ConvCostProgram").url
    process.arguments = arguments
    process.currentDirectoryURL = context.package.directoryURL
    try process.run()
    process.waitUntilExit()
    // The program has said why.
    if process.terminationStatus != 0 { exit(process.terminationStatus) }
  }
}
