import ConvCostCore

extension ModelFormat {
  /// Files of weights: parameters, but no graph.
  static let safetensors = ModelFormat(
    name: "safetensors", endings: [".safetensors"], recognizes: SafetensorsFile.recognizes,
    reader: .operators { (bytes, options) throws(ModelFileError.Cause) in
      if let name = options.parameters.keys.min() { throw .noParameters(name) }
      do throws(SafetensorsError) {
        if let length = options.input {
          throw .takesNothing("an input of \(length.map(String.init).joined(separator: "×"))")
        }
        if let name = (Array(options.inputs.keys) + options.dimensions.keys).min() {
          throw .takesNothing("lengths for '\(name)'")
        }
        return try SafetensorsFile(bytes).content()
      } catch {
        throw .format(ReaderError(error))
      }
    })
}

extension SafetensorsFile {
  /// The parameters by module. Nothing says what the modules compute, so the other totals are lower
  /// bounds.
  ///
  /// - Throws: `SafetensorsError` for a file without parameters.
  func content() throws(SafetensorsError) -> ModelContent {
    var parts: [(module: SafetensorsModules.Module, numbers: StoredNumbers)] = []
    for module in SafetensorsModules(tensors).modules {
      guard let numbers = module.numbers else { throw .tooManyNumbers }
      if numbers != .none { parts.append((module, numbers)) }
    }
    guard !parts.isEmpty else { throw .noTensors }
    let storage = try storage()
    do throws(NetworkError) {
      var builder = try GraphBuilder(inputs: [.vector(1)])
      for (index, (module, numbers)) in parts.enumerated() {
        _ = try builder.append(
          .foreign(.unknown), label: module.summary,
          in: module.path.dropLast().map { GraphBuilder.Step(name: String($0)) },
          named: module.path.last.map(String.init) ?? "weights", reading: [index],
          output: .vector(1),
          stored: numbers)
      }
      let omission = Graph.Omission(
        operation: "modules", count: parts.count, mayMultiply: true, storedNumbers: 0)
      let graph = try builder.graph(outputs: [parts.count], omitting: [omission])
      let origin = ImportedNetwork.Origin(
        format: "safetensors" + (framework.map { " (\($0))" } ?? ""), batch: 1, unknown: [],
        uncounted: [], ahead: [], macsAhead: 0, branches: [], storage: storage)
      return ModelContent(
        graph: graph, notes: ImportedNetwork(graph: graph, origin: origin).notes,
        warning: "a file of weights only: the parameters are exact, but there is no graph to count")
    } catch {
      throw .network(error)
    }
  }

  /// What the file stores, and how much of it is counted.
  private func storage() throws(SafetensorsError) -> ImportedNetwork.Storage {
    var types: [SafetensorsType: Int] = [:]
    var (floats, quantized) = (0, 0)
    var fixed: [ImportedNetwork.Table] = []
    for tensor in tensors {
      // PyTorch's counter of seen batches is not counted anywhere.
      if tensor.parameter == "num_batches_tracked" { continue }
      guard tensor.isCounted else {
        fixed.append(ImportedNetwork.Table(name: tensor.name, count: tensor.count))
        continue
      }
      // The sum of all bytes fits, so these do.
      types[tensor.type, default: 0] += tensor.count
      if tensor.type.isFloat { floats += tensor.count } else { quantized += tensor.count }
    }
    let stored = types.sorted { $0.key.rawValue < $1.key.rawValue }.map { type, count in
      ImportedNetwork.StoredType(name: type.rawValue, count: count, bits: count * type.bits)
    }
    return ImportedNetwork.Storage(
      floats: floats, external: 0, counted: floats, lost: 0, quantized: quantized, filled: 0,
      fixed: fixed, derived: [], types: stored)
  }
}
