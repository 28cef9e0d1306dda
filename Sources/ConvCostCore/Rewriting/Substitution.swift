/// A way to replace a convolution by cheaper layers that give the same output shape.
///
/// The layers have the convolution's stride, output channels and biases, with nothing between them.
public enum Substitution: Hashable, Sendable {
  /// As many 3×3 convolutions as are needed to see the same part of the input: two for 5×5, three
  /// for 7×7. Simonyan and Zisserman 2014, §2.3.
  case stacked3x3
  /// Two 2×2 convolutions in place of a 3×3. Szegedy et al. 2015, §3.2.
  case stacked2x2
  /// A 1×k and a k×1 convolution. Szegedy et al. 2015, §3.2.
  case asymmetric
  /// A 1×1 to fewer channels before the convolution. Szegedy et al. 2014.
  case bottleneck(channels: Int)
  /// The same convolution in groups. Krizhevsky et al. 2012.
  case grouped(Int)
  /// A depthwise convolution and a 1×1. Howard et al. 2017.
  case depthwiseSeparable
  /// The convolution with stride 1, and a pool of the same window after it. Szegedy et al. 2015,
  /// §4.
  case convThenPool
  /// The convolution with stride 1, after a pool of the same window. Szegedy et al. 2015, §4.
  case poolThenConv
  /// The convolution gives the new channels, a parallel pool the old ones. Szegedy et al. 2015, §4.
  case parallelPool

  /// The name on the command line and in reports.
  public var name: String {
    switch self {
    case .stacked3x3: "stacked-3x3"
    case .stacked2x2: "stacked-2x2"
    case .asymmetric: "asymmetric"
    case .bottleneck(let channels): "bottleneck-\(channels)"
    case .grouped(let groups): "grouped-\(groups)"
    case .depthwiseSeparable: "depthwise-separable"
    case .convThenPool: "conv-then-pool"
    case .poolThenConv: "pool-then-conv"
    case .parallelPool: "parallel-pool"
    }
  }

  /// The names; `N` stands for a number.
  public static let names = [
    "stacked-3x3", "stacked-2x2", "asymmetric", "bottleneck-N", "grouped-N", "depthwise-separable",
    "conv-then-pool", "pool-then-conv", "parallel-pool",
  ]

  /// Creates the substitution with the given name.
  public init?(name: String) {
    func number(after prefix: String) -> Int? {
      guard name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), number > 0,
        number <= Shape.longestDimension
      else { return nil }
      return number
    }
    switch name {
    case "stacked-3x3": self = .stacked3x3
    case "stacked-2x2": self = .stacked2x2
    case "asymmetric": self = .asymmetric
    case "depthwise-separable": self = .depthwiseSeparable
    case "conv-then-pool": self = .convThenPool
    case "pool-then-conv": self = .poolThenConv
    case "parallel-pool": self = .parallelPool
    default:
      if let channels = number(after: "bottleneck-") {
        self = .bottleneck(channels: channels)
      } else if let groups = number(after: "grouped-") {
        self = .grouped(groups)
      } else {
        return nil
      }
    }
  }
}

extension Convolution {
  /// Returns the layers that replace the convolution, or nil if the substitution does not apply to
  /// it: it must be ungrouped and not dilated, and the result must have the same shape.
  ///
  /// - Parameter input: the shape that the convolution works on.
  public func applying(_ substitution: Substitution, on input: Shape) -> Layer? {
    guard let extent = input.extent,
      let layer = parts(substitution, of: input.channels, extent.axes),
      let expected = try? output(of: input),
      let graph = try? Network(input: input, layers: { layer }).graph(),
      graph.shape(ofValue: graph.outputs[0]) == expected
    else { return nil }
    return layer
  }

  /// Returns the possible replacements of the convolution, each with its substitution.
  ///
  /// - Parameters:
  ///   - input: the shape that the convolution works on.
  ///   - reductions: the channels of the bottlenecks to try; by default a quarter and a half of the
  ///     input's.
  public func alternatives(
    on input: Shape, reductions: [Int] = []
  ) -> [(substitution: Substitution, layer: Layer)] {
    let reductions = reductions.isEmpty ? [input.channels / 4, input.channels / 2] : reductions
    let bottlenecks = reductions.filter { $0 > 0 }.map { Substitution.bottleneck(channels: $0) }
    let substitutions: [Substitution] =
      [.stacked3x3, .stacked2x2, .asymmetric] + bottlenecks + [2, 4, 8, 32].map { .grouped($0) }
      + [.depthwiseSeparable, .convThenPool, .poolThenConv, .parallelPool]
    return substitutions.compactMap { substitution in
      applying(substitution, on: input).map { (substitution, $0) }
    }
  }

