import ConvCostCore

/// Whether a file's convolutions look as if a converter had folded batch norms into them.
///
/// The converters do so by default: of a scale and a shift for each channel, the scale is
/// multiplied into the weights and the shift becomes a bias. The file then has fewer parameters
/// than the network that was trained.
struct FoldedNorms {
  private var convolutions = 0
  private var biased = 0
  private var norms = 0

  /// The least convolutions for which it is said.
  private static let least = 8

  mutating func addConvolution(hasBias: Bool) {
    convolutions += 1
    if hasBias { biased += 1 }
  }

  mutating func addNorm() { norms += 1 }

  /// What a report says; nil for a network that has norms, or none to fold.
  var note: Subject.Note? {
    guard convolutions >= Self.least, biased == convolutions, norms == 0 else { return nil }
    return Subject.Note(
      "Norms",
      "no layer normalises and every convolution has a bias: batch norms may be folded into them,"
        + " so that the file has one parameter a channel where they had two")
  }
}

extension FoldedNorms {
  /// Looks at the operators of a network.
  init(_ network: StatedNetwork) {
    for step in network.steps {
      switch step.operation {
      case .convolution(let convolution): addConvolution(hasBias: convolution.bias)
      case .batchNorm, .layerNorm, .groupNorm: addNorm()
      default: break
      }
    }
  }

  /// Looks at layers.
  init(_ layers: [CoreMLLayer]) {
    for layer in layers {
      switch layer.kind {
      case .convolution where !layer.fields.flag(60):
        addConvolution(hasBias: layer.fields.flag(70))
      case .batchNorm, .layerNormalization, .mvn: addNorm()
      default: break
      }
    }
  }
}
