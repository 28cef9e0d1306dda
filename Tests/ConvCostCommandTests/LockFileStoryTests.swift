@testable import ConvCostCommand
import Foundation
import Testing

/// A lock file's whole life, from the first check of a project to the last.
struct LockFileStoryTests {
  private static let small = """
    {"convcost": "network/1", "parameters": {"c": 16}, "input": [3, 32, 32],
     "layers": [{"conv": "c", "kernel": 3, "padding": 1}, "bn, relu",
       "globalpool, flatten, linear 10"]}
    """

  @Test func `a lock file's life`() throws {
    try withFolder { folder in
      let file = "\(folder)/guard/convcost.lock.json"
      let net = "\(folder)/models/net.json"
      let manager = FileManager.default
      for name in ["guard", "models"] {
        try manager.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      try write(Self.small, to: net)
      func check(_ arguments: String...) -> Run { convcost(["check", "--lock", file] + arguments) }

      // Before it exists, a check says how to make it.
      let absent = check()
      #expect(absent.status == .noInput)
      #expect(absent.messages.contains("the file does not exist; --update creates it"))

      // It is made, and passes.
      #expect(check("--update", "resnet18", net).status == .done)
      #expect(check().output == "2 of 2 networks pass.\n")
      #expect(check("--quiet").output.isEmpty)

      // A file of the project is written as seen from the lock file, and the project can move.
      try write(read(file).replacing(net, with: "../models/net.json"), to: file)
      #expect(check().output == "2 of 2 networks pass.\n")

      // Somebody widens the network: one drifts, and the sentence that helps is there.
      try write(Self.small.replacing("16", with: "24"), to: net)
      let drifted = check()
      #expect(drifted.status == .checkFailed)
      #expect(drifted.output.hasPrefix("1 of 2 networks drifted:\n"))
      #expect(unwrapped(drifted.output).contains("--update ../models/net.json"))
      #expect(!drifted.output.contains("FLOPs"))
      let annotations = check("--format", "github").output
      #expect(annotations.split(separator: "\n").count == 1)
      #expect(annotations.contains("if intended: convcost check"))

      let page = check("--format", "html").output
      #expect(page.contains("../models/net.json: what has changed"))
      #expect(page.contains("conv2d") && page.contains("442,368"))

      // It was meant: the counts are updated, and only those that changed are listed.
      let update = check("--update")
      #expect(update.status == .done)
      #expect(update.output.contains("../models/net.json") && !update.output.contains("resnet18"))
      #expect(check().status == .done)

      // A budget holds, until the network outgrows it; an update keeps it and says so.
      try write(
        read(file).replacing(
          "\"network\": \"../models/net.json\",",
          with: "\"network\": \"../models/net.json\", \"memory\": {\"as\": \"tflm\"},\n"
            + "\"max\": {\"macs\": \"700K\", \"ram\": \"32KiB\", \"flash\": 2048},"), to: file)
      #expect(check().status == .done)
      try write(Self.small.replacing("16", with: "64"), to: net)
      let over = check()
      #expect(over.output.hasPrefix("1 of 2 networks drifted:\n"))
      #expect(over.output.contains("RAM bytes") && over.output.contains("flash bytes"))
      let kept = check("--update")
      #expect(kept.status == .done)
      #expect(kept.output.contains("the budget is 700,000"))
      #expect(kept.output.contains("\"max\" is kept"))
      let budget = check()
      #expect(budget.status == .checkFailed)
      #expect(budget.output.hasPrefix("1 of 2 networks fails:\n"))
      #expect(!budget.output.contains("--update"))

      // The file is gone: its entry fails, the rest is checked, and every format is whole.
      try write(Self.small, to: net)
      #expect(check("--update").status == .done)
      try manager.removeItem(atPath: net)
      let missing = check()
      #expect(missing.status == .checkFailed)
      #expect(missing.output.hasPrefix("1 of 2 networks was not counted:\n"))
      #expect(missing.output.contains("there is no such file"))
      let junit = check("--format", "junit").output
      #expect(junit.contains("tests=\"2\" failures=\"1\"") && junit.hasSuffix("</testsuites>\n"))
      #expect(check("--format", "github").output.hasPrefix("::error file="))
      let refreshed = check("--update", "alexnet")
      #expect(refreshed.status == .checkFailed)
      #expect(refreshed.output.contains("Not counted"))
      #expect(try read(file).contains("../models/net.json"))

      // It comes back, and all is well.
      try write(Self.small, to: net)
      #expect(check().output == "3 of 3 networks pass.\n")
      #expect(check("alexnet", "../models/net.json").output == "2 of 2 networks pass.\n")
    }
  }

  /// The folder of a link is left by `..` there.
  @Test func `paths of a lock file behind a link are found again`() throws {
    try withFolder { folder in
      for name in ["real", "models"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)/inside", withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "real/inside")
      let net = try Self.fromHere("\(folder)/models/net.json")
      try write(Self.small, to: net)
      for lock in ["\(folder)/link/", try Self.fromHere("\(folder)/link/")] {
        let file = LockFolder(of: lock + "x.lock.json")
        let written = file.written(operand: net)
        let found = FileManager.default.fileExists(atPath: file.path(ofWritten: written))
        #expect(found, "\(written)")
      }
    }
  }

  /// Returns an absolute path as one from the current folder.
  private static func fromHere(_ path: String) throws -> String {
    let up = FileSystem.names(to: ".").map { _ in "../" }.joined()
    return up + FileSystem.names(to: path).joined(separator: "/")
  }

  /// Paths on the command line start at the current folder, those in the file at the file.
  @Test(arguments: [
    ("", "a/net.onnx", "a/net.onnx"), ("guard/", "a/net.onnx", "../a/net.onnx"),
    ("guard/", "guard/b/../net.onnx", "net.onnx"), ("a/b/", "./a/net.onnx", "../net.onnx"),
    ("guard/", "/a/net.onnx", "/a/net.onnx"), ("guard/", "a/net.json:n=2", "../a/net.json:n=2"),
    ("guard/", "resnet50", "resnet50"), ("/guard/", "/guard/net.onnx", "/guard/net.onnx"),
  ])
  func `a path is written as seen from the lock file`(
    folder: String, operand: String, written: String
  ) {
    #expect(LockFolder(of: folder + "x.lock.json").written(operand: operand) == written)
  }
}
