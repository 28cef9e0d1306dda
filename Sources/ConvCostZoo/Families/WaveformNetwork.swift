public import ConvCostCore

/// A network that classifies sounds from their samples: convolutions over time, with pools of four
/// between them.
///
/// Dai et al., "Very Deep Convolutional Neural Networks for Raw Waveforms", 2016, Table 1. The
/// paper's numbers of parameters, 0.5 M, 1.8 M and 3.7 M, are those with a bias in every
/// convolution.
public struct WaveformNetwork: Block {
  /// The channels of the first convolution, whose kernel has 80 samples.
  public var stem: Int
  /// The channels of each stage.
  public var widths: [Int]
  /// The number of convolutions in each stage.
  public var depths: [Int]
  /// The number of classes.
  public var classes: Int

  public init(stem: Int, widths: [Int], depths: [Int], classes: Int = 10) {
    self.stem = stem
    self.widths = widths
    self.depths = depths
    self.classes = classes
  }

  public var body: [Layer] {
    conv(stem, kernel: 80, stride: 4).named("conv1")
    for (stage, (width, depth)) in zip(widths, depths).enumerated() {
      Pool.max(4).named("pool\(stage + 1)")
      Sequential {
        for _ in 0..<max(0, depth) { conv(width, kernel: 3) }
      }.named("stage\(stage + 1)")
    }
    AdaptivePool.globalAverage.named("avgpool")
    Flatten()
    Linear(classes).named("fc")
  }

  private func conv(_ channels: Int, kernel: Int, stride: Extent = 1) -> ConvNorm {
    ConvNorm(
      Convolution(
        channels, kernel: kernel, stride: stride, padding: kernel / 2))
  }
}

extension ZooEntry {
  /// The input is four seconds at 8 kHz.
  static let waveformNetworks: [ZooEntry] = [
    waveform("m5", stem: 128, widths: [128, 256, 512], depths: [1, 1, 1]),
    waveform("m11", stem: 64, widths: [64, 128, 256, 512], depths: [2, 2, 3, 2]),
    waveform("m18", stem: 64, widths: [64, 128, 256, 512], depths: [4, 4, 4, 4]),
  ]

  private static func waveform(
    _ name: String, stem: Int, widths: [Int], depths: [Int]
  ) -> ZooEntry {
    ZooEntry(
      "paper/\(name)", family: "Waveform", citation: "Dai et al. 2016, Table 1",
      input: .map(1, Extent(length: 32_000)), keys: [.classes]
    ) { options in
      WaveformNetwork(
        stem: stem, widths: widths, depths: depths, classes: options.classes ?? 10
      ).body
    }
  }
}
