import ConvCostCore

/// A program whose lengths are known, as operators with their costs.
struct ProgramNetwork {
  private let program: ExportedProgram
  private let steps: ProgramSteps
  private let batch: Batch
  private let calls: [TorchCall]
  private let meanings: [TorchMeaning]

  /// Finds what the operators of a program compute.
  ///
  /// - Throws: `PyTorchError` for a program that contradicts itself, and for options that do not
  ///   fit it.
  init(
    _ program: ExportedProgram, _ weights: StoredWeights, _ options: ModelOptions
  ) throws(PyTorchError) {
    self.program = program
    let inputs = program.graph.inputs.flatMap(\.tensorNames).compactMap { name in
      program.inputs[name] ?? .user == .user
        ? program.graph.tensors[name].map { SymbolBinding.Input(name: name, sizes: $0.sizes) } : nil
    }
    var binding = try SymbolBinding(inputs, program.ranges, options)
    var steps = try ProgramSteps(program, weights, binding)
    // Where one sample is not possible, counts are shares of the example's batch.
    if let name = steps.batchName, binding.prefer(name, 1),
      let single = try? ProgramSteps(program, weights, binding)
    {
      steps = single
    }
    self.steps = steps
    let shapes = steps.inputs.compactMap { steps.tensors[$0].shape }
    let batch = Batch(inputs: shapes, firstLayer: steps.firstLayer?.samples)
    self.batch = batch
    calls = steps.steps.map {
      TorchCall(step: $0, tensors: steps.tensors, isConstant: steps.isConstant, batch: batch)
    }
    var meanings: [TorchMeaning] = []
    for call in calls {
      do throws(OperatorProblem) {
        meanings.append(try call.meaning())
      } catch {
        throw .node(
          call.step.outputs.first.map { steps.tensors[$0].name } ?? "",
          operator: call.step.target.label, problem: error)
      }
    }
    self.meanings = meanings
  }

  /// Returns the network with the shapes of its tensors.
  func stated() -> StatedNetwork {
    var network = StatedNetwork(format: format, tensors: steps.tensors)
    let forms = ModuleForms(
      steps.steps.filter { step in step.outputs.contains { !steps.isConstant[$0] } })
    let used = Set(
      steps.steps.flatMap { $0.arguments.flatMap { $0.value.tensors } } + steps.outputs)
    for (call, meaning) in zip(calls, meanings) {
      network.steps.append(step(call, meaning, used, forms))
    }
    network.inputs = steps.inputs.map { input in
      let rank = steps.tensors[input].shape?.count
      return (tensor: input, isMap: rank == 4 || rank == 5)
    }
    network.outputs = steps.outputs
    network.firstLayer = steps.firstLayer?.samples
    return network
  }

  private func step(
    _ call: TorchCall, _ meaning: TorchMeaning, _ used: Set<Int>, _ forms: ModuleForms
  ) -> StatedNetwork.Step {
    let step = call.step
    var inputs: [Int] = []
    var roles: [Int: ParameterRole] = [:]
    for argument in step.arguments {
      for tensor in argument.value.tensors {
        roles[inputs.count] = call.role(of: argument.name, shape: steps.tensors[tensor].shape)
        inputs.append(tensor)
      }
    }
    let outputs = step.outputs.enumerated().filter { $0 == 0 || used.contains($1) }.map(\.element)
    let modules = step.modules.calls.map { (path: $0.path, type: $0.type) }
    // An operator without modules gets the place of its neighbours.
    let path = modules.isEmpty ? ModulePath() : ModulePath(modules: modules, name: nil)
    let parameters = inputs.compactMap { steps.storedNames[$0] }
    return StatedNetwork.Step(
      label: step.target.label, path: path,
      operation: meaning.operation, mayMultiply: call.mayMultiply, inputs: inputs, roles: roles,
      outputs: outputs, computesAll: meaning.computesAll, layout: meaning.layout,
      moves: meaning.moves, form: forms.form(of: step, reading: parameters), mixes: meaning.mixes)
  }

  /// The format with its version, and the program that wrote the file.
  private var format: String {
    let version = program.version
    let known =
      version.major == ExportedProgram.Version.known
      ? "" : ", which is not the known version \(ExportedProgram.Version.known)"
    let writer = program.writer.isEmpty ? "" : ", written by PyTorch \(program.writer)"
    return "PyTorch export \(version.major).\(version.minor)\(known)\(writer)"
  }
}

extension ProgramStep.Value {
  /// The numbers of the tensors in it.
  var tensors: [Int] {
    switch self {
    case .tensor(let number): [number]
    case .tensors(let numbers): numbers.compactMap { $0 }
    default: []
    }
  }
}
