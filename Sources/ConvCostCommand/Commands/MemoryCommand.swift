import ConvCostCore
import ConvCostReports
import ConvCostText

/// `convcost memory`: what a network keeps in memory, operation by operation.
struct MemoryCommand: Command {
  /// The formats: the common ones, and a picture.
  static let formats: [OutputFormat<MemoryReport>] =
    OutputFormat.common + [
      OutputFormat("svg", ["svg"]) { TimelineChart($0).svg() }
    ]

  static let name = "memory"
  static let summary = "Live memory step by step, by the rules of a runtime."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    A value is in memory from the operation that computes it to the last that reads it. --as \
    chooses how a runtime does that: \(MemoryDialect.all.map(\.name).joined(separator: ", ")). \
    A runtime with one arena also has a place for every value. Weights, buffers and activations \
    are never summed up, and what is not counted is named. --order best runs the operations in the \
    order with the least peak.
    """
  static let examples = [
    "convcost memory mobilenet_v2",
    "convcost memory mobilenet_v2 --as tflm",
    "convcost memory resnet50 --as in-place --depth all",
    "convcost memory mobilenet_v2 --as mcunet --patches 4x4:until=features.5",
    "convcost memory mobilenet_v2 --as tflm --fits ram=512K,flash=2M",
    "convcost memory resnet50 --training adamw --precision amp --batch 64 --keep 4G",
    "convcost memory keras/nasnet_mobile --order best --output nasnet.svg",
  ]
  static let options: [Option<Self>] =
    [
      .choice(
        "as", "The runtime whose rules apply; by default every value is as the network is written.",
        among: MemoryDialect.all.map { ($0.name, $0) }, into: \.dialect),
      .choice(
        "order", "The order of execution: as written, or with the least peak.", into: \.order),
      .value(
        "depth", "N|all", "Unfold blocks to this many levels.",
        expected: "a whole number from 1, or all", into: \.folding, Report.Folding.init),
      .choice(
        "dtype", "Number format of parameters and activations; by default the runtime's usual one.",
        into: \.dataType),
      .value(
        "bits", "LIST",
        "Bits of weights, activations and layers, as for convcost report; file for the file's.",
        expected: "file, weights=N, activations=N or PATH=N with 1 to 64 bits, separated by commas",
        into: \.bits, BitWidths.init),
      .value(
        "batch", "N", "Samples run at once.", expected: "a whole number from 1", into: \.batch,
        positiveNumber),
      .value(
        "patches", "N×M:until=PATH",
        "Run the operations up to a path in N×M patches of its map, one after another.",
        expected: "the number of patches and the path at which they end, such as"
          + " 4x4:until=features.5", into: \.patches, Patches.init),
      .choice(
        "training", "The parts of a training step with an optimiser, and gradient checkpointing.",
        into: \.optimizer),
      .choice(
        "precision", "The number formats of a training step, by default fp32.", into: \.precision),
      .value(
        "keep", "BYTES",
        "Recompute segments so that values kept for the backward pass take no more than this.",
        expected: "a number of bytes, such as 2G", into: \.kept, WrittenNumber.bytes),
      .value(
        "fits", "MEMORY", "The largest batch, input and width that fit in a memory.",
        expected: "a number of bytes such as 24G, ram=512K,flash=1M, or a name of convcost devices",
        into: \.budget, MemoryBudget.init
      ).completed(by: .words(Device.known.map(\.name))),
      .flag("fold-norms", "Fold batch norms into convolutions if the rules do not do so already.") {
        $0.foldsNorms = true
      },
    ]
    + NetworkArguments.options.within(\.networks, section: "Every network")
    + OutputArguments.options(formats).within(\.output, section: "Output")

  private var networks = NetworkArguments()
  private var output = OutputArguments(formats)
  private var dialect: MemoryDialect?
  private var order: MemoryPlan.Order?
  private var folding: Report.Folding?
  private var dataType: DataType?
  private var bits: BitWidths?
  private var batch = 1
  private var foldsNorms = false
  private var patches: Patches?
  private var optimizer: Training.Optimizer?
  private var precision: TrainingMemory.Precision?
  private var kept: Int?
  private var budget: MemoryBudget?

  /// The patches that a user asks for.
  private struct Patches {
    var rows: Int
    var columns: Int
    var path: String

    init?(_ text: String) {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[1].hasPrefix("until="), parts[1].count > 6 else { return nil }
      let lengths = parts[0].split(omittingEmptySubsequences: false) { "x×X".contains($0) }
        .map { positiveNumber(String($0)) }
      guard (1...2).contains(lengths.count), let rows = lengths[0],
        let columns = lengths[lengths.count - 1]
      else { return nil }
      self.rows = rows
      self.columns = columns
      path = String(parts[1].dropFirst(6))
    }
  }

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try output.networks(operands)
    try requireCombinable()
    if let budget { return try fit(references[0], budget, to: &console) }
    let network = try networks.network(references[0])
    let graph = try network.graph()
    console.warn(about: network.subject)
    try network.require(bits)
    if let optimizer { return try write(network, optimizer, to: &console) }
    var memory = try network.working { () throws(NetworkError) in
      try MemoryReport(
        network.subject,
        MemoryPlan(
          graph, as: dialect ?? .graph, in: dataType, bits: bits, batch: batch,
          order: order ?? .written,
          foldsNorms: foldsNorms))
    }
    if let patches {
      do throws(PatchError) {
        memory.patches = try PatchPlan(
          graph, rows: patches.rows, columns: patches.columns, until: patches.path,
          as: dialect ?? .graph, in: dataType, batch: batch)
      } catch {
        throw .usage(.patches(error, network: network.subject.reference))
      }
    }
    let format = try output.format()
    memory.folding =
      folding ?? (format.common == .csv || format.common == .html ? .none : .readable)
    return try output.write(memory, to: &console)
  }

  /// Throws if an option would change nothing, or is not defined with another.
  private func requireCombinable() throws(Failure) {
    if bits != nil {
      try Failure.require(
        "--bits", without: ["--patches": patches != nil, "--training": optimizer != nil])
    }
    if patches != nil { try Failure.require("--patches", without: ["--fold-norms": foldsNorms]) }
    if budget != nil {
      try Failure.require(
        "--fits",
        without: ["--depth": folding != nil, "--keep": kept != nil, "--patches": patches != nil])
    }
    if optimizer != nil {
      try Failure.require(
        "--training",
        without: [
          "--as": dialect != nil, "--depth": folding != nil, "--dtype": dataType != nil,
          "--fold-norms": foldsNorms, "--order": order != nil, "--patches": patches != nil,
        ])
    } else {
      for (option, isGiven) in [("precision", precision != nil), ("keep", kept != nil)]
      where isGiven { throw .usage(.needsTraining(option: option)) }
    }
  }

  /// Writes the largest variants that fit in a memory.
  private func fit(
    _ reference: NetworkReference, _ budget: MemoryBudget, to console: inout Console
  ) throws(Failure) -> ExitStatus {
    let family = try networks.family(reference)
    let network = try family.network()
    console.warn(about: network.subject)
    try network.require(bits)
    let dialect = dialect ?? .graph
    let rules =
      optimizer.map { "a training step, \((precision ?? .fp32).rawValue), \($0.rawValue)" }
      ?? "\(dialect.name), \((dataType ?? dialect.dataType).rawValue): \(dialect.summary)"
    let search = FitSearch(family: family, budget: budget, need: need)
    let report = FitReport(
      network.subject, budget, rules: rules, own: try need(network, batch),
      rows: try search.rows(batch: batch))
    _ = try output.write(report, of: "--fits", to: &console)
    return report.isFound ? .done : .checkFailed
  }

  /// Returns what a network needs with a number of samples.
  private func need(_ network: ChosenNetwork, _ batch: Int) throws(Failure) -> MemoryNeed {
    if let optimizer {
      let analysis = try network.analysis()
      let memory = try network.working { () throws(NetworkError) in
        try TrainingMemory(
          analysis, optimizer: optimizer, precision: precision ?? .fp32, batch: batch)
      }
      return MemoryNeed(activations: memory.saved.total, stored: memory.fixed)
    }
    let graph = try network.graph()
    let plan = try network.working { () throws(NetworkError) in
      try MemoryPlan(
        graph, as: dialect ?? .graph, in: dataType, bits: bits, batch: batch,
        order: order ?? .written,
        foldsNorms: foldsNorms, looksForOrder: false)
    }
    return MemoryNeed(plan)
  }

  /// Writes the parts of a training step.
  private func write(
    _ network: ChosenNetwork, _ optimizer: Training.Optimizer, to console: inout Console
  ) throws(Failure) -> ExitStatus {
    let analysis = try network.analysis()
    let report = try network.working { () throws(NetworkError) in
      try TrainingReport(
        network.subject, analysis, optimizer: optimizer, precision: precision ?? .fp32,
        batch: batch, budget: kept)
    }
    return try output.write(report, of: "--training", to: &console)
  }
}

extension Report.Folding {
  /// Reads `all` or a number of levels.
  init?(_ text: String) {
    if text.lowercased() == "all" {
      self = .none
    } else if let depth = positiveNumber(text) {
      self = .depth(depth)
    } else {
      return nil
    }
  }
}
