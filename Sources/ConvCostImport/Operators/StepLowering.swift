import ConvCostCore

/// Builds the graph of a file whose operators and shapes are known, operator by operator.
struct StepLowering {
  /// An input of the network.
  struct Input {
    /// The tensor's number.
    var tensor: Int
    /// The file's name for it.
    var name: String
    /// The lengths, including the batch.
    var shape: [Int]
    /// Whether it is known to be a map.
    var isMap: Bool
    /// The bits of an element; nil if the file does not state its type.
    var bits: Int?
  }

  /// The number of samples in the file's tensors.
  let batch: Batch
  /// Whether the file's maps have their channels last.
  private let isChannelsLast: Bool
  private var builder: GraphBuilder
  /// The graph's values, by the numbers of the file's tensors.
  private var values: [Int: Int] = [:]
  private var sharing = WeightSharing()
  /// The stored numbers of operators that are not in the graph.
  private(set) var lost = 0
  /// The operators that could not be counted, and how often they occur.
  private(set) var uncounted = OperatorTally()
  /// The unknown operators, and how often they occur.
  private(set) var unknown = OperatorTally()
  /// What is missing from the counts.
  private var omissions: [Graph.Omission] = []

  /// Starts a graph.
  ///
  /// - Throws: `NetworkError` for an input whose elements cannot be counted.
  init(
    inputs: [Input], _ batch: Batch, isChannelsLast: Bool = false
  ) throws(NetworkError) {
    self.batch = batch
    self.isChannelsLast = isChannelsLast
    var shapes: [Shape] = []
    var names: [Int: String] = [:]
    for input in inputs {
      values[input.tensor] = shapes.count
      names[shapes.count] = input.name
      shapes.append(
        Self.sample(input.shape, batch, isMap: input.isMap, isChannelsLast: isChannelsLast))
    }
    builder = try GraphBuilder(inputs: shapes, names: names)
    for (value, input) in inputs.enumerated() {
      if let bits = input.bits { builder.setElementBits(bits, ofValue: value) }
    }
  }

  /// Adds an operator.
  ///
  /// - Throws: `NetworkError` for too many operators, and for elements that cannot be counted.
  mutating func append(_ step: LoweredStep) throws(NetworkError) {
    var read = step.reads.compactMap { values[$0] }
    let stored = step.numbers.own
    if !step.isKnown {
      unknown.add(step.label)
      omit(step)
    }
    guard let first = step.results.first, first.shape != nil, !read.isEmpty else {
      uncounted.add(step.label)
      lost = lost.saturatingAdding(stored.count)
      if step.isKnown { omit(step, holding: stored.count) }
      return
    }
    var operation = step.operation
    // A constant input of a merge is not a value of the graph. If one value remains, it is read
    // twice.
    if case .merge = operation, read.count < 2 { read.append(read[0]) }
    let isMap = adapt(step, read[0])
    if isMap ? step.moves.onMaps : step.moves.elsewhere { operation = .foreign(.movement) }
    for (index, result) in step.results.enumerated() {
      guard let shape = result.shape, result.isData else { continue }
      let isComputed = index == 0 || step.computesAll
      values[result.tensor] = try builder.append(
        isComputed ? operation : .foreign(.movement),
        label: operation.isForeign || !isComputed ? step.label : nil,
        in: step.path.blocks, named: step.path.name,
        reading: isComputed ? read : [values[first.tensor] ?? read[0]],
        output: Self.sample(shape, batch, isMap: isMap, isChannelsLast: isChannelsLast),
        stored: index == 0 ? stored : .none, form: step.form, mixes: isComputed && step.mixes)
      if let bits = result.bits, let value = values[result.tensor] {
        builder.setElementBits(bits, ofValue: value)
      }
      if index == 0, let value = values[result.tensor] {
        if step.numbers.bits != StoredBits() { builder.setStoredBits(step.numbers.bits) }
        let owner = sharing.owner(of: value, reading: step.numbers)
        guard step.numbers.borrowed != .none else { continue }
        try builder.borrow(step.numbers.borrowed, from: step.numbers.haveOwner ? owner : nil)
      }
    }
  }

