import ConvCostCore
import Testing

@testable import ConvCostImport

@Suite struct CaffeSharingTests {
  typealias Net = CaffeNet

  /// Two layers of a type on the same value with the given names of weights.
  static func twins(_ type: String, _ parameters: String, _ one: [String], _ two: [String])
    -> String
  {
    func names(_ list: [String]) -> String {
      list.map { $0.isEmpty ? "param {} " : "param { name: '\($0)' } " }.joined()
    }
    return Net.input([1, 4, 5, 5])
      + Net.layer(type, names(one) + parameters, to: ["x"], name: "one")
      + Net.layer(type, names(two) + parameters, to: ["y"], name: "two")
  }

  static let kernel = "convolution_param { num_output: 4 kernel_size: 1 }"

  @Test(arguments: [
    (["w", "b"], ["w", "b"], 20),
    (["w", "b"], ["v", "c"], 40),
    ([], [], 40),
    // The biases are their own.
    (["w"], ["w"], 24),
    (["w", "b"], ["w", "c"], 24),
  ])
  func `weights with one name are counted once`(
    one: [String], two: [String], parameters: Int
  ) throws {
    let file = try Net.read(Self.twins("Convolution", Self.kernel, one, two))
    #expect(file.cost.parameters == parameters)
    #expect(file.cost.macs == 2 * 16 * 25)
  }

  @Test func `layers of every kind share`() throws {
    #expect(try Net.read(Self.twins("PReLU", "", ["s"], ["s"])).cost.parameters == 4)
    #expect(try Net.read(Self.twins("Scale", "", ["s"], ["s"])).cost.parameters == 4)
    #expect(
      try Net.read(
        Self.twins("InnerProduct", "inner_product_param { num_output: 2 }", ["w"], ["w"])
      ).cost.parameters == 204)
    #expect(
      try Net.read(
        Self.twins("Deconvolution", Self.kernel, ["w"], ["w"])
      ).cost.parameters == 24)
  }

  @Test func `biases cannot be shared without weights`() {
    #expect(
      Net.problem(Self.twins("Convolution", Self.kernel, ["", "b"], ["", "b"]))
        == "net: 2:7: Convolution 'one': shares only some of its weights, b")
    let mixed =
      Self.twins("Convolution", Self.kernel, ["w", "b"], ["w", "c"])
      + Net.layer(
        "Convolution", "param { name: 'w' } param { name: 'b' } \(Self.kernel)", to: ["z"])
    #expect(
      Net.problem(mixed) == """
        net: 3:7: Convolution 'two': shares 'w' with a layer of which it does not share the other \
        weights
        """)
  }

  @Test func `shared weights must fit`() {
    let net =
      Net.input([1, 4, 5, 5])
      + Net.layer("Convolution", "param { name: 'w' } \(Self.kernel)", to: ["x"], name: "one")
      + Net.layer(
        "Convolution", "param { name: 'w' } convolution_param { num_output: 4 kernel_size: 3 }",
        from: ["x"], name: "two")
    #expect(Net.problem(net).contains("w"))
    #expect(!Net.problem(net).hasPrefix("read"))
  }
}
