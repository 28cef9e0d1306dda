/// The formula of a quantity, the formula with its numbers, and the value.
package struct Derivation: Equatable, Sendable {
  /// The formula in the field's letters, such as `K_h·K_w·C_in·C_out·H_out·W_out`.
  package var formula: String
  /// The formula with its numbers, such as `3·3·64·64·56·56`.
  package var numbers: String
  /// The value.
  package var value: Int

  package init(formula: String, numbers: String, value: Int) {
    self.formula = formula
    self.numbers = numbers
    self.value = value
  }

  /// Creates the derivation of a product of factors, each with its letters and its numbers.
  fileprivate init(_ factors: [Factor], value: Int) {
    formula = factors.map(\.letters).joined(separator: "·")
    numbers = factors.map(\.numbers).joined(separator: "·")
    self.value = value
  }

  fileprivate struct Factor {
    var letters: String
    var numbers: String

    init(_ letters: String, _ numbers: Any) {
      self.letters = letters
      self.numbers = "\(numbers)"
    }
  }
}

extension Quantity {
  /// Returns how an operation's quantity is computed.
  ///
  /// - Throws: `ShapeError.overflow` if the number does not fit in 64 bits.
  package func derivation(at site: Site) throws(ShapeError) -> Derivation {
    Derivation(factors(at: site), value: try value(at: site))
  }

  private func factors(at site: Site) -> [Derivation.Factor] {
    switch self {
    case .macs, .weights: site.weightFactors + (self == .macs ? site.positionFactors : [])
    case .weightsOnOutput: site.weightFactors + site.output.gridFactors("out")
    case .inputsPerOutput, .outputsPerOutput, .macsPerGroup: site.otherKernelFactors(self)
    case .biases: [.init(site.operation.kind == .linear ? "out" : "C_out", site.cost.biases)]
    case .parameters: [.init("parameters", site.cost.parameters)]
    case .regionWeights: site.weightFactors + site.regionFactors
    case .regionBiases: [.init("biases", site.cost.biases)] + site.regionFactors
    case .regionParameters: [.init("parameters", site.cost.parameters)] + site.regionFactors
    case .buffers: [.init("buffers", site.cost.buffers)]
    case .input, .scaledInput, .factoredInput: site.input.factors("in")
    case .output, .biasedOutput, .factoredOutput, .globalOutput, .nearestOutput,
      .bilinearOutput, .bicubicOutput:
      site.output.factors("out")
    case .biasedGrid: site.plainGridFactors
    case .joined: [.init("(inputs − 1)", site.arity - 1)] + site.output.factors("out")
    case .windows: site.windowFactors + site.output.factors("out")
    case .outerWindows: site.windowFactors.prefix(1) + site.output.factors("out")
    case .spreadFLOPs: site.spreadFactors + site.output.factors("out")
    case .fractionalWindows: site.fractionFactors + site.output.factors("out")
    case .neighbours: site.neighbourFactors
    case .neighbourhoods: [.init("n", site.neighbours ?? 0)] + site.output.factors("out")
    case .sizedExtent: site.output.gridFactors("out")
    case .channels: [.init("C_in", site.input.channels)]
    case .statistics: [.init("means", (try? value(at: site)) ?? 0)]
    }
  }
}

extension Site {
  /// The weights of a convolution or a linear layer.
  fileprivate var weightFactors: [Derivation.Factor] {
    switch operation {
    case .convolution(let convolution):
      return convolution.window.factors(on: input)
        + [grouped("C_in", input.channels), .init("C_out", output.channels)]
    case .transposedConvolution(let convolution):
      return convolution.window.factors(on: input)
        + [.init("C_in", input.channels), grouped("C_out", output.channels)]
    case .linear(let linear):
      return [.init("in", input.channels), .init("out", linear.features)]
    default:
      return [.init("weights", cost.weights)]
    }
  }

  /// The number of regions; empty for an operation on the image itself.
  fileprivate var regionFactors: [Derivation.Factor] {
    regions == 1 ? [] : [.init("regions", regions)]
  }

  /// The positions at which the weights are used.
  fileprivate var positionFactors: [Derivation.Factor] {
    switch operation {
    case .convolution: return output.gridFactors("out")
    case .transposedConvolution: return input.gridFactors("in")
    default:
      let positions = output.count / output.channels
      return positions > 1 ? [.init("positions", positions)] : []
    }
  }

