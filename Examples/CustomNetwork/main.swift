// A network that is defined here and counted: run it with `swift run custom-network`.
//
// SqueezeNet 1.1 (Iandola et al., 2016) is in the zoo, and its fire module in the library. Here
// both are written from scratch, as one would write a block that the library lacks: a value that
// states what it consists of. Input channels are not stated, because shape inference finds them.

import ConvCost

/// A 1×1 convolution that squeezes the channels, and two kernels side by side that expand them.
struct Fire: Block {
  var squeeze: Int
  var expand: Int

  var body: [Layer] {
    Convolution(squeeze, kernel: 1).named("squeeze")
    Activation.relu
    Concat {
      Chain {
        Convolution(expand, kernel: 1).named("expand1x1")
        Activation.relu
      }
      Chain {
        Convolution(expand, kernel: 3, padding: 1).named("expand3x3")
        Activation.relu
      }
    }
  }
}

let squeezeNet = Network(input: .map(3, 224)) {
  Convolution(64, kernel: 3, stride: 2).named("conv1")
  Activation.relu
  Pool.max(3, stride: 2, rounding: .ceil)
  Fire(squeeze: 16, expand: 64).named("fire2")
  Fire(squeeze: 16, expand: 64).named("fire3")
  Pool.max(3, stride: 2, rounding: .ceil)
  Fire(squeeze: 32, expand: 128).named("fire4")
  Fire(squeeze: 32, expand: 128).named("fire5")
  Pool.max(3, stride: 2, rounding: .ceil)
  Fire(squeeze: 48, expand: 192).named("fire6")
  Fire(squeeze: 48, expand: 192).named("fire7")
  Fire(squeeze: 64, expand: 256).named("fire8")
  Fire(squeeze: 64, expand: 256).named("fire9")
  Dropout()
  Convolution(1000, kernel: 1).named("conv10")
  Activation.relu
  AdaptivePool.globalAverage
  Flatten()
}

do {
  print(try squeezeNet.named("SqueezeNet 1.1").report())
} catch {
  print(error)
}
