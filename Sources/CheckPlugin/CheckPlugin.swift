import Foundation
import PackagePlugin

/// `swift package convcost …`: the program itself, run in the package's folder.
@main
struct CheckPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let process = Process()
    process.executableURL = try context.tool(named: "convcost").url
    process.arguments = arguments
    process.currentDirectoryURL = context.package.directoryURL
    try process.run()
    process.waitUntilExit()
    // The program has said why.
    if process.terminationStatus != 0 { exit(process.terminationStatus) }
  }
}
