import ConvCostCore

/// A network as a file lists it whose format states the shape of every tensor: operators in order,
/// and the tensors that they read and give.
///
/// The readers of such formats fill it in; what it costs follows in one place.
struct StatedNetwork {
  /// A tensor.
  struct Tensor {
    /// The file's name for it.
    var name: String
    /// The lengths, including the batch; nil if unknown.
    var shape: [Int]?
    /// The bits of an element; nil if the file does not state its type.
    var bits: Int?
    /// The stored numbers that it is; nil for one that operators compute, and for an input.
    var stored: Stored?
  }

  /// Numbers that a file stores.
  struct Stored {
    /// Where the file has them: tensors with the same place are the same numbers.
    var place: Int
    /// How many there are.
    var count: Int
    /// What they are, if the file states that: a buffer for every operator, or a parameter, of
    /// which an operator may know more exactly what it is for. Nil if the operator alone decides.
    var role: ParameterRole?
    /// The type of their elements as the file calls it.
    var type: String
    /// The bits that the file stores for all of them.
    var bits: Int
    /// Whether the numbers represent fractions. Integers that steer shapes do not.
    var isNumber: Bool
  }

  /// An operator.
  struct Step {
    /// The file's name for it, such as `aten.conv2d`.
    var label: String
    /// The modules around it.
    var path: ModulePath
    /// What is computed; nil if the operator is unknown.
    var operation: Operation?
    /// Whether it may sum products, as a convolution does.
    var mayMultiply = false
    /// The tensors that it reads, by their numbers.
    var inputs: [Int]
    /// What stored numbers are that it reads, by the places of its inputs; other stored numbers are
    /// not parameters unless the file says so.
    var roles: [Int: ParameterRole] = [:]
    /// The tensors that it gives, by their numbers.
    var outputs: [Int]
    /// Whether each result is computed by the operator. If not, those after the first are available
    /// without work.
    var computesAll = false
    /// How it treats layouts.
    var layout = LoweredStep.Layout.kept
    /// Whether it moves positions of maps, and of other tensors.
    var moves = (onMaps: false, elsewhere: false)
    /// How the source writes it; nil for the usual form.
    var form: SourceForm?
    /// Whether each element depends on all of the input, although that is not usual for its kind.
    var mixes = false
  }

  /// The format with its version, and the program that wrote the file.
  var format: String
  /// The tensors, by their numbers.
  var tensors: [Tensor] = []
  /// The operators in execution order.
  var steps: [Step] = []
  /// The inputs, by the numbers of their tensors, and whether they are maps.
  var inputs: [(tensor: Int, isMap: Bool)] = []
  /// The results, by the numbers of their tensors.
  var outputs: [Int] = []
  /// The number of samples that the first layer works on, and whether they are the first axis.
  var firstLayer: (count: Int, isFirst: Bool)?
  /// Whether maps have their channels last.
  var isChannelsLast = false
  /// The branches that were chosen.
  var branches: [ImportedNetwork.Branch] = []
  /// What else there is to say of the file.
  var remarks: [Subject.Note] = []

  /// Returns the network as a graph with the facts about the file.
  ///
  /// - Throws: `NetworkError` for a network without operations, or with numbers too large to count.
  func imported() throws(NetworkError) -> ImportedNetwork {
    let shapes = inputs.compactMap { tensors[$0.tensor].shape }
    let batch = Batch(inputs: shapes, firstLayer: firstLayer)
    var lowering = try StepLowering(
      inputs: inputs.compactMap { input in
        tensors[input.tensor].shape.map {
          StepLowering.Input(
            tensor: input.tensor, name: tensors[input.tensor].name, shape: $0,
            isMap: input.isMap, bits: tensors[input.tensor].bits)
        }
      }, batch, isChannelsLast: isChannelsLast)
    var parameters = StatedParameters(self)
    // Operators that work on stored tensors only are not in the graph, nor in its hierarchy.
    let isInGraph = dependsOnData()
    let paths = ModulePath.simplified(zip(steps, isInGraph).compactMap { $1 ? $0.path : nil })
    var next = paths.startIndex
    for (step, isInGraph) in zip(steps, isInGraph) {
      guard isInGraph else {
        parameters.follow(step, batch)
        continue
      }
      let path = paths[next]
      next += 1
      let numbers = try parameters.numbers(of: step)
      try lowering.append(
        LoweredStep(
          label: step.label, path: path, operation: step.operation ?? .foreign(.unknown),
          isKnown: step.operation != nil, mayMultiply: step.mayMultiply,
          reads: step.inputs.filter { !parameters.isConstant($0) },
          results: step.outputs.map { output in
            let shape = tensors[output].shape
            return LoweredStep.Result(
              tensor: output, shape: shape, bits: tensors[output].bits,
              isData: shape?.contains(0) != true)
          },
          computesAll: step.computesAll, numbers: numbers, layout: step.layout,
          moves: step.moves, form: step.form, mixes: step.mixes))
    }
    let graph = try lowering.graph(
      outputs: outputs.map { (tensor: $0, name: tensors[$0].name) })
    return ImportedNetwork(
      graph: graph,
      origin: ImportedNetwork.Origin(
        format: format, batch: batch.count, unknown: lowering.unknown.counts,
        uncounted: lowering.uncounted.counts, ahead: parameters.ahead.counts,
        macsAhead: parameters.macsAhead, branches: branches, remarks: remarks,
        storage: parameters.storage(lost: lowering.lost)))
  }

  /// Returns for each operator whether it reads anything but stored tensors and what was computed
  /// from them alone. An operator that reads nothing may give random numbers.
  private func dependsOnData() -> [Bool] {
    var isConstant = tensors.map { $0.stored != nil }
    return steps.map { step in
      let isData = step.inputs.isEmpty || step.inputs.contains { !isConstant[$0] }
      if !isData {
        for output in step.outputs { isConstant[output] = true }
      }
      return isData
    }
  }
}