  /// A number of channels, divided by the groups if there are several.
  private func grouped(_ letters: String, _ channels: Int) -> Derivation.Factor {
    guard let kernel, kernel.groups > 1 else { return .init(letters, channels) }
    return .init("(\(letters)/g)", "(\(channels)/\(kernel.groups))")
  }

  fileprivate func otherKernelFactors(_ quantity: Quantity) -> [Derivation.Factor] {
    guard case .transposedConvolution(let convolution) = operation else {
      return weightFactors + positionFactors
    }
    let kernel = convolution.window.factors(on: input)
    return switch quantity {
    case .inputsPerOutput: kernel + [grouped("C_in", input.channels)] + output.factors("out")
    case .outputsPerOutput: kernel + [grouped("C_out", output.channels)] + output.factors("out")
    default:
      kernel + [grouped("(C_out/g)", output.channels / (self.kernel?.groups ?? 1))]
        + input.factors("in")
    }
  }

  fileprivate var windowFactors: [Derivation.Factor] {
    guard case .pool(let pool) = operation else { return [] }
    return pool.window.factors(on: input)
  }

  /// Twice the weights of each output element of a transposed convolution, divided by the strides.
  fileprivate var spreadFactors: [Derivation.Factor] {
    guard case .transposedConvolution(let convolution) = operation else { return [] }
    let axes = input.extent?.axes ?? []
    let symbols = axes.map { "s_\($0.symbol)" }.joined(separator: "·")
    let strides = axes.map { "\(convolution.window.stride[$0])" }.joined(separator: "·")
    return convolution.window.factors(on: input)
      + [grouped("C_in", input.channels), .init("2/(\(symbols))", "2/(\(strides))")]
  }

  fileprivate var fractionFactors: [Derivation.Factor] {
    guard let input = input.extent, let output = output.extent else { return [] }
    let ratios = input.axes.map {
      ("\($0.symbol)_in/\($0.symbol)_out", "\(input[$0])/\(output[$0])")
    }
    return [
      .init(
        "(\(ratios.map(\.0).joined(separator: "·")) + 1)",
        "(\(ratios.map(\.1).joined(separator: "·")) + 1)")
    ]
  }

  fileprivate var plainGridFactors: [Derivation.Factor] {
    guard let grid = try? plainGrid() else { return [.init("biases on the plain grid", 0)] }
    let axes = input.extent?.axes ?? []
    return [grouped("C_out", output.channels)]
      + output.mapFactors + zip(axes, grid).map { .init("\($0.symbol)_plain", "(\($1))") }
  }

  fileprivate var neighbours: Int? {
    guard case .localResponseNorm(let norm) = operation else { return nil }
    return norm.size
  }

  fileprivate var neighbourFactors: [Derivation.Factor] {
    [.init("(C_in + n − 1)", "(\(input.channels) + \(neighbours ?? 1) − 1)")]
      + input.gridFactors("in")
  }
}

extension Window {
  /// The lengths of the kernel along the axes of a map.
  fileprivate func factors(on input: Shape) -> [Derivation.Factor] {
    (input.extent?.axes ?? []).map { .init("K_\($0.symbol.lowercased())", kernel[$0]) }
  }
}

extension Axis {
  /// The letter for a length along the axis in formulas.
  public var symbol: String {
    switch self {
    case .depth: "D"
    case .height: "H"
    case .width: "W"
    case .length: "L"
    }
  }
}

extension Shape {
  /// The factors of the number of elements: channels, height and width, or the lengths of another
  /// shape.
  fileprivate func factors(_ side: String) -> [Derivation.Factor] {
    switch self {
    case .map(let channels, _), .maps(_, let channels, _):
      [.init("C_\(side)", channels)] + gridFactors(side)
    case .vector(let features): [.init(side, features)]
    case .tensor(let lengths): [.init("elements", lengths.map(String.init).joined(separator: "·"))]
    }
  }

  /// The positions of a map, or of a tensor.
  fileprivate func gridFactors(_ side: String) -> [Derivation.Factor] {
    guard let extent else {
      let positions = count / channels
      return positions > 1 ? [.init("positions", positions)] : []
    }
    return mapFactors + extent.axes.map { .init("\($0.symbol)_\(side)", extent[$0]) }
  }

  /// The number of maps of a stack.
  fileprivate var mapFactors: [Derivation.Factor] {
    guard case .maps(let count, _, _) = self else { return [] }
    return [.init("maps", count)]
  }
}
