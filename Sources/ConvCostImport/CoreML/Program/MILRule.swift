import ConvCostCore

/// What an operator of programs means: how the shapes of its results follow from its inputs, and
/// what it computes.
struct MILRule {
  /// The rules of shapes.
  enum Shapes {
    /// That of `x`.
    case same
    /// The common shape of all operands, to which each is stretched.
    case broadcast
    case convolution, transposedConvolution, pool
    case linear, matmul, einsum, attention, recurrence
    case reduction, argument, topK
    case concat, stack, split
    case reshape, reshapeLike, flatten, expand, squeeze, transpose
    case slice, sliceBySize, pad, crop, tile
    case gather, gatherAlongAxis, gatherDeep, scatter
    case blocksToSpace, spaceToBlocks
    case upsample, resizeLast, resize, cropResize, affine, resample
    case fill, fillLike, range, oneHot, windows, shapeOf
    /// The shapes that the file states.
    case stated
  }

  /// The kinds of work.
  enum Work: Equatable {
    case activation(Activation)
    /// A function of each element, or of windows or rows.
    case function
    /// A function of each element by which positions depend on each other.
    case mixing
    case movement
    case view
    case identity
    /// A change of the number format.
    case cast
    case convolution, transposedConvolution, linear
    /// A product of what it reads, or of what it reads and a constant.
    case product
    case recurrence
    case pool(PoolKind?)
    case batchNorm, instanceNorm, layerNorm, localNorm
    case merge(Merge)
    case concat, slice, pad, transpose, clip, mean, enlarge(Upsample.Mode)
    /// Work that is unknown.
    case unknown
  }

  var shapes: Shapes
  var work: Work
  /// What constants are that it reads, by its parameters.
  var roles: [String: ParameterRole] = [:]
  /// The parameters whose constants are data, even if they are not parameters of the network.
  var operands: Set<String> = ["x", "y", "input", "value"]

  init(_ shapes: Shapes, _ work: Work, _ roles: [String: ParameterRole] = [:]) {
    self.shapes = shapes
    self.work = work
    self.roles = roles
  }

  /// Whether the operator reads both parameters and other numbers in the same places.
  var isArithmetic: Bool { shapes == .broadcast || shapes == .concat }

  /// Whether the operator may sum products.
  var multiplies: Bool {
    switch work {
    case .convolution, .transposedConvolution, .linear, .product, .recurrence, .unknown: true
    default: false
    }
  }
}

extension MILRule {
  /// Returns the rule of an operator; nil for an unknown one.
  static func of(_ type: String) -> MILRule? {
    switch type {
    case "conv", "conv_quantized":
      MILRule(.convolution, .convolution, ["weight": .weight, "bias": .bias])
    case "conv_transpose":
      MILRule(
        .transposedConvolution, .transposedConvolution, ["weight": .weight, "bias": .bias])
    case "linear": MILRule(.linear, .linear, ["weight": .weight, "bias": .bias])
    case "matmul": MILRule(.matmul, .product, ["x": .weight, "y": .weight])
    case "einsum": MILRule(.einsum, .product, ["values": .weight])
    case "scaled_dot_product_attention": MILRule(.attention, .product)
    case "lstm", "gru", "rnn":
      MILRule(
        .recurrence, .recurrence,
        [
          "weight_ih": .weight, "weight_hh": .weight, "weight_ih_back": .weight,
          "weight_hh_back": .weight, "peephole": .weight, "peephole_back": .weight,
          "bias": .bias, "bias_back": .bias, "input_bias": .bias,
        ])
    case "batch_norm":
      MILRule(
        .same, .batchNorm,
        ["gamma": .normalization, "beta": .normalization, "mean": .buffer, "variance": .buffer])
    case "instance_norm":
      MILRule(.same, .instanceNorm, ["gamma": .normalization, "beta": .normalization])
    case "layer_norm":
      MILRule(.same, .layerNorm, ["gamma": .normalization, "beta": .normalization])
    case "local_response_norm": MILRule(.same, .localNorm)
    case "l2_norm": MILRule(.same, .mixing)
    default: elementwise(type) ?? movement(type) ?? reduction(type)
    }
  }

  /// The operators that work on each element.
  private static func elementwise(_ type: String) -> MILRule? {
    switch type {
    case "relu": MILRule(.same, .activation(.relu))
    case "relu6": MILRule(.same, .activation(.relu6))
    case "leaky_relu": MILRule(.same, .activation(.leakyRelu))
    case "silu": MILRule(.same, .activation(.silu))
    case "sigmoid": MILRule(.same, .activation(.sigmoid))
    case "sigmoid_hard": MILRule(.same, .activation(.hardSigmoid))
    case "gelu": MILRule(.same, .activation(.gelu))
    case "tanh": MILRule(.same, .activation(.tanh))
    case "softmax": MILRule(.same, .activation(.softmax))
    case "clip": MILRule(.same, .clip)
    case "prelu": MILRule(.same, .function, ["alpha": .weight])
    case "softplus_parametric": MILRule(.same, .function, ["alpha": .weight, "beta": .weight])
    case "elu", "scaled_tanh", "softplus", "softsign", "thresholded_relu", "clamped_relu",
      "linear_activation", "threshold", "abs", "acos", "asin", "atan", "atanh", "ceil", "cos",
      "cosh", "erf", "exp", "exp2", "floor", "inverse", "log", "logical_not", "round", "rsqrt",
      "sign", "sin", "sinh", "sqrt", "square", "tan", "band_part":
      MILRule(.same, .function)
    case "cumsum": MILRule(.same, .mixing)
    case "cast", "quantize", "dequantize": MILRule(.same, .cast)
    case "identity": MILRule(.same, .identity)
    case "read_state": MILRule(.same, .movement)
    case "add": MILRule(.broadcast, .merge(.add), ["x": .bias, "y": .bias])
    case "mul": MILRule(.broadcast, .merge(.multiply), ["x": .weight, "y": .weight])
    case "sub": MILRule(.broadcast, .function, ["x": .bias, "y": .bias])
    case "real_div": MILRule(.broadcast, .function, ["x": .weight, "y": .weight])
    case "equal", "floor_div", "greater", "greater_equal", "less", "less_equal", "logical_and",
      "logical_or", "logical_xor", "maximum", "minimum", "mod", "not_equal", "pow":
      MILRule(.broadcast, .function)
    case "select": MILRule(.broadcast, .movement).reading(["cond", "a", "b"])
    default: nil
    }
  }

