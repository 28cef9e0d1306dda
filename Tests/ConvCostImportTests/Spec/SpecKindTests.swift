import ConvCostCore
import Testing

@testable import ConvCostImport

struct SpecKindTests {
  /// `gate` and `bottleneck` are kinds of their own, and fields of these.
  @Test(arguments: [
    (#""squeezeExcite": 4, "squeeze": 2, "gate": "hardSigmoid""#, "SqueezeExcite"),
    (#""gate": "hardSigmoid", "squeezeExcite": 4, "squeeze": 2"#, "SqueezeExcite"),
    (#""denseLayer": 2, "bottleneck": 8"#, "DenseLayer"),
    (#""bottleneck": 8, "denseLayer": 2"#, "DenseLayer"),
    (#""bottleneck": 8, "denseBlock": 2, "growth": 2"#, "DenseBlock"),
  ])
  func `a key that is a field of another kind does not name the object`(
    members: String, type: String
  ) throws {
    let text = #"{"convcost": "network/1", "input": [4, 8, 8], "layers": [{\#(members)}]}"#
    let graph = try NetworkSpec(Array(text.utf8)).network().graph()
    #expect(graph.scopes.contains { $0.type == type }, "\(graph.scopes.map(\.type))")
  }

  /// Members of an object with a number in place of `#`, and the least number that is read there.
  static let least: [(String, Int)] = [
    (#""repeat": #, "layer": "relu""#, 0),
    (#""conv": #, "kernel": 1"#, 1), (#""conv": 4, "kernel": #"#, 1),
    (#""conv": 4, "kernel": [3, #]"#, 1), (#""conv": 4, "kernel": 3, "groups": #"#, 1),
    (#""conv": "depthwise", "kernel": 3, "multiplier": #"#, 1),
    (#""conv": 4, "kernel": 3, "stride": #"#, 1), (#""conv": 4, "kernel": 3, "dilation": #"#, 1),
    (#""conv": 4, "kernel": 3, "padding": #"#, 0),
    (#""conv": 4, "kernel": 3, "padding": {"before": #}"#, 0),
    (#""conv": 4, "kernel": 3, "padding": {"after": #}"#, 0),
    (#""convTranspose": 4, "kernel": 3, "outputPadding": #"#, 0),
    (#""maxPool": #"#, 1), (#""avgPool": 2, "stride": #"#, 1),
    (#""adaptivePool": "max", "to": #"#, 1), (#""upsample": "nearest", "to": #"#, 1),
    (#""upsample": "nearest", "to": {"by": #}"#, 1), (#""crop": #"#, 0), (#""zeroPad": #"#, 0),
    (#""linear": #"#, 1), (#""groupNorm": #"#, 1), (#""localResponseNorm": #"#, 1),
    (#""channelShuffle": #"#, 1), (#""channelPad": #"#, 1), (#""radialBasis": #"#, 1),
    (#""channelSlice": #, "count": 2"#, 0), (#""channelSlice": 0, "count": #"#, 1),
    (#""channelSlice": #, "of": 2"#, 0), (#""channelSlice": 0, "of": #"#, 1),
    (#""convUnit": #, "kernel": 1"#, 1), (#""basicBlock": #"#, 1),
    (#""basicBlock": 4, "stride": #"#, 1), (#""basicBlock": 4, "squeeze": #"#, 1),
    (#""bottleneck": 8, "inner": #"#, 1), (#""bottleneck": 8, "groups": #"#, 1),
    (#""bottleneck": 8, "stride": #"#, 1), (#""bottleneck": 8, "dilation": #"#, 1),
    (#""bottleneck": 8, "squeeze": #"#, 1), (#""denseBlock": #, "growth": 2"#, 0),
    (#""denseBlock": 2, "growth": #"#, 1), (#""denseBlock": 2, "growth": 2, "bottleneck": #"#, 1),
    (#""denseLayer": #"#, 1), (#""denseLayer": 2, "bottleneck": #"#, 1),
    (#""transition": #"#, 1), (#""fire": #, "expand": 2"#, 1), (#""fire": 2, "expand": #"#, 1),
    (#""squeezeExcite": #, "squeeze": 2"#, 1), (#""squeezeExcite": 4, "squeeze": #"#, 1),
    (#""invertedResidual": #, "expanded": 8"#, 1), (#""invertedResidual": 4, "expanded": #"#, 1),
    (#""invertedResidual": 4, "expanded": 8, "kernel": #"#, 1),
    (#""invertedResidual": 4, "expanded": 8, "stride": #"#, 1),
    (#""invertedResidual": 4, "expanded": 8, "dilation": #"#, 1),
    (#""invertedResidual": 4, "expanded": 8, "squeeze": #"#, 1),
    (#""invertedResidual": 4, "expand": 2, "input": #"#, 1),
    (#""fusedInvertedResidual": 4, "expanded": #"#, 1),
    (#""fusedInvertedResidual": 4, "expanded": 8, "stride": #"#, 1),
    (#""inception": [#, 1, 1, 1, 1, 1]"#, 1), (#""inception": [1, 1, #]"#, 1),
    (#""inception": [1, 1, 1, 1, 1, 1], "fiveKernel": #"#, 1),
    (#""inceptionV3": "a", "pool": #"#, 1), (#""inceptionV3": "c", "channels": #"#, 1),
    (#""auxiliaryHead": #"#, 1), (#""reshape": [#]"#, 1),
    (#""regions": "proposals", "count": #, "to": 7, "branches": ["relu"]"#, 0),
    (#""regions": "proposals", "count": 9, "to": #, "branches": ["relu"]"#, 1),
    (#""stated": "a", "work": "layer", "macs": #"#, 0),
    (#""stated": "a", "work": "layer", "weights": #"#, 0),
    (#""stated": "a", "work": "layer", "biases": #"#, 0),
    (#""stated": "a", "work": "layer", "buffers": #"#, 0),
    (#""stated": "a", "work": "layer", "output": [#]"#, 1),
  ]

  @Test(arguments: least)
  func `a number is read from its least value`(members: String, least: Int) throws {
    func read(_ number: Int) throws {
      let members = members.split(separator: "#", omittingEmptySubsequences: false)
        .joined(separator: "\(number)")
      let text = #"{"convcost": "network/1", "input": [4, 8, 8], "layers": [{\#(members)}]}"#
      _ = try NetworkSpec(Array(text.utf8)).network()
    }
    try read(least)
    let refusal = "expected a whole number from \(least) to "
    #expect {
      try read(least - 1)
    } throws: {
      "\($0)".contains(refusal)
    }
  }

  /// Files are taken for texts by their first 4 KiB.
  @Test(arguments: [(4_095, false), (4_096, true)])
  func `a byte that no text has makes a file no text`(place: Int, isText: Bool) {
    var bytes = Array(repeating: UInt8(ascii: "a"), count: 5000)
    bytes[place] = 0
    bytes.withUnsafeBytes { #expect(ModelFormat.isText(ByteSource($0)) == isText) }
  }
}
