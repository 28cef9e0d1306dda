import ConvCostText

/// The layers of a file that are in its network for inference: those of the test phase, without
/// those that give data or compare results with labels.
struct CaffeSelection: Sendable {
  /// The layers of the network, in order.
  private(set) var layers: [CaffeLayer] = []
  /// The layers that give inputs, of all phases; those of the test phase first.
  private(set) var sources: [CaffeLayer] = []
  /// The types of layers that are left out because inference has no labels, with their numbers.
  private(set) var dropped: [(type: String, count: Int)] = []
  /// The number of layers of the training phase alone.
  private(set) var trainingCount = 0
  /// The number of losses of which the softmax is counted.
  private(set) var softmaxLosses = 0

  /// Selects the layers of a file.
  init(_ model: CaffeModel) {
    var others: [CaffeLayer] = []
    var counts: [String: Int] = [:]
    func drop(_ type: String, _ counts: inout [String: Int]) { counts[type, default: 0] += 1 }
    // Results that depend on labels alone or on losses.
    var absent: Set<String> = []
    // What the layers that are left out read.
    var comparing: Set<String> = []
    for var layer in model.layers {
      if layer.bottoms.isEmpty {
        if layer.isTested { sources.append(layer) } else { others.append(layer) }
      } else if !layer.isTested {
        trainingCount += 1
      } else if layer.type == "SoftmaxWithLoss", !absent.contains(layer.bottoms[0]) {
        layer.type = "Softmax"
        layer.bottoms = [layer.bottoms[0]]
        // A second result of a loss is the softmax itself.
        if layer.tops.isEmpty { layer.tops = [layer.name] }
        softmaxLosses += 1
        layers.append(layer)
      } else if Self.comparesWithLabels(layer.type)
        || !layer.hasWeights && (layer.tops.isEmpty || !absent.isDisjoint(with: layer.bottoms))
      {
        drop(layer.type, &counts)
        absent.formUnion(layer.tops)
        comparing.formUnion(layer.bottoms)
        continue
      } else {
        layers.append(layer)
      }
      if layer.isTested { absent.subtract(layer.tops) }
    }
    sources += others
    let inputs = Set(model.inputs.map(\.name) + sources.flatMap(\.tops))
    for layer in dropTargets(inputs, comparing) { drop(layer.type, &counts) }
    dropped = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Leaves out the layers that prepare inputs for losses alone, and returns them: the flattened
  /// image with which an autoencoder's result is compared.
  private mutating func dropTargets(
    _ inputs: Set<String>, _ comparing: Set<String>
  ) -> [CaffeLayer] {
    let read = Set(layers.flatMap(\.bottoms))
    func isTarget(_ layer: CaffeLayer) -> Bool {
      !layer.hasWeights && layer.bottoms.allSatisfy(inputs.contains)
        && layer.tops.allSatisfy { comparing.contains($0) && !read.contains($0) }
    }
    let targets = layers.filter(isTarget)
    // A network of nothing else keeps them.
    guard targets.count < layers.count else { return [] }
    layers.removeAll(where: isTarget)
    return targets
  }

  /// Leaves out the layers that read only labels, which are the given names.
  mutating func drop(readersOf labels: Set<String>) {
    guard !labels.isEmpty else { return }
    var absent = labels
    var kept: [CaffeLayer] = []
    var counts: [String: Int] = [:]
    for layer in layers {
      if !layer.hasWeights, !absent.isDisjoint(with: layer.bottoms) {
        counts[layer.type, default: 0] += 1
        absent.formUnion(layer.tops)
      } else {
        absent.subtract(layer.tops)
        kept.append(layer)
      }
    }
    layers = kept
    for (type, count) in counts.sorted(by: { $0.key < $1.key }) { dropped.append((type, count)) }
  }

  /// Whether layers of a type compare results with labels, or write them, so that inference has
  /// none of them.
  private static func comparesWithLabels(_ type: String) -> Bool {
    type.hasSuffix("Loss")
      || [
        "Accuracy", "Silence", "HDF5Output", "DetectionEvaluate", "LossWeight", "SmoothL1LossOHEM",
      ].contains(type)
  }
}

extension CaffeLayer {
  /// Whether layers of this type have weights, so that they cannot be left out.
  var hasWeights: Bool { Self.weighted.contains(type) || stored != nil }

  private static let weighted: Set<String> = [
    "BatchNorm", "Bias", "Convolution", "ConvolutionDepthwise", "Deconvolution", "DepthwiseConv",
    "DepthwiseConvolution", "Embed", "InnerProduct", "LSTM", "Normalize", "PReLU", "RNN", "Scale",
  ]
}
