import ConvCostCore
import ConvCostText

/// Builds the tree of an ncnn file, layer by layer.
struct NCNNNetwork {
  /// A blob of stored numbers, or one that is made of such blobs only.
  private struct Stored {
    var lengths: [Int]
    /// The blobs of the file that it is made of.
    var sources: [Int]
  }

  private var blobs: BlobNetwork
  /// How many numbers each stored blob has, until a layer has read them.
  private var numbers: [Int] = []
  private var stored: [String: Stored] = [:]
  /// How often each kind of layer is unknown, in the order of the file.
  private var unknown: [(type: String, count: Int)] = []
  private var hasAssumedShapes = false
  private var quantized = 0

  /// The most unknown kinds that are told apart.
  private static let mostKinds = 256

  init(inputs: [(name: String, shape: Shape)]) {
    blobs = BlobNetwork(inputs: inputs)
  }

  /// Adds a layer.
  ///
  /// - Throws: `NCNNError` for a layer that cannot work.
  mutating func append(_ layer: NCNNLayer) throws(NCNNError) {
    if layer.type == "Input" { return }
    do throws(OperatorProblem) {
      if layer.type == "MemoryData" { return try store(layer) }
      if try layer.isQuantized() { quantized += 1 }
    } catch {
      throw failure(layer, error)
    }
    var call = try call(layer)
    if layer.type == "Split" || layer.type == "Noop" { return try rename(layer) }
    let results: [NCNNCall.Source]
    do throws(OperatorProblem) {
      results = try call.results()
    } catch {
      throw failure(layer, error)
    }
    try append(call, results)
  }

  /// Returns the network.
  ///
  /// - Parameter unread: how many layers the file has after those that it states.
  /// - Throws: `NCNNError` for a file without layers.
  func finished(unread: Int) throws(NCNNError) -> Network {
    var network: Network
    do throws(BlobError) {
      network = try blobs.network()
    } catch {
      throw .whole(error)
    }
    network.subject.notes = notes
    if unread > 0 {
      network.subject.notes.append(
        Subject.Note(
          "Unread",
          "\(Digits.grouped(unread)) layer\(unread == 1 ? "" : "s") after those that the second"
            + " line counts, which ncnn does not read"))
    }
    return network
  }

  private var notes: [Subject.Note] {
    var notes = [Subject.Note("Format", "ncnn param")]
    if !unknown.isEmpty {
      let kinds = unknown.prefix(12).map { "\($0.count) \($0.type)" }.joined(separator: ", ")
      notes.append(
        Subject.Note(
          "Unknown",
          "\(kinds), not counted"
            + (hasAssumedShapes ? "; where the file states no shape, the input's is assumed" : "")))
    }
    if quantized > 0 {
      notes.append(
        Subject.Note(
          "Quantised",
          "weights of 8 bits in \(Digits.grouped(quantized)) layers; their scales are not counted"
        ))
    }
    return notes
  }

  /// Keeps the numbers of a blob that the file stores until a layer reads them.
  private mutating func store(_ layer: NCNNLayer) throws(OperatorProblem) {
    guard let name = layer.outputs.first else { return }
    let lengths = try layer.statedLengths()
    guard let lengths, let count = elementCount(lengths) else {
      throw .other("the shape of its numbers is not stated")
    }
    stored[name] = Stored(lengths: lengths, sources: [numbers.count])
    numbers.append(count)
  }

  /// Returns a layer with the shapes of what it reads.
  private func call(_ layer: NCNNLayer) throws(NCNNError) -> NCNNCall {
    var inputs: [NCNNCall.Input] = []
    for name in layer.inputs {
      if let stored = stored[name] {
        inputs.append(NCNNCall.Input(lengths: stored.lengths, shape: nil))
      } else if let shape = blobs.shape(of: name) {
        let lengths = shape.dimensions
        guard elementCount(lengths) != nil else {
          throw failure(layer, .tooManyElements(lengths))
        }
        inputs.append(NCNNCall.Input(lengths: lengths, shape: shape))
      } else {
        throw .network(line: layer.line, .unknownBlob(name, layer: layer.name))
      }
    }
    guard !inputs.isEmpty else {
      throw .network(line: layer.line, .noInput(layer: layer.name))
    }
    return NCNNCall(layer: layer, inputs: inputs)
  }

