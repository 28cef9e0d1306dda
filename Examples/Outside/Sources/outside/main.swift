// A program of another package: it sees what is public, and nothing else. Its test compiles and
// runs it.

import ConvCost

struct Fire: Block {
  var squeeze: Int
  var expand: Int

  var body: [Layer] {
    Convolution(squeeze, kernel: 1)
    Activation.relu
    Concat {
      Chain {
        Convolution(expand, kernel: 1)
        Activation.relu
      }
      Chain {
        Convolution(expand, kernel: 3, padding: 1)
        Activation.relu
      }
    }
  }
}

/// SqueezeNet 1.1: squeezed and expanded channels, 0 for a pool.
let rows = [
  (16, 64), (16, 64), (0, 0), (32, 128), (32, 128), (0, 0), (48, 192), (48, 192), (64, 256),
  (64, 256),
]

let squeezeNet = Network(input: .map(3, 224)) {
  let (kernel, stride) = (3, 2)
  Convolution(64, kernel: kernel, stride: stride)
  Activation.relu
  Pool.max(kernel, stride: stride, rounding: .ceil)
  for (squeeze, expand) in rows {
    if squeeze > 0 {
      Fire(squeeze: squeeze, expand: expand)
    } else {
      Pool.max(kernel, stride: stride, rounding: .ceil)
    }
  }
  Dropout()
  Convolution(1000, kernel: 1)
  Activation.relu
  AdaptivePool.globalAverage
  Flatten()
}.named("SqueezeNet")

let zoo = try Network(zoo: "squeezenet1_1")
print(try squeezeNet.cost == zoo.cost)
print(try squeezeNet.cost.parameters, try squeezeNet.report(by: .fvcore).count)
print(try squeezeNet.report().costliest(1)[0].path)

let file = try ModelFile(path: CommandLine.arguments[1])
print(file.cost.parameters, file.isComplete, try file.report().costliest(1).map(\.path))
do {
  _ = try ModelFile(bytes: [])
} catch {
  print(error)
}
