import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// `convcost scale`: EfficientNet's compound rule for a network.
struct ScaleCommand: Command {
  static let name = "scale"
  static let summary = "Compound scaling: depth, width and resolution grow together by a rule."
  static let operandSyntax = "<network>"
  static let operandCount = 1...1
  static let discussion = """
    The depth is scaled by α^φ, the width by β^φ and the input's side by γ^φ. For EfficientNet the \
    coefficients of the released networks are listed too; they follow the rule only roughly. --fit \
    lists the constants on a grid of 0.05 with α·β²·γ² ≈ 2, as the paper searched them, and what \
    φ = 1 really costs.
    """
  static let examples = [
    "convcost scale efficientnet --phi 0:7:1",
    "convcost scale resnet50 --phi 1 --alpha 1.3 --beta 1.2 --gamma 1",
    "convcost scale efficientnet --fit",
  ]
  static let options: [Option<Self>] =
    [
      .value(
        "phi", "VALUES", "The compound coefficient: 3, 0:7:1 or 0.5,1; by default 0 to 7.",
        expected: "a list or a range from 0 to 20, such as 3 or 0:7:1", into: \.exponents,
        Self.exponents),
      .value(
        "alpha", "A", "The depth's constant, by default 1.2.", expected: "a number from 1 to 4",
        into: \.rule.alpha, Self.constant),
      .value(
        "beta", "B", "The width's constant, by default 1.1.", expected: "a number from 1 to 4",
        into: \.rule.beta, Self.constant),
      .value(
        "gamma", "C", "The resolution's constant, by default 1.15.",
        expected: "a number from 1 to 4", into: \.rule.gamma, Self.constant),
      .flag(
        "fit", "List the constants that double the FLOPs by the rule, and what they really cost."
      ) {
        $0.fits = true
      },
    ]
    + PresentationArguments.options.within(\.output, section: "Output")

  private var exponents: [Double]?
  private var rule = CompoundScaling()
  private var fits = false
  private var output = PresentationArguments()

  /// EfficientNet's largest network has 7; at 20 a network has thousands of layers.
  private static let mostPhi = 20.0

  private static func exponents(_ text: String) -> [Double]? {
    guard let values = ValueList(text)?.texts, values.count <= 1_000 else { return nil }
    let numbers = values.compactMap(Double.init)
    guard numbers.count == values.count, numbers.allSatisfy({ (0...Self.mostPhi).contains($0) })
    else {
      return nil
    }
    return numbers
  }

  private static func constant(_ text: String) -> Double? {
    guard let number = Double(text), (1...4).contains(number) else { return nil }
    return number
  }

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try output.networks(operands)
    if fits {
      let usual = CompoundScaling()
      try Failure.require(
        "--fit",
        without: [
          "--phi": exponents != nil, "--alpha": rule.alpha != usual.alpha,
          "--beta": rule.beta != usual.beta, "--gamma": rule.gamma != usual.gamma,
        ])
    }
    let table = try ScalingTable(references[0])
    let result =
      try fits ? table.fitted() : table.scaled(by: rule, exponents ?? (0...7).map(Double.init))
    return try output.write(result, to: &console)
  }
}
