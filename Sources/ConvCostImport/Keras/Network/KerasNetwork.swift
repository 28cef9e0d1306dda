import ConvCostCore

/// A network while it is built: the layers so far, and the place of the current one.
struct KerasNetwork {
  /// The place of a layer: the models around it, and how it is called.
  struct Place {
    /// The names of the models around the layer, outermost first.
    var path: [String] = []
    /// The names of these models without the numbers of their calls, and of the layer.
    var weights: [String] = []
    /// Whether its weights are used several times.
    var isShared = false
    /// Whether its weights were counted at an earlier call.
    var isRepeated = false
    /// Whether the lengths are those of the file, so that the shapes that it states hold.
    var followsFile = true
    /// How many models and wrappers are around it.
    var depth = 0
  }

  /// The layers as a list with named results.
  var blobs: BlobNetwork
  /// The place of the current layer.
  var place = Place()
  /// The classes of layers whose work is unknown, with their numbers.
  var unknown: [String: Int] = [:]
  /// The layers whose parameters are said not to be trained.
  var frozen: Set<String> = []
  /// The results that earlier layers have turned into another form.
  private var converted: [KerasTensor: [KerasTensor.Layout: KerasTensor]] = [:]
  /// The names of results.
  private var names: Set<String> = []
  private var calls = 0
  /// The bytes of the names of all steps: a long name of a model is repeated at each of its layers.
  private var namedBytes = 0
  private static let mostNamedBytes = 16 << 20

  init(blobs: BlobNetwork, inputs: [String], followsFile: Bool) {
    self.blobs = blobs
    place.followsFile = followsFile
    names = Set(inputs)
  }

  /// Counts a call, whatever it adds to the network.
  mutating func countCall() throws(KerasError) {
    calls += 1
    guard calls <= KerasModelReader.mostLayers else {
      throw .tooManyLayers(limit: KerasModelReader.mostLayers)
    }
  }

  // MARK: Steps

  /// Adds a step and returns the name of its result.
  ///
  /// - Parameter part: the name of the step after that of its layer, if the layer has several.
  mutating func append(
    _ work: BlobNetwork.Work, _ layer: KerasLayer, _ part: String = "",
    reading inputs: [KerasTensor]
  ) throws(KerasError) -> String {
    let name = (place.path + [layer.name + part]).joined(separator: "/")
    namedBytes += name.utf8.count
    guard namedBytes <= Self.mostNamedBytes else {
      throw .namesTooLong(limit: Self.mostNamedBytes)
    }
    let result = unique(name)
    do throws(BlobError) {
      try blobs.append(
        work, named: name, type: layer.type, reading: inputs.map(\.blob), giving: [result],
        sharing: place.isShared && work.hasWeights
          ? (place.weights + [layer.name + part]).joined(separator: "/") : nil)
    } catch {
      throw .layers(error)
    }
    return result
  }

  /// Adds a layer of the tree on one input; the result has the same form.
  mutating func add(
    _ work: Layer, _ layer: KerasLayer, _ part: String = "", on input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    var result = input
    result.blob = try append(.layer(work), layer, part, reading: [input])
    if let shape = blobs.shape(of: result.blob) { result.take(shape) }
    return result
  }

  /// Adds a layer of which everything is stated, on its inputs.
  ///
  /// - Parameters:
  ///   - stated: the kind, the work and the numbers for one step, whose numbers are counted at the
  ///     first call only.
  ///   - dims: the dimensions of the result; nil for those of the first input.
  ///   - layout: the form of the result.
  mutating func add(
    _ stated: Stated, _ layer: KerasLayer, _ part: String = "", on inputs: [KerasTensor],
    dims: [Int]? = nil, layout: KerasTensor.Layout? = nil
  ) throws(KerasError) -> KerasTensor {
    guard var result = inputs.first else {
      throw .inputs(layer: layer.name, found: 0, expected: "at least one")
    }
    var stated = stated
    if place.isRepeated { (stated.weights, stated.biases, stated.buffers) = (0, 0, 0) }
    if let steps = result.steps {
      guard let macs = checkedProduct(stated.macs, steps) else {
        throw .tooLarge(layer: layer.name, quantity: "multiply-accumulates")
      }
      stated.macs = macs
    }
    if let dims {
      let layout = layout ?? KerasTensor.plain(dims.count)
      guard let shape = KerasTensor.shape(dims, layout, steps: result.steps) else {
        throw .tooLarge(layer: layer.name, quantity: "lengths or elements of the result")
      }
      (result.dims, result.layout) = (dims, layout)
      if inputs.count > 1 || blobs.shape(of: result.blob) != shape { stated.output = shape }
    }
    result.blob = try append(.stated(stated), layer, part, reading: inputs)
    return result
  }

