import ConvCost

/// A U-Net: a way down that halves the maps, and a way up that doubles them and puts the maps of
/// the way down before them. Ronneberger et al., "U-Net", 2015.
struct UNet: Block {
  var widths: [Int]
  var classes: Int

  var body: [Layer] {
    for (level, width) in widths.enumerated() {
      if level > 0 { Pool.max(2) }
      convolutions(width)
      Keep(Label("level\(level)"))
    }
    for (level, width) in widths.dropLast().enumerated().reversed() {
      Concat {
        From(Label("level\(level)"))
        TransposedConvolution(width, kernel: 2, stride: 2)
      }
      convolutions(width)
    }
    Convolution(classes, kernel: 1)
  }

  private func convolutions(_ width: Int) -> Sequential {
    Sequential {
      ConvNorm(width, kernel: 3)
      ConvNorm(width, kernel: 3)
    }
  }
}
