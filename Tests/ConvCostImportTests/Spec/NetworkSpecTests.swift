import ConvCostCore
import ConvCostJSON
import ConvCostTestSupport
import ConvCostZoo
import Testing

@testable import ConvCostImport

struct NetworkSpecTests {
  static func spec(_ layers: String, parameters: String = "{}") throws(SpecError) -> Network {
    let text = """
      {"convcost": "network/1", "parameters": \(parameters), "input": [3, 32, 32], \
      "layers": [\(layers)]}
      """
    return try NetworkSpec(Array(text.utf8)).network()
  }

  static func example(_ name: String) throws -> NetworkSpec {
    try NetworkSpec(Fixtures.bytes("Examples/Networks/\(name)"))
  }

  @Test(arguments: [0.35, 0.5, 0.75, 1, 1.4])
  func `the table of MobileNetV2 is the zoo's network at every width`(width: Double) throws {
    let own = try Self.example("mobilenet_v2.jsonc").network(["width": width]).analysis()
    let zoo = try Zoo.selection("mobilenet_v2:width=\(width)").network.analysis()
    #expect(own.total == zoo.total)
    #expect(own.costs.map(\.macs) == zoo.costs.map(\.macs))
  }

  @Test(arguments: [(3, "20"), (5, "32"), (18, "110")])
  func `the residual networks for CIFAR have the paper's counts`(n: Int, layers: String) throws {
    let own = try Self.example("cifar.json").network(["n": Double(n)]).analysis()
    let zoo = try Zoo.selection("paper/cifar_resnet\(layers)").network.analysis()
    #expect(own.total == zoo.total)
  }

