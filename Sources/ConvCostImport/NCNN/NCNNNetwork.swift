import ConvCostCore
import ConvCostText

/// Builds the tree of an ncnn file, layer by layer.
struct NCNNNetwork {
  /// A blob of stored numbers, or one that is made of such blobs only.
  private struct Stored {
    var lengths: [Int]
    /// How many numbers the file has for it, until a layer has read them.
    var numbers = 0
    /// The places of the blobs that it is made of, until a layer has read them.
    var sources: [Int] = []
  }

  private var blobs: BlobNetwork
  private var storedBlobs: [Stored] = []
  /// The places of the blobs whose names are known.
  private var stored: [String: Int] = [:]
  /// How often each kind of layer is unknown, in the order of the file.
  private var unknown = OperatorTally()
  private var hasAssumedShapes = false
  private var quantized = 0

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
    if !unknown.counts.isEmpty {
      notes.append(
        Subject.Note(
          "Unknown",
          "\(unknown.text), not counted"
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
    keep(Stored(lengths: lengths, numbers: count), as: name)
  }

  private mutating func keep(_ blob: Stored, as name: String) {
    stored[name] = storedBlobs.count
    storedBlobs.append(blob)
  }

  /// Returns how many numbers the file has for blobs and what they are made of, each of which
  /// counts once; nil if they do not fit in 64 bits.
  private mutating func takeNumbers(of blobs: [Int]) -> Int? {
    var sum = 0
    var open = blobs
    while let place = open.popLast() {
      let (next, overflow) = sum.addingReportingOverflow(storedBlobs[place].numbers)
      guard !overflow else { return nil }
      sum = next
      open += storedBlobs[place].sources
      storedBlobs[place].numbers = 0
      storedBlobs[place].sources = []
    }
    return sum
  }

  /// Returns a layer with the shapes of what it reads.
  private func call(_ layer: NCNNLayer) throws(NCNNError) -> NCNNCall {
    var inputs: [NCNNCall.Input] = []
    for name in layer.inputs {
      if let stored = stored[name] {
        inputs.append(NCNNCall.Input(lengths: storedBlobs[stored].lengths, shape: nil))
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
    if call.isUnknown { note(layer) }
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
      let sources = names.compactMap { stored[$0] }
      let reads = names.filter { stored[$0] == nil }
      var work = step.work
      if case .stated(var stated) = work, stated.work == .unknown {
        stated.kind = layer.type
        work = .stated(stated)
      }
      if !sources.isEmpty {
        guard case .stated(var stated) = work, let output = stated.output else {
          throw failure(layer, .other("reads stored numbers where data is expected"))
        }
        guard !reads.isEmpty else {
          keep(
            Stored(lengths: output.dimensions, sources: sources), as: name(of: .step(index)))
          continue
        }
        let lengths = storedBlobs[sources[0]].lengths
        guard let numbers = takeNumbers(of: sources) else {
          throw failure(layer, .tooManyElements(lengths))
        }
        let (sum, overflow) = stated.weights.addingReportingOverflow(numbers)
        guard !overflow else { throw failure(layer, .tooManyElements(lengths)) }
        stated.weights = sum
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

  /// Notes a layer of an unknown kind.
  private mutating func note(_ layer: NCNNLayer) {
    if layer.hint(of: 0) == nil { hasAssumedShapes = true }
    unknown.add(layer.type)
  }

  private func failure(_ layer: NCNNLayer, _ problem: OperatorProblem) -> NCNNError {
    .layer(line: layer.line, name: layer.name, type: layer.type, problem: problem)
  }
}
