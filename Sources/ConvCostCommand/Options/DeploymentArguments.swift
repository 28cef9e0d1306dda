import ConvCostCore
import ConvCostReports
import ConvCostText

/// The options for running networks: `--batch`, `--dtype`, …
struct DeploymentArguments: Sendable {
  private var deployment = Deployment()

  /// The options that memory and traffic depend on.
  static let memoryOptions = options.filter { $0.name != "device" }

  static let options: [Option<Self>] = [
    .value(
      "batch", "N", "Samples run at once: for memory, traffic, time and energy.",
      expected: "a whole number from 1", into: \.deployment.batch, positiveNumber),
    .value(
      "dtype", DataType.allCases.map(\.rawValue).joined(separator: "|"),
      "Number format of parameters and activations.",
      expected: "one of \(DataType.allCases.map(\.rawValue).joined(separator: ", "))",
      into: \.deployment.dataType, DataType.init
    ).completed(by: .words(DataType.allCases.map(\.rawValue))),
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
    if let device = deployment.device, Roofline(device, deployment.dataType) == nil {
      let formats = DataType.allCases.filter { device.peaks[$0] != nil }.map(\.rawValue)
      throw .usage(
        .noPeak(device: device.name, format: deployment.dataType.rawValue, known: formats))
    }
    return deployment
  }

  /// Reads a device's name, or its peak and bandwidth in either order.
  private static func device(_ text: String) -> Device?? {
    if let known = Device.known(named: text) { return known }
    var values: [String: Double] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
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
