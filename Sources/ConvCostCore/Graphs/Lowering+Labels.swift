extension Lowering {
  /// Lowers the layers that keep or read values by labels, share weights or compute further
  /// results.
  ///
  /// It is separate from the other kinds of layers because levels can be nested deeply: the stack
  /// that one level takes grows with the number of kinds that one function handles.
  mutating func lower(
    beside layer: Layer, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    switch layer {
    case .keep(let label):
      labels.keep(value, under: label)
      return value
    case .from(let label):
      return try kept(label, at: place.scope)
    case .fitted(let fitting, let label):
      return try lower(fitting, like: label, name: name, from: value, in: place)
    case .shared(let label, let layer):
      return try lower(layer, sharing: label, name: name, from: value, in: place)
    case .output(let output, let layers):
      try lower(layers, endingIn: output, name: name, from: value, in: place)
      return value
    case .stated(let stated):
      return try lower(stated, name: name, from: value, in: place)
    case .operation, .chain, .scope, .merge, .residual, .named, .written:
      return try lower(layer, name: name, from: value, in: place)
    }
  }

  private mutating func lower(
    _ layers: [Layer], endingIn output: Layer.Output, name: Layer.Name, from value: Int,
    in place: Place
  ) throws(NetworkError) {
    let outer = isAuxiliary
    if output == .auxiliary { isAuxiliary = true }
    defer { isAuxiliary = outer }
    let type = output == .auxiliary ? "Auxiliary" : "Output"
    let result = try group(type, name: name, from: value, in: place) {
      (lowering, place) throws(NetworkError) in
      try lowering.lower(layers, from: value, in: place)
    }
    if case .result(let name) = output {
      graph.outputNames[graph.outputs.count] = name
      hasNamedResult = true
    }
    graph.outputs.append(result)
  }

  /// Returns the value of a label.
  private mutating func kept(_ label: Label, at scope: Int) throws(NetworkError) -> Int {
    guard let value = labels.value(of: label) else {
      throw failure(.unknownLabel(label.text, known: labels.known), at: scope)
    }
    noteReading(value)
    return value
  }

  /// Returns the error for an operation whose size is unknown.
  private func failure(
    _ problem: ShapeError, _ fitting: Fitting, name: Layer.Name, at scope: Int
  ) -> NetworkError {
    var error = failure(problem, at: scope)
    var own = fitting.name
    if case .text(let text) = name { own = text }
    error.path += error.path.isEmpty ? own : ".\(own)"
    return error
  }

  /// Lowers an operation whose size follows from another value.
  private mutating func lower(
    _ fitting: Fitting, like label: Label, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    let other = try kept(label, at: place.scope)
    let operation: Operation
    do throws(ShapeError) {
      operation = try fitting.operation(
        on: graph.shape(ofValue: value), like: graph.shape(ofValue: other))
    } catch {
      throw failure(error, fitting, name: name, at: place.scope)
    }
    if replacement != nil { operations += 1 }
    let result = try append(operation, name: name, reading: value, in: place.scope)
    let node = graph.nodes.count - 1
    graph.fits.append(Graph.Fit(node: node, fitting: fitting, value: other))
    // The tree contains no operation of that size.
    origins?[node] = nil
    return result
  }

  /// One use of weights that layers share.
  struct Sharing {
    var label: Label
    /// The number of nodes of this use.
    var count = 0
    /// Whether these are the first layers with the label, which have the parameters.
    var isFirst: Bool
  }

  /// Lowers a layer with the weights of a label.
  private mutating func lower(
    _ layer: Layer, sharing label: Label, name: Layer.Name, from value: Int, in place: Place
  ) throws(NetworkError) -> Int {
    let outer = sharing
    sharing = Sharing(label: label, isFirst: owners[label] == nil)
    if owners[label] == nil { owners[label] = [] }
    defer { sharing = outer }
    let result = try lower(layer, name: name, from: value, in: place)
    guard let used = sharing?.count, used == owners[label]?.count else {
      throw failure(.sharedLayersDiffer(label.text), at: place.scope)
    }
    return result
  }

  /// Gives the last node the weights of the first one at its place among the layers that share
  /// them.
  mutating func share(_ operation: Operation) throws(NetworkError) {
    guard let use = sharing else { return }
    let node = graph.nodes.count - 1
    sharing?.count += 1
    guard !use.isFirst else {
      owners[use.label]?.append(node)
      return
    }
    guard let list = owners[use.label], use.count < list.count else {
      throw graph.failure(.sharedLayersDiffer(use.label.text), at: node)
    }
    let owner = list[use.count]
    let (first, input) = (graph.input(of: owner), graph.input(of: node))
    // A window with one length for all axes has other weights on a map with more axes.
    guard first.rank == input.rank, first.channels == input.channels,
      graph.nodes[owner].operation.weights(on: first) == operation.weights(on: input)
    else {
      throw graph.failure(.sharedLayersDiffer(use.label.text), at: node)
    }
    graph.shared[node] = owner
  }
}

extension Operation {
  /// Returns the operation as its weights know it: with a kernel for each axis, and without the
  /// steps, the padding and the distances of a window.
  fileprivate func weights(on input: Shape) -> Operation {
    guard let rank = input.rank else { return self }
    func kernel(_ window: Window) -> Window {
      Window(kernel: window.kernel.along(rank) ?? window.kernel)
    }
    switch self {
    case .convolution(var convolution):
      convolution.window = kernel(convolution.window)
      return .convolution(convolution)
    case .transposedConvolution(var convolution):
      convolution.window = kernel(convolution.window)
      convolution.outputPadding = 0
      return .transposedConvolution(convolution)
    // A pool has no weights.
    case .pool(var pool):
      pool.window = Window(kernel: 1)
      return .pool(pool)
    default: return self
    }
  }
}