  @Test func `regions and stacks of maps are read`() throws {
    let network = try Self.spec(
      """
      {"keep": "fine"}, {"conv": 8, "kernel": 3, "stride": 2}, {"conv": 3, "kernel": 1},
      {"regions": "proposals", "count": 10, "to": [7, 5], "branches": [{"from": "fine"}, []]},
      {"reshape": {"maps": [2, 15, 7, 5]}}, {"reshape": {"maps": [0, 15, 7]}}
      """)
    #expect(
      network.layers.suffix(3) == [
        Regions(.proposals, count: 10, size: Extent(7, 5)) {
          From("fine")
          Chain {}
        }.layer,
        Reshape(to: .maps(count: 2, channels: 15, extent: Extent(7, 5))).layer,
        Reshape(to: .maps(count: 0, channels: 15, extent: Extent(length: 7))).layer,
      ])
    let text = NetworkSpec.text(of: network)
    #expect(try NetworkSpec(Array(text.utf8)).network() == network)
  }

  @Test(arguments: [
    (
      #"{"regions": "boxes", "count": 1, "to": 7, "branches": [[]]}"#,
      "unknown name \"boxes\""
    ),
    (#"{"regions": "proposals", "to": 7, "branches": [[]]}"#, "count"),
    (#"{"regions": "proposals", "count": -1, "to": 7, "branches": [[]]}"#, "from 0 to"),
    (#"{"regions": "proposals", "count": 1, "to": 7, "branches": []}"#, "no branch"),
    (#"{"reshape": {"maps": [5, 8]}}"#, "a number of maps, channels and one to three lengths"),
    (#"{"reshape": {"maps": 5}}"#, "a number of maps, channels and one to three lengths"),
  ])
  func `errors in regions say why`(layer: String, part: String) throws {
    let error = try #require(throws: SpecError.self) { try Self.spec(layer) }
    #expect("\(error)".contains(part), "\(error)")
  }

  @Test func `the published schema is the reader's`() throws {
    #expect(try Fixtures.text("Examples/Networks/network.schema.json") == NetworkSpec.jsonSchema)
    // No definition may hide another.
    let schema = try JSONReader.read(NetworkSpec.jsonSchema.utf8, strictly: true)
    #expect(schema["$defs"]?.members?.count == 5 + SpecKind.all.count)
  }

  /// Words in code style after the last semicolon of a row explain, and are not kinds.
  @Test(arguments: SpecKind.Group.allCases)
  func `the article on specs lists what objects can be`(group: SpecKind.Group) throws {
    let article = try Fixtures.text("Sources/ConvCost/ConvCost.docc/Articles/Specs.md")
    let row = try #require(
      article.split(separator: "\n").first { $0.hasPrefix("| \(group.rawValue) | `") })
    let listed = row.matches(of: /`([A-Za-z0-9]+)`/).map { String($0.1) }
    let kinds = SpecKind.all.filter { $0.group == group }
    let fields = Set(kinds.flatMap(\.keys))
    #expect(listed.filter { SpecKind.named[$0] != nil } == kinds.map(\.key))
    #expect(listed.allSatisfy { fields.contains($0) || $0 == "relu" }, "\(listed)")
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 % 4", 3), ("-2 + 5", 3), ("10 / 4 * 2", 5),
    ("floor(2.7)", 2), ("ceil(2.1)", 3), ("round(2.5)", 3), ("max(1, min(5, 3))", 3),
    ("if(w > 1, 4, 8)", 4), ("if(w == 1, 4, 8)", 8), ("divisible(32 * 0.35, 8)", 16),
    ("divisible(3, 8)", 8), ("w*2", 4), ("first(2, 1)", 2), ("(w >= 2) + (w != 3) + (w <= 1)", 2),
  ])
  func `an expression has its value`(text: String, value: Double) throws {
    let names = SpecNames([("w", 2)])
    #expect(try Expression.value(of: text, names) == value)
  }

  /// By hand: `%` truncates as C's fmod does, and only a part that is not chosen may be without a
  /// value.
  @Test(arguments: [
    ("-7 % 4", -3), ("7 % -4", 3), ("5.5 % 2", 1.5), ("if(w == 2, 8, 8 / 0)", 8),
    ("if(w == 0, 8 / 0, 16)", 16), ("first(8, 8 / 0)", 8), ("1 + if(0, 0 / 0, 2)", 3),
  ])
  func `a part that is not chosen needs no value`(text: String, value: Double) throws {
    #expect(try Expression.value(of: text, SpecNames([("w", 2)])) == value)
  }

  @Test(arguments: [
    "max(16, divisible(32, 0))", "max(divisible(32, 0), 16)", "min(16, 8 / 0)", "min(8 / 0, 16)",
    "max(0 / 0, 16)", "if(0 / 0, 8, 16)", "if(1, 0 / 0, 8)", "0 / 0 == 0 / 0", "0 / 0 != 1",
    "1 < 8 / 0", "8 / 0 > 1", "0 * (8 / 0)", "1 / (8 / 0)", "5 % 0", "5 % (8 / 0)",
    "first(0 / 0, 1)", "ceil(0 / 0) > 1", "-(8 / 0) < 0",
    // 400 digits, which floating point cannot represent.
    "1 < 1\(String(repeating: "0", count: 400))",
  ])
  func `a part without a value leaves the whole without one`(text: String) {
    #expect(throws: ExpressionProblem.undefined) {
      try Expression.value(of: text, SpecNames())
    }
  }

  @Test func `a condition sees the index of its own repetition`() throws {
    let network = try Self.spec(
      """
      {"chain": [{"linear": "index + 1", "repeat": 3, "if": "index != 1"}], "repeat": 2},
      {"sequential": [{"layer": "relu", "if": "index == 1"}], "repeat": 2},
      {"layer": "bn", "repeat": 2, "if": "first(1, 0)"}
      """)
    let inner = Layer.chain([Linear(1).layer, Linear(3).layer])
    #expect(
      network.layers == [
        inner, inner, Sequential {}.layer, Sequential { Activation.relu }.layer, BatchNorm().layer,
      ])
  }

  @Test func `repetitions, conditions and names with numbers are followed`() throws {
    let network = try Self.spec(
      """
      {"conv": "8 * (index + 1)", "kernel": 3, "repeat": 2, "name": "c{index + 1}"},
      {"if": "aux", "layer": "relu"}, {"if": "1 - aux", "layer": "bn"},
      """, parameters: "{\"aux\": false}")
    #expect(
      network.layers == [
        Convolution(8, kernel: 3).named("c1"), Convolution(16, kernel: 3).named("c2"),
        BatchNorm().layer,
      ])
  }

  @Test func `a spec describes the same tree as the library's code`() throws {
    let network = try Self.spec(
      """
      // A comment, and below a trailing comma.
      "conv 3x3 8 s2, relu",
      {"concat": [[], ["relu", {"conv": 8, "kernel": [1, 3], "padding": [0, 1]}]]},
      {"residual": ["bn"], "shortcut": {"through": {"conv": 8, "kernel": 1}}},
      {"gate": ["globalpool", "sigmoid"]}, {"auxiliary": ["flatten", {"linear": 10}]},
      {"convTranspose": 4, "kernel": 2, "stride": 2, "outputPadding": 1},
      {"upsample": "bilinear", "to": {"by": 2}},
      """)
    let expected = Network(input: .map(3, 32)) {
      Convolution(8, kernel: Extent(3, 3), stride: 2, padding: .half, bias: false)
      Activation.relu
      Concat {
        Chain {}
        Chain {
          Activation.relu
          Convolution(8, kernel: Extent(1, 3), padding: .symmetric(Extent(0, 1)))
        }
      }
      Residual(.through(Convolution(8, kernel: 1).layer)) { BatchNorm() }
      Gate {
        AdaptivePool.globalAverage
        Activation.sigmoid
      }
      Auxiliary {
        Flatten()
        Linear(10)
      }
      TransposedConvolution(4, kernel: 2, stride: 2, outputPadding: 1)
      Upsample(by: 2, mode: .bilinear)
    }
    #expect(network == expected)
  }

  @Test func `endless repetitions and blocks are refused`() {
    for layers in [
      "{\"layer\": \"relu\", \"repeat\": 2000000000}",
      "{\"chain\": [{\"layer\": \"relu\", \"repeat\": 100000}], \"repeat\": 100000}",
      "{\"denseBlock\": 2000000000, \"growth\": 1}",
      "{\"factorized\": 1, \"kernel\": 2000000001, \"into\": \"stacked3x3\"}",
      "{\"inceptionV3\": \"e\", \"repeat\": 19999}",
      "{\"layer\": \"\(String(repeating: "bn,", count: 10_000))bn\", \"repeat\": 2}",
    ] {
      #expect {
        _ = try Self.spec(layers)
      } throws: { error in
        (error as? SpecError)?.problem == .tooManyLayers(limit: 20_000)
      }
    }
  }
}
