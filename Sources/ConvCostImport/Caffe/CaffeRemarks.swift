import ConvCostCore
import ConvCostText

/// What a report says of a file of Caffe besides its costs.
struct CaffeRemarks {
  /// The layers of unknown type, by their types.
  private var unknown: [String: Int] = [:]
  /// The number of layers with weights that read a value of unknown shape.
  private var uncounted = 0
  /// The batch norms, which store a factor each.
  private var batchNorms = 0
  /// The layers that are counted for one region, because the file does not state their number.
  private var regions: [String] = []
  /// The first recurrent layer.
  private var recurrent: String?

  /// Remarks a layer.
  mutating func note(_ layer: CaffeLayer, _ meaning: CaffeMeaning, _ call: CaffeCall) {
    if case .stated(let stated) = meaning.work, stated.work == .unknown {
      if call.inputs.contains(where: { $0 == nil }), layer.hasWeights {
        uncounted += 1
      } else {
        unknown[stated.kind, default: 0] += 1
      }
    }
    batchNorms += meaning.uncountedNumbers
    if meaning.isStack == true, call.inputs.count > 1, call.inputs[1]?.isStack != true {
      regions.append(layer.name)
    }
    if layer.type == "LSTM" || layer.type == "RNN" { recurrent = recurrent ?? layer.name }
  }

  /// The notes, in English.
  func notes(
    _ selection: CaffeSelection, _ inputs: BoundInputs, isBinary: Bool
  ) -> [Subject.Note] {
    var notes = [Subject.Note("Format", isBinary ? "caffemodel" : "prototxt")]
    func add(_ label: String, _ text: String) { notes.append(Subject.Note(label, text)) }
    if inputs.batch > 1 {
      add("Batch", "the file has a batch of \(inputs.batch); counts are per sample")
    }
    for name in inputs.prepared {
      add("Input", "'\(name)' has the lengths to which the file cuts images, and a channel a mean")
    }
    let phase = Self.phase(selection)
    if !phase.isEmpty { add("Phase", "the network of the test phase, \(phase)") }
    if batchNorms > 0 {
      add(
        "BatchNorm",
        "\(Digits.grouped(batchNorms)) layers also store a factor of their statistics, one number"
          + " each, which is not counted")
    }
    if !unknown.isEmpty {
      let kinds = unknown.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      add("Unknown", "\(OperatorTally.text(of: kinds)), not counted")
    }
    if uncounted > 0 {
      add(
        "Not counted",
        "\(Digits.grouped(uncounted)) layers with weights, because they read results of unknown"
          + " shape")
    }
    if let first = regions.first {
      let more = regions.count > 1 ? " and \(regions.count - 1) more" : ""
      add("Regions", "\(first)\(more): one region is counted; the file does not state how many")
    }
    if let recurrent {
      add("Steps", "\(recurrent): one step of the sequence is counted")
    }
    return notes
  }

  /// What the test phase leaves out.
  private static func phase(_ selection: CaffeSelection) -> String {
    var parts: [String] = []
    if selection.trainingCount > 0 {
      let count = selection.trainingCount
      parts.append("without \(count) layer\(count == 1 ? "" : "s") of training alone")
    }
    if !selection.dropped.isEmpty {
      parts.append(
        "without \(OperatorTally.text(of: selection.dropped.map { ($0.type, $0.count) })), for"
          + " which inference has no labels or no use")
    }
    if selection.softmaxLosses > 0 {
      parts.append("of \(selection.softmaxLosses) SoftmaxWithLoss the softmax is counted")
    }
    return parts.joined(separator: "; ")
  }
}
