import ConvCostCore
import Testing

@testable import ConvCostImport

/// Networks in which the file states every shape: what is counted, and what is not.
struct StatedNetworkTests {
  private static func stored(
    _ place: Int, _ count: Int, _ role: ParameterRole? = nil, type: String = "float32",
    bits: Int = 32, isNumber: Bool = true
  ) -> StatedNetwork.Tensor {
    StatedNetwork.Tensor(
      name: "t\(place)", shape: [count],
      stored: StatedNetwork.Stored(
        place: place, count: count, role: role, type: type, bits: bits * count, isNumber: isNumber))
  }

  private static func data(_ shape: [Int]?, bits: Int? = nil) -> StatedNetwork.Tensor {
    StatedNetwork.Tensor(name: "x", shape: shape, bits: bits)
  }

  private static func step(
    _ label: String, _ operation: Operation?, _ inputs: [Int], _ outputs: [Int],
    _ roles: [Int: ParameterRole] = [:]
  ) -> StatedNetwork.Step {
    StatedNetwork.Step(
      label: label, path: ModulePath(), operation: operation, mayMultiply: operation == nil,
      inputs: inputs, roles: roles, outputs: outputs)
  }

  private static func product(_ macs: Int) -> Operation {
    .foreign(.product(macs: macs, isLayer: true))
  }

  private static let map = [1, 4, 9, 6]