  /// Gives what a layer reads other names: one for each input, or all for the only one.
  private mutating func rename(_ layer: NCNNLayer) throws(NCNNError) {
    let inputs =
      layer.inputs.count == 1
      ? Array(repeating: layer.inputs[0], count: layer.outputs.count) : layer.inputs
    for (input, output) in zip(inputs, layer.outputs) {
      if let blob = stored[input] {
        stored[output] = blob
      } else {
        try append(.alias, layer, layer.name, [input], output)
      }
    }
  }

  /// Adds the steps of a layer to the tree.
  private mutating func append(
    _ call: NCNNCall, _ results: [NCNNCall.Source]
  ) throws(NCNNError) {
    let layer = call.layer
    let unknownKind = call.isUnknown ? note(layer) : layer.type
    /// Names of values inside the layer; names of blobs have no spaces.
    func name(of source: NCNNCall.Source) -> String {
      switch source {
      case .input(let index): return layer.inputs[index]
      case .step(let index):
        let place = results.firstIndex { $0 == .step(index) }
        return place.flatMap { layer.outputs.dropFirst($0).first } ?? "\(layer.name) \(index)"
      }
    }
    for (index, step) in call.steps.enumerated() {
      let names = step.reads.map(name)
      let sources = names.compactMap { stored[$0]?.sources }.flatMap { $0 }
      let reads = names.filter { stored[$0] == nil }
      var work = step.work
      if case .stated(var stated) = work, stated.work == .unknown {
        stated.kind = unknownKind
        work = .stated(stated)
      }
      if !sources.isEmpty {
        guard case .stated(var stated) = work, let output = stated.output else {
          throw failure(layer, .other("reads stored numbers where data is expected"))
        }
        guard !reads.isEmpty else {
          stored[name(of: .step(index))] = Stored(lengths: output.dimensions, sources: sources)
          continue
        }
        for source in sources {
          let (sum, overflow) = stated.weights.addingReportingOverflow(numbers[source])
          guard !overflow else { throw failure(layer, .tooManyElements([numbers[source]])) }
          stated.weights = sum
          numbers[source] = 0
        }
        work = .stated(stated)
      }
      let path = step.suffix.isEmpty ? layer.name : "\(layer.name)\(step.suffix)"
      try append(work, layer, path, reads, name(of: .step(index)))
    }
    // A result that is an input has another name only.
    for (result, output) in zip(results, layer.outputs) {
      guard case .input(let index) = result else { continue }
      if let blob = stored[layer.inputs[index]] {
        stored[output] = blob
      } else {
        try append(.alias, layer, layer.name, [layer.inputs[index]], output)
      }
    }
  }

  private mutating func append(
    _ work: BlobNetwork.Work, _ layer: NCNNLayer, _ path: String, _ reads: [String],
    _ output: String
  ) throws(NCNNError) {
    do throws(BlobError) {
      try blobs.append(work, named: path, type: layer.type, reading: reads, giving: [output])
      // From now on the name means this result.
      stored[output] = nil
    } catch {
      throw .network(line: layer.line, error)
    }
  }

  /// Notes a layer of an unknown kind, and returns the name under which it is listed: that of the
  /// first one if there are too many to tell apart.
  private mutating func note(_ layer: NCNNLayer) -> String {
    if layer.hint(of: 0) == nil { hasAssumedShapes = true }
    if let place = unknown.firstIndex(where: { $0.type == layer.type }) {
      unknown[place].count += 1
    } else if unknown.count < Self.mostKinds {
      unknown.append((layer.type, 1))
    } else {
      unknown[0].count += 1
      return unknown[0].type
    }
    return layer.type
  }

  private func failure(_ layer: NCNNLayer, _ problem: OperatorProblem) -> NCNNError {
    .layer(line: layer.line, name: layer.name, type: layer.type, problem: problem)
  }
}
