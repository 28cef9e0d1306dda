import ConvCostCore

/// A network as a list of layers with named inputs and results, which becomes a tree with labels.
///
/// Caffe, ncnn, Darknet, Keras and Core ML's neural networks are written so. A layer that reads the
/// result of the layer before it stands after it in the tree; another result is kept under a label
/// and read from there:
///
///     var blobs = BlobNetwork(inputs: [("data", .map(3, 224))])
///     try blobs.append(
///       .layer(Convolution(64, kernel: 3).layer), named: "conv1", type: "Convolution",
///       reading: ["data"], giving: ["conv1"])
///     try blobs.append(.merge(.add), named: "sum", type: "Eltwise",
///       reading: ["data", "conv1"], giving: ["sum"])
///     let network = try blobs.network()
///
/// A name may be given to a later result again, as in-place layers do; from then on it means the
/// later one. The shape of every result is known, because many layers of files depend on it.
struct BlobNetwork {
  /// What a layer does with what it reads.
  enum Work {
    /// A layer on one input.
    case layer(Layer)
    /// A merge of its inputs.
    case merge(Merge)
    /// A layer of which everything is stated, on its inputs.
    case stated(Stated)
    /// The input under other names.
    case alias
    /// A layer for each result, on the same input.
    case parts([Layer])
  }

  /// A value that layers compute or that is an input.
  private struct Value {
    var name: String
    var shape: Shape
    /// Whether a layer computes with it.
    var isRead = false
    /// Whether a layer uses its shape.
    var isMeasured = false
  }

  /// A layer of the tree: the values that it reads, and the one that it gives.
  private struct Step {
    /// The names of the levels around it.
    var path: [String]
    /// Its name; nil for the name of its kind.
    var name: String?
    var work: Work
    var reads: [Int]
    var gives: Int
    var sharing: String?
  }

  private var values: [Value] = []
  private var steps: [Step] = []
  /// The values by their current names.
  private var names: [String: Int] = [:]
  private let inputCount: Int

  /// The most layers of a file.
  static let mostLayers = 100_000

  /// Starts a network with inputs of the given names and shapes; the first layer works on the first
  /// one.
  init(inputs: [(name: String, shape: Shape)]) {
    inputCount = inputs.count
    for input in inputs {
      names[input.name] = values.count
      values.append(Value(name: input.name, shape: input.shape))
    }
  }

  /// Returns the shape of the result that has a name now; nil for an unknown name.
  func shape(of name: String) -> Shape? { names[name].map { values[$0].shape } }

  /// Adds a layer.
  ///
  /// - Parameters:
  ///   - work: what it does.
  ///   - name: its name; `/` separates the blocks around it.
  ///   - type: the file's word for its kind, for messages.
  ///   - inputs: the names of what it reads.
  ///   - outputs: the names of its results.
  ///   - sharing: a name for its weights, if other layers have the same ones.
  ///   - preparation: a layer on the first input before it, such as a flatten, which has no name
  ///     in the file.
  /// - Throws: `BlobError` for a name that no earlier layer gives, and for shapes that do not fit.
  mutating func append(
    _ work: Work, named name: String, type: String, reading inputs: [String],
    giving outputs: [String], sharing: String? = nil, after preparation: Layer? = nil
  ) throws(BlobError) {
    guard steps.count < Self.mostLayers else { throw .tooManyLayers(limit: Self.mostLayers) }
    var reads: [Int] = []
    for input in inputs {
      guard let value = names[input] else { throw .unknownBlob(input, layer: name) }
      reads.append(value)
    }
    guard !reads.isEmpty else { throw .noInput(layer: name) }
    if case .alias = work {
      // Nothing is computed, so nothing is read.
      for output in outputs { names[output] = reads[0] }
      return
    }
    for read in reads { values[read].isRead = true }
    let path = name.split(separator: "/").map(String.init)
    if let preparation {
      let shape = try shape(name, type, reads) { (shapes) throws(ShapeError) in
        try preparation.output(of: shapes[0])
      }
      steps.append(
        Step(
          path: Array(path.dropLast()), name: nil, work: .layer(preparation), reads: [reads[0]],
          gives: values.count))
      reads[0] = values.count
      values.append(Value(name: name, shape: shape, isRead: true))
    }
    func give(_ work: Work, _ output: String) throws(BlobError) {
      let shape = try shape(name, type, reads) { (shapes) throws(ShapeError) in
        try work.output(of: shapes)
      }
      steps.append(
        Step(
          path: Array(path.dropLast()), name: path.last, work: work, reads: reads,
          gives: values.count,
          sharing: sharing))
      names[output] = values.count
      values.append(Value(name: output, shape: shape))
    }
    if case .parts(let layers) = work {
      // The results have names of their own even if one of them is the input's.
      for (layer, output) in zip(layers, outputs) { try give(.layer(layer), output) }
    } else if let output = outputs.first {
      try give(work, output)
    } else {
      throw .noOutput(layer: name)
    }
  }

  /// Returns the shape of a result, or throws with the layer and what it reads.
  private func shape(
    _ layer: String, _ type: String, _ reads: [Int],
    _ rule: ([Shape]) throws(ShapeError) -> Shape
  ) throws(BlobError) -> Shape {
    let inputs = reads.map { values[$0].shape }
    do throws(ShapeError) {
      // Rules expect shapes that can be counted, and those of inputs come from the file.
      for input in inputs { try input.validate() }
      let shape = try rule(inputs)
      try shape.validate()
      return shape
    } catch {
      throw .shape(layer: layer, type: type, inputs: inputs, problem: error)
    }
  }

