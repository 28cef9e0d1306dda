import Foundation
import PackagePlugin

/// Fails the build of a target whose networks are not as its lock file says.
///
/// The lock file is in the target's folder or, for all targets, in the package's. The program is
/// built with the package, unless `CONVCOST_PROGRAM` in the environment names one.
@main
struct GuardPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let folder = target.sourceModule?.directoryURL else { return [] }
    let locks = [folder, context.package.directoryURL].map {
      $0.appending(path: "convcost.lock.json")
    }
    guard let lock = locks.first(where: { FileManager.default.fileExists(atPath: $0.text) })
    else {
      Diagnostics.error("\(target.name) has no convcost.lock.json: convcost check --update")
      return []
    }
    let program = ProcessInfo.processInfo.environment["CONVCOST_PROGRAM"]
    let tool = try program.map { URL(filePath: $0) } ?? context.tool(named: "ConvCostProgram").url
    // A program built anew checks anew. As an input it would be linked again by most builds.
    let attributes = try? FileManager.default.attributesOfItem(atPath: tool.text)
    let built = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    // An empty file of Swift: any other file would become a resource of the target. It is there
    // only after a check that passed.
    let stamp = context.pluginWorkDirectoryURL.appending(path: "convcost-checked.swift")
    return [
      .buildCommand(
        displayName: "Checking the networks of \(target.name)",
        executable: URL(filePath: "/bin/sh"),
        arguments: [
          "-c", #""$1" check --quiet --lock "$2" && : > "$3""#, "convcost", tool.text,
          lock.text, stamp.text, "\(built)",
        ],
        inputFiles: [lock] + files(namedIn: lock), outputFiles: [stamp])
    ]
  }

  /// Returns the files that a lock file names. What it says else is for the program to read.
  private func files(namedIn lock: URL) -> [URL] {
    struct Lock: Decodable {
      struct Entry: Decodable { var network: String }
      var networks: [Entry]
    }
    guard let data = try? Data(contentsOf: lock),
      let contents = try? JSONDecoder().decode(Lock.self, from: data)
    else { return [] }
    return contents.networks.compactMap { entry in
      // Settings may stand after a file, as in net.json:n=5.
      var name = entry.network[...]
      while true {
        let file = URL(filePath: String(name), relativeTo: lock.deletingLastPathComponent())
        if FileManager.default.fileExists(atPath: file.text) { return file.absoluteURL }
        guard let end = name.lastIndex(of: ":") else { return nil }
        name = name[..<end]
      }
    }
  }
}

extension URL {
  /// The path with all its letters as they are, not as a URL writes them.
  fileprivate var text: String { path(percentEncoded: false) }
}
