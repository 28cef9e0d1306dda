/// The module of GoogLeNet: 1×1, 3×3, 5×5 and a pool in parallel.
///
/// The arguments are the columns of Table 1 of Szegedy et al., "Going Deeper with Convolutions",
/// 2014. Without the reductions and the projection it is the naive module of the paper's
/// Figure 2(a), whose pool passes all input channels on.
public struct InceptionModule: Block {
  public static let typeName = "Inception"

  /// A branch with an optional 1×1 reduction before its convolution.
  public struct Branch: Hashable, Sendable {
    /// The channels of the 1×1 before the convolution; nil in the naive module.
    public var reduce: Int?
    /// The channels of the convolution.
    public var channels: Int

    /// Creates a branch.
    public init(reduce: Int? = nil, _ channels: Int) {
      self.reduce = reduce
      self.channels = channels
    }
  }

  /// The channels of the 1×1 branch.
  public var one: Int
  /// The 3×3 branch.
  public var three: Branch
  /// The 5×5 branch.
  public var five: Branch
  /// The channels of the 1×1 after the pool; nil in the naive module.
  public var pool: Int?
  /// The kernel of the third branch: 5 in the paper, 3 in PyTorch's and TF-slim's models.
  public var fiveKernel: Int = 5
  /// The normalisation in place of the biases, if any.
  public var norm: BatchNorm?

  /// Creates a module with reductions, in the order of the paper's columns: `#1×1`,
  /// `#3×3 reduce`, `#3×3`, `#5×5 reduce`, `#5×5`, `pool proj`.
  public init(
    _ one: Int, _ threeReduce: Int, _ three: Int, _ fiveReduce: Int, _ five: Int, _ pool: Int
  ) {
    self.one = one
    self.three = Branch(reduce: threeReduce, three)
    self.five = Branch(reduce: fiveReduce, five)
    self.pool = pool
  }

  /// Creates the naive module.
  public init(naive one: Int, _ three: Int, _ five: Int) {
    self.one = one
    self.three = Branch(three)
    self.five = Branch(five)
  }

  public var body: [Layer] {
    Concat {
      conv(one, kernel: 1).named("branch1")
      branch(three, kernel: 3).named("branch2")
      branch(five, kernel: fiveKernel).named("branch3")
      Sequential {
        Pool.max(3, stride: 1, padding: 1, rounding: .ceil)
        if let pool { conv(pool, kernel: 1) }
      }.named("branch4")
    }
  }

  private func branch(_ branch: Branch, kernel: Int) -> Sequential {
    Sequential {
      if let reduce = branch.reduce { conv(reduce, kernel: 1) }
      conv(branch.channels, kernel: kernel)
    }
  }

  private func conv(_ channels: Int, kernel: Int) -> NamedConv {
    NamedConv(channels, kernel: kernel, padding: .half, norm: norm)
  }
}
