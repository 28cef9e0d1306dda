import ConvCostTestSupport
import Foundation
import Testing

@testable import ConvCostImport

/// Folders that are packages, or look like ones.
struct CoreMLPackageTests {
  private static let inner = "Data/com.apple.CoreML/model.mlmodel"
  private static let manifest = """
    {"itemInfoEntries": {"a": {"path": "com.apple.CoreML/weights"}, \
    "b": {"path": "com.apple.CoreML/model.mlmodel"}}, "rootModelIdentifier": "b"}
    """

  /// What a folder with files of the given names and contents is read as.
  private static func result(
    _ name: String, _ files: [String: String], link: (String, to: String)? = nil
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let package = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = package.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    if let link {
      let place = package.appendingPathComponent(link.0)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: place, withDestinationURL: package.appendingPathComponent(link.to))
    }
    do throws(ModelFileError.Cause) {
      let entry = try ModelFormat.entry(inFolder: package.path)
      return entry.map { String($0.suffix(40)) } ?? "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a package is read by way of its manifest`() throws {
    let path = Fixtures.package.appendingPathComponent(
      "\(CoreMLModelTests.folder)/tv_resnet50.mlpackage"
    ).path
    let model = try ModelFile(path: path)
    #expect(model.cost.macs == 4_089_184_256)
    #expect(model.subject.source == "coreml")
    #expect(
      model.notes.first?.text
        == "Core ML specification 6, operators CoreML5, written by coremltools 9.0")
    // As shells complete it.
    #expect(try ModelFile(path: "\(path)/").cost == model.cost)
  }

  @Test(
    arguments: [
      ("m.mlpackage", [:], "a package without 'Manifest.json'; it is not complete"),
      (
        "m.mlpackage", ["Manifest.json": manifest],
        "a package without 'Data/com.apple.CoreML/model.mlmodel'; it is not complete"
      ),
      (
        "m.mlpackage", ["Manifest.json": "{", inner: ""],
        "a package whose Manifest.json is not valid: it cannot be read"
      ),
      (
        "m.mlpackage", ["Manifest.json": "{}"],
        "a package whose Manifest.json is not valid: it has no rootModelIdentifier"
      ),
      (
        "m.mlpackage", ["Manifest.json": "{\"rootModelIdentifier\": \"x\"}"],
        "a package whose Manifest.json is not valid: it has no path for the model 'x'"
      ),
      (
        "m.mlpackage",
        ["Manifest.json": manifest.replacing("com.apple.CoreML/model.mlmodel", with: "../../m")],
        "the manifest refers to '../../m', expected a file inside the package"
      ),
      (
        "m.mlpackage",
        ["Manifest.json": manifest.replacing("com.apple.CoreML/model.mlmodel", with: "/etc/m")],
        "the manifest refers to '/etc/m', expected a file inside the package"
      ),
      ("folder", [inner: ""], "none"),
      ("folder", ["Manifest.json": "{}"], "none"),
      ("folder", ["Manifest.json": manifest, inner: ""], "m.mlmodel"),
    ] as [(String, [String: String], String)])
  func `a folder`(name: String, files: [String: String], text: String) throws {
    let result = try Self.result(name, files)
    #expect(text == "m.mlmodel" ? result.hasSuffix("/model.mlmodel") : result == text)
  }

  @Test func `links out of a package are not followed`() throws {
    let text =
      "the manifest refers to 'Data/com.apple.CoreML/model.mlmodel', expected a file inside the"
      + " package"
    #expect(
      try Self.result(
        "m.mlpackage", ["Manifest.json": Self.manifest], link: (Self.inner, "../..")
      ) == text)
    // A link that stays inside is fine.
    #expect(
      try Self.result(
        "m.mlpackage", ["Manifest.json": Self.manifest, "Data/real": ""],
        link: (Self.inner, "Data/real")
      ).hasSuffix("m.mlpackage/Data/real"))
  }
}
