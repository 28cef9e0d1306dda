internal import ConvCostCore

/// NASNet-A's cell that keeps the extent. `h` is the result of the cell before and `p` of one
/// before that.
///
/// Zoph et al., "Learning Transferable Architectures for Scalable Image Recognition", 2017, Figure
/// 4, left.
struct NormalCell: Block {
  /// The channels of each block, a sixth of the cell's.
  var filters: Int
  /// The layers that compute `p`; nil if `p` is `h`.
  var adjustment: Adjustment?

  var body: [Layer] {
    CellInputs(filters: filters, adjustment: adjustment)
    Concat {
      From("p")
      CellBlock(1, separable(5, of: "h"), separable(3, of: "p"))
      CellBlock(2, separable(5, of: "p"), separable(3, of: "p"))
      CellBlock(3, average(of: "h"), Term(of: "p"))
      CellBlock(4, average(of: "p"), average(of: "p"))
      CellBlock(5, separable(3, of: "h"), Term(of: "h"))
    }
  }

  private func separable(_ kernel: Extent, of value: Label) -> Term {
    Term(SeparablePair(filters: filters, kernel: kernel, stride: 1).layer, of: value)
  }

  private func average(of value: Label) -> Term {
    Term(Pool.average(3, stride: 1, padding: .same).layer, of: value)
  }
}

/// NASNet-A's cell that halves the extent.
///
/// Zoph et al. 2017, Figure 4, right.
struct ReductionCell: Block {
  /// The channels of each block, a quarter of the cell's.
  var filters: Int
  /// The layers that compute `p`; nil if the cell has one input.
  var adjustment: Adjustment?

  var body: [Layer] {
    CellInputs(filters: filters, adjustment: adjustment)
    CellBlock(1, separable(5, of: "h", stride: 2), separable(7, of: "p", stride: 2))
    Keep("x1")
    CellBlock(2, max(of: "h"), separable(7, of: "p", stride: 2))
    Keep("x2")
    Concat {
      From("x2")
      CellBlock(3, average(of: "h", stride: 2), separable(5, of: "p", stride: 2))
      CellBlock(4, Term(of: "x2"), average(of: "x1", stride: 1))
      CellBlock(5, separable(3, of: "x1", stride: 1), max(of: "h"))
    }
  }

  private func separable(_ kernel: Extent, of value: Label, stride: Extent) -> Term {
    Term(SeparablePair(filters: filters, kernel: kernel, stride: stride).layer, of: value)
  }

  private func average(of value: Label, stride: Extent) -> Term {
    Term(Pool.average(3, stride: stride, padding: .same).layer, of: value)
  }

  private func max(of value: Label) -> Term {
    Term(Pool.max(3, stride: 2, padding: .same).layer, of: value)
  }
}

/// The start of both cells: keeps the values that they read under the labels `p` and `h`.
private struct CellInputs: LayerConvertible {
  var filters: Int
  var adjustment: Adjustment?

  func makeLayer() -> Layer {
    Chain {
      Keep("x")
      if let adjustment { adjustment.named("adjust") }
      Keep("p")
      From("x")
      Activation.relu
      Convolution(filters, kernel: 1, bias: false).named("conv_1")
      BatchNorm().named("bn_1")
      Keep("h")
    }.layer
  }
}

/// A value of a cell, or an operation on one.
private struct Term: Equatable {
  var operation: Layer?
  var value: Label

  init(_ operation: Layer? = nil, of value: Label) {
    self.operation = operation
    self.value = value
  }

  func layer(named name: String) -> Layer {
    Chain {
      From(value)
      if let operation { operation.named(name) }
    }.layer
  }
}

/// The sum of two terms: one of the five blocks of a cell.
private struct CellBlock: LayerConvertible {
  var number: Int
  var left: Term
  var right: Term

  init(_ number: Int, _ left: Term, _ right: Term) {
    self.number = number
    self.left = left
    self.right = right
  }

  func makeLayer() -> Layer {
    Sum {
      left.layer(named: "left")
      right.layer(named: "right")
    }.named("block_\(number)")
  }
}

/// The result of an earlier cell, adjusted to the channels and the extent of the cell that reads
/// it.
struct Adjustment: Block {
  /// The label of the result.
  var label: Label
  /// The channels to give it.
  var filters: Int
  /// Whether the result has twice the extent.
  var halvesExtent: Bool

  init(_ label: Label, filters: Int, halvesExtent: Bool) {
    self.label = label
    self.filters = filters
    self.halvesExtent = halvesExtent
  }

  /// Half of the channels come from the even rows and columns, half from the odd ones.
  var body: [Layer] {
    From(label)
    Activation.relu
    if halvesExtent {
      Concat {
        Chain {
          Pool.average(1, stride: 2).named("avg_pool_1")
          Convolution(filters / 2, kernel: 1, bias: false).named("conv_1")
        }
        Chain {
          ZeroPad(before: 0, after: 1)
          Crop(before: 1, after: 0)
          Pool.average(1, stride: 2).named("avg_pool_2")
          Convolution(filters / 2, kernel: 1, bias: false).named("conv_2")
        }
      }
    } else {
      Convolution(filters, kernel: 1, bias: false).named("conv_projection")
    }
    BatchNorm().named("bn")
  }
}

/// Two separable convolutions of the same kernel, with the activation before each and the stride in
/// the first.
struct SeparablePair: Block {
  var filters: Int
  var kernel: Extent
  var stride: Extent

  var body: [Layer] {
    Activation.relu
    Separable(filters: filters, kernel: kernel, stride: stride).named("separable_conv_1")
    BatchNorm().named("separable_conv_1_bn")
    Activation.relu
    Separable(filters: filters, kernel: kernel, stride: 1).named("separable_conv_2")
    BatchNorm().named("separable_conv_2_bn")
  }

  /// A depthwise convolution and a 1×1, with nothing between them.
  private struct Separable: Block {
    var filters: Int
    var kernel: Extent
    var stride: Extent

    var body: [Layer] {
      Convolution.depthwise(kernel: kernel, stride: stride, padding: .same, bias: false)
        .named("depthwise")
      Convolution(filters, kernel: 1, bias: false).named("pointwise")
    }
  }
}