  /// The operators that move elements, or see them in another shape.
  private static func movement(_ type: String) -> MILRule? {
    switch type {
    case "concat": MILRule(.concat, .concat, ["values": .weight]).reading(["values"])
    case "stack": MILRule(.stack, .movement).reading(["values"])
    case "split": MILRule(.split, .slice)
    case "slice_by_index": MILRule(.slice, .slice)
    case "slice_by_size": MILRule(.sliceBySize, .slice)
    case "slice_update": MILRule(.same, .movement).reading(["x", "update"])
    case "reshape": MILRule(.reshape, .view)
    case "reshape_like": MILRule(.reshapeLike, .view)
    case "flatten2d": MILRule(.flatten, .view)
    case "expand_dims": MILRule(.expand, .view)
    case "squeeze": MILRule(.squeeze, .view)
    case "transpose": MILRule(.transpose, .transpose)
    case "pad": MILRule(.pad, .pad)
    case "crop": MILRule(.crop, .slice)
    case "tile": MILRule(.tile, .movement)
    case "reverse", "reverse_sequence": MILRule(.same, .movement)
    case "gather": MILRule(.gather, .movement, ["x": .weight]).reading(["x", "indices"])
    case "gather_along_axis": MILRule(.gatherAlongAxis, .movement).reading(["x", "indices"])
    case "gather_nd": MILRule(.gatherDeep, .movement).reading(["x", "indices"])
    case "scatter", "scatter_along_axis", "scatter_nd":
      MILRule(.scatter, .movement).reading(["data", "indices", "updates"])
    case "pixel_shuffle", "depth_to_space": MILRule(.blocksToSpace, .movement)
    case "pixel_unshuffle", "space_to_depth": MILRule(.spaceToBlocks, .movement)
    case "space_to_batch", "batch_to_space": MILRule(.stated, .movement)
    case "sliding_windows": MILRule(.windows, .movement)
    case "fill", "random_normal", "random_uniform", "random_bernoulli":
      MILRule(.fill, .movement)
    case "fill_like": MILRule(.fillLike, .movement).reading(["ref_tensor"])
    case "range_1d": MILRule(.range, .movement)
    case "one_hot": MILRule(.oneHot, .movement).reading(["indices"])
    case "shape": MILRule(.shapeOf, .view)
    default: nil
    }
  }

  /// The operators that summarise, sort or enlarge.
  private static func reduction(_ type: String) -> MILRule? {
    switch type {
    case "max_pool": MILRule(.pool, .pool(.max))
    case "avg_pool": MILRule(.pool, .pool(.average))
    case "l2_pool": MILRule(.pool, .pool(nil))
    case "reduce_mean": MILRule(.reduction, .mean)
    case "reduce_l1_norm", "reduce_l2_norm", "reduce_log_sum", "reduce_log_sum_exp", "reduce_max",
      "reduce_min", "reduce_prod", "reduce_sum", "reduce_sum_square":
      MILRule(.reduction, .mixing)
    case "reduce_argmax", "reduce_argmin": MILRule(.argument, .mixing)
    case "argsort": MILRule(.same, .mixing)
    case "topk": MILRule(.topK, .mixing)
    case "upsample_nearest_neighbor": MILRule(.upsample, .enlarge(.nearest))
    case "upsample_bilinear": MILRule(.upsample, .enlarge(.bilinear))
    case "resize_nearest_neighbor": MILRule(.resizeLast, .enlarge(.nearest))
    case "resize_bilinear": MILRule(.resizeLast, .enlarge(.bilinear))
    case "resize": MILRule(.resize, .enlarge(.nearest))
    case "crop_resize": MILRule(.cropResize, .mixing).reading(["x", "roi", "boxes"])
    case "affine": MILRule(.affine, .mixing).reading(["x", "transform_matrix"])
    case "resample": MILRule(.resample, .mixing).reading(["x", "coordinates"])
    case "non_maximum_suppression": MILRule(.stated, .mixing).reading(["boxes", "scores"])
    case "non_zero", "random_categorical", "classify": MILRule(.stated, .mixing)
    case "make_list", "list_gather", "list_length", "list_read", "list_scatter", "list_write":
      MILRule(.stated, .movement)
    default: nil
    }
  }

  /// Returns the rule with other parameters whose constants are data.
  private func reading(_ operands: Set<String>) -> MILRule {
    var rule = self
    rule.operands = operands
    return rule
  }
}
