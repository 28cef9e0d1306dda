/// The shapes of a network's inputs, with the lengths that the file leaves open.
struct TFLiteBinding {
  /// The shapes, in the order of the inputs.
  private(set) var shapes: [[Int]] = []
  /// Whether the user gave an input other lengths than the file's, so that its other shapes are not
  /// valid.
  private(set) var isResized = false

  /// Binds the lengths.
  ///
  /// - Throws: `TFLiteError` for open lengths, or for those that do not fit.
  init(_ graph: TFLiteSubgraph, _ options: ModelOptions) throws(TFLiteError) {
    if let name = options.dimensions.keys.min() { throw .namedLength(name) }
    var tensors: [TFLiteTensor] = []
    for input in graph.inputs {
      tensors.append(graph.tensors[try graph.number(input, "the network's inputs")])
    }
    for name in options.inputs.keys.sorted() where !tensors.contains(where: { $0.name == name }) {
      throw .unknownInput(name, known: tensors.map(\.name))
    }
    let image = tensors.firstIndex { $0.shape.count >= 3 } ?? tensors.indices.first
    guard options.input == nil || image != nil else { throw .noInput }
    let channelsFirst = graph.channelsFirst
    for (index, tensor) in tensors.enumerated() {
      guard elementCount(tensor.shape) != nil else {
        throw .badShape(tensor: tensor.name, tensor.shape)
      }
      let given = options.inputs[tensor.name] ?? (index == image ? options.input : nil)
      shapes.append(
        try bind(tensor, given, isChannelsFirst: channelsFirst.contains(graph.inputs[index])))
    }
  }

  private mutating func bind(
    _ tensor: TFLiteTensor, _ given: [Int]?, isChannelsFirst: Bool
  ) throws(TFLiteError) -> [Int] {
    var shape = tensor.shape
    var isGiven = shape.map { _ in false }
    if let given {
      let axes = shape.count > 2 ? Array(1..<shape.count) : Array(shape.indices.suffix(1))
      // Lengths of a map are given with its channels first, or without them.
      let ordered =
        shape.count > 2 && !isChannelsFirst ? [shape.count - 1] + axes.dropLast() : axes
      let positions = shape.count > 2 ? Array(ordered.dropFirst()) : ordered
      let lengths = given.count == 1 ? positions.map { _ in given[0] } : given
      guard [ordered.count, positions.count].contains(lengths.count) else {
        throw .badInput(given, input: tensor.name, shape: tensor.text)
      }
      for (axis, length) in zip(lengths.count == ordered.count ? ordered : positions, lengths) {
        shape[axis] = length
        isGiven[axis] = true
      }
      guard elementCount(shape) != nil else { throw .badShape(tensor: tensor.name, shape) }
    }
    // A length of one is stored for those that are open.
    let open = shape.indices.contains {
      tensor.isOpen[$0] && !isGiven[$0] && shape[$0] == 1 && $0 > 0
    }
    guard !open else { throw .openLengths(input: tensor.name, shape: tensor.text) }
    isResized = isResized || shape != tensor.shape
    return shape
  }
}

extension TFLiteTensor {
  /// The lengths in words, with `?` for an open one.
  var text: [String] {
    shape.indices.map { isOpen[$0] ? "?" : "\(shape[$0])" }
  }
}

extension TFLiteSubgraph {
  /// The tensors of images that have their channels first: converters from PyTorch move them to the
  /// end at once, and nothing else reads them.
  var channelsFirst: Set<Int> {
    var moved: Set<Int> = []
    var others: Set<Int> = []
    for node in nodes {
      guard node.type == .transpose, let input = node.inputs.first, node.outputs.count == 1,
        tensors.indices.contains(input), tensors.indices.contains(node.outputs[0])
      else {
        others.formUnion(node.inputs)
        continue
      }
      let (from, to) = (tensors[input].shape, tensors[node.outputs[0]].shape)
      if from.count == 4, to == [from[0], from[2], from[3], from[1]], from[1] < from[3] {
        moved.insert(input)
      } else {
        others.insert(input)
      }
    }
    return moved.subtracting(others)
  }
}
