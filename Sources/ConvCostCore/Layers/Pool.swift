/// The functions that a pool can apply to its window.
public enum PoolKind: Hashable, Sendable {
  /// The largest sample.
  case max
  /// The mean of the samples.
  case average
}

/// A pool with a sliding window.
///
/// Its padding must be smaller than the dilated window, as in Caffe; PyTorch takes at most half of
/// it.
public struct Pool: Primitive {
  /// The function of the window.
  public var kind: PoolKind
  /// The window's geometry.
  public var window: Window

  /// Creates a pool with the given function and window.
  public init(_ kind: PoolKind, window: Window) {
    self.kind = kind
    self.window = window
  }

  /// Creates a max pool. The stride is the kernel where it is not given.
  @inlinable
  public static func max(
    _ kernel: some ExtentConvertible, stride: (some ExtentConvertible)? = Extent?.none,
    padding: Padding = .valid, dilation: some ExtentConvertible = 1, rounding: Rounding = .floor
  ) -> Pool {
    Pool(
      .max,
      window: Window(
        kernel: kernel, stride: stride.map { Extent($0) } ?? Extent(kernel), padding: padding,
        dilation: dilation, rounding: rounding))
  }

  /// Creates a max pool with as much padding at both ends of each axis.
  @inlinable
  public static func max(
    _ kernel: some ExtentConvertible, stride: (some ExtentConvertible)? = Extent?.none,
    padding: some ExtentConvertible, dilation: some ExtentConvertible = 1,
    rounding: Rounding = .floor
  ) -> Pool {
    .max(
      kernel, stride: stride, padding: Padding(padding), dilation: dilation, rounding: rounding)
  }

  /// Creates an average pool. The stride is the kernel where it is not given.
  @inlinable
  public static func average(
    _ kernel: some ExtentConvertible, stride: (some ExtentConvertible)? = Extent?.none,
    padding: Padding = .valid, rounding: Rounding = .floor
  ) -> Pool {
    Pool(
      .average,
      window: Window(
        kernel: kernel, stride: stride.map { Extent($0) } ?? Extent(kernel), padding: padding,
        rounding: rounding))
  }

  /// Creates an average pool with as much padding at both ends of each axis.
  @inlinable
  public static func average(
    _ kernel: some ExtentConvertible, stride: (some ExtentConvertible)? = Extent?.none,
    padding: some ExtentConvertible, rounding: Rounding = .floor
  ) -> Pool {
    .average(kernel, stride: stride, padding: Padding(padding), rounding: rounding)
  }

  package func detail(on rank: Int) -> String { window.detail(on: rank) }
  package var operationKind: OperationKind { kind == .max ? .maxPool : .averagePool }
  public var operation: Operation { .pool(self) }
  package var usualForm: SourceForm { .module }

  package func output(of input: Shape) throws(ShapeError) -> Shape {
    guard let extent = input.extent else { throw .needsMap }
    let output = try window.output(of: extent)
    if case .explicit = window.padding {
      try extent.forEachAxis { (axis, _) throws(ShapeError) in
        try requireWindowBeyondPadding(axis)
      }
    }
    return input.with(channels: input.channels, extent: output)
  }

  package func cost(input: Shape, output: Shape) throws(ShapeError) -> Cost { .zero }

  /// Throws if a window could lie in the padding alone, where it has no largest sample and no mean.
  private func requireWindowBeyondPadding(_ axis: Axis) throws(ShapeError) {
    let window = self.window[axis]
    guard case .explicit(let before, let after) = window.padding else { return }
    let longest = Swift.max(before, after)
    guard longest < window.span else {
      throw .paddingHoldsWindow(axis, padding: longest, span: window.span)
    }
  }

  package var memory: ResultMemory { .own }

  /// Keeps the input, although an average needs only its shape, and the position of every maximum.
  package func saved(input: Shape, output: Shape) throws(ShapeError) -> SavedTensors {
    switch kind {
    case .max: SavedTensors(inputs: .all, positions: output.count)
    case .average: SavedTensors(inputs: .all)
    }
  }

  package func reading(input: Shape, output: Shape, along axis: Axis) -> Reading? {
    .sliding(window[axis], over: input.extent?[axis] ?? 1)
  }

  package var channelUse: ChannelUse { .passing }
  package func scaled(by scaling: ChannelScaling) -> Self { self }
}
