import ConvCostCore
import ConvCostReports

/// A number that the options of a search limit, compare or maximise.
enum Measure: String, CaseIterable, Sendable {
  case macs, flops, parameters, activations
  case peak, ram, flash
  case batchMemory = "batch-memory"
  case bytes, input

  /// The measures in bytes, which depend on how a variant is run.
  static let ofMemory: [Measure] = [.peak, .ram, .flash, .batchMemory, .bytes]

  /// Returns the measure of a variant; the input in elements.
  func value(of variant: VariantCounts) -> Int {
    switch self {
    case .macs: variant.total.macs
    case .flops: variant.total.flops
    case .parameters: variant.total.parameters
    case .activations: variant.total.activations
    case .peak, .ram, .flash, .batchMemory, .bytes: variant.bytes[self] ?? 0
    case .input: variant.inputElements
    }
  }

  /// Whether the measure of a variant is a lower bound.
  func isLowerBound(in variant: VariantCounts) -> Bool {
    let bounds = variant.lowerBounds
    guard !bounds.isEmpty else { return false }
    return switch self {
    case .input: false
    case .peak, .ram: bounds.contains(.peakActivationBytes)
    case .flash, .bytes: bounds.contains(.modelBytes)
    case .batchMemory: !bounds.isDisjoint(with: [.peakActivationBytes, .modelBytes])
    case .macs, .flops, .parameters, .activations:
      Figure(rawValue: rawValue).map(bounds.contains) ?? false
    }
  }

  /// The title of a column.
  var title: String {
    switch self {
    case .macs: "MACs"
    case .flops: "FLOPs"
    case .parameters: "Parameters"
    case .activations: "Activations"
    case .peak: "Peak bytes"
    case .ram: "RAM bytes"
    case .flash: "Flash bytes"
    case .batchMemory: "Batch bytes"
    case .bytes: "Model bytes"
    case .input: "Input elements"
    }
  }

  /// The name in a sentence.
  var noun: String {
    switch self {
    case .macs, .flops: title
    case .parameters, .activations, .peak, .ram, .flash, .batchMemory, .bytes, .input:
      title.lowercased()
    }
  }

  /// What a limit of it limits.
  var limited: String {
    switch self {
    case .peak: "bytes of activations at once"
    case .ram: "bytes of activations by the rules of --as"
    case .flash: "bytes of parameters and buffers"
    case .batchMemory: "bytes of a batch's activations at once, parameters and buffers together"
    case .bytes: "bytes of the parameters"
    default: noun
    }
  }

  /// Whether a word after a number names the other of MACs and FLOPs.
  func isContradicted(by text: String) -> Bool {
    switch self {
    case .macs: text.lowercased().contains("flop")
    case .flops: text.lowercased().contains("mac")
    default: false
    }
  }

  /// The option for the other of MACs and FLOPs.
  var hint: String {
    switch self {
    case .macs: "; --max-flops limits FLOPs"
    case .flops: "; --max-macs limits MACs"
    default: ""
    }
  }

  /// The measures that can be limited.
  static let limited: [Measure] = [.macs, .flops, .parameters, .activations] + ofMemory
}
