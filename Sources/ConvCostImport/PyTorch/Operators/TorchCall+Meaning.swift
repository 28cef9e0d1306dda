import ConvCostCore

/// What an operator computes, as the graph needs it.
struct TorchMeaning {
  /// The operation; nil if its work is unknown.
  var operation: Operation?
  var layout = LoweredStep.Layout.kept
  /// Whether it moves positions of maps, and of other tensors.
  var moves = (onMaps: false, elsewhere: false)
  /// Whether each result is computed by the operator.
  var computesAll = false
  /// Whether each element depends on all of the input, although that is not usual for its kind.
  var mixes: Bool

  init(_ operation: Operation?, layout: LoweredStep.Layout = .kept, mixes: Bool = false) {
    self.operation = operation
    self.layout = layout
    self.mixes = mixes
  }

  /// An operator that works on maps.
  static func onMaps(_ operation: Operation) -> TorchMeaning {
    TorchMeaning(operation, layout: .maps)
  }
}

extension TorchCall {
  /// What the operator computes.
  ///
  /// - Throws: `OperatorProblem` for arguments that it cannot have.
  func meaning() throws(OperatorProblem) -> TorchMeaning {
    switch step.meaning {
    case .convolution: try convolution()
    case .transposedConvolution: try transposedConvolution()
    case .deformableConvolution: try deformableConvolution()
    case .linear: try linear()
    case .product, .addedProduct: try matrixProduct()
    case .einsum: try einsum()
    case .attention: try attention()
    case .recurrent, .recurrentCell: try recurrence()
    case .batchNorm: .onMaps(.batchNorm(BatchNorm(scale: hasScale)))
    case .layerNorm: layerNorm()
    case .groupNorm: try groupNorm()
    case .instanceNorm:
      .onMaps(.groupNorm(GroupNorm(groups: max(1, channels), affine: hasScale)))
    case .activation(let function): TorchMeaning(.activation(function))
    case .clamp: TorchMeaning(isReLU6 ? .activation(.relu6) : .foreign(.function))
    case .softmax: TorchMeaning(.activation(.softmax), mixes: !isOnChannels("dim"))
    case .pool(let kind): try pool(kind)
    case .adaptivePool(let kind): adaptivePool(kind)
    case .mean: mean()
    case .upsample(let mode): upsample(mode)
    case .merge(let merge): self.merge(merge)
    case .function: TorchMeaning(.foreign(.function))
    case .mixing: TorchMeaning(.foreign(.function), mixes: true)
    case .channelShuffle: try channelShuffle()
    case .permute: permutation()
    case .transpose: TorchMeaning(.foreign(.movement), layout: .changed)
    case .movement: TorchMeaning(.foreign(.movement), layout: isOnMaps ? .kept : .changed)
    case .cast: TorchMeaning(.foreign(.shift(before: 0)))
    case .select: select()
    case .slice: slice()
    case .split: split()
    case .pad: pad()
    // Decomposition turns `flatten` into a view.
    case .view where step.function.hasSuffix(".flatten"), .flatten:
      TorchMeaning(flattens ? .flatten : .foreign(.view), layout: .changed)
    case .view: TorchMeaning(.foreign(.view), layout: .changed)
    case .dropout: TorchMeaning(.dropout)
    case .same, .creation, .nothing, .graph, nil: TorchMeaning(nil)
    }
  }

  /// Whether the operator may sum products.
  var mayMultiply: Bool {
    switch step.meaning {
    case .convolution, .transposedConvolution, .deformableConvolution, .linear, .product,
      .addedProduct, .einsum, .attention, .recurrent, .recurrentCell, nil:
      true
    default: false
    }
  }

  /// The role of the numbers that an argument may be.
  func role(of name: String, shape: [Int]?) -> ParameterRole {
    switch (step.meaning, name) {
    case (.batchNorm, "running_mean"), (.batchNorm, "running_var"),
      (.instanceNorm, "running_mean"), (.instanceNorm, "running_var"):
      .buffer
    case (.batchNorm, _), (.layerNorm, _), (.groupNorm, _), (.instanceNorm, _): .normalization
    case (.convolution, "bias"), (.transposedConvolution, "bias"),
      (.deformableConvolution, "bias"), (.linear, "bias"), (.addedProduct, "self"),
      (.merge(.add), _):
      .bias
    // Of a recurrent network, matrices and vectors are in one list.
    case (.recurrent, _), (.recurrentCell, _): shape?.count == 1 ? .bias : .weight
    default: .weight
    }
  }

  /// Whether only the shape of an argument matters.
  static func readsShapeOnly(_ name: String, of target: TorchTarget) -> Bool {
    name == "other" && ["reshape_as", "view_as", "expand_as", "type_as"].contains(target.name)
  }

  private var channels: Int { input.flatMap { $0.count > 1 ? $0[1] : nil } ?? 1 }

  /// Whether the result has as many axes as a map with a batch, and as the argument.
  private var isOnMaps: Bool {
    guard let input, let output else { return false }
    return input.count > 3 && output.count == input.count
  }

  private var isReLU6: Bool {
    // The usual limits of `hardtanh` are −1 and 1.
    let (least, most) = (number("min_val") ?? number("min"), number("max_val") ?? number("max"))
    return least == 0 && most == 6
  }

  /// Whether an operator along an axis does not mix the positions of a map.
  private func isOnChannels(_ name: String) -> Bool {
    guard let rank = input?.count, let axis = axis(name, of: rank, default: -1) else {
      return false
    }
    return axis < 2
  }

  /// Whether a tensor becomes a vector for each sample.
  private var flattens: Bool {
    guard let output else { return false }
    return output.count == 2
  }

  /// Whether a norm multiplies by a learned scale.
  private var hasScale: Bool { shape("weight") != nil }

  private func layerNorm() -> TorchMeaning {
    // With more than the last axis, the positions are normalised together.
    let isOnFeatures = integers("normalized_shape").map { $0.count == 1 } ?? true
    return TorchMeaning(
      isOnFeatures
        ? .layerNorm(LayerNorm(affine: hasScale))
        : .groupNorm(GroupNorm(groups: 1, affine: hasScale)), layout: .changed)
  }

  private func groupNorm() throws(OperatorProblem) -> TorchMeaning {
    let name = value("num_groups") == nil ? "group" : "num_groups"
    return .onMaps(
      .groupNorm(
        GroupNorm(groups: try integer(name, default: 1).length(from: 1), affine: hasScale)))
  }

  private func merge(_ merge: Merge) -> TorchMeaning {
    guard movingOperands > 1 else {
      return TorchMeaning(.foreign(merge == .concat ? .movement : .function))
    }
    var meaning = TorchMeaning(.merge(merge))
    if merge == .concat, let rank = output?.count, let axis = axis("dim", of: rank) {
      meaning.moves = (axis > 1, rank >= 4 && axis < rank - 1)
    }
    return meaning
  }
}
