import ConvCostCore
import ConvCostReports
import ConvCostText

/// A number that the options of a search limit, compare or maximise.
enum Measure: String, CaseIterable, Sendable {
  case macs, flops, parameters, activations
  case peak, ram, flash
  case batchMemory = "batch-memory"
  case bytes, input

  /// The measures in bytes, which depend on how a variant is run.
  static let ofMemory: [Measure] = [.peak, .ram, .flash, .batchMemory, .bytes]

  /// Returns the measure of a variant; the input in elements.
  func value(of point: VariantSpace.Point) -> Int {
    switch self {
    case .macs: point.total.macs
    case .flops: point.total.flops
    case .parameters: point.total.parameters
    case .activations: point.total.activations
    case .peak, .ram, .flash, .batchMemory, .bytes: point.bytes[self] ?? 0
    case .input: point.input.count
    }
  }

  /// Whether the measure of a variant is a lower bound.
  func isLowerBound(in point: VariantSpace.Point) -> Bool {
    switch self {
    case .input: false
    case .peak, .ram: point.lowerBounds.contains(.peakActivationBytes)
    case .flash, .bytes: point.lowerBounds.contains(.modelBytes)
    case .batchMemory:
      !point.lowerBounds.isDisjoint(with: [.peakActivationBytes, .modelBytes])
    case .macs, .flops, .parameters, .activations:
      Figure(rawValue: rawValue).map(point.lowerBounds.contains) ?? false
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
  fileprivate var noun: String {
    switch self {
    case .macs, .flops: title
    case .parameters, .activations, .peak, .ram, .flash, .batchMemory, .bytes, .input:
      title.lowercased()
    }
  }

  /// What a limit of it limits.
  fileprivate var limited: String {
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
  fileprivate func isContradicted(by text: String) -> Bool {
    switch self {
    case .macs: text.lowercased().contains("flop")
    case .flops: text.lowercased().contains("mac")
    default: false
    }
  }

  /// The option for the other of MACs and FLOPs.
  fileprivate var hint: String {
    switch self {
    case .macs: "; --max-flops limits FLOPs"
    case .flops: "; --max-macs limits MACs"
    default: ""
    }
  }

  /// The measures that can be limited.
  static let limited: [Measure] = [.macs, .flops, .parameters, .activations] + ofMemory
}

/// The options that limit variants: `--max-macs`, …
struct BudgetArguments: Sendable {
  /// The limits, in the order of the measures.
  private(set) var limits: [Measure: Int] = [:]
  private var latest: (measure: Measure, limit: Int)? {
    get { nil }
    set { if let newValue { limits[newValue.measure] = newValue.limit } }
  }

  static let options: [Option<Self>] = Measure.limited.map { measure in
    let isOfMemory = Measure.ofMemory.contains(measure)
    return .value(
      "max-\(measure.rawValue)", isOfMemory ? "BYTES" : "COUNT",
      isOfMemory
        ? "Limit of the \(measure.limited), such as 2M or 512KiB."
        : "Limit of the \(measure.noun), such as 300M.",
      expected: isOfMemory
        ? "a number of bytes, such as 2M or 512KiB"
        : "a count" + (measure.hint.isEmpty ? "" : " of \(measure.noun)")
          + ", such as 600000000 or 600M" + measure.hint,
      into: \.latest
    ) { text in
      guard !measure.isContradicted(by: text) else { return nil }
      return (isOfMemory ? WrittenNumber.bytes(text) : WrittenNumber.count(text)).map {
        (measure, $0)
      }
    }
  }

  /// The measures that have a limit, in order.
  var measures: [Measure] { Measure.limited.filter { limits[$0] != nil } }

  /// The measures of memory that have a limit.
  var ofMemory: [Measure] { Measure.ofMemory.filter { limits[$0] != nil } }

  /// Returns whether a variant is within all limits.
  func allows(_ point: VariantSpace.Point) -> Bool {
    limits.allSatisfy { $0.key.value(of: point) <= $0.value }
  }

  /// Returns how far a variant exceeds its limits: the largest quotient of a measure and its limit,
  /// at most one if it is within all.
  func excess(of point: VariantSpace.Point) -> Double {
    limits.map { Double($0.key.value(of: point)) / Double(max(1, $0.value)) }.max() ?? 0
  }
}
