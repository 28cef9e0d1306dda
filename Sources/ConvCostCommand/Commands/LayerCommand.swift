import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// `convcost layer`: one layer's cost, and its alternatives.
struct LayerCommand: Command {
  static let name = "layer"
  static let summary = "One layer's cost, and alternatives with the same output."
  static let operandSyntax = "<layer>"
  static let operandCount = 1...Int.max
  static let discussion = """
    A layer is written as "conv 3x3 256 s2 g4 bias", "depthwise 3x3", "separable 3x3 128", \
    "pointwise 64", "linear 4096", "maxpool 3x3 s2", "inception 64 96-128 16-32 32", \
    "inception 64 128 32" without reductions, "bottleneck 64", or as PyTorch writes it, \
    "Conv2d(64, 128, 3, padding=1)"; commas join several layers. Convolutions are padded so that a \
    stride of 1 keeps the size, unless pN or valid is given; pools are not padded and step by \
    their kernel, unless pN and sN are given. Ratios are relative to the layer as written.
    """
  static let examples = [
    "convcost layer 'conv 5x5 128' --input 128x28x28",
    "convcost layer 'conv 3x3 768 s2' --input 288x35x35",
    "convcost layer 'conv 3x3 128' --input 128x28x28 --reduce 32",
    "convcost layer 'inception 64 96-128 16-32 32' --input 192x28x28",
    "convcost layer 'linear 4096' --input 25088 --format json",
  ]
  static let options: [Option<Self>] =
    [
      .value(
        "input", "SHAPE", "Shape of the input: CxHxW, CxL or CxDxHxW, or the number of features.",
        expected: "CxL, CxHxW, CxDxHxW or a number, such as 128x28x28 or 4096", into: \.input
      ) { InputSize($0)?.shape },
      .value(
        "reduce", "LIST", "Channels of the 1x1 bottlenecks to try, separated by commas.",
        expected: "whole numbers from 1, such as 16,32", into: \.reductions, numbers),
    ] + ConventionArguments.options.within(\.convention, section: "Options")
    + PresentationArguments.options.within(\.output, section: "Output")

  static var operands: Completion { .words(LayerNotation.kinds) }

  private var output = PresentationArguments()
  private var convention = ConventionArguments()
  private var input: Shape?
  private var reductions: [Int] = []

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    try output.check(files: convention.files)
    // Words need no quotes around them.
    let text = operands.joined(separator: " ")
    let layers: [Layer]
    let stated: LayerNotation.StatedInput?
    do throws(LayerNotation.Problem) {
      layers = try LayerNotation.read(text)
      stated = try LayerNotation.statedInput(of: text)
    } catch {
      throw .layer(error)
    }
    guard let input = input ?? stated?.shape else { throw .usage(.needsInput(layer: text)) }
    if let stated, input.channels != stated.channels {
      throw .layer(
        .otherInput(stated.channels, layer: stated.module, channels: input.channels))
    }
    let convention = try convention.convention()
    let study: LayerStudy
    do throws(NetworkError) {
      study = try LayerStudy(text, layers, on: input, reductions: reductions, by: convention)
    } catch {
      throw .network(error, name: text)
    }
    return try output.write(study, to: &console)
  }

  private static func numbers(_ text: String) -> [Int]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Shape.length($0) }
    return numbers.count == parts.count ? numbers : nil
  }
}
