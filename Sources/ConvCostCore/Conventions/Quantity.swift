/// A whole number that is computed from an operation's shapes, and to which counting rules refer.
///
/// The raw value is the name in a convention's file.
public enum Quantity: String, Hashable, Sendable, CaseIterable {
  /// Multiply-accumulates: K_h·K_w·(C_in/g)·C_out·H_out·W_out, in·out, and on the input's grid for
  /// a transposed convolution.
  case macs
  /// The weights of a convolution at each position of the output. For a transposed convolution too,
  /// although its weights really meet the input.
  case weightsOnOutput
  /// C_in/g weights of a kernel for each element of the output.
  case inputsPerOutput
  /// C_out/g weights of a kernel for each element of the output.
  case outputsPerOutput
  /// The multiply-accumulates of a transposed convolution, divided by the groups once more.
  case macsPerGroup
  /// The stored weights.
  case weights
  /// The stored biases.
  case biases
  /// All trainable numbers.
  case parameters
  /// The stored weights for each region of an image, if the operation is computed for regions.
  case regionWeights
  /// The stored biases for each region of an image.
  case regionBiases
  /// All trainable numbers for each region of an image.
  case regionParameters
  /// Numbers that are stored and not trained.
  case buffers
  /// The elements of the first input.
  case input
  /// The elements of the first input if a normalisation has a scale, otherwise zero.
  case scaledInput
  /// The elements of the output.
  case output
  /// The elements of the output if a bias is added, otherwise zero.
  case biasedOutput
  /// A transposed convolution's biases on the grid that the plain convolution would have.
  case biasedGrid
  /// The elements of the output for each input beyond the first.
  case joined
  /// The elements of the output if it is 1×1, otherwise zero.
  case globalOutput
  /// The samples in the windows of all output elements.
  case windows
  /// The samples of the windows of all output elements along the first axis.
  case outerWindows
  /// Twice the weights of a transposed convolution for each element of the output, divided by its
  /// strides and rounded down.
  case spreadFLOPs
  /// The samples of an adaptive pool's windows and a division for each, with the window's sides as
  /// fractions and the sum rounded down.
  case fractionalWindows
  /// The elements that a local response normalisation adds up, with n − 1 more channels.
  case neighbours
  /// The elements of the output, each with the n channels that a local response normalisation
  /// reads.
  case neighbourhoods
  /// Height times width of the output if a size was asked for, otherwise zero.
  case sizedExtent
  /// The elements of the first input if a factor was asked for, otherwise zero.
  case factoredInput
  /// The elements of the output if a factor was asked for, otherwise zero.
  case factoredOutput
  /// The elements of the output if it is interpolated from the nearest sample, otherwise zero.
  case nearestOutput
  /// The elements of the output if it is interpolated from the two nearest samples along each axis,
  /// otherwise zero.
  case bilinearOutput
  /// The elements of the output if it is interpolated from the four nearest samples along each
  /// axis, otherwise zero.
  case bicubicOutput
  /// The channels, or features, of the first input.
  case channels
  /// The number of groups of elements that are normalised together: channels, positions or groups.
  case statistics
}

/// An operation of a graph with its shapes and its cost, from which quantities are computed.
package struct Site: Sendable {
  /// The operation.
  package var operation: Operation
  /// How the source writes it.
  package var form: SourceForm
  /// The shape of the first input.
  package var input: Shape
  /// The number of inputs.
  package var arity: Int
  /// The shape of the result.
  package var output: Shape
  /// The number of regions that it is computed for; 1 if it is computed for the whole image.
  package var regions: Int
  /// The cost under the standard convention.
  package var cost: Cost
  /// The cost including weights that it uses but that are counted at another operation.
  package var lender: Cost
}

extension Quantity {
  /// Returns the quantity of an operation; zero if the operation does not have it.
  ///
  /// - Throws: `ShapeError.overflow` if the number does not fit in 64 bits.
  package func value(at site: Site) throws(ShapeError) -> Int {
    switch self {
    case .macs: return site.cost.macs
    case .weightsOnOutput:
      return try product(rawValue, site.lender.weights, site.output.count / site.output.channels)
    case .inputsPerOutput:
      guard let (kernel, groups) = site.kernel else { return site.cost.macs }
      return try product(rawValue, site.output.count, site.input.channels / groups, kernel)
    case .outputsPerOutput:
      guard let (kernel, groups) = site.kernel else { return site.cost.macs }
      return try product(rawValue, site.output.count, site.output.channels / groups, kernel)
    case .macsPerGroup:
      guard let (kernel, groups) = site.kernel else { return site.cost.macs }
      return try product(
        rawValue, site.output.channels / groups / groups, kernel, site.input.count)
    case .weights: return site.cost.weights
    case .biases: return site.cost.biases
    case .parameters: return site.cost.parameters
    case .regionWeights: return try product(rawValue, site.cost.weights, site.regions)
    case .regionBiases: return try product(rawValue, site.cost.biases, site.regions)
    case .regionParameters: return try product(rawValue, site.cost.parameters, site.regions)
    case .buffers: return site.cost.buffers
    case .input: return site.input.count
    case .scaledInput: return site.operation.hasScale ? site.input.count : 0
    case .output: return site.output.count
    case .biasedOutput: return site.lender.biases > 0 ? site.output.count : 0
    case .biasedGrid: return try site.biasedGrid()
    case .joined: return try product(rawValue, site.output.count, site.arity - 1)
    case .globalOutput: return site.output.extent?.common == 1 ? site.output.count : 0
    case .windows:
      guard case .pool(let pool) = site.operation else { return 0 }
      return try product(rawValue, site.output.count, pool.window.area(on: site.rank))
    case .outerWindows:
      guard case .pool(let pool) = site.operation, let axis = site.input.extent?.axes.first else {
        return 0
      }
      return try product(rawValue, site.output.count, pool.window.kernel[axis])
    case .spreadFLOPs:
      guard case .transposedConvolution(let convolution) = site.operation,
        let (kernel, groups) = site.kernel,
        let stride = convolution.window.stride.along(site.rank)
      else { return 0 }
      return try product(rawValue, 2, site.output.count, kernel, site.input.channels / groups)
        / product("strides", stride.depth, stride.height, stride.width)
    case .fractionalWindows: return site.fractionalWindows
    case .neighbourhoods:
      guard case .localResponseNorm(let norm) = site.operation else { return 0 }
      return try product(rawValue, norm.size, site.output.count)
    case .neighbours:
      guard case .localResponseNorm(let norm) = site.operation, let extent = site.input.extent
      else { return 0 }
      let channels = try sum("channels and neighbours", site.input.channels, norm.size)
      return try product(
        rawValue, channels - 1, extent.depth, extent.height, extent.width, site.input.mapCount)
    case .sizedExtent:
      guard site.upsampling?.hasSize == true, let extent = site.output.extent else { return 0 }
      return try product(rawValue, extent.depth, extent.height, extent.width)
    case .factoredInput: return site.upsampling?.hasSize == false ? site.input.count : 0
    case .factoredOutput: return site.upsampling?.hasSize == false ? site.output.count : 0
    case .nearestOutput: return site.upsampling?.mode == .nearest ? site.output.count : 0
    case .bilinearOutput: return site.upsampling?.mode == .bilinear ? site.output.count : 0
    case .bicubicOutput: return site.upsampling?.mode == .bicubic ? site.output.count : 0
    case .channels: return site.input.channels
    case .statistics: return site.statistics
    }
  }
}

