import ConvCost

/// A block of one's own: each position is multiplied by a number that a 1×1 convolution computes
/// there.
///
/// What varies is a stored property, and the body says what the block consists of.
struct PointwiseGate: Block {
  var activation = Activation.sigmoid

  var body: [Layer] {
    Gate {
      Convolution(1, kernel: 1).named("score")
      activation
    }
  }
}
