extension Graph {
  /// Returns the part of the input that an element of the result depends on, as an extent without
  /// regard to borders; nil where it is all of the input.
  ///
  /// A window of span k adds (k − 1) times the product of the strides before it. Where branches meet
  /// the larger field counts.
  public func receptiveField(ofValue value: Int) -> Size? {
    struct Field {
      var size: Size?
      var jump: Size
    }
    var fields = [Field](repeating: Field(size: 1, jump: 1), count: inputs.count)
    for node in nodes {
      let read = inputs(of: node).map { fields[$0] }
      let sizes = read.compactMap(\.size)
      var field = Field(
        size: sizes.count == read.count
          ? Size(sizes.map(\.height).max() ?? 1, sizes.map(\.width).max() ?? 1) : nil,
        jump: Size(
          read.map(\.jump.height).max() ?? 1, read.map(\.jump.width).max() ?? 1))
      switch node.operation {
      case .conv2d(let convolution): slide(convolution.window)
      case .pool(let pool): slide(pool.window)
      case .adaptivePool, .flatten, .reshape, .linear, .radialBasis: field.size = nil
      default: break
      }
      fields.append(field)

      func slide(_ window: Window) {
        field.size = field.size.map { size in
          Size(
            size.height + (window[.height].span - 1) * field.jump.height,
            size.width + (window[.width].span - 1) * field.jump.width)
        }
        field.jump = Size(
          field.jump.height * window.stride.height, field.jump.width * window.stride.width)
      }
    }
    return fields[value].size
  }
}