  /// Notes that a layer reads a name for its shape only, so that it is not a result.
  mutating func noteReading(of name: String) {
    if let value = names[name] { values[value].isMeasured = true }
  }

  /// Returns the network as a tree.
  ///
  /// - Parameter outputs: the names of the results, if the file states them; nil for the results
  ///   that no layer reads.
  /// - Throws: `BlobError` for a file without layers, and for a result that no layer gives.
  func network(results outputs: [String]? = nil) throws(BlobError) -> Network {
    guard let last = steps.last else { throw .noLayers }
    var results = results(after: last.gives)
    if let outputs {
      results = []
      for output in outputs {
        guard let value = names[output] else { throw .unknownBlob(output, layer: "output") }
        results.append(value)
      }
    }
    let labels = labels(for: results)
    // A value is labelled with its name, and its number if several values have that name.
    let repeated = labels.lazy.map { values[$0].name }.repeated
    var kept: [Int: Label] = [:]
    for value in labels {
      let name = values[value].name
      kept[value] = Label(repeated.contains(name) ? "\(name)#\(value)" : name)
    }
    var layers = NestedLayers()
    var current = 0
    for step in steps {
      if step.reads.count == 1, step.reads[0] != current {
        layers.append(.from(kept[step.reads[0]] ?? ""), in: step.path)
      }
      let before = step.reads.count == 1 ? step.reads[0] : current
      let branches = step.reads.map { $0 == before ? Layer.chain([]) : .from(kept[$0] ?? "") }
      var layer = step.work.layer(reading: branches)
      if let sharing = step.sharing { layer = .shared(Label(sharing), layer) }
      if let name = step.name { layer = .named(.text(name), layer) }
      layers.append(layer, in: step.path)
      current = step.gives
      if let label = kept[step.gives] {
        layers.append(.keep(label), in: step.path)
      }
    }
    if results != [last.gives], results.count == 1 {
      layers.append(.from(kept[results[0]] ?? ""), in: [])
    }
    if results.count > 1 {
      for result in results {
        layers.append(
          .output(.result(values[result].name), [.from(kept[result] ?? "")]), in: [])
      }
    }
    let inputs = (0..<inputCount).map { (kept[$0], values[$0]) }
    var network = Network(input: inputs[0].1.shape) { layers.finished() }
    if inputCount > 1 || inputs[0].0 != nil {
      network.inputName = inputs[0].0 ?? Label(inputs[0].1.name)
    }
    network.sideInputs = inputs.dropFirst().filter(\.1.isRead).map {
      Input($0 ?? Label($1.name), $1.shape)
    }
    return network
  }

  /// The values that are results: those that no layer reads.
  private func results(after last: Int) -> [Int] {
    let unread = (inputCount..<values.count).filter {
      !values[$0].isRead && !values[$0].isMeasured
    }
    return unread.isEmpty ? [last] : unread
  }

  /// The values that must have labels: those that are read when another one is the current one.
  private func labels(for results: [Int]) -> Set<Int> {
    var labels: Set<Int> = []
    var current = 0
    for step in steps {
      let before = step.reads.count == 1 ? step.reads[0] : current
      if before != current { labels.insert(before) }
      labels.formUnion(step.reads.filter { $0 != before })
      current = step.gives
    }
    if results != [current] { labels.formUnion(results) }
    return labels
  }
}

extension BlobNetwork.Work {
  /// Returns the shape of the result.
  fileprivate func output(of inputs: [Shape]) throws(ShapeError) -> Shape {
    switch self {
    case .layer(let layer): return try layer.output(of: inputs[0])
    case .stated(let stated): return stated.output ?? inputs[0]
    case .merge(let merge):
      var joined = inputs[0]
      for input in inputs.dropFirst() { joined = try merge.output(of: joined, input) }
      return try merge.result(of: joined)
    case .alias, .parts: return inputs[0]
    }
  }

  /// Returns the layer in the tree, which reads the branches if they are several.
  fileprivate func layer(reading branches: [Layer]) -> Layer {
    switch self {
    case .layer(let layer): return layer
    case .merge(let merge): return .merge(merge, branches)
    case .stated(var stated):
      stated.branches = branches.count > 1 ? branches : []
      return .stated(stated)
    case .alias, .parts: return .chain([])
    }
  }
}

extension Layer {
  /// Returns the shape of the result of a layer on one input, for primitives and chains of them.
  fileprivate func output(of input: Shape) throws(ShapeError) -> Shape {
    switch self {
    case .operation(let operation):
      let output = try operation.output(of: input)
      try output.validate()
      return output
    case .stated(let stated):
      let output = stated.output ?? input
      try output.validate()
      return output
    case .named(_, let layer), .written(_, let layer), .shared(_, let layer):
      return try layer.output(of: input)
    case .chain(let layers), .scope(_, let layers):
      var shape = input
      for layer in layers { shape = try layer.output(of: shape) }
      return shape
    case .merge(let merge, let branches):
      guard let first = branches.first else { throw .noBranches }
      var joined = try first.output(of: input)
      for branch in branches.dropFirst() {
        joined = try merge.output(of: joined, try branch.output(of: input))
      }
      return try merge.result(of: joined)
    case .residual(_, let layers): return try Layer.chain(layers).output(of: input)
    case .keep, .output: return input
    case .from, .fitted: preconditionFailure("a layer of a file reads no labels of its own")
    }
  }
}
