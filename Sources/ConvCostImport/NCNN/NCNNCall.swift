import ConvCostCore

/// A layer with the shapes of what it reads, and the steps that it is made of: a convolution and
/// the activation that is fused with it are two.
///
/// Lengths are in ncnn's order turned around, the outermost first: c×h×w, or h×w, or w.
struct NCNNCall {
  /// What the layer reads.
  struct Input {
    var lengths: [Int]
    /// The shape in the tree; nil for stored numbers.
    var shape: Shape?
  }

  /// A value that a step reads.
  enum Source: Equatable {
    /// An input of the layer, by its place.
    case input(Int)
    /// The result of an earlier step, by its place.
    case step(Int)
  }

  /// A part of the layer's work.
  struct Step {
    var work: BlobNetwork.Work
    var reads: [Source]
    /// What follows the layer's name in the step's name; empty for the main step.
    var suffix: String
  }

  let layer: NCNNLayer
  let inputs: [Input]
  private(set) var steps: [Step] = []
  private(set) var isUnknown = false

  init(layer: NCNNLayer, inputs: [Input]) {
    self.layer = layer
    self.inputs = inputs
  }

  /// The lengths of the first input.
  var lengths: [Int] { inputs[0].lengths }

  /// The number of elements of the first input, which can be counted.
  var count: Int { elementCount(lengths) ?? 0 }

  /// Whether the layer reads stored numbers.
  var readsStored: Bool { inputs.contains { $0.shape == nil } }

  /// Adds a step and returns its result.
  mutating func step(
    _ work: BlobNetwork.Work, reading reads: [Source] = [.input(0)], as suffix: String = ""
  ) -> Source {
    steps.append(Step(work: work, reads: reads, suffix: suffix))
    return .step(steps.count - 1)
  }

  /// Adds a step of a primitive.
  mutating func step(
    _ primitive: some LayerConvertible, reading read: Source = .input(0), as suffix: String = ""
  ) -> Source {
    step(.layer(primitive.layer), reading: [read], as: suffix)
  }

  /// Adds a step for which no primitive exists, which reads all inputs of the layer unless stated.
  mutating func stated(
    _ work: Stated.Work, lengths: [Int], macs: Int = 0, weights: Int = 0, biases: Int = 0,
    buffers: Int = 0, reading reads: [Source]? = nil, kind: String? = nil, as suffix: String = ""
  ) throws(OperatorProblem) -> Source {
    let stated = Stated(
      kind ?? layer.type, output: try Shape(checked: lengths), work, macs: macs, weights: weights,
      biases: biases, buffers: buffers)
    return step(
      .stated(stated), reading: reads ?? inputs.indices.map(Source.input), as: suffix)
  }

  /// Adds a step that computes a function of each element.
  mutating func function(weights: Int = 0, biases: Int = 0) throws(OperatorProblem) -> Source {
    try stated(.function, lengths: lengths, weights: weights, biases: biases, reading: [.input(0)])
  }

  /// Adds a step that gives an input another shape with as many elements, if it has not got it.
  mutating func shaped(
    _ index: Int, to shape: Shape, as suffix: String = "_reshape"
  ) throws(OperatorProblem) -> Source {
    let input = inputs[index]
    if input.shape == shape { return .input(index) }
    guard elementCount(input.lengths) == elementCount(shape.dimensions) else {
      throw .elements(from: input.lengths, to: shape.dimensions)
    }
    guard input.shape != nil else {
      return try stated(
        .view, lengths: shape.dimensions, reading: [.input(index)], as: suffix)
    }
    if case .vector = shape { return step(Flatten(), reading: .input(index), as: suffix) }
    return step(Reshape(to: shape), reading: .input(index), as: suffix)
  }

  /// Adds a step of unknown work for each result.
  mutating func unknown() throws(OperatorProblem) -> [Source] {
    isUnknown = true
    var results: [Source] = []
    for output in layer.outputs.indices {
      results.append(
        try stated(
          output == 0 ? .unknown : .movement, lengths: layer.hint(of: output) ?? lengths,
          as: output == 0 ? "" : "_\(output)"))
    }
    return results
  }

  /// Adds the activation that is fused with a layer.
  mutating func activated(_ source: Source) throws(OperatorProblem) -> Source {
    let key = NCNNLayer.Key(9, "activation_type")
    let type = try layer.integer(key, default: 0)
    guard let activation = FusedActivation(type.clamped(to: -1...Int(Int32.max)), layer) else {
      throw layer.problem(key, found: "\(type)", expected: "0 to 6")
    }
    guard let work = activation.layer else { return source }
    return step(.layer(work), reading: [source], as: "_\(activation.name)")
  }
}

/// An activation that ncnn computes together with the layer before it.
private struct FusedActivation {
  /// The activation; nil for none.
  var layer: Layer?
  var name: String

  init?(_ type: Int, _ owner: NCNNLayer) {
    switch type {
    case 0: (layer, name) = (nil, "")
    case 1: (layer, name) = (Activation.relu.layer, "relu")
    case 2: (layer, name) = (Activation.leakyRelu.layer, "leakyrelu")
    case 3:
      let isReLU6 = owner.values[10] == .array([0, 6])
      layer = isReLU6 ? Activation.relu6.layer : Stated("Clip", .function).layer
      name = isReLU6 ? "relu6" : "clip"
    case 4: (layer, name) = (Activation.sigmoid.layer, "sigmoid")
    case 5: (layer, name) = (Stated("Mish", .function).layer, "mish")
    case 6: (layer, name) = (Activation.hardSwish.layer, "hardswish")
    default: return nil
    }
  }
}

extension Shape {
  /// Returns the shape of a blob with lengths in range, the outermost first.
  static func ncnn(_ lengths: [Int]) -> Shape {
    switch lengths.count {
    case 1: return .vector(lengths[0])
    case 3, 4:
      if let extent = Extent(lengths.dropFirst()) {
        return .map(channels: lengths[0], extent: extent)
      }
    default: break
    }
    return .tensor(Dimensions(lengths) ?? [])
  }

  /// Creates the shape of a blob.
  ///
  /// - Throws: `OperatorProblem` for lengths out of range, or too many elements.
  init(checked lengths: [Int]) throws(OperatorProblem) {
    for length in lengths { _ = try RawInteger(length).length(from: 1) }
    guard lengths.count <= 4 else { throw .rank(lengths.count, expected: "1 to 4") }
    guard elementCount(lengths) != nil else { throw .tooManyElements(lengths) }
    self = .ncnn(lengths)
  }

  /// Creates a signal of channels and a length.
  static func signal(_ lengths: [Int]) -> Shape {
    .map(channels: lengths[0], extent: Extent(length: lengths[1]))
  }
}