  /// Records that a tensor is another one under a second name, such as one that an operator changed
  /// in its place.
  mutating func alias(_ tensor: Int, of other: Int) { values[tensor] = values[other] }

  /// Records stored numbers that belong to operators which are not in the graph.
  mutating func lose(_ numbers: Int, at step: LoweredStep) {
    lost = lost.saturatingAdding(numbers)
    omit(step, holding: numbers, count: 0)
  }

  /// Returns the graph.
  ///
  /// - Parameter outputs: the network's results, by the numbers of their tensors.
  /// - Throws: `NetworkError` for a network without operations.
  func graph(outputs: [(tensor: Int, name: String)]) throws(NetworkError) -> Graph {
    let results = outputs.compactMap { output in
      values[output.tensor].map { (value: $0, name: output.name) }
    }
    // A single result needs no name.
    let names = results.count > 1 ? results.map(\.name) : []
    return try builder.graph(
      outputs: results.map(\.value),
      named: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0, $1) }),
      omitting: omissions)
  }

  /// Records an operator whose work is not in the graph.
  private mutating func omit(_ step: LoweredStep, holding numbers: Int = 0, count: Int = 1) {
    let multiplies = step.mayMultiply || !step.isKnown
    let place = omissions.place(of: step.label, mayMultiply: multiplies)
    omissions[place].count += count
    omissions[place].storedNumbers = omissions[place].storedNumbers.saturatingAdding(numbers)
  }

  /// Gives the tensor that an operator reads the layout that the operator expects, and returns
  /// whether the result is a map.
  private mutating func adapt(_ step: LoweredStep, _ value: Int) -> Bool {
    let shape = builder.shape(ofValue: value)
    switch step.operation {
    case .permute(.channelsFirst): return true
    case .permute(.channelsLast):
      if let map = asMap(shape) { builder.reshape(value, to: map) }
      return false
    default: break
    }
    if step.layout == .maps {
      guard let map = asMap(shape) else { return false }
      builder.reshape(value, to: map)
      return true
    }
    if case .linear = step.operation, let extent = shape.extent {
      let lengths = isChannelsLast ? extent.lengths + [shape.channels] : shape.dimensions
      if let lengths = Dimensions(lengths) { builder.reshape(value, to: .tensor(lengths)) }
      return false
    }
    return step.layout == .kept && shape.extent != nil
  }

  /// Returns the same lengths as channels and one to three axes; nil for another number of lengths.
  private func asMap(_ shape: Shape) -> Shape? {
    switch shape {
    case .map: shape
    case .vector, .maps: nil
    case .tensor(let lengths):
      isChannelsLast
        ? Extent(lengths.dropLast()).map { .map(shape.channels, $0) }
        : Extent(lengths.dropFirst()).map { .map(lengths[0], $0) }
    }
  }

  /// Returns the shape of one sample.
  private static func sample(
    _ shape: [Int], _ batch: Batch, isMap: Bool, isChannelsLast: Bool
  ) -> Shape {
    self.shape(batch.sample(shape), isMap: isMap, isChannelsLast: isChannelsLast)
  }

  /// Returns the shape of a sample with the given lengths.
  static func shape(_ lengths: [Int], isMap: Bool, isChannelsLast: Bool) -> Shape {
    if isMap, let channels = isChannelsLast ? lengths.last : lengths.first,
      let extent = Extent(isChannelsLast ? lengths.dropLast() : lengths.dropFirst())
    {
      return .map(channels, extent)
    }
    switch lengths.count {
    case 0: return .vector(1)
    case 1: return .vector(lengths[0])
    default:
      return Dimensions(lengths).map(Shape.tensor) ?? .vector(elementCount(lengths) ?? 0)
    }
  }
}

extension Operation {
  fileprivate var isForeign: Bool {
    if case .foreign = self { return true }
    return false
  }
}
