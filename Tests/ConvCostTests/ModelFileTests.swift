import ConvCost
import ConvCostTestSupport
import Foundation
import Testing

/// Files as users of the library read them.
struct ModelFileTests {
  static let root = Fixtures.package.path
  static let models = "\(root)/Tests/ConvCostImportTests/Models/onnx"

  /// The counts of torchvision's ResNet-50, from PublishedCount+Torchvision.swift.
  @Test func `a model`() throws {
    let file = try ModelFile(path: "\(Self.models)/tv_resnet50_ts_op17_bnkept.onnx")
    #expect(file.cost.macs == 4_089_184_256)
    #expect(file.cost.parameters == 25_557_032)
    #expect(file.isComplete && file.warning == nil && file.network == nil)
    #expect(file.subject.source == "onnx")
    #expect(file.notes.first?.label == "Format")
    #expect(file.graph.inputs == [.map(3, 224)])
  }

  @Test func `the bytes of a model`() throws {
    let bytes = try Fixtures.bytes("Examples/Networks/mnist.onnx")
    let read = try ModelFile(bytes: bytes, name: "mnist")
    let file = try ModelFile(path: "\(Self.root)/Examples/Networks/mnist.onnx")
    #expect(read.graph == file.graph)
    #expect(read.subject.name == "mnist")
  }

  /// An input of twice the sides has four times the work in convolutions, and the same in the last
  /// layer, which has 2048 · 1000 products.
  @Test func `lengths of the input`() throws {
    let path = "\(Self.models)/tv_resnet50_dyn_op18.onnx"
    let whole = try ModelFile(path: path, input: [224]).cost.macs - 2_048_000
    for input in [[448], [448, 448], [3, 448, 448]] {
      #expect(try ModelFile(path: path, input: input).cost.macs - 2_048_000 == 4 * whole)
    }
  }

  /// He et al. 2015, §4.2: 6n + 2 layers with weights; the report of a network of n = 5 has 0.46 M
  /// parameters (Table 6).
  @Test func `a spec with a parameter`() throws {
    let file = try ModelFile(
      path: "\(Self.root)/Examples/Networks/cifar.json", parameters: ["n": 5])
    #expect(file.cost == (try Network(zoo: "paper/cifar_resnet32").cost))
    #expect(file.network != nil && file.isComplete)
    #expect(file.subject.reference.hasSuffix("cifar.json:n=5"))
    #expect(file.subject.citation.hasPrefix("He et al."))
  }

  @Test func `named inputs of a spec`() throws {
    let path = "\(Self.root)/Examples/Networks/rgbd.json"
    let small = try ModelFile(path: path, input: [96], inputs: ["depth": [96]])
    #expect(small.graph.inputs.map(\.extent) == [Extent(96, 96), Extent(96, 96)])
  }

  /// Every sentence, and whose fault it is.
  @Test(
    arguments: [
      ("none.onnx", [:], [:], nil, "there is no such file", .unreadable),
      ("", [:], [:], nil, "it is a folder", .unreadable),
      ("a\u{0}b", [:], [:], nil, "there is no such file", .unreadable),
      (
        "README.md", [:], [:], nil,
        "a text file of no known format, expected a model, or a spec in JSON", .malformed
      ),
      (
        "Examples/Networks/mnist.onnx", ["n": 1], [:], nil,
        "found the parameter 'n', but a model has no parameters", .options
      ),
      (
        "Examples/Networks/mnist.onnx", [:], ["side": 1], nil, "no input has a length 'side'",
        .options
      ),
      (
        "Examples/Networks/mnist.onnx", [:], [:], [0],
        "found the length 0 for 'input', expected 1 to 2147483647",
        .options
      ),
      (
        "Examples/Networks/mnist.onnx", [:], [:], [],
        "found no lengths for 'input', expected at least one", .options
      ),
      (
        "Examples/Networks/cifar.json", ["m": 1], [:], nil,
        "no parameter is called 'm', expected 'n', 'width'", .options
      ),
      (
        "Examples/Networks/cifar.json", ["n": .nan], [:], nil, "the value of 'n' is not a number",
        .options
      ),
      (
        "Examples/Networks/cifar.json", [:], ["height": 1], nil,
        "found the dimension 'height', but a file of layers has no open dimensions", .options
      ),
      (
        "Examples/Networks/cifar.json", [:], [:], [1, 2, 3, 4],
        "found 4 lengths for the input 'input', whose shape is 3×32×32", .options
      ),
    ] as [(String, [String: Double], [String: Int], [Int]?, String, ModelFileError.Kind)])
  func `errors`(
    file: String, parameters: [String: Double], dimensions: [String: Int], input: [Int]?,
    message: String, kind: ModelFileError.Kind
  ) throws {
    let path = "\(Self.root)/\(file)"
    let error = try #require(throws: ModelFileError.self) {
      try ModelFile(path: path, input: input, dimensions: dimensions, parameters: parameters)
    }
    #expect(error.kind == kind)
    #expect("\(error)".hasSuffix(": \(message)"), "\(error)")
  }

  @Test func `an input that a spec does not have`() throws {
    let path = "\(Self.root)/Examples/Networks/rgbd.json"
    let error = try #require(throws: ModelFileError.self) {
      try ModelFile(path: path, inputs: ["lidar": [8]])
    }
    #expect(
      "\(error)" == "\(path): no input is called 'lidar', expected 'image', 'depth'")
  }
}