extension Site {
  /// The samples of a convolution's kernel, and its groups; nil for other operations.
  var kernel: (area: Int, groups: Int)? {
    switch operation {
    case .convolution(let convolution):
      (convolution.window.area(on: rank), convolution.groups(on: input.channels))
    case .transposedConvolution(let convolution):
      (convolution.window.area(on: rank), convolution.filters.groups(on: input.channels))
    default: nil
    }
  }

  /// The number of axes of the map that the operation works on.
  fileprivate var rank: Int { input.rank ?? 2 }

  /// Whether an enlargement is given a size, and its mode; nil for other operations.
  fileprivate var upsampling: (hasSize: Bool, mode: Upsample.Mode)? {
    guard case .upsample(let upsample) = operation else { return nil }
    if case .size = upsample.target { return (true, upsample.mode) }
    return (false, upsample.mode)
  }

  /// An adaptive pool's windows as thop has them: a side is the input's length divided by the
  /// output's, in 64-bit floating point, and only the last product is rounded.
  fileprivate var fractionalWindows: Int {
    guard case .adaptivePool = operation, let input = input.extent, let output = output.extent
    else { return 0 }
    let window = input.axes.reduce(1) { $0 * (Double(input[$1]) / Double(output[$1])) }
    let samples = (window + 1) * Double(self.output.count)
    return samples < 0x1p62 ? Int(samples) : Int.max
  }

  /// The biases of a transposed convolution on the grid of the plain one.
  ///
  /// The lengths are multiplied even if the formula gives zero or less, as the tools do: the result
  /// is zero if the kernel exceeds the map by one step, and two negative lengths give a positive
  /// number.
  fileprivate func biasedGrid() throws(ShapeError) -> Int {
    guard let grid = try plainGrid(), let kernel else { return 0 }
    var biases = try product("biases", output.channels / kernel.groups, output.mapCount)
    for length in grid { biases = try product("biases", biases, length) }
    return biases
  }

  /// The output lengths of a plain convolution with the window of a transposed one that has biases,
  /// by the formula alone, which gives zero or less if the window is larger than the padded map;
  /// nil for other operations.
  ///
  /// - Throws: `ShapeError.outOfRange` for a length that no window can have.
  func plainGrid() throws(ShapeError) -> [Int]? {
    guard case .transposedConvolution(let convolution) = operation, convolution.bias,
      let extent = input.extent
    else { return nil }
    var lengths: [Int] = []
    for axis in extent.axes {
      lengths.append(try convolution.window[axis].plainLength(of: extent[axis]))
    }
    return lengths
  }

  /// The number of means that a normalisation computes.
  fileprivate var statistics: Int {
    switch operation {
    case .batchNorm: input.channels
    case .layerNorm: input.count / input.channels
    case .groupNorm(let norm): norm.groups * input.mapCount
    case .activation(.softmax): input.count / input.channels
    default: 0
    }
  }
}

extension WindowAxis {
  /// Returns ⌊(n + b + a − d·(k − 1) − 1)/s⌋ + 1, which may be negative.
  fileprivate func plainLength(of input: Int) throws(ShapeError) -> Int {
    try validate()
    let (before, after) = pads(for: input)
    let (steps, rest) = (input + before + after - span).quotientAndRemainder(dividingBy: stride)
    return steps - (rest < 0 ? 1 : 0) + 1
  }
}

extension Operation {
  /// Whether a normalisation multiplies by a learned scale.
  fileprivate var hasScale: Bool {
    switch self {
    case .batchNorm(let norm): norm.scale
    case .layerNorm(let norm): norm.affine
    case .groupNorm(let norm): norm.affine
    default: false
    }
  }
}

extension Quantity {
  /// Whether the quantity counts biases.
  var countsBias: Bool {
    switch self {
    case .biasedOutput, .biases, .biasedGrid, .parameters, .regionBiases, .regionParameters: true
    default: false
    }
  }
}
