import ConvCostCore

/// The weights that layers have in common, by their names in the file.
struct CaffeSharing {
  /// The names that occur in several layers.
  private let repeated: Set<String>
  /// The label under which the layers with a name share all of their weights.
  private var labels: [String: String] = [:]
  /// The labels whose numbers were counted in a stated layer.
  private var counted: Set<String> = []

  /// Finds the names of weights that occur in several layers.
  init(_ layers: [CaffeLayer]) {
    repeated = layers.lazy.flatMap { Set($0.parameterNames) }.filter { !$0.isEmpty }.repeated
  }

  /// Returns the label under which a layer shares its weights; nil if they are its own.
  ///
  /// If it shares its weights but not its biases, the biases become a layer of their own.
  mutating func label(
    of layer: CaffeLayer, _ meaning: inout CaffeMeaning
  ) throws(OperatorProblem) -> String? {
    let names = layer.parameterNames.prefix(meaning.sharedBlobs)
    let shared = names.filter(repeated.contains)
    guard !shared.isEmpty else { return nil }
    let label = shared.joined(separator: "+")
    for name in shared {
      guard labels[name] == nil || labels[name] == label else {
        throw .other("shares '\(name)' with a layer of which it does not share the other weights")
      }
      labels[name] = label
    }
    switch meaning.work {
    case .stated(var stated) where shared.count == meaning.sharedBlobs:
      if !counted.insert(label).inserted {
        (stated.weights, stated.biases, stated.buffers) = (0, 0, 0)
      }
      meaning.work = .stated(stated)
      return nil
    case .layer where shared.count == meaning.sharedBlobs: return label
    case .layer(let layer) where shared.count == 1 && shared[0] == names.first:
      guard let (weights, biases) = layer.withoutBias else { break }
      meaning.work = .layer(
        .chain([
          .shared(Label(label), weights), Stated("Bias", .function, biases: biases).layer,
        ]))
      return nil
    default: break
    }
    throw .other("shares only some of its weights, \(label)")
  }
}

extension Layer {
  /// The layer without its biases, and the number of these; nil for one without biases.
  fileprivate var withoutBias: (Layer, biases: Int)? {
    switch self {
    case .operation(.convolution(var layer)) where layer.bias:
      guard case .grouped(let channels, _) = layer.filters else { return nil }
      layer.bias = false
      return (layer.layer, channels)
    case .operation(.transposedConvolution(var layer)) where layer.bias:
      guard case .grouped(let channels, _) = layer.filters else { return nil }
      layer.bias = false
      return (layer.layer, channels)
    case .operation(.linear(var layer)) where layer.bias:
      layer.bias = false
      return (layer.layer, layer.features)
    default: return nil
    }
  }
}
