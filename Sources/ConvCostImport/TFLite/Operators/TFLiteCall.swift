/// An operator with what is known about its inputs.
struct TFLiteCall {
  /// An input.
  struct Operand {
    /// The lengths; nil if unknown.
    var shape: [Int]?
    /// Whether it depends on the network's data. Otherwise it is stored, or computed from stored
    /// numbers and shapes.
    var isData: Bool
    /// Its integers, if shapes are computed from them.
    var values: [Int]?
  }

  /// Its kind.
  let type: TFLiteOperator
  /// The file's name for it.
  let label: String
  let options: TFLiteOptions
  /// The inputs; nil for one that is left out.
  let inputs: [Operand?]
  /// The number of results.
  let resultCount: Int

  /// The input at a place; nil if it is left out.
  subscript(place: Int) -> Operand? { place < inputs.count ? inputs[place] : nil }

  /// Returns the shape of an input; nil if it is unknown.
  ///
  /// - Throws: `OperatorProblem.missingInput` if it is left out.
  func shape(_ place: Int) throws(OperatorProblem) -> [Int]? {
    guard let input = self[place] else { throw .missingInput(place) }
    return input.shape
  }

  /// The place of the input that a layer works on.
  var dataPlace: Int {
    switch type {
    case .transposeConv, .conv3DTranspose: 2
    case .split, .embeddingLookup: 1
    default: 0
    }
  }

  /// The shape of the input that a layer works on.
  var dataShape: [Int]? { self[dataPlace]?.shape }

  /// Whether several inputs depend on the network's data.
  var hasSeveralOperands: Bool { inputs.filter { $0?.isData == true }.count > 1 }

  /// The axes of a reduction, counted from the front; nil if they are unknown.
  func axes(_ place: Int = 1) throws(OperatorProblem) -> [Int]? {
    guard let rank = self[0]?.shape?.count, let values = self[place]?.values else { return nil }
    return try values.asStated.axes(of: rank)
  }

  /// The windows along the axes of a map.
  ///
  /// - Parameter kernel: the lengths of the window.
  func windows(_ kernel: [Int]) throws(OperatorProblem) -> [TFLiteWindow] {
    var windows: [TFLiteWindow] = []
    for (index, length) in kernel.enumerated() {
      windows.append(
        TFLiteWindow(
          kernel: try RawInteger(length).length(from: 1),
          stride: index < options.strides.count ? try options.strides[index].length(from: 1) : 1,
          dilation: index < options.dilations.count
            ? try options.dilations[index].length(from: 1) : 1,
          isSame: options.isSame))
    }
    return windows
  }
}

/// A window along one axis.
struct TFLiteWindow {
  var kernel: Int
  var stride: Int
  var dilation: Int
  /// Whether it is padded so that the stride alone decides the number of positions.
  var isSame: Bool

  /// Returns the number of positions on an axis.
  func positions(on length: Int, axis: Int) throws(OperatorProblem) -> Int {
    // Lengths have 31 bits, so products of two fit.
    if isSame { return (length + stride - 1) / stride }
    let span = dilation * (kernel - 1) + 1
    guard length >= span else {
      throw .emptyOutput(axis: axis, input: length, window: span)
    }
    return (length - span) / stride + 1
  }

  /// Returns the length that the transposed window gives.
  func spread(of length: Int) throws(OperatorProblem) -> Int {
    let result = isSame ? length * stride : (length - 1) * stride + dilation * (kernel - 1) + 1
    return try RawInteger(result).length()
  }
}

extension [Int] {
  /// The numbers as the file states them, which may be anything.
  var asStated: [RawInteger] { map { RawInteger($0) } }
}
