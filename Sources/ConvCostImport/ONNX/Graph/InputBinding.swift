/// The shapes of a model's inputs, with the lengths that the file leaves open.
struct InputBinding {
  /// The inputs that are not initialisers.
  private(set) var inputs: [ONNXValue] = []
  /// Their shapes; nil for an input that is not a tensor, or whose number of dimensions is unknown.
  private(set) var shapes: [[Int]?] = []
  /// The lengths by their names.
  private(set) var names: [String: Int] = [:]
  /// The lengths that the user gave by their names.
  private var given: [String: Int] = [:]
  /// Whether the user changed a length that the file fixes, so that its other shapes are not valid.
  private(set) var changesFile = false

  /// Binds the lengths.
  ///
  /// - Parameters:
  ///   - size: the input's lengths that the user gave: the side of a square, height and width, or
  ///     these after the channels.
  ///   - sizes: the lengths of inputs by their names.
  ///   - dimensions: lengths by their names.
  /// - Throws: `ONNXError` for open lengths, or for those that do not fit.
  init(
    _ model: ONNXModel, size: [Int]?, sizes: [String: [Int]] = [:], dimensions: [String: Int]
  ) throws(ONNXError) {
    let graph = model.graph
    let initialized = Set(graph.initializers.map(\.name))
    inputs = graph.inputs.filter { !initialized.contains($0.name) }
    let known = Set(
      inputs.flatMap { value in
        (value.shape ?? []).enumerated().compactMap { Self.name($1, of: value, at: $0) }
      })
    for name in sizes.keys.sorted() where !inputs.contains(where: { $0.name == name }) {
      throw .unknownInput(name, known: inputs.map(\.name))
    }
    for name in dimensions.keys.sorted() where !known.contains(name) {
      throw .unknownLength(name, known: known.sorted())
    }
    names = dimensions
    given = dimensions
    let image = inputs.firstIndex { ($0.shape?.count ?? 0) >= 3 && $0.isTensor }
    // Converters from TensorFlow first move the channels to the front.
    let transposed = Set(
      graph.nodes.compactMap { node -> String? in
        guard node.type == "Transpose", node.inputs.count == 1,
          case .integers([0, 3, 1, 2])? = node.attributes["perm"]
        else { return nil }
        return node.inputs[0]
      })
    for (index, value) in inputs.enumerated() {
      guard value.isTensor, let lengths = value.shape,
        lengths.count <= ONNXTensor.mostDimensions
      else {
        if let size = sizes[value.name] {
          throw .badInput(Self.text(size), shape: ["?"])
        }
        shapes.append(nil)
        continue
      }
      let given = sizes[value.name] ?? (index == image ? size : nil)
      let wanted = try Self.axes(
        given, of: lengths, isChannelsLast: lengths.count == 4 && transposed.contains(value.name))
      try bind(value, lengths, wanted, mayTakeSize: index == image)
    }
    guard size == nil || image != nil else { throw .noInput }
  }

  private mutating func bind(
    _ value: ONNXValue, _ lengths: [ONNXValue.Length], _ wanted: [Int: Int], mayTakeSize: Bool
  ) throws(ONNXError) {
    var shape: [Int] = []
    var open: [String] = []
    for (axis, length) in lengths.enumerated() {
      let name = Self.name(length, of: value, at: axis)
      // A length that the user names takes precedence over the input's size.
      if let wish = wanted[axis], name.flatMap({ given[$0] }) == nil {
        if case .fixed(let stated) = length, stated != wish { changesFile = true }
        if let name { names[name] = wish }
        shape.append(wish)
        continue
      }
      let isBatch = axis == 0 && lengths.count > 1
      switch length {
      case .fixed(let stated): shape.append(stated)
      case .named, .unknown:
        let known = name.flatMap { names[$0] } ?? (isBatch ? 1 : nil)
        if let name, let known { names[name] = known }
        if known == nil, !open.contains(name ?? "") { open.append(name ?? "") }
        shape.append(known ?? 1)
      }
    }
    guard open.isEmpty else {
      throw .openLengths(open, input: value.name, mayTakeSize: mayTakeSize)
    }
    guard elementCount(shape) != nil else {
      throw .tensor(value.name, .badShape(shape))
    }
    shapes.append(shape)
  }

  /// Returns the name of a length that the file leaves open: its own, or that of the input and its
  /// axis.
  private static func name(
    _ length: ONNXValue.Length, of value: ONNXValue, at axis: Int
  ) -> String? {
    switch length {
    case .fixed: nil
    case .named(let name): name
    case .unknown: "\(value.name).\(axis)"
    }
  }

  /// Returns the lengths that the user gave, by their axes.
  private static func axes(
    _ size: [Int]?, of lengths: [ONNXValue.Length], isChannelsLast: Bool
  ) throws(ONNXError) -> [Int: Int] {
    guard let size else { return [:] }
    guard
      let axes = inputAxes(size, rank: lengths.count, isChannelsLast: isChannelsLast)
    else {
      throw .badInput(
        text(size),
        shape: lengths.map {
          switch $0 {
          case .fixed(let length): "\(length)"
          case .named(let name): name
          case .unknown: "?"
          }
        })
    }
    return axes
  }

  private static func text(_ size: [Int]) -> String {
    size.map(String.init).joined(separator: "×")
  }
}