  @Test func `each stored tensor counts once, at its first reader`() throws {
    var network = StatedNetwork(format: "f")
    network.tensors = [
      Self.data(Self.map), Self.stored(10, 16), Self.stored(20, 4), Self.stored(30, 5),
      Self.stored(10, 16), Self.stored(40, 7, .buffer), Self.stored(50, 3, .bias),
      Self.stored(60, 2), Self.stored(70, 1), Self.stored(80, 9, isNumber: false),
      Self.data(Self.map), Self.data(Self.map), Self.data(Self.map, bits: 16),
    ]
    network.steps = [
      // The weight twice in one step, a bias, a table and a single number that are no parameters.
      Self.step(
        "a", Self.product(5), [0, 1, 4, 2, 7, 8, 9], [10], [1: .weight, 2: .bias, 3: .bias]),
      // The same weight by another name, another bias, the table again.
      Self.step("b", Self.product(7), [10, 4, 3, 7], [11], [1: .weight, 2: .bias]),
      // The file knows that they are a buffer, and a parameter of one kind or another.
      Self.step("c", .foreign(.function), [11, 5, 6, 2], [12], [1: .weight, 2: .normalization]),
      Self.step("d", .foreign(.function), [12, 6], [10]),
    ]
    network.inputs = [(tensor: 0, isMap: true)]
    network.outputs = [12]
    let imported = try network.imported()
    #expect(
      ModelText.text(imported)
        == "4×9×6, a: MatMul 5 layer → 4×9×6 w16 b4, b: MatMul 7 layer → 4×9×6 b5 +w16,"
        + " c: Function → 4×9×6 of 16 bits n3 r7, d: Function → 4×9×6 +b3 of 2; 35 of 38;"
        + " fixed t60 2")
    #expect(imported.origin.storage.unread.tables.isEmpty)
    #expect(imported.origin.storage.unread.parametersRead == 28)
  }

  @Test func `constants count where what is computed from them is read`() throws {
    var network = StatedNetwork(format: "f")
    network.tensors = [
      Self.data([3, 4, 9]), Self.stored(10, 16), Self.stored(20, 4), Self.data(nil),
      Self.data(nil), Self.data([3, 4, 9]), Self.data([3, 4, 9]), Self.data([5]),
      Self.data([3, 0]),
      Self.data([3, 4, 9]),
    ]
    network.steps = [
      Self.step("mul", .foreign(.function), [1, 2, 1], [3]),
      Self.step("dot", Self.product(77), [3], [4]),
      Self.step("none", nil, [1], [7]),
      Self.step("a", Self.product(6), [0, 4], [5], [1: .weight]),
      Self.step("b", Self.product(12), [5, 3], [6], [1: .weight]),
      // Nothing is read, and nothing given.
      Self.step("random", .foreign(.function), [], [9]),
      Self.step("empty", .foreign(.function), [6], [8]),
      Self.step("after", .foreign(.function), [8], [7]),
    ]
    network.steps[1].mayMultiply = true
    network.inputs = [(tensor: 0, isMap: false)]
    network.outputs = [6, 5]
    let imported = try network.imported()
    #expect(
      ModelText.text(imported)
        == "[4×9], a: MatMul 6 layer → [4×9] w20, b: MatMul 12 layer → [4×9] +w20 of 0; "
        + "batch 3;"
        + " uncounted 1 random; uncounted 1 after; ahead 1 dot; ahead 1 none; 77 MACs ahead;"
        + " omits 1 random; omits 1 after; 2 results")
  }

  @Test func `types, unread tensors and unknown operators are reported`() throws {
    var network = StatedNetwork(format: "f")
    network.tensors = [
      Self.data([1, 4, 9, 6], bits: 8), Self.stored(10, 16, type: "int8", bits: 8),
      Self.stored(20, 4, type: "int32"), Self.stored(30, 5, type: "float16", bits: 16),
      Self.stored(40, 7, .buffer, type: "uint8", bits: 8), Self.stored(50, 3, .weight),
      Self.stored(60, 2, .buffer), Self.stored(70, 11, .weight, type: "int8", bits: 8),
      Self.data([1, 4, 9, 6]), Self.data([1, 4, 9]), Self.data(nil), Self.stored(80, 13),
      Self.stored(30, 5, type: "float16", bits: 16), Self.stored(90, 17, type: "int8", bits: 8),
    ]
    network.steps = [
      Self.step("a", Self.product(5), [0, 1, 2, 3, 4], [8], [1: .weight, 2: .bias, 3: .weight]),
      Self.step("u", nil, [8, 11, 13], [10], [1: .weight]),
      Self.step("v", nil, [8, 12], [9], [1: .weight]),
      Self.step("v", nil, [9], [9]),
    ]
    network.inputs = [(tensor: 0, isMap: true)]
    network.outputs = [9]
    let imported = try network.imported()
    #expect(
      ModelText.text(imported)
        == "4×9×6, a: MatMul 5 layer → 4×9×6 w21 b4 r7 in 336+56 by 8, v: Unknown → 4×9 "
        + "+w5 of 0,"
        + " v: Unknown → 4×9; unknown 1 u; unknown 2 v; uncounted 1 u; 13 lost; 20 whole;"
        + " omits 1 u*; omits 2 v*")
    let storage = imported.origin.storage
    #expect(storage.unread.tables.map(\.name) == ["t50", "t60", "t70"])
    #expect(storage.unread.parameters == 3 + 11)
    #expect(storage.unread.buffers == 2)
    #expect(
      storage.types.map { "\($0.name) \($0.count) \($0.bits)" }
        == ["int8 16 128", "float32 13 416", "uint8 7 56", "float16 5 80", "int32 4 128"])
  }

  /// Sums that do not fit in 64 bits.
  @Test func `too many numbers are an error`() throws {
    var network = StatedNetwork(format: "f")
    network.tensors = [
      Self.data([1, 4]), Self.data([1, 4]),
      StatedNetwork.Tensor(
        name: "v", shape: nil,
        stored: StatedNetwork.Stored(
          place: 1, count: Int.max, role: .weight, type: "float32", bits: 0, isNumber: true)),
      Self.stored(2, 1, .weight),
    ]
    network.steps = [Self.step("a", .foreign(.function), [0, 2, 3], [1])]
    network.inputs = [(tensor: 0, isMap: false)]
    let error = #expect(throws: NetworkError.self) { try network.imported() }
    #expect(error?.description == "a: the sum of the parameters exceeds \(1 << 61 - 1)")
  }
}
