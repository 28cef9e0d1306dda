import ConvCostCore

extension DarknetNetwork {
  /// Returns the steps of a layer. This is the only list of kinds.
  mutating func steps(of section: DarknetSection) throws(OperatorProblem) -> [Step] {
    switch section.name {
    case "convolutional", "conv": return try convolution(section)
    case "deconvolutional", "deconv": return try deconvolution(section)
    case "connected", "conn": return try connected(section)
    case "local": return try local(section)
    case "batchnorm": return [layer(BatchNorm())]

    case "maxpool", "max": return try pool(.max, section)
    case "local_avgpool", "local_avg": return try pool(.average, section)
    case "avgpool", "avg": return try [layer(AdaptivePool.globalAverage, on: map())]
    case "lrn", "normalization":
      return try [layer(LocalResponseNorm(size: section.length("size", default: 5, from: 1)))]

    case "route": return try route(section)
    case "shortcut": return try shortcut(section)
    case "scale_channels": return try scaledChannels(section)
    case "sam": return try product(section)
    case "upsample": return try [upsampling(section)]
    case "reorg", "reorg3d": return try [reorganization(section)]
    case "crop": return try [crop(section)]

    case "activation": return try activations(section, default: "linear", or: .alias)
    case "softmax", "soft": return [layer(Activation.softmax)]
    case "logistic": return [layer(Activation.sigmoid)]
    case "l2norm": return [function(section)]
    case "dropout": return [layer(Dropout())]
    // What is computed in training only.
    case "cost", "contrastive", "empty", "silence":
      return [Step(work: .alias, reads: [current.name])]

    case "yolo", "Gaussian_yolo", "region": return try [boxes(section)]
    case "detection": return try [detection(section)]
    case "iseg": return [function(section)]
    case "rnn", "gru", "lstm": return try [recurrent(section)]
    case "crnn", "conv_lstm": return try [convolutionalRecurrent(section)]
    case "implicit": return try [implicit(section)]
    case "history": return try [history(section)]
    default: return [unknown(section, current.shape)]
    }
  }

  /// Returns a step of a primitive on the last result.
  func layer(_ primitive: some LayerConvertible) -> Step {
    Step(work: .layer(primitive.layer), reads: [current.name])
  }

  /// Returns a step of a primitive after others.
  func layer(_ primitive: some LayerConvertible, on layers: [Layer]) -> Step {
    let all = layers + [primitive.layer]
    return Step(work: .layer(all.count == 1 ? all[0] : .chain(all)), reads: [current.name])
  }

  /// Returns what makes a map of the last result; nothing if it is one.
  func map() throws(OperatorProblem) -> [Layer] {
    if current.shape.extent != nil { return [] }
    return [Reshape(to: .map(current.shape.channels, Extent(1, 1))).layer]
  }

  /// Returns a step that computes a function of each element.
  func function(_ section: DarknetSection) -> Step {
    Step(work: .stated(Stated(section.name, .function)), reads: [current.name])
  }

  /// Returns a step of unknown work.
  mutating func unknown(_ section: DarknetSection, _ shape: Shape) -> Step {
    noteUnknown(section.name)
    let stated = Stated(section.name, output: shape, .unknown)
    return Step(work: .stated(stated), reads: [current.name])
  }

  /// Returns the activation of a layer; nil for none.
  func activation(
    _ section: DarknetSection, default standard: String
  ) -> Layer? {
    switch section.values["activation"] ?? standard {
    case "linear": nil
    case "leaky": Activation.leakyRelu.layer
    case "relu": Activation.relu.layer
    case "relu6": Activation.relu6.layer
    case "logistic": Activation.sigmoid.layer
    case "swish": Activation.silu.layer
    case "tanh": Activation.tanh.layer
    case "gelu": Activation.gelu.layer
    case let other: Stated(other, .function).layer
    }
  }

  /// Returns a step with the activation, or the given work if there is none.
  func activations(
    _ section: DarknetSection, default standard: String, or work: BlobNetwork.Work
  ) throws(OperatorProblem) -> [Step] {
    let layer = activation(section, default: standard)
    return [Step(work: layer.map { .layer($0) } ?? work, reads: [current.name])]
  }
}