  /// Returns a name of a result that no other has.
  private mutating func unique(_ name: String) -> String {
    if names.insert(name).inserted { return name }
    var number = names.count
    while !names.insert("\(name)#\(number)").inserted { number += 1 }
    return "\(name)#\(number)"
  }

  // MARK: Forms

  /// Returns a result as a map with its channels first or last in Keras' dimensions.
  mutating func map(
    _ input: KerasTensor, channelsFirst: Bool, for layer: KerasLayer
  ) throws(KerasError) -> KerasTensor {
    try convert(input, to: channelsFirst ? .channelsFirst : .channelsLast, for: layer)
  }

  /// Returns a result as a vector, or as a tensor with its features last.
  mutating func tokens(
    _ input: KerasTensor, for layer: KerasLayer
  ) throws(KerasError) -> KerasTensor {
    try convert(input, to: KerasTensor.plain(input.dims.count), for: layer)
  }

  /// Returns a result in another form, which costs nothing.
  mutating func convert(
    _ input: KerasTensor, to layout: KerasTensor.Layout, for layer: KerasLayer
  ) throws(KerasError) -> KerasTensor {
    if input.layout == layout { return input }
    if let known = converted[input]?[layout] { return known }
    guard let shape = KerasTensor.shape(input.dims, layout, steps: input.steps) else {
      throw .shape(
        layer: layer.name, type: layer.type, found: input.dims,
        expected: layout == .tokens || layout == .features
          ? "at most \(Dimensions.mostDimensions) dimensions"
          : "channels and one to three axes")
    }
    var result = input
    result.layout = layout
    switch (input.layout, layout) {
    case (.pooled, .features):
      result.blob = try append(.layer(Flatten().layer), layer, ".flatten", reading: [input])
    case (.channelsLast, .tokens) where input.steps == nil:
      result.blob = try append(
        .layer(Permute.channelsLast.layer), layer, ".permute", reading: [input])
    case (.tokens, .channelsLast) where input.steps == nil:
      result.blob = try append(
        .layer(Permute.channelsFirst.layer), layer, ".permute", reading: [input])
    default:
      result.blob = try append(
        .layer(Reshape(to: shape).layer), layer, ".reshape", reading: [input])
    }
    converted[input, default: [:]][layout] = result
    return result
  }
}

extension KerasTensor {
  /// Takes over the lengths of a shape of the tree that has this form.
  fileprivate mutating func take(_ shape: Shape) {
    let lengths = Array(shape.dimensions.dropFirst(steps == nil ? 0 : 1))
    switch (layout, shape) {
    case (.channelsLast, .map), (.channelsLast, .maps):
      dims = Array(lengths.dropFirst() + lengths.prefix(1))
    case (.stack(isChannelsFirst: false), .maps):
      dims = Array(lengths.prefix(1) + lengths.dropFirst(2) + lengths.dropFirst().prefix(1))
    case (.pooled, .map), (.pooled, .maps): dims = Array(lengths.prefix(1))
    case (.features, _) where dims.isEmpty: break
    default: dims = lengths
    }
  }
}

extension BlobNetwork.Work {
  /// Whether the layer has weights that its calls share.
  fileprivate var hasWeights: Bool {
    guard case .layer(let layer) = self else { return false }
    var result = false
    layer.forEachOperation { operation in
      switch operation {
      case .convolution, .transposedConvolution, .linear, .batchNorm, .layerNorm, .groupNorm,
        .channelScale, .fixedScale(.storedNormalization):
        result = true
      default: break
      }
    }
    return result
  }
}
