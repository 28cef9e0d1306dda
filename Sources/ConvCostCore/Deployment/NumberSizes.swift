/// The bytes of every value and of the numbers that every operation stores, in a deployment.
struct NumberSizes {
  /// The bytes of each value, of the whole batch.
  let values: [Int]
  /// The bytes of the parameters and buffers that each node reads; 0 for a view.
  let stored: [Int]
  /// The bits of each value's numbers, and of each node's weights.
  private let valueBits: [Int]
  private let weightBits: [Int]
  /// For each node the value that is the other factor of its products; nil if that is weights.
  private let otherFactors: [Int?]
  private let firstInputs: [Int]

  /// Computes the sizes.
  ///
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits, or for a deployment
  ///   without samples or with impossible bits.
  init(_ analysis: Analysis, _ deployment: Deployment) throws(NetworkError) {
    try NetworkError.requireBatch(deployment.batch)
    try deployment.bits?.validate()
    let graph = analysis.graph
    let inputs = graph.inputs.count
    let own = deployment.bits?.ownBits(graph) ?? []
    let usual = deployment.dataType.bits
    let activations = deployment.bits?.activations ?? usual
    let weights = deployment.bits?.weights ?? usual
    let follows = deployment.bits?.areThoseOfFile == true
    func bits(of node: Int, _ usual: Int, stated: Int?) -> Int {
      (own.isEmpty ? nil : own[node]) ?? (follows ? stated : nil) ?? usual
    }
    var valueBits: [Int] = graph.inputs.indices.map {
      (follows ? graph.elementBits[$0] : nil) ?? activations
    }
    var values: [Int] = []
    values.reserveCapacity(inputs + graph.nodes.count)
    for value in graph.inputs.indices {
      values.append(
        try Self.bytes(graph.inputs[value].count, deployment.batch, valueBits[value], graph, at: 0))
    }
    var weightBits: [Int] = []
    var stored: [Int] = []
    var otherFactors: [Int?] = []
    var firstInputs: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      let read = graph.inputs(of: node)
      let owner = graph.owner(of: index)
      let stated = graph.storedBits[owner]
      valueBits.append(
        bits(of: index, activations, stated: graph.elementBits[inputs + index]))
      weightBits.append(bits(of: index, weights, stated: stated?.ofWeight))
      values.append(
        try Self.bytes(
          node.output.count, deployment.batch, valueBits[inputs + index], graph, at: index))
      // Weights that several operations share are read by each of them.
      let lender = analysis.costOfWeights(index)
      if node.operation.isView {
        stored.append(0)
      } else if follows, let stated, own.isEmpty || own[index] == nil {
        stored.append(stated.parameterBytes + stated.bufferBytes)
      } else {
        stored.append(
          try Self.bytes(
            lender.parameters + lender.buffers, 1, weightBits[index], graph, at: index))
      }
      let isProduct = if case .foreign(.product(_, false)) = node.operation { true } else { false }
      otherFactors.append(isProduct ? read.dropFirst().first : nil)
      firstInputs.append(read.first ?? 0)
    }
    self.values = values
    self.stored = stored
    self.valueBits = valueBits
    self.weightBits = weightBits
    self.otherFactors = otherFactors
    self.firstInputs = firstInputs
  }

  /// The product of the bits of both factors of a node's multiply-accumulates.
  func bitsOfFactors(_ index: Int) -> Double {
    let other = otherFactors[index].map { valueBits[$0] } ?? weightBits[index]
    return Double(valueBits[firstInputs[index]]) * Double(other)
  }

  /// The bytes of the inputs, the results and all stored numbers, each once: no execution moves
  /// less.
  ///
  /// - Throws: `NetworkError` if they do not fit in 64 bits.
  func compulsory(_ graph: Graph) throws(NetworkError) -> Int {
    var sum = 0
    let last = graph.nodes.count - 1
    for value in graph.inputs.indices {
      sum = try graph.sum("bytes", sum, values[value], at: last)
    }
    for value in Set(graph.outputs) where value >= graph.inputs.count {
      sum = try graph.sum("bytes", sum, values[value], at: last)
    }
    for index in graph.nodes.indices where graph.owner(of: index) == index {
      sum = try graph.sum("bytes", sum, stored[index], at: index)
    }
    return sum
  }

  /// Returns the bytes of all parameters, each layer's in whole bytes if layers have bits of their
  /// own.
  ///
  /// - Throws: `NetworkError` if they do not fit in 64 bits.
  static func modelBytes(
    _ analysis: Analysis, _ deployment: Deployment
  ) throws(NetworkError) -> Int {
    try storedBytes(analysis, deployment, of: \.parameters, stated: \.parameterBytes)
  }

  /// Returns the bytes of all numbers that are stored but not trained, as for parameters.
  ///
  /// - Throws: `NetworkError` if they do not fit in 64 bits.
  static func bufferBytes(
    _ analysis: Analysis, _ deployment: Deployment
  ) throws(NetworkError) -> Int {
    try storedBytes(analysis, deployment, of: \.buffers, stated: \.bufferBytes)
  }

  private static func storedBytes(
    _ analysis: Analysis, _ deployment: Deployment, of count: (Cost) -> Int,
    stated: (StoredBits) -> Int
  ) throws(NetworkError) -> Int {
    let graph = analysis.graph
    let usual = deployment.bits?.weights ?? deployment.dataType.bits
    guard let bits = deployment.bits, !bits.layers.isEmpty || bits.areThoseOfFile else {
      return try bytes(count(analysis.total), 1, usual, graph, at: graph.nodes.count - 1)
    }
    let own = bits.ownBits(graph)
    var sum = 0
    for index in graph.nodes.indices {
      let layer: Int
      if bits.areThoseOfFile, own[index] == nil, let known = graph.storedBits[index] {
        layer = stated(known)
      } else {
        layer = try bytes(
          count(analysis.costs[index]), 1, own[index] ?? usual, graph, at: index)
      }
      sum = try graph.sum("bytes", sum, layer, at: index)
    }
    return sum
  }

  private static func bytes(
    _ count: Int, _ batch: Int, _ bits: Int, _ graph: Graph, at index: Int
  ) throws(NetworkError) -> Int {
    let (all, first) = count.multipliedReportingOverflow(by: batch)
    let (eights, rest) = all.quotientAndRemainder(dividingBy: 8)
    let (whole, second) = eights.multipliedReportingOverflow(by: bits)
    let (bytes, third) = whole.addingReportingOverflow((rest * bits + 7) / 8)
    guard !first, !second, !third, bytes <= Cost.largestCount else {
      throw graph.tooManyBytes(at: index)
    }
    return bytes
  }
}