  private func parts(
    _ substitution: Substitution, of inputs: Int, _ axes: ArraySlice<Axis>
  ) -> Layer? {
    guard case .grouped(let channels, groups: 1) = filters, window.dilation.common == 1 else {
      return nil
    }
    let kernel = window.kernel
    let isHalfPadded = axes.allSatisfy { window[$0].isHalfPadded }

    switch substitution {
    case .stacked3x3:
      guard let side = kernel.common, side > 3, side % 2 == 1 else { return nil }
      let last = (side - 1) / 2 - 1
      // With half padding, the first part has the stride. Otherwise the first has all of the
      // padding and the last the stride, so that the output length is the same sum.
      return Sequential {
        for index in 0...last {
          Convolution(
            channels, kernel: 3, stride: index == (isHalfPadded ? 0 : last) ? window.stride : 1,
            padding: isHalfPadded ? .half : index == 0 ? window.padding : .valid, bias: bias)
        }
      }.layer

    case .stacked2x2:
      guard kernel.common == 3, isHalfPadded else { return nil }
      return Sequential {
        Convolution(
          channels, kernel: 2, stride: window.stride, padding: .explicit(before: 1, after: 0),
          bias: bias)
        Convolution(channels, kernel: 2, padding: .explicit(before: 0, after: 1), bias: bias)
      }.layer

    case .asymmetric:
      guard axes.count == 2, let side = kernel.common, side > 1 else { return nil }
      let (before, after) = pads
      return Sequential {
        Convolution(
          channels, kernel: Extent(1, side), stride: Extent(1, window.stride.width),
          padding: .explicit(before: Extent(0, before.width), after: Extent(0, after.width)),
          bias: bias)
        Convolution(
          channels, kernel: Extent(side, 1), stride: Extent(window.stride.height, 1),
          padding: .explicit(before: Extent(before.height, 0), after: Extent(after.height, 0)),
          bias: bias)
      }.layer

    case .bottleneck(let reduced):
      guard reduced < inputs else { return nil }
      return Sequential {
        Convolution(reduced, kernel: 1, bias: bias)
        self
      }.layer

    case .grouped(let groups):
      guard groups > 1, inputs % groups == 0, channels % groups == 0 else { return nil }
      var grouped = self
      grouped.filters = .grouped(channels, groups: groups)
      return grouped.layer

    case .depthwiseSeparable:
      guard window.area(on: axes.count) > 1 else { return nil }
      var depthwise = self
      depthwise.filters = .depthwise(multiplier: 1)
      return Sequential {
        depthwise
        Convolution(channels, kernel: 1, bias: bias)
      }.layer

    case .convThenPool, .poolThenConv, .parallelPool:
      guard window.stride.common == 2 else { return nil }
      var full = self
      full.window.stride = 1
      full.window.padding = .half
      // The pool slides as the convolution did, so that the output has its size.
      let pool = Pool(.max, window: window)
      switch substitution {
      case .convThenPool:
        return Sequential {
          full
          pool
        }.layer
      case .poolThenConv:
        return Sequential {
          pool
          full
        }.layer
      default:
        guard channels > inputs else { return nil }
        var added = self
        added.filters = .grouped(channels - inputs, groups: 1)
        return Concat {
          added
          pool
        }.layer
      }
    }
  }

  /// The rows and columns added before and after the map. Those of `same` do not depend on the
  /// map's size with stride 1, the only case that the callers need.
  private var pads: (before: Extent, after: Extent) {
    let rows = window[.height].pads(for: 0)
    let columns = window[.width].pads(for: 0)
    return (Extent(rows.before, columns.before), Extent(rows.after, columns.after))
  }
}

extension WindowAxis {
  /// Whether the padding is half of the kernel on both ends, however it is written.
  fileprivate var isHalfPadded: Bool {
    let half = (span - 1) / 2
    return padding == .half || pads(for: 0) == (half, half)
  }
}
