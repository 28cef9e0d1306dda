public import ConvCostCore

/// LeNet-5 as published: partial connections, trainable subsampling, fixed radial basis functions.
///
/// LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition",
/// 1998, §II.B and Table I.
public struct LeNet5: Block {
  /// The maps of S2 that each map of C3 sees: the columns of Table I.
  public static let connections = [
    [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5], [0, 1, 2, 3], [1, 2, 3, 4],
    [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5], [0, 1, 3, 4], [1, 2, 4, 5],
    [0, 2, 3, 5], [0, 1, 2, 3, 4, 5],
  ]

  public init() {}

  public var body: [Layer] {
    Convolution(6, kernel: 5).named("C1")
    Activation.tanh
    subsampling.named("S2")
    Concat {
      for (map, channels) in Self.connections.enumerated() {
        Chain {
          Concat {
            for channel in channels { ChannelSlice.range(first: channel, count: 1) }
          }
          Convolution(1, kernel: 5)
        }.named("\(map)")
      }
    }.named("C3")
    Activation.tanh
    subsampling.named("S4")
    Convolution(120, kernel: 5).named("C5")
    Activation.tanh
    Flatten()
    Linear(84).named("F6")
    Activation.tanh
    RadialBasis(10).named("output")
  }

  /// The mean of 2×2, times a coefficient and plus a bias for each map.
  private var subsampling: Chain {
    Chain {
      Pool.average(2)
      ChannelScale(bias: true)
      Activation.sigmoid
    }
  }
}

/// LeNet-5 as it is taught: full connections, plain pooling and linear layers.
public struct ModernLeNet5: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 10) {
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(6, kernel: 5).named("conv1")
    Activation.tanh
    Pool.average(2).named("pool1")
    Convolution(16, kernel: 5).named("conv2")
    Activation.tanh
    Pool.average(2).named("pool2")
    Flatten()
    Linear(120).named("fc1")
    Activation.tanh
    Linear(84).named("fc2")
    Activation.tanh
    Linear(classes).named("fc3")
  }
}

/// Caffe's LeNet for MNIST.
public struct CaffeLeNet: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 10) {
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(20, kernel: 5).named("conv1")
    Pool.max(2).named("pool1")
    Convolution(50, kernel: 5).named("conv2")
    Pool.max(2).named("pool2")
    Flatten()
    Linear(500).named("ip1")
    Activation.relu.named("relu1")
    Linear(classes).named("ip2")
  }
}

/// A multilayer perceptron with one hidden layer.
public struct MLP: Block {
  /// The features of the hidden layer.
  public var hidden: Int
  /// The features of the output.
  public var classes: Int

  public init(hidden: Int, classes: Int) {
    self.hidden = hidden
    self.classes = classes
  }

  public var body: [Layer] {
    Linear(hidden).named("fc1")
    Activation.relu
    Linear(classes).named("fc2")
  }
}

extension ZooEntry {
  static let leNets = [
    ZooEntry(
      "course/mlp", family: "MLP", citation: "course notes on efficient models: 5-3-2",
      input: .vector(5), keys: [.classes]
    ) { options in
      MLP(hidden: 3, classes: options.classes ?? 2).body
    },
    ZooEntry(
      "paper/lenet5", family: "LeNet", citation: "LeCun et al. 1998, §II.B", input: .map(1, 32),
      keys: []
    ) { _ in
      LeNet5().body
    },
    ZooEntry(
      "course/lenet5", family: "LeNet",
      citation: "LeCun et al. 1998 with full connections, as it is taught", input: .map(1, 32),
      keys: [.classes]
    ) { options in
      ModernLeNet5(classes: options.classes ?? 10).body
    },
    ZooEntry(
      "caffe/lenet", family: "LeNet", citation: "BVLC/caffe examples/mnist/lenet.prototxt",
      input: .map(1, 28), keys: [.classes]
    ) { options in
      CaffeLeNet(classes: options.classes ?? 10).body
    },
  ]
}
