import ConvCostCore
import ConvCostReports
import ConvCostText

/// The options for running networks: `--batch`, `--dtype`, …
struct DeploymentArguments: Sendable {
  private var deployment = Deployment()
  private var dialect: MemoryDialect?
  private var dataType: DataType?

  /// The options that memory and traffic depend on.
  static let memoryOptions = options.filter { $0.name != "device" }

  /// The options of searches.
  static let searchOptions =
    memoryOptions + [
      .choice(
        "as",
        "The runtime by whose rules --max-ram counts, in its usual number format, as in convcost"
          + " memory.",
        among: MemoryDialect.all.map { ($0.name, $0) }, into: \.dialect)
    ]

  static let options: [Option<Self>] = [
    .value(
      "batch", "N", "Samples run at once: for memory, traffic, time and energy.",
      expected: "a whole number from 1", into: \.deployment.batch, positiveNumber),
    .choice(
      "dtype", "Number format of parameters and activations; by default fp32.", into: \.dataType),
    .value(
      "bits", "LIST",
      "Bits of weights, activations and layers: weights=4,activations=8,'head.*=8', or file.",
      expected: "file, weights=N, activations=N or PATH=N with 1 to 64 bits, separated by commas",
      into: \.deployment.bits, BitWidths.init),
    .flag("in-place", "Let activations overwrite their inputs.") { $0.deployment.inPlace = true },
    .flag("fold-norms", "Fold batch norms into the convolutions before them.") {
      $0.deployment.foldsNorms = true
    },
    .value(
      "device", "DEVICE",
      "Lower bound of the time on a device: peak=FLOPS,bandwidth=BYTES or a name.",
      expected: "peak=…,bandwidth=…, such as peak=19.5T,bandwidth=1555G, or a name of convcost"
        + " devices",
      into: \.deployment.device, device
    ).completed(by: .words(Device.known.map(\.name) + Device.aliases.keys.sorted())),
  ]

  /// How networks are run.
  ///
  /// - Throws: `Failure` for a device without a peak for the number format.
  func chosen() throws(Failure) -> Deployment {
    var deployment = deployment
    deployment.dataType = dataType ?? dialect?.dataType ?? deployment.dataType
    if let device = deployment.device, Roofline(device, deployment.dataType) == nil {
      guard device.bandwidth != nil || device.peaks.isEmpty else {
        throw .usage(.noBandwidth(device: device.name))
      }
      let formats = DataType.allCases.filter { device.peaks[$0] != nil }.map(\.rawValue)
      throw .usage(
        .noPeak(device: device.name, format: deployment.dataType.rawValue, known: formats))
    }
    return deployment
  }

  /// Returns how a search measures memory.
  ///
  /// Who says how variants are run, but asks for no measure of memory, sees the usual ones.
  ///
  /// - Throws: as for `chosen`.
  func question(_ measures: [Measure]) throws(Failure) -> MemoryQuestion {
    let isGiven = deployment != Deployment() || dataType != nil || dialect != nil
    let usual: [Measure] = !isGiven ? [] : dialect == nil ? [.peak, .bytes] : [.ram, .flash]
    return MemoryQuestion(
      measures.contains(where: Measure.ofMemory.contains) ? measures : usual, try chosen(),
      dialect ?? .graph)
  }

  /// Reads a device's name, or its peak and bandwidth in either order.
  private static func device(_ text: String) -> Device?? {
    if let known = Device.known(named: text) { return known }
    var values: [String: Double] = [:]
    for part in text.filter({ $0 != " " }).split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2, values[words[0]] == nil, let count = WrittenNumber.count(words[1]),
        count > 0
      else { return nil }
      values[words[0]] = Double(count)
    }
    guard values.count == 2, let peak = values["peak"], let bandwidth = values["bandwidth"] else {
      return nil
    }
    var device = Device(peak: peak, bandwidth: bandwidth)
    device.name = text
    return device
  }
}

extension BitWidths {
  /// Reads `weights=4,activations=8,head.*=8` or `file`, for the bits that a model file states; nil
  /// for another text.
  init?(_ text: String) {
    self.init()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if part == "file" {
        areThoseOfFile = true
        continue
      }
      guard let equals = part.lastIndex(of: "="), equals > part.startIndex,
        let bits = Int(part[part.index(after: equals)...]), Self.range.contains(bits)
      else { return nil }
      switch part[..<equals] {
      case "weights": weights = bits
      case "activations": activations = bits
      case let path: layers.append(Layers(path: String(path), bits: bits))
      }
    }
  }
}
