import ConvCostTestSupport
import Foundation
import Testing

/// Another package's view of the library: its sources are compiled without this package's name, so
/// that they see what is public only. `Examples/Outside` is such a package, which CI builds, and a
/// target of this one.
struct OutsideTests {
  @Test func `a program that imports ConvCost alone runs`() throws {
    let program = Toolchain.products.appendingPathComponent("outside").path
    let model = Fixtures.package.appendingPathComponent("Examples/Networks/mnist.onnx")
    let result = try Toolchain.run(program, [model.path])
    // The parameters of torchvision's page of SqueezeNet 1.1, and what fvcore prints of it:
    // Facts/counters.json of the zoo's tests. The model has 8·25 + 8 + 16·8·25 + 16 + 256·10 + 10
    // parameters. The costliest layer is the last convolution, of 512 · 1000 · 13² products; the
    // second that has no name.
    #expect(
      result.output == """
        true
        1235496 349320936
        conv2d_1
        5994 true ["Convolution110"]
        model: empty, expected a model

        """, "\(result.messages)")
  }

  /// What only our own modules share is not there.
  @Test(arguments: [
    ("_ = TextRenderer()", "TextRenderer"), ("_ = Table(columns: [], rows: [])", "Table"),
    ("_ = JSONNode.null", "JSONNode"), ("_ = \"\".printable", "printable"),
    ("_ = roundedChannels(12)", "roundedChannels"),
  ])
  func `what is not public cannot be used`(statement: String, name: String) throws {
    try Toolchain.withFolder { folder in
      let source = folder.appendingPathComponent("main.swift")
      try Data("import ConvCost\n\(statement)\n".utf8).write(to: source)
      let result = try Toolchain.run(
        tool: "swiftc", ["-swift-version", "6", "-typecheck", source.path])
      #expect(result.status != 0)
      #expect(result.messages.contains("\(name)'"), "\(result.messages)")
    }
  }
}
